"""When a concern is due: the first look at it, and after that the answer to its author."""

from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta

from handlers.city.free_days import public_holidays
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
    look = first_look_by(deadlines, received)
    on = min(look, answer) if concern.status is Status.NEW else answer
    return Due(on, age, today > on)


def overdue(deadlines: Deadlines, now: datetime) -> Overdue:
    """Return the moments before which what was received has waited too long."""
    today = _day(now)
    unseen = today
    while first_look_by(deadlines, unseen - ONE_DAY) >= today:
        unseen -= ONE_DAY
    return Overdue(_midnight(unseen), _midnight(today - timedelta(days=deadlines.answer_days)))


def later(deadlines: Deadlines) -> timedelta:
    """Return how much later than the first look the answer is due, weekends spread evenly: for the order of a list."""
    return timedelta(days=deadlines.answer_days - deadlines.first_look_working_days * WEEK / SATURDAY)


def first_look_by(deadlines: Deadlines, received: date) -> date:
    """Return the last day for a first look: so many working days (Monday to Friday, no public holiday) after a day."""
    free, day, left = public_holidays(deadlines.public_holidays), received, deadlines.first_look_working_days
    while left:
        day += ONE_DAY
        left -= day.weekday() < SATURDAY and day not in free
    return day


def _day(moment: datetime) -> date:
    return moment.astimezone(BERLIN).date()


def _midnight(day: date) -> datetime:
    return datetime.combine(day, time.min, tzinfo=BERLIN).astimezone(UTC)
