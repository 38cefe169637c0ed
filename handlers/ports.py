"""What the features need of the world, as interfaces the roof fills in."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Protocol
from uuid import UUID

from handlers.message import Message

Clock = Callable[[], datetime]
TOO_MANY = "429"


class Fate(StrEnum):
    """What became of one send.

    REFUSED    the channel will never take this message (400)
    UNREACHABLE the resident blocked us or is gone (403)
    LATER      not taken now, surely not delivered: connect error, 5xx, 429
    AMBIGUOUS  the request was written and no answer came: it may have arrived
    """

    SENT = "sent"
    REFUSED = "refused"
    UNREACHABLE = "unreachable"
    LATER = "later"
    AMBIGUOUS = "ambiguous"


@dataclass(frozen=True, slots=True)
class Sending:
    """The result of one send.

    wait_seconds  how long the channel wants to be left alone; `for_all` when it means every chat
    reason        short and without personal data, for the row and the log
    """

    fate: Fate
    channel_message: str | None = None
    wait_seconds: float | None = None
    for_all: bool = False
    reason: str | None = None

    @property
    def too_many(self) -> bool:
        """Whether the channel refused it because too much was sent."""
        return self.reason == TOO_MANY


class Messenger(Protocol):
    """Sends one message to one address of a channel."""

    async def send(self, address: str, message: Message, language: str) -> Sending:
        """Send and say what became of it; nothing is raised for what the channel answered."""


class Vault(Protocol):
    """Keeps addresses: a keyed digest to find them, a sealed form to use them."""

    def digest(self, channel: str, address: str) -> str: ...

    def seal(self, address: str) -> bytes: ...

    def unseal(self, sealed: bytes) -> str: ...

    def chain(self, words: bytes) -> bytes:
        """Return 32 bytes that prove an entry of the ledger, and the one before it, came from us."""

    def receipt(self, number: str) -> bytes:
        """Return 32 bytes that only we can derive from a case number."""

    def sign(self, words: str) -> str:
        """Return a short keyed code (8 characters of [A-Za-z0-9_-]) that proves words came from us."""


class Parting(StrEnum):
    """What a resident took back, so that no backup may bring it again.

    ALL        they had themselves erased with the texts of their concerns
    PERSON     they had themselves erased, their concerns stay without them
    CONCERN    they withdrew one concern
    STOPPED    they want to hear nothing any more
    RETURNED   after they stopped, they want to hear of us again
    """

    ALL = "all"
    PERSON = "person"
    CONCERN = "concern"
    STOPPED = "stopped"
    RETURNED = "returned"


class Journal(Protocol):
    """Remembers partings apart from the database."""

    def note(self, parting: Parting, resident_id: UUID, concern_id: int | None = None) -> None:
        """Put it on the disk before this returns. What is noted need not come true: the work may still fail, and comes again."""
