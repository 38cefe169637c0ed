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
    told_version     the newer version they were told of since
    """

    id: UUID = Field(default_factory=uuid4, primary_key=True)
    language: str = Field(default="de", max_length=16)
    district: str | None = Field(default=None, max_length=32, index=True)
    standing: Standing = word(Standing, "standing", Standing.ACTIVE)
    subscribed: bool = Field(default=False, index=True)
    consent_version: str | None = Field(default=None, max_length=32)
    told_version: str | None = Field(default=None, max_length=32)
    paused_until: datetime | None = moment(nullable=True)
    created_at: datetime = moment()
    erased_at: datetime | None = moment(nullable=True)


class Identity(Table, table=True):
    """A resident's address in one channel.

    digest  keyed hash of the address, to find it
    sealed  the address encrypted with SECRET_KEY, to use it
    paced_until  a message more to it is due then, at one a second; a short burst may run ahead of it
    chosen_at    the resident wanted it then for what comes unasked; the latest choice counts
    refused_at   since then the channel turns our messages away; None again once one has arrived
    """

    __table_args__ = (UniqueConstraint("channel", "digest"),)

    id: int = number_key()
    resident_id: UUID = resident_key(index=True)
    channel: Channel = word(Channel, "channel")
    digest: str = Field(max_length=64)
    sealed: bytes = Field(sa_type=LargeBinary)
    paced_until: datetime | None = moment(nullable=True)
    chosen_at: datetime | None = moment(nullable=True)
    refused_at: datetime | None = moment(nullable=True)
    created_at: datetime = moment()


class ChatLink(Table, table=True):
    """The private link that opens a resident's web chat in any browser; only the SHA-256 of its token is kept."""

    __tablename__ = "chat_link"

    resident_id: UUID = resident_key(primary=True)
    digest: str = Field(max_length=64, unique=True)
    created_at: datetime = moment()
    expires_at: datetime = moment()


class ConnectCode(Table, table=True):
    """A code by which a resident connects another channel, good once; only a keyed digest is kept."""

    __tablename__ = "connect_code"

    resident_id: UUID = resident_key(primary=True)
    digest: str = Field(max_length=64, unique=True)
    channel: Channel = word(Channel, "channel")
    expires_at: datetime = moment()


class FormerNumber(Table, table=True):
    """A number under which a resident was known in a channel before it was connected; older backups and buttons know it still."""

    __tablename__ = "former_number"

    id: UUID = Field(primary_key=True)
    resident_id: UUID = resident_key(index=True)


class Consent(Table, table=True):
    """One act of consent: which text, when, given or withdrawn."""

    id: int = number_key()
    resident_id: UUID = resident_key(index=True)
    act: ConsentAct = word(ConsentAct, "act")
    version: str = Field(max_length=32)
    at: datetime = moment()
