"""The outbox: one row is one message to one resident, due at a moment."""

from datetime import datetime
from enum import StrEnum
from typing import Any
from uuid import UUID

from sqlalchemy import Column, Index, UniqueConstraint, text
from sqlmodel import Field

from storage.columns import BIG, document, moment, number_key, resident_key, row_key, word
from storage.models.base import Table


class OutgoingKind(StrEnum):
    """Why a message goes out; the kind decides its turn, its quiet hours and what an ambiguous send means."""

    REPLY = "reply"
    RECEIPT = "receipt"
    NOTICE = "notice"
    REMINDER = "reminder"
    BROADCAST = "broadcast"


class OutgoingState(StrEnum):
    """Where a message is: a waiting one has surely not left yet, a sending one may have."""

    WAITING = "waiting"
    SENDING = "sending"
    SENT = "sent"
    FAILED = "failed"
    AMBIGUOUS = "ambiguous"
    DROPPED = "dropped"


ANSWERS = (OutgoingKind.REPLY, OutgoingKind.RECEIPT)
UNFINISHED = (OutgoingState.WAITING, OutgoingState.SENDING)
UNRESOLVED = (OutgoingState.AMBIGUOUS, OutgoingState.FAILED)
TELLS_CHANGE = text("phase_change_id IS NOT NULL")
COURSE_CHANGED = "course_changed"


class Outgoing(Table, table=True):
    """One message out.

    body       the message as JSON, or None where it is composed when it is sent, from the forum or the plan
    rank       smaller goes first: replies before notices before broadcasts
    tries      times it was handed to the channel; sends: how often it may have arrived
    fence      goes up with every claim; a sender whose fence is old may not write its result
    forum_*    the promise this row stands for; one row per forum, resident, moment and version
    forum_moment  names who composes it; without a forum too
    channel    where the resident was spoken to, set for answers; None for what may go wherever they chose
    phase_change_id  the change of the plan this row tells of, once per resident; what is not there any more is not told
    """

    __table_args__ = (
        UniqueConstraint("forum_id", "resident_id", "forum_moment", "forum_version"),
        Index("ix_outgoing_due", "state", "rank", "not_before", "id"),
        Index("ix_outgoing_resident", "resident_id", "state"),
        Index("ix_outgoing_expiry", "state", "expires_at"),
        Index(
            "ix_outgoing_phase_change",
            "phase_change_id",
            "resident_id",
            unique=True,
            sqlite_where=TELLS_CHANGE,
            postgresql_where=TELLS_CHANGE,
        ),
    )

    id: int = number_key()
    resident_id: UUID = resident_key()
    kind: OutgoingKind = word(OutgoingKind, "kind")
    state: OutgoingState = word(OutgoingState, "state", OutgoingState.WAITING)
    rank: int = 0
    body: Any = document(nullable=True)
    not_before: datetime = moment()
    expires_at: datetime | None = moment(nullable=True)
    tries: int = 0
    sends: int = 0
    fence: int = 0
    leased_until: datetime | None = moment(nullable=True)
    reason: str | None = Field(default=None, max_length=200)
    channel_message: str | None = Field(default=None, max_length=64)
    forum_id: int | None = row_key("forum", nullable=True)
    forum_moment: str | None = Field(default=None, max_length=24)
    forum_version: int | None = None
    phase_change_id: int | None = Field(default=None, sa_column=Column(BIG, nullable=True))
    channel: str | None = Field(default=None, max_length=24)
    created_at: datetime = moment()
    sent_at: datetime | None = moment(nullable=True)

    @property
    def moment(self) -> str | None:
        """What this row tells of, which decides who composes it; None where its words are stored."""
        return COURSE_CHANGED if self.phase_change_id is not None else self.forum_moment


class SendBudget(Table, table=True):
    """A rate of the whole installation as a token bucket.

    channel    what it is the rate of: all messages, or broadcasts
    tokens     messages that may go out now
    filled_at  when tokens was last brought up to date
    held_until nothing at all is sent before (a 429 for the whole bot)
    """

    __tablename__ = "send_budget"

    channel: str = Field(max_length=24, primary_key=True)
    tokens: float = 0
    filled_at: datetime = moment()
    held_until: datetime | None = moment(nullable=True)
