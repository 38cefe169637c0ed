"""What a resident did, whatever the channel."""

from dataclasses import dataclass
from datetime import datetime
from functools import cache
from typing import Any, TypeVar
from uuid import UUID

from pydantic import TypeAdapter, ValidationError

from handlers.dialog.payloads import Payload, StaleButtonError
from nlp.results import Reading
from storage.models import Channel

P = TypeVar("P", bound=Payload)
D = TypeVar("D")


@dataclass(frozen=True, slots=True)
class Said:
    """Free text, as typed."""

    text: str


@dataclass(frozen=True, slots=True)
class Commanded:
    """A command without its slash, in lower case, and what stood behind it."""

    name: str
    rest: str = ""


@dataclass(frozen=True, slots=True)
class Pressed:
    """A button, by the code it carried."""

    code: str


@dataclass(frozen=True, slots=True)
class Shared:
    """A location in degrees (WGS 84)."""

    latitude: float
    longitude: float


@dataclass(frozen=True, slots=True)
class Unreadable:
    """Something we cannot take: photo, voice, sticker, video, document, contact, edited, other.

    words  its caption, or what an edited message now says: never stored, but danger in it is still heard
    """

    kind: str
    words: str = ""


@cache
def adapter_of(kind: Any) -> TypeAdapter[Any]:
    """Return what reads and writes drafts of a kind; building one takes longer than a turn."""
    return TypeAdapter(kind)


Act = Said | Commanded | Pressed | Shared | Unreadable


def words_of(act: Act) -> str:
    """Return the words of an act, "" where it has none."""
    match act:
        case Said(text=text) | Commanded(rest=text) | Unreadable(words=text):
            return text
    return ""


@dataclass(frozen=True, slots=True)
class Turn:
    """One act of one resident, with the question they were asked before.

    consented           has agreed to the privacy notice, and not withdrawn
    step, token, draft  of the open question; step is "" where none is open
    payload             the typed payload of a pressed button that is genuine and not stale
    network             the beginning of the address it came from, "" where the channel has none; it is kept nowhere
    reading             what the language floor made of the words of this turn; None where it had none
    """

    resident_id: UUID
    channel: Channel
    language: str
    district: str | None
    at: datetime
    act: Act
    consented: bool = False
    step: str = ""
    token: str = ""
    draft_json: object = None
    payload: Payload | None = None
    reading: Reading | None = None
    network: str = ""

    @property
    def text(self) -> str:
        """The words of this turn, "" where it had none."""
        return words_of(self.act)

    def pressed(self, kind: type[P]) -> P:
        """Return the payload of the pressed button, which must be of this kind."""
        if not isinstance(self.payload, kind):
            raise StaleButtonError
        return self.payload

    def draft(self, kind: type[D]) -> D:
        """Return what was gathered so far, in the shape the step keeps it in; one of an older shape is as good as stale."""
        known: Any = kind
        try:
            draft: D = adapter_of(known).validate_python(self.draft_json)
        except ValidationError:
            # Not chained: the library's error quotes what it could not read, and that is what a resident wrote.
            raise StaleButtonError from None
        return draft
