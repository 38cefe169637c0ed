"""What each method of the Bot API does in the fake's world. Every function gets checked parameters and returns the result."""

from collections.abc import Callable
from typing import Any

from tests.fakes.bot_api import limits
from tests.fakes.bot_api.facts import Upload
from tests.fakes.bot_api.people import Button, FakeChat, Json, Received
from tests.fakes.bot_api.refusal import bad_request
from tests.fakes.bot_api.updates import Webhook
from tests.fakes.bot_api.world import World

Method = Callable[[World, Json], Any]
LOCAL_HOSTS = ("http://127.0.0.1", "http://localhost")
PROFILE = {"Name": 64, "Description": 512, "ShortDescription": 120}
PROFILE_FIELDS = {"Name": "name", "Description": "description", "ShortDescription": "short_description"}


def send_message(world: World, params: Json) -> Json:
    text, entities = limits.formatted(params, "text", limits.TEXT_MOST)
    if not text:
        raise bad_request("message text is empty")
    return _send(world, params, "sendMessage", {"text": text} | ({"entities": entities} if entities else {}))


def send_document(world: World, params: Json) -> Json:
    caption, _ = limits.formatted(params, "caption", limits.CAPTION_MOST)
    file_id = _file(world, params["document"], "document")
    name, content = world.files[file_id]
    document = {"file_id": file_id, "file_unique_id": file_id, "file_name": name, "file_size": len(content)}
    return _send(
        world, params, "sendDocument", {"document": document} | ({"caption": caption} if caption else {}), file_id
    )


def send_photo(world: World, params: Json) -> Json:
    caption, _ = limits.formatted(params, "caption", limits.CAPTION_MOST)
    file_id = _file(world, params["photo"], "photo")
    photo = [{"file_id": file_id, "file_unique_id": file_id, "width": 90, "height": 67}]
    return _send(world, params, "sendPhoto", {"photo": photo} | ({"caption": caption} if caption else {}), file_id)


def send_location(world: World, params: Json) -> Json:
    return _send(world, params, "sendLocation", {"location": _place(params)})


def send_venue(world: World, params: Json) -> Json:
    venue = {"location": _place(params), "title": params["title"], "address": params["address"]}
    return _send(world, params, "sendVenue", {"venue": venue})


def send_chat_action(world: World, params: Json) -> bool:
    world.chat_for(params["chat_id"]).news()
    return True


def _place(params: Json) -> Json:
    if abs(params["latitude"]) > 90 or abs(params["longitude"]) > 180:
        raise bad_request("location is invalid")
    return {"latitude": params["latitude"], "longitude": params["longitude"]}


def _file(world: World, given: Upload | str, kind: str) -> str:
    if isinstance(given, str):
        if given not in world.files:
            raise bad_request("wrong remote file identifier specified: Wrong string length")
        return given
    if not given.content:
        raise bad_request("file must be non-empty")
    file_id = f"{kind}{len(world.files) + 1}"
    world.files[file_id] = (given.file_name, given.content)
    return file_id


def _send(world: World, params: Json, method: str, content: Json, file_id: str = "") -> Json:
    markup = params.get("reply_markup")
    limits.check_markup(markup)
    chat = world.chat_for(params["chat_id"])
    replied = params.get("reply_parameters")
    if (
        replied
        and not replied.get("allow_sending_without_reply")
        and (chat.id, replied["message_id"]) not in world.messages
    ):
        raise bad_request("message to be replied not found")
    shown = {"reply_markup": markup} if markup and "inline_keyboard" in markup else {}
    message = world.new_message(chat, {"from": world.me, **content, **shown})
    name, document = world.files[file_id] if file_id else (None, None)
    received = Received(
        message["message_id"], chat.id, method, _words(content), world.clock(),
        file_name=name, document=document, silent=params.get("disable_notification", False),
    )  # fmt: skip
    _show_keyboard(received, markup or {})
    world.sent.append(received)
    chat.takes(received)
    return message


def _words(message: Json) -> str:
    return str(message.get("text", message.get("caption", "")))


def _show_keyboard(received: Received, markup: Json) -> None:
    received.rows = [
        [Button(button["text"], button.get("callback_data"), button.get("url")) for button in row]
        for row in markup.get("inline_keyboard", [])
    ]
    keys = [button for row in markup.get("keyboard", []) for button in row]
    received.keyboard = [button["text"] for button in keys]
    received.asks_location = any(button.get("request_location") for button in keys)
    received.removes_keyboard = markup.get("remove_keyboard", False)


def edit_message_text(world: World, params: Json) -> Json:
    text, _ = limits.formatted(params, "text", limits.TEXT_MOST)
    if not text:
        raise bad_request("message text is empty")
    return _edit(world, params, {"text": text})


def edit_message_caption(world: World, params: Json) -> Json:
    caption, _ = limits.formatted(params, "caption", limits.CAPTION_MOST)
    return _edit(world, params, {"caption": caption})


def edit_message_reply_markup(world: World, params: Json) -> Json:
    return _edit(world, params, {})


def _edit(world: World, params: Json, content: Json) -> Json:
    markup = params.get("reply_markup") or {"inline_keyboard": []}
    limits.check_markup(markup)
    chat, message = world.own_message(params, "edit")
    before = {**message, "reply_markup": message.get("reply_markup", {"inline_keyboard": []})}
    changed = {**before, **content, "reply_markup": markup}
    if changed == before:
        raise bad_request(
            "message is not modified: specified new message content and reply markup are exactly the same"
        )
    message.update(content, edit_date=world.now())
    message.pop("reply_markup", None)
    if markup["inline_keyboard"]:
        message["reply_markup"] = markup
    received = _seen(chat, message["message_id"])
    received.edits.append(received.text)
    received.text = _words(message)
    _show_keyboard(received, markup)
    chat.news()
    return message


def _seen(chat: FakeChat, message_id: int) -> Received:
    return next(each for each in chat.received if each.message_id == message_id)


def delete_message(world: World, params: Json) -> bool:
    chat = world.chat_for(params["chat_id"])
    if world.messages.pop((chat.id, params["message_id"]), None) is None:
        raise bad_request("message to delete not found")
    chat.received = [each for each in chat.received if each.message_id != params["message_id"]]
    chat.news()
    return True


def delete_messages(world: World, params: Json) -> bool:
    if not 1 <= len(params["message_ids"]) <= 100:
        raise bad_request("message_ids must hold 1 to 100 identifiers")
    for message_id in params["message_ids"]:
        if (params["chat_id"], message_id) in world.messages:
            delete_message(world, {"chat_id": params["chat_id"], "message_id": message_id})
    return True


def answer_callback_query(world: World, params: Json) -> bool:
    user = world.presses.get(params["callback_query_id"])
    if user is None or params["callback_query_id"] in world.answered:
        raise bad_request("query is too old and response timeout expired or query ID is invalid")
    if len(params.get("text", "")) > 200:
        raise bad_request("MESSAGE_TOO_LONG")
    world.answered.add(params["callback_query_id"])
    user.toasts.append(params.get("text", ""))
    user.news()
    return True


def set_webhook(world: World, params: Json) -> bool:
    url = params["url"]
    if not url.startswith(("https://", *LOCAL_HOSTS)):
        raise bad_request("bad webhook: An HTTPS URL must be provided for webhook")
    secret = params.get("secret_token")
    if secret is not None and not limits.SECRET.fullmatch(secret):
        raise bad_request("secret token contains unallowed characters")
    connections = params.get("max_connections", 40)
    if not 1 <= connections <= 100:
        raise bad_request("max_connections must be 1 to 100")
    if params.get("drop_pending_updates"):
        world.queue.drop_all()
    if "allowed_updates" in params:
        world.queue.allowed = params["allowed_updates"]
    world.queue.set_webhook(Webhook(url, secret, connections))
    return True


def delete_webhook(world: World, params: Json) -> bool:
    world.queue.stop_webhook()
    if params.get("drop_pending_updates"):
        world.queue.drop_all()
    return True


def get_webhook_info(world: World, _: Json) -> Json:
    queue = world.queue
    info: Json = {"url": "", "has_custom_certificate": False, "pending_update_count": len(queue.pending)}
    if queue.webhook:
        info |= {"url": queue.webhook.url, "max_connections": queue.webhook.max_connections}
    if queue.last_error:
        info |= {"last_error_date": world.now(), "last_error_message": queue.last_error}
    return info | ({"allowed_updates": queue.allowed} if queue.allowed else {})


def get_me(world: World, _: Json) -> Json:
    return world.me


def get_chat(world: World, params: Json) -> Json:
    return {**world.chat_for(params["chat_id"]).chat(), "accent_color_id": 0, "max_reaction_count": 11, "accepted_gift_types": {
        "unlimited_gifts": False, "limited_gifts": False, "unique_gifts": False, "premium_subscription": False,
        "gifts_from_channels": False,
    }}  # fmt: skip


def leave_chat(world: World, params: Json) -> bool:
    world.chat_for(params["chat_id"]).open_to_bot = False
    return True


def get_file(world: World, params: Json) -> Json:
    if params["file_id"] not in world.files:
        raise bad_request("invalid file_id")
    name, content = world.files[params["file_id"]]
    about = {"file_id": params["file_id"], "file_unique_id": params["file_id"], "file_size": len(content)}
    return {**about, "file_path": f"documents/{params['file_id']}/{name}"}


def _commands_key(params: Json) -> tuple[str, str]:
    scope = params.get("scope") or {"type": "default"}
    return (":".join(str(value) for value in scope.values()), params.get("language_code", ""))


def set_my_commands(world: World, params: Json) -> bool:
    limits.check_commands(params["commands"], params.get("scope") or {"type": "default"})
    world.commands[_commands_key(params)] = params["commands"]
    return True


def get_my_commands(world: World, params: Json) -> list[Json]:
    return world.commands.get(_commands_key(params), [])


def delete_my_commands(world: World, params: Json) -> bool:
    world.commands.pop(_commands_key(params), None)
    return True


def _profile_methods() -> dict[str, Method]:
    def setter(name: str) -> Method:
        def change(world: World, params: Json) -> bool:
            value = params.get(PROFILE_FIELDS[name], "")
            if len(value) > PROFILE[name]:
                raise bad_request(f"{PROFILE_FIELDS[name]} is too long")
            world.profile[(name, params.get("language_code", ""))] = value
            return True

        return change

    def getter(name: str) -> Method:
        return lambda world, params: {
            PROFILE_FIELDS[name]: world.profile.get((name, params.get("language_code", "")), "")
        }

    return {f"setMy{name}": setter(name) for name in PROFILE} | {f"getMy{name}": getter(name) for name in PROFILE}


def set_chat_menu_button(world: World, params: Json) -> bool:
    world.profile[("menu", str(params.get("chat_id", "")))] = (params.get("menu_button") or {"type": "default"})["type"]
    return True


def get_chat_menu_button(world: World, params: Json) -> Json:
    return {"type": world.profile.get(("menu", str(params.get("chat_id", ""))), "default")}


METHODS: dict[str, Method] = {
    "sendMessage": send_message, "sendDocument": send_document, "sendPhoto": send_photo, "sendLocation": send_location,
    "sendVenue": send_venue, "sendChatAction": send_chat_action, "editMessageText": edit_message_text,
    "editMessageCaption": edit_message_caption, "editMessageReplyMarkup": edit_message_reply_markup,
    "deleteMessage": delete_message, "deleteMessages": delete_messages, "answerCallbackQuery": answer_callback_query,
    "setWebhook": set_webhook, "deleteWebhook": delete_webhook, "getWebhookInfo": get_webhook_info, "getMe": get_me,
    "getChat": get_chat, "leaveChat": leave_chat, "getFile": get_file, "setMyCommands": set_my_commands,
    "getMyCommands": get_my_commands, "deleteMyCommands": delete_my_commands, "setChatMenuButton": set_chat_menu_button,
    "getChatMenuButton": get_chat_menu_button, **_profile_methods(),
}  # fmt: skip
