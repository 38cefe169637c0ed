"""Who may sit at the desk, by which link they came in, and their sessions."""

from datetime import datetime
from enum import StrEnum
from uuid import UUID

from sqlmodel import Field

from storage.columns import moment, number_key, resident_key, row_key, word
from storage.models.base import Table


class Role(StrEnum):
    ADMIN = "admin"
    MODERATOR = "moderator"
    MEMBER = "member"
    READER = "reader"


class LinkPurpose(StrEnum):
    SIGN_IN = "sign_in"
    TELEGRAM = "telegram"


class Moderator(Table, table=True):
    """A person at the desk; `workgroup` is set for members and only for them. `resident_id`: their linked chat.

    ends_at  from then on they may not come in any more; set for readers and only for them
    came_at  when they signed in last
    """

    id: int = number_key()
    name: str = Field(max_length=120)
    role: Role = word(Role, "role")
    workgroup: str | None = Field(default=None, max_length=48)
    active: bool = True
    resident_id: UUID | None = resident_key(nullable=True, unique=True)
    created_at: datetime = moment()
    ends_at: datetime | None = moment(nullable=True)
    came_at: datetime | None = moment(nullable=True)


class OneTimeLink(Table, table=True):
    """A link that works once; only the SHA-256 of its token is kept."""

    __tablename__ = "one_time_link"

    digest: str = Field(max_length=64, primary_key=True)
    moderator_id: int = row_key("moderator", index=True)
    purpose: LinkPurpose = word(LinkPurpose, "purpose")
    expires_at: datetime = moment()
    used_at: datetime | None = moment(nullable=True)


class DeskSession(Table, table=True):
    """A signed-in browser; only the SHA-256 of its cookie is kept.

    used_at          when it last asked for a page, noted every few minutes; None for at its beginning
    browser, system  by their plain names, "" where unknown
    """

    __tablename__ = "desk_session"

    digest: str = Field(max_length=64, primary_key=True)
    moderator_id: int = row_key("moderator", index=True)
    created_at: datetime = moment()
    expires_at: datetime = moment(index=True)
    used_at: datetime | None = moment(nullable=True)
    by_password: bool = False
    browser: str = Field(default="", max_length=24)
    system: str = Field(default="", max_length=24)


class Mark(Table, table=True):
    """A fact about the installation itself, e.g. that its example content was made."""

    key: str = Field(max_length=64, primary_key=True)
    value: str = Field(max_length=200)
    at: datetime = moment()
