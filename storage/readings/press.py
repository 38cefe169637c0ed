"""Press releases as the desk and everyone read them; what is public is a matter of the moment one asks at."""

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class PressDetails:
    """What somebody writes: `papers` are ids of documents, `note` says what a correction corrects."""

    title: str
    lead: str = ""
    text: str
    papers: tuple[int, ...] = ()
    note: str = ""
    embargo_until: datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class PressVersionReading(PressDetails):
    """One version; the names are None where somebody has left the desk for good."""

    number: int
    written_by: int | None
    writer: str | None
    approver: str | None
    changed_at: datetime
    approved_at: datetime | None
    public_from: datetime | None

    def is_public(self, now: datetime) -> bool:
        """Tell whether everyone may read it."""
        return self.public_from is not None and self.public_from <= now


@dataclass(frozen=True, slots=True, kw_only=True)
class PressReading:
    """A press release with its versions, the newest first; there is always one."""

    id: int
    slug: str
    withdrawn_at: datetime | None
    withdrawn_reason: str
    versions: tuple[PressVersionReading, ...]

    @property
    def newest(self) -> PressVersionReading:
        """The version somebody wrote last, public or not."""
        return self.versions[0]

    def public(self, now: datetime) -> tuple[PressVersionReading, ...]:
        """Return what everyone may have read by now, the version that holds first; empty while nothing is out."""
        return tuple(version for version in self.versions if version.is_public(now))

    def out_since(self, now: datetime) -> datetime | None:
        """Return when it first came out, None while it has not."""
        public = self.public(now)
        return public[-1].public_from if public else None
