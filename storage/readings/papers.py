"""Documents of the process and their versions."""

from dataclasses import dataclass
from datetime import datetime

from storage.models import PaperKind, Visibility


@dataclass(frozen=True, slots=True, kw_only=True)
class VersionDetails:
    """What a version is: a file of ours (type, size, SHA-256 in hex) or a link; the other is None."""

    visibility: Visibility
    file_type: str | None = None
    size_bytes: int | None = None
    sha256: str | None = None
    link: str | None = None
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class VersionReading(VersionDetails):
    """One version of a document; `number` counts from 1, `by` is None where they have left the desk for good."""

    id: int
    paper_id: int
    number: int
    by: str | None
    added_at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class PaperReading:
    """A document with its versions, the newest first."""

    id: int
    title: str
    kind: PaperKind
    versions: tuple[VersionReading, ...]

    @property
    def public(self) -> tuple[VersionReading, ...]:
        """The versions everyone may see, the newest first."""
        return tuple(version for version in self.versions if version.visibility is Visibility.PUBLIC)
