"""By what people of the desk prove who they are, beside their one-time links, and what slows down guessing."""

from datetime import datetime

from sqlalchemy import BigInteger, Column, LargeBinary
from sqlmodel import Field

from storage.columns import moment, row_key
from storage.models.base import Table


class Credential(Table, table=True):
    """The sign-in name of a person and their password, as argon2id writes it down."""

    moderator_id: int = row_key("moderator", primary=True)
    name: str = Field(max_length=64, unique=True)
    password: str = Field(max_length=200)
    changed_at: datetime = moment()


class SecondFactor(Table, table=True):
    """The secret of the one-time codes of a person, sealed with the key of the installation.

    sealed     the one in force; None while the first one is still being set up
    last_step  the time step of the last code that was used; no earlier one and not this one is taken again
    begun      one that is being set up, and since when
    """

    __tablename__ = "second_factor"

    moderator_id: int = row_key("moderator", primary=True)
    sealed: bytes | None = Field(default=None, sa_type=LargeBinary)
    since: datetime | None = moment(nullable=True)
    last_step: int = Field(default=0, sa_column=Column(BigInteger, nullable=False))
    begun: bytes | None = Field(default=None, sa_type=LargeBinary)
    begun_at: datetime | None = moment(nullable=True)


class RecoveryCode(Table, table=True):
    """A code that stands in once for a one-time code; only a keyed digest is kept, and none of a used one."""

    __tablename__ = "recovery_code"

    digest: str = Field(max_length=64, primary_key=True)
    moderator_id: int = row_key("moderator", index=True)


class PendingSignIn(Table, table=True):
    """A browser whose name and password were right and whose code is still awaited; only the SHA-256 of its cookie is kept."""

    __tablename__ = "pending_sign_in"

    digest: str = Field(max_length=64, primary_key=True)
    moderator_id: int = row_key("moderator", index=True)
    expires_at: datetime = moment(index=True)


class KnownDevice(Table, table=True):
    """A browser somebody signed in with before; only the SHA-256 of its cookie is kept."""

    __tablename__ = "known_device"

    digest: str = Field(max_length=64, primary_key=True)
    moderator_id: int = row_key("moderator", index=True)
    expires_at: datetime = moment(index=True)


class SignInBrake(Table, table=True):
    """How often somebody tried in vain, by a keyed digest of what is slowed down; never a name or an address.

    tries  in vain so far, or under way
    until  before this moment no further try is looked at
    at     the last try
    """

    __tablename__ = "sign_in_brake"

    key: str = Field(max_length=64, primary_key=True)
    tries: int
    until: datetime = moment()
    at: datetime = moment(index=True)
