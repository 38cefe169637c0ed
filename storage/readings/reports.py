"""What reports are made of: passages with what is in force, citations of the plan, the words of facilitation."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from storage.models import NoteKind, Outcome


@dataclass(frozen=True, slots=True)
class WeighedPassage:
    """One passage and what is in force for it; the words of a decision are empty where none is.

    [start, end) of the redacted text, `end` None for the last one
    topics  of its own, empty where the concern was not split
    paragraph  label of the paragraph of the plan, empty where none is named
    """

    start: int
    end: int | None
    outcome: Outcome
    topics: tuple[str, ...]
    reason: str
    words: str
    body: str
    decided_on: str
    paragraph: str


@dataclass(frozen=True, slots=True)
class ReleaseReading:
    """A released report without its content."""

    format: str
    sha256: str
    released_at: datetime
    released_by: int | None


@dataclass(frozen=True, slots=True)
class NotesReading:
    """What facilitation wrote about a forum, and what was released of its report."""

    words: Mapping[NoteKind, str]
    released: tuple[ReleaseReading, ...]
