"""People at the desk, as lists and doors see them."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from storage.models import Role


@dataclass(frozen=True, slots=True)
class ModeratorReading:
    """A person at the desk; `resident_id` is their linked chat, None where none is linked."""

    id: int
    name: str
    role: Role
    workgroup: str | None
    active: bool
    resident_id: UUID | None
    created_at: datetime
