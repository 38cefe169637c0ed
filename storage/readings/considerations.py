"""A concern's passages with what was decided about each, as pages and messages show them."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime

from storage.models import ConsiderationState, ObjectionState, Outcome


@dataclass(frozen=True, slots=True)
class ParagraphReading:
    """A paragraph of the plan; `label` is what it is cited by."""

    id: int
    chapter: str
    label: str
    title: str
    words: str


@dataclass(frozen=True, slots=True)
class ConsiderationReading:
    """What was decided about one passage, and by whom at the desk."""

    id: int
    outcome: Outcome
    reason: str
    words: str
    paragraph: ParagraphReading | None
    body: str
    decided_on: date
    state: ConsiderationState
    proposed_by: int
    proposed_at: datetime
    confirmed_by: int | None


@dataclass(frozen=True, slots=True)
class PassageReading:
    """One passage: [start, end) of the redacted text, `end` None for the last one.

    topics    of its own; empty where the concern was not split, then those of the concern hold
    standing  the consideration in force, or the one that waits for the eyes of a second person
    """

    id: int
    start: int
    end: int | None
    outcome: Outcome
    topics: tuple[str, ...]
    standing: ConsiderationReading | None

    def text_of(self, redacted: str) -> str:
        """Return its words in the redacted text of its concern."""
        return redacted[self.start : self.end].strip()


@dataclass(frozen=True, slots=True)
class ObjectionReading:
    """An author's wish to have it looked at again; `deciders` had a part in the decision and may not answer."""

    id: int
    words: str
    deciders: frozenset[int]
    state: ObjectionState
    at: datetime
    answered_by: int | None
    answered_at: datetime | None


@dataclass(frozen=True, slots=True)
class BalanceReading:
    """What was received beside what became of it, and what still hinders a final report.

    concerns, passages  how many by outcome; an outcome nothing has is left out
    received            acts of handing in that the ledger knows
    """

    received: int
    concerns: Mapping[Outcome, int]
    passages: Mapping[Outcome, int]
    proposed: int
    objections: int


@dataclass(frozen=True, slots=True)
class WaitingReading:
    """A concern something waits for at the desk, and since when; `barred` may not do it."""

    number: str
    since: datetime
    barred: frozenset[int]
