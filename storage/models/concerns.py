"""What residents handed in: the concern, its raw text apart, its topics, its history."""

from datetime import datetime
from enum import StrEnum
from typing import Any
from uuid import UUID

from sqlalchemy import Index, LargeBinary, Text
from sqlmodel import Field

from storage.columns import document, moment, number_key, resident_key, row_key, word
from storage.models.base import Table


class Source(StrEnum):
    """Where a concern came from; the two chat channels first."""

    TELEGRAM = "telegram"
    WEB = "web"
    PAPER = "paper"
    TABLE_NOTE = "table_note"
    PHONE = "phone"
    MAIL = "mail"


class Status(StrEnum):
    """Where a concern stands in the queue."""

    NEW = "new"
    SEEN = "seen"
    CONFIRMED = "confirmed"
    ASSIGNED = "assigned"
    CONSIDERED = "considered"
    CLOSED = "closed"


class Outcome(StrEnum):
    """What became of a concern; received = the sum over these, always."""

    OPEN = "open"
    ADOPTED = "adopted"
    PARTLY = "partly"
    NOT_ADOPTED = "not_adopted"
    PASSED_ON = "passed_on"
    JOINED = "joined"
    WITHDRAWN = "withdrawn"
    ERASED = "erased"


class TagOrigin(StrEnum):
    MODEL = "model"
    RESIDENT = "resident"
    MODERATOR = "moderator"


class Concern(Table, table=True):
    """One short text a resident handed in.

    number    case number, year-count, e.g. 2026-000123
    redacted  the text with personal data replaced: all that leaves the desk
    district  id from the city pack, or None where no place was named
    triage    the class decided before it was stored
    """

    __table_args__ = (
        Index("ix_concern_outcome", "outcome", "id"),
        Index("ix_concern_queue", "status", "outcome", "received_at", "id"),
    )

    id: int = number_key()
    number: str = Field(max_length=16, unique=True)
    resident_id: UUID | None = resident_key(nullable=True, index=True)
    source: Source = word(Source, "source")
    language: str = Field(max_length=8)
    district: str | None = Field(default=None, max_length=32, index=True)
    status: Status = word(Status, "status", Status.NEW)
    outcome: Outcome = word(Outcome, "outcome", Outcome.OPEN)
    reason: str | None = Field(default=None, sa_type=Text)
    triage: str = Field(max_length=24)
    redacted: str = Field(sa_type=Text)
    received_at: datetime = moment(index=True)
    changed_at: datetime = moment()


class ConcernText(Table, table=True):
    """The raw text, apart from everything else: own retention, and every look at it is noted."""

    __tablename__ = "concern_text"

    concern_id: int = row_key("concern", primary=True)
    text: str = Field(sa_type=Text)


class ConcernMeaning(Table, table=True):
    """What the text means, as numbers to compare with, behind the mark of the encoder.

    Erased with the raw text; then the redacted one is read.
    """

    __tablename__ = "concern_meaning"

    concern_id: int = row_key("concern", primary=True)
    vector: bytes = Field(sa_type=LargeBinary)


class ConcernTopic(Table, table=True):
    """One topic of a concern, with the words that led to it: [[start, end], …] into the raw text,
    or the redacted one where that was forgotten.
    """

    __tablename__ = "concern_topic"

    concern_id: int = row_key("concern", primary=True)
    topic: str = Field(max_length=48, primary_key=True, index=True)
    origin: TagOrigin = word(TagOrigin, "origin")
    score: float | None = None
    evidence: Any = document()


class ConcernWorkgroup(Table, table=True):
    """A workgroup that has this concern on its list; follows from the topics by the pack's table."""

    __tablename__ = "concern_workgroup"

    concern_id: int = row_key("concern", primary=True)
    workgroup: str = Field(max_length=48, primary_key=True, index=True)


class TextLook(Table, table=True):
    """One look of a moderator at a raw text."""

    __tablename__ = "text_look"

    id: int = number_key()
    concern_id: int = row_key("concern", index=True)
    moderator_id: int = row_key("moderator")
    at: datetime = moment()


class Aside(Table, table=True):
    """A text that was taken for an insult: no concern, on no list, kept for a while for the eyes of the moderation."""

    id: int = number_key()
    resident_id: UUID = resident_key(index=True)
    source: Source = word(Source, "source")
    text: str = Field(sa_type=Text)
    triage: str = Field(max_length=24)
    at: datetime = moment(index=True)


class CaseCounter(Table, table=True):
    """The last case number given in a year."""

    __tablename__ = "case_counter"

    year: int = Field(primary_key=True)
    last: int = 0
