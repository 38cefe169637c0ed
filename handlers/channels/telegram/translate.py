"""Read an update of Telegram as an act of a resident.

Personal answers belong into private chats only: groups get at most a hint where to find us, channels nothing. What is unknown or no
concern of ours becomes an update that is only remembered.
"""

import re
from dataclasses import dataclass
from typing import Any

from telegram import CallbackQuery, ChatMemberUpdated, Message, Update
from telegram.constants import ChatMemberStatus, ChatType

from handlers.channels.inbound import Inbound
from handlers.dialog.turn import Act, Commanded, Pressed, Said, Shared, Unreadable
from storage.models import Channel

KINDS = ("message", "edited_message", "callback_query", "my_chat_member")
GROUPS = (ChatType.GROUP, ChatType.SUPERGROUP)
COMMAND = re.compile(r"/([A-Za-z0-9_]{1,64})(?:@([A-Za-z0-9_]+))?(?:\s+(.*))?", re.DOTALL)
UNREADABLE = (
    "photo", "voice", "audio", "sticker", "video", "video_note", "animation", "document", "contact", "poll", "dice", "game",
    "story", "paid_media", "checklist", "invoice",
)  # fmt: skip
LIMIT_UPDATE_ID = 2**63


class NoUpdateError(ValueError):
    """What came is no update of Telegram: it has no number."""


@dataclass(frozen=True, slots=True)
class Arrival:
    """One update, read.

    press      id of the press that waits for an answer, "" where none does
    hint_to    group that asked for us and is told where we are
    album      of the photo or file; an album of ten is one act and gets one answer
    blocked    the resident blocked us: it counts as /stopp of somebody we know only here, and makes nobody known
    """

    inbound: Inbound
    press: str = ""
    hint_to: int | None = None
    album: str = ""
    blocked: bool = False


def number(raw: object) -> int:
    """Return the update's own number."""
    update_id = raw.get("update_id") if isinstance(raw, dict) else None
    if not isinstance(update_id, int) or isinstance(update_id, bool) or not 0 <= update_id < LIMIT_UPDATE_ID:
        raise NoUpdateError
    return update_id


def private_address(raw: dict[str, Any]) -> str:
    """Return whose private chat an update came from, as far as even one that cannot be read says so; else ""."""
    for content in raw.values():
        if not isinstance(content, dict):
            continue
        message = content.get("message", content)
        chat = message.get("chat") if isinstance(message, dict) else None
        if isinstance(chat, dict) and chat.get("type") == ChatType.PRIVATE and type(chat.get("id")) is int:
            return str(chat["id"])
    return ""


def unread(update_id: int) -> Arrival:
    """Return the arrival of an update that is only remembered."""
    return Arrival(_inbound(update_id))


def translate(raw: dict[str, Any], bot_name: str) -> Arrival:
    """Read an update; raises whatever the library raises for one that is not shaped as it should be."""
    update_id = number(raw)
    update = Update.de_json(raw, None)
    match update:
        case Update(message=Message() as message):
            return _message(update_id, message, bot_name)
        case Update(edited_message=Message() as message):
            return _edited(update_id, message)
        case Update(callback_query=CallbackQuery() as query):
            return _press(update_id, query)
        case Update(my_chat_member=ChatMemberUpdated() as change):
            return _membership(update_id, change)
    return unread(update_id)


def _inbound(
    update_id: int, chat_id: int | None = None, act: Act | None = None, language: str | None = None
) -> Inbound:
    # The library takes any JSON for an id; an answer to such a chat could never be sent.
    if act is not None and type(chat_id) is not int:
        raise TypeError("a chat's id is a number")
    primary = (language or "").partition("-")[0].lower()
    return Inbound(Channel.TELEGRAM, update_id, "" if chat_id is None else str(chat_id), act, primary)


def _message(update_id: int, message: Message, bot_name: str) -> Arrival:
    language = message.from_user.language_code if message.from_user else None
    if message.chat.type in GROUPS and _calls_us(message, bot_name):
        return Arrival(_inbound(update_id, language=language), hint_to=message.chat.id)
    if message.chat.type != ChatType.PRIVATE:
        return unread(update_id)
    inbound = _inbound(update_id, message.chat.id, _act(message), language)
    return Arrival(inbound, album=message.media_group_id or "")


def _calls_us(message: Message, bot_name: str) -> bool:
    """Tell whether a group asks for us: /start, or any command with our name behind it."""
    command = COMMAND.fullmatch(message.text or "")
    if command is None:
        return False
    name, addressee, _ = command.groups()
    return addressee.lower() == bot_name.lower() if addressee else name.lower() == "start"


def _act(message: Message) -> Act | None:
    if message.text is not None:
        return _words(message.text)
    if message.location is not None:
        return Shared(message.location.latitude, message.location.longitude)
    kind = next((kind for kind in UNREADABLE if getattr(message, kind)), None)
    if kind is not None:
        return Unreadable(kind, message.caption or "")
    # Pinned messages, changed pictures and the like say nothing to us.
    return None if message.effective_attachment is None else Unreadable("other", message.caption or "")


def _words(text: str) -> Act:
    command = COMMAND.fullmatch(text.strip())
    if command is None:
        return Said(text)
    return Commanded(command[1].lower(), (command[3] or "").strip())


def _edited(update_id: int, message: Message) -> Arrival:
    """Read an edit. Live locations are edited every few seconds and say nothing new."""
    words = message.text or message.caption
    if message.chat.type != ChatType.PRIVATE or not words:
        return unread(update_id)
    language = message.from_user.language_code if message.from_user else None
    return Arrival(_inbound(update_id, message.chat.id, Unreadable("edited", words), language))


def _press(update_id: int, query: CallbackQuery) -> Arrival:
    private = query.message is None or query.message.chat.type == ChatType.PRIVATE
    if not private or not query.data:
        return Arrival(_inbound(update_id), press=query.id)
    # In a private chat the chat's id is the person's, and it is there for old messages too.
    inbound = _inbound(update_id, query.from_user.id, Pressed(query.data), query.from_user.language_code)
    return Arrival(inbound, press=query.id)


def _membership(update_id: int, change: ChatMemberUpdated) -> Arrival:
    if change.chat.type != ChatType.PRIVATE or change.new_chat_member.status != ChatMemberStatus.BANNED:
        return unread(update_id)
    inbound = _inbound(update_id, change.chat.id, Commanded("stopp"), change.from_user.language_code)
    return Arrival(inbound, blocked=True)
