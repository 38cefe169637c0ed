"""Types for form models beyond pydantic's own."""

from datetime import UTC, date, datetime
from typing import Annotated

from pydantic import BeforeValidator

from handlers.i18n import BERLIN
from handlers.pages import texts
from handlers.pages.complaints import FieldError

FIRST_YEAR, LAST_YEAR = 2000, 2999
WALL_CLOCK = "%Y-%m-%dT%H:%M"
GERMAN_DAY = "%d.%m.%Y"


def berlin_to_utc(typed: object) -> datetime:
    """Read what a datetime-local field sends ("2026-12-03T18:00") as Berlin wall-clock time; return the moment in UTC.

    An hour that the change to summer time leaves out is refused; of an hour that comes twice in autumn the first is meant.
    """
    if isinstance(typed, datetime) and typed.tzinfo is not None:
        return typed.astimezone(UTC)
    try:
        local = datetime.fromisoformat(str(typed)).replace(tzinfo=BERLIN)
    except ValueError as error:
        raise FieldError(texts.NOT_A_MOMENT) from error
    if not FIRST_YEAR <= local.year <= LAST_YEAR:
        raise FieldError(texts.NOT_A_MOMENT)
    moment = local.astimezone(UTC)
    if moment.astimezone(BERLIN).replace(tzinfo=None) != local.replace(tzinfo=None):
        raise FieldError(texts.NO_SUCH_MOMENT)
    return moment


def wall_clock(moment: datetime | None) -> str:
    """Return a moment as a datetime-local field wants it, in Berlin time; nothing for None."""
    return moment.astimezone(BERLIN).strftime(WALL_CLOCK) if moment else ""


def read_day(typed: object) -> date:
    """Read 2026-12-03 or 03.12.2026."""
    words = str(typed)
    try:
        day = datetime.strptime(words, GERMAN_DAY).date() if "." in words else date.fromisoformat(words)  # noqa: DTZ007  (a day has no zone)
    except ValueError as error:
        raise FieldError(texts.NOT_A_DAY) from error
    if not FIRST_YEAR <= day.year <= LAST_YEAR:
        raise FieldError(texts.NOT_A_DAY)
    return day


Day = Annotated[date, BeforeValidator(read_day)]
BerlinMoment = Annotated[datetime, BeforeValidator(berlin_to_utc)]
