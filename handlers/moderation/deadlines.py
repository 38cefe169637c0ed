"""When a concern is due: the first look at it, and after that the answer to its author."""

from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta

from handlers.city.programme import Deadlines
from handlers.i18n import BERLIN
from storage.models import Outcome, Status
from storage.readings.concerns import ConcernReading, Overdue

SATURDAY = 5
ONE_DAY = timedelta(days=1)
WEEK = 7


@dataclass(frozen=True, slots=True)
class Due:
    """The last day on which something is in time.

    age_days  Berlin days since it was received
    """

    on: date | None
    age_days: int
    is_overdue: bool


def due(deadlines: Deadlines, concern: ConcernReading, now: datetime) -> Due:
    """Return when a concern falls due: no day for one that waits for nobody."""
    received, today = _day(concern.received_at), _day(now)
    age = (today - received).days
    if concern.outcome is not Outcome.OPEN:
        return Due(None, age, False)
    answer = received + timedelta(days=deadlines.answer_days)
    look = after_working_days(received, deadlines.first_look_working_days)
    on = min(look, answer) if concern.status is Status.NEW else answer
    return Due(on, age, today > on)


def overdue(deadlines: Deadlines, now: datetime) -> Overdue:
    """Return the moments before which what was received has waited too long."""
    today = _day(now)
    unseen = today
    while after_working_days(unseen - ONE_DAY, deadlines.first_look_working_days) >= today:
        unseen -= ONE_DAY
    return Overdue(_midnight(unseen), _midnight(today - timedelta(days=deadlines.answer_days)))


def later(deadlines: Deadlines) -> timedelta:
    """Return how much later than the first look the answer is due, weekends spread evenly: for the order of a list."""
    return timedelta(days=deadlines.answer_days - deadlines.first_look_working_days * WEEK / SATURDAY)


def after_working_days(day: date, many: int) -> date:
    """Return the day that many working days (Monday to Friday) after a day."""
    while many:
        day += ONE_DAY
        many -= day.weekday() < SATURDAY
    return day


def _day(moment: datetime) -> date:
    return moment.astimezone(BERLIN).date()


def _midnight(day: date) -> datetime:
    return datetime.combine(day, time.min, tzinfo=BERLIN).astimezone(UTC)
