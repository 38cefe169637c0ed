"""One message as any channel can show it, and as the outbox stores it."""

from dataclasses import dataclass, field
from typing import Any

from pydantic import TypeAdapter


@dataclass(frozen=True, slots=True)
class Key:
    """A button as written down: its label and either the code it carries or the address it opens.

    scan  the address is best opened on another device: our page shows it as a QR code too
    """

    label: str
    code: str = ""
    url: str = ""
    scan: bool = False


@dataclass(frozen=True, slots=True)
class Enclosure:
    """A file made at the moment of sending by the producer registered under `producer`, from `arguments`."""

    producer: str
    name: str
    arguments: dict[str, str | None] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Message:
    """One message in the reader's language.

    text      plain, 1 to 4096 characters
    keys      rows of buttons
    location  ask the channel to offer sharing a location
    content   bytes of the enclosure, filled in when it is sent, never stored
    """

    text: str
    keys: tuple[tuple[Key, ...], ...] = ()
    location: bool = False
    enclosure: Enclosure | None = None
    content: bytes | None = None


_message = TypeAdapter(Message)


def to_json(message: Message) -> Any:
    """Return the message as the outbox stores it."""
    return _message.dump_python(message, mode="json", exclude={"content"}, exclude_defaults=True)


def from_json(body: Any) -> Message:
    """Return a message the outbox stored."""
    return _message.validate_python(body)
