"""The outbox: one row is one message to one resident, due at a moment."""

from datetime import datetime
from enum import StrEnum
from typing import Any
from uuid import UUID

from sqlalchemy import Index, UniqueConstraint
from sqlmodel import Field

from storage.columns import document, moment, number_key, resident_key, row_key, word
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


class Outgoing(Table, table=True):
    """One message out.

    body       the message as JSON, or None where it is composed from the forum when it is sent
    rank       smaller goes first: replies before notices before broadcasts
    tries      times it was handed to the channel; sends: how often it may have arrived
    fence      goes up with every claim; a sender whose fence is old may not write its result
    forum_*    the promise this row stands for; one row per forum, resident, moment and version
    """

    __table_args__ = (
        UniqueConstraint("forum_id", "resident_id", "forum_moment", "forum_version"),
        Index("ix_outgoing_due", "state", "rank", "not_before", "id"),
        Index("ix_outgoing_resident", "resident_id", "state"),
        Index("ix_outgoing_expiry", "state", "expires_at"),
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
    created_at: datetime = moment()
    sent_at: datetime | None = moment(nullable=True)


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
