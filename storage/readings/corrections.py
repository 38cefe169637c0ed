"""What the desk decided about the topics of a concern, as an example to learn from."""

from dataclasses import dataclass
from datetime import datetime

# The acts of a concern's history that decide over its topics.
CORRECTED = "topics_corrected"
RESTORED = "topics_restored"
CONFIRMED = "confirmed"


@dataclass(frozen=True, slots=True)
class CorrectionReading:
    """A concern whose topics a person has decided; none of them where nothing fits.

    text  the redacted one; at: when they were decided, the last time.
    """

    text: str
    topics: tuple[str, ...]
    language: str
    at: datetime
