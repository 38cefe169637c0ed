"""The other side of the chat: people, groups and channels as a test plays them."""

import asyncio
import re
import secrets
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, overload

from tests.fakes.bot_api.html_text import utf16_length
from tests.fakes.bot_api.limits import START_PAYLOAD, TEXT_MOST

if TYPE_CHECKING:
    from tests.fakes.bot_api.world import World

PATIENCE = 5.0
COMMAND_IN_TEXT = re.compile(r"(?<![\w/])/[A-Za-z0-9_]{1,64}(?:@[A-Za-z0-9_]{3,32})?")
Json = dict[str, Any]


@dataclass(frozen=True)
class Button:
    """One button under a message: it sends data, or opens a link."""

    label: str
    data: str | None = None
    url: str | None = None


@dataclass
class Received:
    """One message the bot sent to this chat, as the person sees it now (edits included)."""

    message_id: int
    chat_id: int
    method: str
    text: str
    at: float
    rows: list[list[Button]] = field(default_factory=list)
    keyboard: list[str] = field(default_factory=list)
    asks_location: bool = False
    removes_keyboard: bool = False
    file_name: str | None = None
    document: bytes | None = None
    silent: bool = False
    edits: list[str] = field(default_factory=list)

    @property
    def buttons(self) -> list[Button]:
        """All buttons, row after row."""
        return [button for row in self.rows for button in row]

    @property
    def labels(self) -> list[str]:
        """What the buttons say."""
        return [button.label for button in self.buttons]

    def button(self, label_or_data: str) -> Button | None:
        """Return the button with exactly this label or data, else the first whose label contains it."""
        exact = [b for b in self.buttons if label_or_data in (b.label, b.data)]
        alike = [b for b in self.buttons if label_or_data in b.label]
        return next(iter(exact + alike), None)


class FakeChat:
    """A chat the bot can write to."""

    def __init__(self, world: "World", chat_id: int, about: Json) -> None:
        self.world = world
        self.id = chat_id
        self.about = about
        self.received: list[Received] = []
        self.open_to_bot = True
        self._news = asyncio.Event()

    def chat(self) -> Json:
        """Return the chat as updates carry it."""
        return {"id": self.id, **self.about}

    def takes(self, message: Received) -> None:
        """Receive a message of the bot."""
        self.received.append(message)
        self.news()

    def news(self) -> None:
        """Wake who waits for something to happen in this chat."""
        self._news.set()

    @property
    def last(self) -> Received:
        """The latest message of the bot."""
        return self.received[-1]

    @overload
    async def waits_for(self, wanted: int, timeout: float = PATIENCE) -> list[Received]: ...  # noqa: ASYNC109
    @overload
    async def waits_for(self, wanted: Callable[[Received], bool], timeout: float = PATIENCE) -> Received: ...  # noqa: ASYNC109
    async def waits_for(
        self,
        wanted: int | Callable[[Received], bool],
        timeout: float = PATIENCE,  # noqa: ASYNC109 (the test says how long it is patient)
    ) -> list[Received] | Received:
        """Wait until so many messages came in all, or one that fits; an AssertionError tells what came instead."""
        until = time.monotonic() + timeout
        while True:
            self._news.clear()
            if isinstance(wanted, int):
                if len(self.received) >= wanted:
                    return list(self.received)
            elif fitting := [each for each in self.received if wanted(each)]:
                return fitting[0]
            try:
                await asyncio.wait_for(self._news.wait(), until - time.monotonic())
            except TimeoutError:
                raise AssertionError(
                    f"waited {timeout} s in vain; came: {[each.text for each in self.received]}"
                ) from None


class FakeUser(FakeChat):
    """A person and their private chat with the bot (both have the same id)."""

    def __init__(
        self, world: "World", user_id: int, first_name: str, language_code: str | None, username: str | None
    ) -> None:
        name = {"first_name": first_name} | ({"username": username} if username else {})
        super().__init__(world, user_id, {"type": "private", **name})
        self.person: Json = {"id": user_id, "is_bot": False, **name} | (
            {"language_code": language_code} if language_code else {}
        )
        self.blocked = False
        self.open_to_bot = False
        self.toasts: list[str] = []

    def says(self, text: str, to: FakeChat | None = None) -> int:
        """Type a text (long ones are cut in pieces, as the apps do) and return the id of the last update."""
        text = text.strip()
        if not text:
            raise ValueError("nobody can send an empty message")
        for start in range(0, len(text), TEXT_MOST):
            update_id = self.sends({"text": text[start : start + TEXT_MOST]}, to)
        return update_id

    def starts(self, payload: str = "") -> int:
        """Press START, perhaps by a deep link."""
        if not START_PAYLOAD.fullmatch(payload):
            raise ValueError(f"no start payload: {payload!r}")
        return self.says(f"/start {payload}")

    def sends(self, content: Json, to: FakeChat | None = None) -> int:
        """Send a message with this content (fields of Message) and return the update's id."""
        if self.blocked:
            self.unblocks()
        self.open_to_bot = True
        chat = to or self
        message = self.world.new_message(chat, {"from": self.person, **_with_commands(content)})
        return self.world.queue.add("message", dict(message), ("message", chat.id))

    async def exchange(self, text: str, answers: int = 1, timeout: float = PATIENCE) -> Received:  # noqa: ASYNC109
        """Type a text, wait for that many answers and return the last of them."""
        before = len(self.received)
        self.says(text)
        return (await self.waits_for(before + answers, timeout))[before + answers - 1]

    async def presses_and_waits(self, label_or_data: str, answers: int = 1, timeout: float = PATIENCE) -> Received:  # noqa: ASYNC109
        """Press a button, wait for that many answers and return the last of them."""
        before = len(self.received)
        self.presses(label_or_data)
        return (await self.waits_for(before + answers, timeout))[before + answers - 1]

    def presses(self, label_or_data: str, message: Received | None = None) -> int:
        """Press a button of this message, or of the latest that has it; reply keyboards type their label."""
        for each in [message] if message else reversed(self.received):
            button = each.button(label_or_data)
            if button is not None:
                if button.data is None:
                    raise AssertionError(f"{label_or_data!r} is a link: {button.url}")
                return self.presses_data(button.data, each)
            if label_or_data in each.keyboard:
                return self.says(label_or_data)
        raise AssertionError(f"no button {label_or_data!r}; there are {[each.labels for each in self.received]}")

    def presses_data(self, data: str, message: Received) -> int:
        """Send a press with any data, forged too."""
        query_id = str(secrets.randbits(60))
        self.world.presses[query_id] = self
        shown = self.world.messages.get((message.chat_id, message.message_id))
        chat = self.world.chats[message.chat_id].chat()
        query: Json = {"id": query_id, "from": self.person, "chat_instance": str(message.chat_id), "data": data}
        query["message"] = dict(shown) if shown else {"chat": chat, "message_id": message.message_id, "date": 0}
        return self.world.queue.add("callback_query", query, ("press", self.id))

    def shares(self, lat: float, lon: float) -> int:
        """Share a place."""
        return self.sends({"location": {"latitude": lat, "longitude": lon}})

    def sends_photo(self, caption: str = "") -> int:
        """Send a photo."""
        photo = [{"file_id": "photo", "file_unique_id": "p", "width": 90, "height": 67}]
        return self.sends({"photo": photo} | ({"caption": caption} if caption else {}))

    def sends_voice(self) -> int:
        """Send a voice message."""
        return self.sends({"voice": {"file_id": "voice", "file_unique_id": "v", "duration": 3}})

    def sends_sticker(self) -> int:
        """Send a sticker."""
        about = {"type": "regular", "width": 512, "height": 512, "is_animated": False, "is_video": False}
        return self.sends({"sticker": {"file_id": "sticker", "file_unique_id": "s", **about}})

    def edits(self, text: str, message_id: int | None = None) -> int:
        """Change the text of one of the person's messages, by default the latest."""
        mine = [m for (chat, _), m in self.world.messages.items() if chat == self.id and m["from"]["id"] == self.id]
        message = mine[-1] if message_id is None else self.world.messages[(self.id, message_id)]
        message.update(_with_commands({"text": text}), edit_date=self.world.now())
        return self.world.queue.add("edited_message", dict(message), ("message", self.id))

    def blocks(self) -> int:
        """Block the bot: everything it sends is refused with 403 from now on."""
        self.blocked = True
        return self._membership("member", "kicked")

    def unblocks(self) -> int:
        """Take the bot back."""
        self.blocked = False
        return self._membership("kicked", "member")

    def _membership(self, old: str, new: str) -> int:
        def member(status: str) -> Json:
            return {"user": self.world.me, "status": status} | ({"until_date": 0} if status == "kicked" else {})

        about = {"chat": self.chat(), "from": self.person, "date": self.world.now()}
        change = {**about, "old_chat_member": member(old), "new_chat_member": member(new)}
        return self.world.queue.add("my_chat_member", change, ("member", self.id))


class FakeChannel(FakeChat):
    """A channel the bot was made a member of."""

    def posts(self, text: str) -> int:
        """Post in the channel."""
        message = self.world.new_message(self, {"sender_chat": self.chat(), "text": text})
        return self.world.queue.add("channel_post", dict(message), ("message", self.id))


def _with_commands(content: Json) -> Json:
    """Mark the commands in a text as Telegram does."""
    text = content.get("text", "")
    commands = [
        {"type": "bot_command", "offset": utf16_length(text[: found.start()]), "length": utf16_length(found[0])}
        for found in COMMAND_IN_TEXT.finditer(text)
    ]
    return content | ({"entities": commands} if commands and "entities" not in content else {})
