"""The process plan as the desk edits it, and what was changed in it."""

from dataclasses import dataclass
from datetime import date, datetime

from storage.models import Course, PhaseState


@dataclass(frozen=True, slots=True, kw_only=True)
class PhaseDetails:
    """What the desk decides about a phase; both days belong to it, tasks are one a line."""

    title: str
    starts_on: date
    ends_on: date
    tasks: str = ""
    state: PhaseState = PhaseState.PLANNED


@dataclass(frozen=True, slots=True, kw_only=True)
class PhaseReading(PhaseDetails):
    """One phase as it stands; `version` goes up with every change."""

    id: int
    version: int
    example: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class PhaseChangeReading:
    """One change of a phase.

    was   None for a phase that was added
    told  how many residents it was told to
    by    who did it, None where they have left the desk for good
    """

    id: int
    phase_id: int
    course: Course
    was: PhaseDetails | None
    became: PhaseDetails
    reason: str
    told: int
    by: str | None
    at: datetime
