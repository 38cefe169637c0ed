"""People at the desk, as lists and doors see them."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from storage.models import Role


@dataclass(frozen=True, slots=True)
class ModeratorReading:
    """A person at the desk; `resident_id` is their linked chat, None where none is linked.

    ends_at  from then on they may not come in any more, None for without an end
    came_at  when they signed in last
    """

    id: int
    name: str
    role: Role
    workgroup: str | None
    active: bool
    resident_id: UUID | None
    created_at: datetime
    ends_at: datetime | None
    came_at: datetime | None

    def may_come(self, now: datetime) -> bool:
        """Tell whether this person has access at this moment."""
        return self.active and not self.ended(now)

    def ended(self, now: datetime) -> bool:
        """Tell whether the time of this person is over."""
        return self.ends_at is not None and self.ends_at <= now


@dataclass(frozen=True, slots=True)
class SessionReading:
    """A signed-in browser; `digest` is the fingerprint of its token, `browser` and `system` are "" where unknown."""

    digest: str
    since: datetime
    used_at: datetime
    by_password: bool
    browser: str
    system: str
