"""How far a press release has come at a moment: a matter of the clock, not of a job that has to run."""

from datetime import datetime
from enum import StrEnum

from storage.readings.press import PressReading


class Stage(StrEnum):
    DRAFT = "draft"
    WAITING = "waiting"
    OUT = "out"
    CORRECTING = "correcting"
    WITHDRAWN = "withdrawn"


def stage_of(release: PressReading, now: datetime) -> Stage:
    """Return how far a release has come."""
    if release.withdrawn_at is not None:
        return Stage.WITHDRAWN
    if release.newest.is_public(now):
        return Stage.OUT
    if release.public(now):
        return Stage.CORRECTING
    return Stage.DRAFT if release.newest.public_from is None else Stage.WAITING
