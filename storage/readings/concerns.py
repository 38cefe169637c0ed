"""Concerns as lists show them: one frozen row each, with topics and workgroups beside it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from storage.models import Concern, Outcome, Source, Status, TagOrigin


@dataclass(frozen=True, slots=True)
class TopicReading:
    """A topic of a concern; `evidence` are (start, end) offsets into the raw text, or the redacted one where that was forgotten."""

    id: str
    origin: TagOrigin
    score: float | None
    evidence: tuple[tuple[int, int], ...]


@dataclass(frozen=True, slots=True)
class Arrival:
    """A concern that has just come in, of one passage: its raw text, what that means (empty: not known), topics and workgroups."""

    concern: Concern
    text: str
    meaning: bytes
    topics: Sequence[TopicReading]
    workgroups: Sequence[str]


@dataclass(frozen=True, slots=True)
class ConcernReading:
    """One concern. `text` is the raw text where it was asked for and may be seen, else the redacted one."""

    id: int
    number: str
    resident_id: UUID | None
    received_at: datetime
    source: Source
    language: str
    district: str | None
    topics: tuple[TopicReading, ...]
    workgroups: tuple[str, ...]
    text: str
    status: Status
    outcome: Outcome
    reason: str | None
    triage: str


@dataclass(frozen=True, slots=True)
class ClaimedBy:
    """Somebody at the desk, and the moment at which it counts what they work on."""

    moderator_id: int
    at: datetime


@dataclass(frozen=True, slots=True)
class Overdue:
    """What was received before these moments has waited too long: for a first look, for an answer."""

    unseen_before: datetime
    open_before: datetime


@dataclass(frozen=True, slots=True)
class ConcernFilter:
    """Which concerns; an empty field does not narrow.

    since, until  half-open: since <= received_at < until
    words         must stand in the redacted text, whatever their case
    unassigned    only those on no workgroup's list
    claimed_by    only those somebody works on
    overdue       only those without an outcome that have waited too long
    """

    workgroup: str | None = None
    topic: str | None = None
    districts: tuple[str, ...] = ()
    since: datetime | None = None
    until: datetime | None = None
    status: Status | None = None
    outcome: Outcome | None = None
    words: str = ""
    unassigned: bool = False
    resident_id: UUID | None = None
    source: Source | None = None
    claimed_by: ClaimedBy | None = None
    overdue: Overdue | None = None


@dataclass(frozen=True, slots=True)
class MeaningReading:
    """What a concern is compared by, without its text."""

    concern_id: int
    district: str | None
    topics: tuple[str, ...]
    vector: bytes


@dataclass(frozen=True, slots=True)
class RawReading:
    """A raw text beside the redacted one, and where the words of its topics stand in it."""

    concern_id: int
    raw: str
    redacted: str
    evidence: Mapping[str, tuple[tuple[int, int], ...]]


@dataclass(frozen=True, slots=True)
class EventReading:
    """One act in the history of a concern."""

    act: str
    actor: str
    at: datetime
    detail: object
