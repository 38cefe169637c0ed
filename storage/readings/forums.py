"""Forums as people edit them and as lists show them."""

from dataclasses import dataclass
from datetime import datetime

from storage.models import Access, ForumKind, ForumScope, ForumState


@dataclass(frozen=True, slots=True, kw_only=True)
class ForumDetails:
    """What a moderator decides about a forum.

    districts  ids from the pack, in its order; empty for the scope `central`
    capacity   places, None where there is no limit
    """

    title: str
    kind: ForumKind
    scope: ForumScope
    districts: tuple[str, ...] = ()
    starts_at: datetime
    ends_at: datetime
    place: str
    address: str = ""
    access: tuple[Access, ...] = ()
    agenda: str = ""
    capacity: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ForumReading(ForumDetails):
    """One forum as it stands.

    coming, waiting  how many residents are registered, and how many wait for a place
    """

    id: int
    slug: str
    state: ForumState
    version: int
    sequence: int
    example: bool
    created_at: datetime
    changed_at: datetime
    coming: int
    waiting: int

    @property
    def full(self) -> bool:
        """Whether who registers now has to wait."""
        return self.capacity is not None and self.coming + self.waiting >= self.capacity


@dataclass(frozen=True, slots=True, kw_only=True)
class TellingReading:
    """How far a forum's messages of one moment have come: rows by what became of them."""

    moment: str
    version: int
    waiting: int
    sent: int
    unsure: int
    dropped: int
