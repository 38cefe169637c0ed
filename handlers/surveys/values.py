"""Kinds of values in a survey's file beyond pydantic's own."""

import re
from datetime import UTC, date, datetime, time, timedelta
from typing import Annotated

from pydantic import AfterValidator, BeforeValidator, StringConstraints
from pydantic_core import PydanticCustomError

from handlers.i18n import BERLIN

FIRST_YEAR, LAST_YEAR = 2000, 2999
UNSEEN_SIGNS = re.compile(r"[\x00-\x08\x0b-\x1f\x7f]")


def closing_moment(given: object) -> datetime | None:
    """Return the end of a survey in UTC, given as a day (to its end), as Berlin wall-clock time, or with an offset."""
    match given:
        case None:
            return None
        case date(year=year) if not FIRST_YEAR <= year <= LAST_YEAR:
            raise PydanticCustomError("no_moment", "outside the calendar")
        case datetime():
            return (given if given.tzinfo else given.replace(tzinfo=BERLIN)).astimezone(UTC)
        case date():
            return datetime.combine(given + timedelta(days=1), time(), BERLIN).astimezone(UTC)
    raise PydanticCustomError("no_moment", "neither a day nor a moment")


def seen_signs_only(text: str) -> str:
    """Refuse control characters, which TOML can write as escapes and no database or reader can use."""
    if UNSEEN_SIGNS.search(text):
        raise PydanticCustomError("unseen_sign", "holds control characters")
    return text


ClosingMoment = Annotated[datetime | None, BeforeValidator(closing_moment)]
SEEN = AfterValidator(seen_signs_only)
Key = Annotated[str, StringConstraints(pattern=r"^[a-z0-9][a-z0-9_-]*$", max_length=48)]


def words(most: int, least: int = 1) -> StringConstraints:
    """Return the bounds of a text; white space around it does not count."""
    return StringConstraints(strip_whitespace=True, min_length=least, max_length=most)
