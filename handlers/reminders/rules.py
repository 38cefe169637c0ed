"""When a reminder is due, and until when it helps."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from handlers.forums.rules import ForumMoment, moment_at
from handlers.i18n import BERLIN

SHORTLY_BEFORE = timedelta(hours=2)


@dataclass(frozen=True, slots=True)
class Reminder:
    """One of a forum's reminders; it goes out at `due` and helps until the next one is due."""

    moment: ForumMoment
    due: datetime
    helps_until: datetime


def reminders(starts_at: datetime) -> tuple[Reminder, ...]:
    """Return the three reminders of a forum, the earliest first.

    A week and a day before are the same wall-clock time in Berlin, whatever the clocks did in between: 18:00 stays 18:00. Where the
    clocks skip that time it is the hour after. Two hours before are two hours that pass.
    """
    shortly = starts_at.astimezone(UTC) - SHORTLY_BEFORE  # in Berlin time Python would count on the wall clock
    week, day = _days_before(starts_at, 7), _days_before(starts_at, 1)
    return (
        Reminder(ForumMoment.WEEK, week, day),
        Reminder(ForumMoment.DAY, day, shortly),
        Reminder(ForumMoment.TWO_HOURS, shortly, starts_at),
    )


def due_now(starts_at: datetime, now: datetime) -> Iterator[Reminder]:
    """Yield the reminders whose time has come and has not passed."""
    return (reminder for reminder in reminders(starts_at) if reminder.due <= now < reminder.helps_until)


def _days_before(starts_at: datetime, days: int) -> datetime:
    wall = starts_at.astimezone(BERLIN).replace(tzinfo=None)
    return moment_at(wall - timedelta(days=days))
