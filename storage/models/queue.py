"""The work on the queue: who works on what at the moment, and how concerns stood before somebody moved them."""

from datetime import datetime
from typing import Any

from sqlalchemy import Index, Text
from sqlmodel import Field

from storage.columns import document, moment, number_key, row_key, word
from storage.models.base import Table
from storage.models.concerns import Status


class Claim(Table, table=True):
    """A concern somebody works on, so that nobody else does; it counts for nothing once `until` is over."""

    concern_id: int = row_key("concern", primary=True)
    moderator_id: int = row_key("moderator", index=True)
    since: datetime = moment()
    until: datetime = moment()


class DeskChange(Table, table=True):
    """One change somebody at the desk made, to one concern or to many at once.

    actor  moderator:<id>, as in the ledger
    at     is `changed_at` of each of its concerns, for as long as nobody changed that one since
    """

    __tablename__ = "desk_change"
    __table_args__ = (Index("ix_desk_change_actor", "actor", "id"),)

    id: int = number_key()
    actor: str = Field(max_length=48)
    act: str = Field(max_length=48)
    at: datetime = moment(index=True)


class StateBefore(Table, table=True):
    """How one concern stood before a change; goes when its text is erased or its raw text forgotten.

    topics    [[id, origin, score, [[start, end], …]], …]
    redacted  the redacted text and `starts` where its passages began, only where the change was one of the text
    """

    __tablename__ = "state_before"

    change_id: int = row_key("desk_change", primary=True)
    concern_id: int = row_key("concern", primary=True, index=True)
    status: Status = word(Status, "status")
    topics: Any = document()
    redacted: str | None = Field(default=None, sa_type=Text)
    starts: Any = document(nullable=True)
