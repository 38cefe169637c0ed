"""By what people prove who they are, as actions see it."""

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True)
class CredentialReading:
    """A sign-in name and the hash of its password."""

    moderator_id: int
    name: str
    password: str
    changed_at: datetime


@dataclass(frozen=True, slots=True)
class SecondFactorReading:
    """The sealed secret in force with the moment it came into force, and one that is being set up; None where there is none."""

    sealed: bytes | None
    since: datetime | None
    begun: bytes | None
    begun_at: datetime | None


@dataclass(frozen=True, slots=True)
class BrakeReading:
    """How often it was tried in vain, the moment before which no try is looked at, and the last try."""

    key: str
    tries: int
    until: datetime
    at: datetime
