"""What holds for forums: whether their details make sense, what counts as moved, who gets a place, when they are over."""

from collections.abc import Iterator
from dataclasses import fields
from datetime import UTC, datetime, timedelta
from enum import StrEnum

from handlers.errors import BadInputError, RefusalError
from handlers.forums import texts
from handlers.i18n import BERLIN, Phrase
from handlers.slugs import in_plain_letters
from storage.models import ForumScope, ForumState, RegistrationState
from storage.readings.forums import ForumDetails, ForumReading

LONGEST = timedelta(hours=24)


class ForumMoment(StrEnum):
    """What a message about a forum is for; one row a resident, forum, moment and version."""

    ANNOUNCED = "announced"
    WEEK = "week"
    DAY = "day"
    TWO_HOURS = "two_hours"
    MOVED = "moved"
    CANCELLED = "cancelled"
    PLACE_FREE = "place_free"


class ForumDetailsError(BadInputError):
    """Details that cannot be; `field` is the one to be mended."""

    def __init__(self, field: str, sentence: Phrase) -> None:
        super().__init__(sentence)
        self.field = field


def mistakes(details: ForumDetails) -> Iterator[tuple[str, Phrase]]:
    """Yield (field, sentence) for everything in the details that contradicts itself."""
    if details.ends_at <= details.starts_at:
        yield "ends_at", texts.ENDS_BEFORE_START
    elif details.ends_at - details.starts_at > LONGEST:
        yield "ends_at", texts.LASTS_TOO_LONG
    if details.scope is ForumScope.DISTRICTS and not details.districts:
        yield "districts", texts.DISTRICTS_MISSING
    if details.scope is ForumScope.CENTRAL and details.districts:
        yield "districts", texts.DISTRICTS_NOT_WANTED


def check(details: ForumDetails) -> None:
    """Refuse details that contradict themselves, at the first mistake."""
    for field, sentence in mistakes(details):
        raise ForumDetailsError(field, sentence)


def check_coming(details: ForumDetails, now: datetime) -> None:
    """Refuse to tell people of a forum that has begun."""
    if details.starts_at <= now:
        raise ForumDetailsError("starts_at", texts.STARTS_IN_THE_PAST)


def details_of(forum: ForumReading) -> ForumDetails:
    """Return what a moderator decided about a forum, without what became of it."""
    return ForumDetails(**{field.name: getattr(forum, field.name) for field in fields(ForumDetails)})


def moved(before: ForumDetails, after: ForumDetails) -> bool:
    """Tell whether who planned to come would miss it now: another start, place or address. A later end is no move."""
    return (before.starts_at, before.place, before.address) != (after.starts_at, after.place, after.address)


def widened(before: ForumDetails, after: ForumDetails) -> bool:
    """Tell whether the forum concerns people now whom it did not concern before."""
    if before.scope is ForumScope.CENTRAL:
        return False
    return after.scope is ForumScope.CENTRAL or not set(after.districts) <= set(before.districts)


def concerns(details: ForumDetails, district: str | None) -> bool:
    """Tell whether a forum is for people of a district; a central one is for all."""
    return details.scope is ForumScope.CENTRAL or district in details.districts


def place_for(capacity: int | None, *, coming: int, somebody_waits: bool) -> RegistrationState:
    """Return what the next one to register gets: nobody overtakes who waits."""
    if capacity is None or (coming < capacity and not somebody_waits):
        return RegistrationState.COMING
    return RegistrationState.WAITING


def free_places(capacity: int | None, *, coming: int, waiting: int) -> int:
    """Return how many of those who wait can come now."""
    return waiting if capacity is None else max(0, min(waiting, capacity - coming))


def check_registrable(forum: ForumReading, now: datetime) -> None:
    """Refuse to register for what is not announced, called off or begun."""
    if forum.state is ForumState.CANCELLED:
        raise RefusalError(texts.IS_CANCELLED)
    if forum.starts_at <= now:
        raise RefusalError(texts.HAS_BEGUN)


def slug_of(details: ForumDetails) -> str:
    """Return the address of a forum's page: title and Berlin day, e.g. "buergerforum-im-rathaus-2026-12-03"."""
    return f"{in_plain_letters(details.title) or 'forum'}-{details.starts_at.astimezone(BERLIN):%Y-%m-%d}"


def moment_at(wall: datetime) -> datetime:
    """Return the moment of a Berlin wall-clock time: of an hour that comes twice the first, of one the clocks skip the hour after."""
    return wall.replace(tzinfo=BERLIN, fold=0).astimezone(UTC)


def at_wall_clock(wall: datetime) -> datetime | None:
    """Return the moment of a Berlin wall-clock time, None where the clocks skip it."""
    moment = moment_at(wall)
    return moment if moment.astimezone(BERLIN).replace(tzinfo=None) == wall else None
