"""What a change does to the course of the process, and who has to hear of it."""

from collections.abc import Iterable
from datetime import timedelta

from handlers.errors import BadInputError, RefusalError
from handlers.i18n import Phrase
from handlers.process import texts
from storage.models import Course, PhaseState
from storage.readings.plan import PhaseChangeReading, PhaseDetails, PhaseReading

TOLD = (Course.MOVED, Course.STOPPED, Course.RESUMED)
HELPS_FOR = timedelta(days=14)


class PhaseDetailsError(BadInputError):
    """A phase that cannot be; the sentence belongs to one field of the form."""

    def __init__(self, field: str, sentence: Phrase) -> None:
        super().__init__(sentence)
        self.field = field


def check(details: PhaseDetails) -> None:
    """Refuse a phase that ends before it begins."""
    if details.ends_on < details.starts_on:
        raise PhaseDetailsError("ends_on", texts.ENDS_BEFORE_START)


def check_reason(before: PhaseDetails, after: PhaseDetails, reason: str) -> None:
    """Refuse to move a phase or change its state without saying why."""
    if not reason and (course_of(before, after) in TOLD or before.state is not after.state):
        raise PhaseDetailsError("reason", texts.REASON_MISSING)


def check_seen(before: PhaseReading, seen: int) -> None:
    """Refuse a change that was made on an older version of the phase."""
    if before.version != seen:
        raise RefusalError(texts.CHANGED_MEANWHILE)


def may_go(changes: Iterable[PhaseChangeReading]) -> bool:
    """Tell whether a phase can be taken out of the plan: its course never changed, so nobody was told of it, in chat or in public."""
    return not any(change.told or change.course in TOLD for change in changes)


def course_of(before: PhaseDetails, after: PhaseDetails) -> Course:
    """Return what a change does; what is stopped and stays so is only edited, whatever its days."""
    stopped = before.state is PhaseState.STOPPED, after.state is PhaseState.STOPPED
    if stopped == (False, True):
        return Course.STOPPED
    if stopped == (True, False):
        return Course.RESUMED
    moved = (before.starts_on, before.ends_on) != (after.starts_on, after.ends_on)
    return Course.MOVED if moved and stopped == (False, False) else Course.EDITED


def details_of(phase: PhaseDetails) -> PhaseDetails:
    """Return what can be changed of a phase, apart from what it is otherwise."""
    return PhaseDetails(
        title=phase.title, starts_on=phase.starts_on, ends_on=phase.ends_on, tasks=phase.tasks, state=phase.state
    )
