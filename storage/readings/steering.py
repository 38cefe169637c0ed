"""Meetings, decisions and the organisations of the workgroups, as the desk edits and reads them."""

from dataclasses import dataclass
from datetime import date, datetime

from storage.models import DecisionKind, DecisionState


@dataclass(frozen=True, slots=True, kw_only=True)
class MeetingDetails:
    """What the desk writes down of a meeting; `body` is the id of a body or a workgroup from the pack."""

    body: str
    held_on: date
    place: str = ""
    agenda: str = ""
    minutes: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class MeetingReading(MeetingDetails):
    """One meeting; `decisions` is how many it took."""

    id: int
    decisions: int
    changed_at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class DecisionDetails:
    """What was decided; `in_charge` is a function or an organisation."""

    kind: DecisionKind
    text: str
    in_charge: str = ""
    due: date | None = None
    state: DecisionState = DecisionState.OPEN


@dataclass(frozen=True, slots=True)
class AboutReading:
    """What a decision is about: a whole concern, or one passage of it.

    place  of the passage in its concern as it is cut now, counted from 1; None for the whole concern
    """

    number: str
    place: int | None = None
    passage_id: int | None = None

    @property
    def name(self) -> str:
        """What people call it, e.g. 2026-000123, or 2026-000123/2 for the second passage."""
        return self.number if self.place is None else f"{self.number}/{self.place}"


@dataclass(frozen=True, slots=True)
class NamedReading:
    """A concern somebody named by its number, with its passages in the order of its text."""

    concern_id: int
    passage_ids: tuple[int, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class DecisionReading(DecisionDetails):
    """One decision with the meeting that took it, and what it is about in the order of the case numbers."""

    id: int
    meeting_id: int
    body: str
    held_on: date
    changed_at: datetime
    about: tuple[AboutReading, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class MemberDetails:
    """An organisation in a workgroup; `kind` from the pack or "", `represented_by` a function, never a person."""

    organisation: str
    kind: str = ""
    represented_by: str = ""
    since: date | None = None
    until: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class MemberReading(MemberDetails):
    """One organisation as it stands on the list of its workgroup."""

    id: int
    workgroup: str
    example: bool
    changed_at: datetime
