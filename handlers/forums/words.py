"""A forum in words, the same in chat, announcements and reminders."""

from collections.abc import Iterable
from datetime import datetime, time
from functools import reduce

from handlers.city.pack import CityPack
from handlers.deps import Deps
from handlers.forums import texts
from handlers.i18n import BERLIN, PageAddress, Phrase, verbatim
from storage.models import ForumScope
from storage.readings.forums import ForumDetails, ForumReading


def card(city: CityPack, forum: ForumDetails) -> tuple[Phrase, ...]:
    """Return what everyone must know: for whom, when and where, and how accessible it is."""
    paragraphs = (audience(city, forum), when_and_where(forum))
    return (*paragraphs, access(forum)) if forum.access else paragraphs


def title(forum: ForumDetails) -> Phrase:
    return verbatim(forum.title)


def listed_title(forum: ForumReading) -> Phrase:
    """Return the title as a list shows it: an example says that it is one."""
    return texts.EXAMPLE_TITLE(title=forum.title) if forum.example else verbatim(forum.title)


def when_and_where(forum: ForumDetails) -> Phrase:
    """Return two lines."""
    return texts.WHEN_AND_WHERE(start=forum.starts_at, end=_end(forum), place=place(forum))


def from_to(forum: ForumDetails) -> Phrase:
    """Return beginning and end."""
    return texts.FROM_TO(start=forum.starts_at, end=_end(forum))


def _end(forum: ForumDetails) -> datetime | time:
    """Return the end as a bare time where it lies on the day of the beginning."""
    start, end = forum.starts_at.astimezone(BERLIN), forum.ends_at.astimezone(BERLIN)
    return end.time() if start.date() == end.date() else end


def place(forum: ForumDetails) -> Phrase:
    if not forum.address:
        return verbatim(forum.place)
    return texts.PLACE_AND_ADDRESS(place=forum.place, address=forum.address)


def audience(city: CityPack, forum: ForumDetails) -> Phrase:
    """Return whom the forum is for, districts by their names."""
    names = district_names(city, forum)
    if forum.scope is ForumScope.CENTRAL or not names:
        return texts.CENTRAL
    return texts.FOR_DISTRICTS(districts=listed(map(verbatim, names)))


def district_names(city: CityPack, forum: ForumDetails) -> tuple[str, ...]:
    """Return the names in the pack's order; a district that has left the pack is left out."""
    return tuple(district.name for district in city.districts if district.id in forum.districts)


def access(forum: ForumDetails) -> Phrase:
    return texts.ACCESS(access=listed(texts.ACCESSES[one] for one in forum.access))


def listed(items: Iterable[Phrase]) -> Phrase:
    """Return several phrases as one, with commas between them; there must be at least one."""
    *before, last = items
    return reduce(lambda rest, first: texts.LISTED(first=first, rest=rest), reversed(before), last)


def page_of(deps: Deps, forum: ForumReading) -> PageAddress:
    """Return the address of a forum's public page."""
    return PageAddress(f"{deps.public_url}/foren/{forum.slug}")


def calendar_of(deps: Deps, forum: ForumReading) -> PageAddress:
    """Return the address of a forum's calendar file."""
    return PageAddress(f"{deps.public_url}/foren/{forum.slug}.ics")
