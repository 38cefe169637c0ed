"""What went wrong and waits for a person, without what anybody wrote."""

from dataclasses import dataclass
from datetime import datetime

from storage.models import OutgoingKind, OutgoingState


@dataclass(frozen=True, slots=True)
class SetAsideReading:
    """An update that failed too often.

    at    when it failed for the last time by itself
    kept  its content is still there, so that it can be taken once more
    """

    channel: str
    update_id: int
    at: datetime
    reason: str
    tries: int
    kept: bool


@dataclass(frozen=True, slots=True)
class UnresolvedReading:
    """An outgoing message that failed, or of which nobody knows whether it arrived.

    repeatable  it is an answer and its words are still there, so that it can be sent once more
    """

    id: int
    kind: OutgoingKind
    state: OutgoingState
    at: datetime
    reason: str
    forum_id: int | None
    repeatable: bool
