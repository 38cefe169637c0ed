"""Who works on what, and what can be undone."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from storage.models import Status
from storage.readings.concerns import TopicReading


class Order(StrEnum):
    """In which order a list comes: by case number, by age, or by what falls due first."""

    NEWEST = "newest"
    OLDEST = "oldest"
    DEADLINE = "deadline"


@dataclass(frozen=True, slots=True)
class ClaimReading:
    """Who works on a concern, and since when."""

    moderator_id: int
    name: str
    since: datetime


@dataclass(frozen=True, slots=True)
class ChangeReading:
    """A change that can still be undone: what it was, how many concerns it changed, and the number of one of them."""

    id: int
    act: str
    concerns: int
    number: str


@dataclass(frozen=True, slots=True)
class BeforeReading:
    """How a concern stood; `redacted` and `starts` only where its text was changed."""

    concern_id: int
    status: Status
    topics: tuple[TopicReading, ...]
    redacted: str | None
    starts: tuple[int, ...]
