"""District forums, who comes, and whom they concern."""

from datetime import datetime
from enum import StrEnum
from typing import Any
from uuid import UUID

from sqlalchemy import Text
from sqlmodel import Field

from storage.columns import document, moment, number_key, resident_key, row_key, word
from storage.models.base import Table


class ForumKind(StrEnum):
    CITIZEN = "citizen"
    EXPERT = "expert"


class ForumScope(StrEnum):
    CENTRAL = "central"
    DISTRICTS = "districts"


class ForumState(StrEnum):
    DRAFT = "draft"
    ANNOUNCED = "announced"
    CANCELLED = "cancelled"


class Access(StrEnum):
    STEP_FREE = "step_free"
    INDUCTION_LOOP = "induction_loop"
    INTERPRETER = "interpreter"
    CHILDCARE = "childcare"


class RegistrationState(StrEnum):
    COMING = "coming"
    WAITING = "waiting"


class Forum(Table, table=True):
    """One forum.

    districts  ids from the pack, only where the scope is `districts`
    access     list of Access values
    capacity   places, None where there is no limit
    version    goes up when time or place moves, or it is cancelled: a promise given for an older version must be corrected
    sequence   SEQUENCE of the calendar file, goes up with every change people can see
    """

    id: int = number_key()
    slug: str = Field(max_length=96, unique=True)
    title: str = Field(max_length=200)
    kind: ForumKind = word(ForumKind, "kind")
    scope: ForumScope = word(ForumScope, "scope")
    districts: Any = document()
    starts_at: datetime = moment(index=True)
    ends_at: datetime = moment()
    place: str = Field(max_length=200)
    address: str = Field(default="", max_length=300)
    access: Any = document()
    agenda: str = Field(default="", sa_type=Text)
    capacity: int | None = None
    state: ForumState = word(ForumState, "state", ForumState.DRAFT)
    version: int = 1
    sequence: int = 0
    example: bool = False
    created_at: datetime = moment()
    changed_at: datetime = moment()


class Registration(Table, table=True):
    """A resident who comes to a forum or waits for a place, in the order of `at`."""

    forum_id: int = row_key("forum", primary=True)
    resident_id: UUID = resident_key(primary=True)
    state: RegistrationState = word(RegistrationState, "state")
    at: datetime = moment()
