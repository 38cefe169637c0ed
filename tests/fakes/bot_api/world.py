"""Everything Telegram's side remembers: people, chats, messages, files, and what the bot told about itself."""

import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from itertools import count
from typing import Any

from tests.fakes.bot_api.people import FakeChannel, FakeChat, FakeUser, Json, Received
from tests.fakes.bot_api.refusal import RefusedError, bad_request
from tests.fakes.bot_api.updates import UpdateQueue

FIRST_USER, FIRST_GROUP = 7_000_000_001, -1_001_000_000_001


@dataclass
class World:
    """The state behind the methods."""

    me: Json
    queue: UpdateQueue
    clock: Callable[[], float]
    chats: dict[int, FakeChat] = field(default_factory=dict)
    messages: dict[tuple[int, int], Json] = field(default_factory=dict)
    presses: dict[str, FakeUser] = field(default_factory=dict)
    answered: set[str] = field(default_factory=set)
    files: dict[str, tuple[str, bytes]] = field(default_factory=dict)
    commands: dict[tuple[str, str], list[Json]] = field(default_factory=dict)
    profile: dict[tuple[str, str], str] = field(default_factory=dict)
    sent: list[Received] = field(default_factory=list)
    _message_ids: Iterator[int] = field(default_factory=lambda: count(1))
    _user_ids: Iterator[int] = field(default_factory=lambda: count(FIRST_USER))
    _group_ids: Iterator[int] = field(default_factory=lambda: count(FIRST_GROUP, -1))

    def now(self) -> int:
        """Return the date a message carries."""
        return int(time.time())

    def add_user(
        self, first_name: str, language_code: str | None, username: str | None, user_id: int | None
    ) -> FakeUser:
        """Let a person appear; the bot cannot write to them before they wrote."""
        user = FakeUser(self, user_id or next(self._user_ids), first_name, language_code, username)
        self.chats[user.id] = user
        return user

    def add_group(self, title: str) -> FakeChat:
        """Let a group appear that the bot was added to."""
        group = FakeChat(self, next(self._group_ids), {"type": "supergroup", "title": title})
        self.chats[group.id] = group
        return group

    def add_channel(self, title: str) -> FakeChannel:
        """Let a channel appear that the bot was added to."""
        channel = FakeChannel(self, next(self._group_ids), {"type": "channel", "title": title})
        self.chats[channel.id] = channel
        return channel

    def new_message(self, chat: FakeChat, content: Json) -> Json:
        """Give a message its number and remember it."""
        message = {"message_id": next(self._message_ids), "date": self.now(), "chat": chat.chat(), **content}
        self.messages[(chat.id, message["message_id"])] = message
        return message

    def chat_for(self, chat_id: int | str) -> FakeChat:
        """Return a chat the bot may write to, or refuse as Telegram does."""
        chat = self.chats.get(chat_id) if isinstance(chat_id, int) else None
        if chat is None or not chat.open_to_bot:
            raise bad_request("chat not found")
        if isinstance(chat, FakeUser) and chat.blocked:
            raise RefusedError(403, "Forbidden: bot was blocked by the user", ours=False)
        return chat

    def own_message(self, params: dict[str, Any], what: str) -> tuple[FakeChat, Json]:
        """Return a message of the bot that is to be changed."""
        chat = self.chat_for(params.get("chat_id", 0))
        message = self.messages.get((chat.id, params.get("message_id", 0)))
        if message is None:
            raise bad_request(f"message to {what} not found")
        if message.get("from", {}).get("id") != self.me["id"]:
            raise bad_request(f"message can't be {what}ed")
        return chat, message
