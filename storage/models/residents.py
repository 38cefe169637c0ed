"""People in chat, known by our own random id, and apart from it the addresses by which channels reach them."""

from datetime import datetime
from enum import StrEnum
from uuid import UUID, uuid4

from sqlalchemy import LargeBinary, UniqueConstraint
from sqlmodel import Field

from storage.columns import moment, number_key, resident_key, word
from storage.models.base import Table


class Channel(StrEnum):
    TELEGRAM = "telegram"
    WEB = "web"


class Standing(StrEnum):
    """What may be sent to a resident: all, answers only, or (also blocked by them) nothing unasked."""

    ACTIVE = "active"
    PAUSED = "paused"
    STOPPED = "stopped"


class ConsentAct(StrEnum):
    GIVEN = "given"
    WITHDRAWN = "withdrawn"


class Resident(Table, table=True):
    """A person in chat.

    language      tag of the language form they read, see handlers/languages.py
    district      id from the city pack, the place of their subscription
    erased_at     everything they said is gone; row and address follow as soon as the farewell is sent
    subscribed    wants announcements of forums
    consent_version  of the privacy notice they agreed to, None before and after; the acts themselves are in `consent`
    """

    id: UUID = Field(default_factory=uuid4, primary_key=True)
    language: str = Field(default="de", max_length=16)
    district: str | None = Field(default=None, max_length=32, index=True)
    standing: Standing = word(Standing, "standing", Standing.ACTIVE)
    subscribed: bool = Field(default=False, index=True)
    consent_version: str | None = Field(default=None, max_length=32)
    paused_until: datetime | None = moment(nullable=True)
    created_at: datetime = moment()
    erased_at: datetime | None = moment(nullable=True)


class Identity(Table, table=True):
    """A resident's address in one channel.

    digest  keyed hash of the address, to find it
    sealed  the address encrypted with SECRET_KEY, to use it
    paced_until  a message more to it is due then, at one a second; a short burst may run ahead of it
    """

    __table_args__ = (UniqueConstraint("channel", "digest"),)

    id: int = number_key()
    resident_id: UUID = resident_key(index=True)
    channel: Channel = word(Channel, "channel")
    digest: str = Field(max_length=64)
    sealed: bytes = Field(sa_type=LargeBinary)
    paced_until: datetime | None = moment(nullable=True)
    created_at: datetime = moment()


class Consent(Table, table=True):
    """One act of consent: which text, when, given or withdrawn."""

    id: int = number_key()
    resident_id: UUID = resident_key(index=True)
    act: ConsentAct = word(ConsentAct, "act")
    version: str = Field(max_length=32)
    at: datetime = moment()
