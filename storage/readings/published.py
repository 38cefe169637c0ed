"""Figures as they were published."""

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True)
class PublishedReading:
    """Figures as of a day (ISO, of Berlin): their JSON, and the SHA-256 of its bytes."""

    as_of: str
    content: str
    sha256: str
    made_at: datetime
