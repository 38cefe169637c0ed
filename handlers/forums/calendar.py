"""Forums as calendar files (RFC 5545): one forum, or a feed calendars subscribe to."""

from collections.abc import Iterable
from datetime import datetime, timedelta
from typing import Any
from uuid import NAMESPACE_URL, uuid5

from icalendar import Calendar, Event, Timezone, vDuration, vText

from handlers.deps import Deps
from handlers.forums import texts, words
from handlers.i18n import BERLIN, Phrase, Speaker, speaker, verbatim
from handlers.languages import GERMAN
from handlers.signs import plain
from storage.models import ForumState
from storage.readings.forums import ForumReading

CONTENT_TYPE = "text/calendar"
REFRESH = timedelta(hours=6)
# The rules of the European Union since 1996; calendars read the zone's id and fall back to these.
BERLIN_RULES = """\
BEGIN:VTIMEZONE
TZID:Europe/Berlin
X-LIC-LOCATION:Europe/Berlin
BEGIN:DAYLIGHT
TZOFFSETFROM:+0100
TZOFFSETTO:+0200
TZNAME:CEST
DTSTART:19960331T020000
RRULE:FREQ=YEARLY;BYMONTH=3;BYDAY=-1SU
END:DAYLIGHT
BEGIN:STANDARD
TZOFFSETFROM:+0200
TZOFFSETTO:+0100
TZNAME:CET
DTSTART:19961027T030000
RRULE:FREQ=YEARLY;BYMONTH=10;BYDAY=-1SU
END:STANDARD
END:VTIMEZONE
"""


def one_forum(deps: Deps, forum: ForumReading, language: str = GERMAN) -> bytes:
    """Return the calendar file of one forum."""
    return _file(deps, verbatim(forum.title), (forum,), speaker(language))


def feed(deps: Deps, forums: Iterable[ForumReading], name: Phrase, language: str = GERMAN) -> bytes:
    """Return a calendar to subscribe to; a cancelled forum stays in it, so that it is crossed out where it was taken over."""
    return _file(deps, name, forums, speaker(language))


def uid(deps: Deps, forum: ForumReading) -> str:
    """Return what a forum is called in calendars for good, whatever of it changes and wherever our pages move."""
    made = f"forumsbote:{deps.city.folder.name}:{forum.slug}:{forum.created_at.isoformat()}"
    return f"{uuid5(NAMESPACE_URL, made)}@forumsbote"


def _file(deps: Deps, name: Phrase, forums: Iterable[ForumReading], speaks: Speaker) -> bytes:
    calendar = Calendar()
    calendar.add("prodid", "-//Forumsbote//Forumsbote//DE")
    calendar.add("version", "2.0")
    calendar.add("calscale", "GREGORIAN")
    for field in ("name", "x-wr-calname"):
        calendar.add(field, vText(speaks.say(name)))
    calendar.add("x-wr-timezone", BERLIN.key)
    calendar.add("refresh-interval", vDuration(REFRESH), parameters={"VALUE": "DURATION"})
    calendar.add("x-published-ttl", vDuration(REFRESH))
    calendar.add_component(Timezone.from_ical(BERLIN_RULES))
    for forum in forums:
        calendar.add_component(_event(deps, forum, speaks))
    written: bytes = calendar.to_ical()
    return written


def _event(deps: Deps, forum: ForumReading, speaks: Speaker) -> Any:
    event = Event()
    event.add("uid", uid(deps, forum))
    event.add("sequence", forum.sequence)
    event.add("dtstamp", _whole_seconds(forum.changed_at))
    event.add("created", _whole_seconds(forum.created_at))
    event.add("last-modified", _whole_seconds(forum.changed_at))
    event.add("dtstart", forum.starts_at.astimezone(BERLIN))
    event.add("dtend", forum.ends_at.astimezone(BERLIN))
    cancelled = forum.state is ForumState.CANCELLED
    event.add("status", "CANCELLED" if cancelled else "CONFIRMED")
    event.add("summary", speaks.say(texts.CALENDAR_CANCELLED(title=forum.title)) if cancelled else plain(forum.title))
    event.add("location", speaks.say(words.place(forum)))
    event.add("description", _description(deps, forum, speaks))
    event.add("url", speaks.value(words.page_of(deps, forum)), parameters={"VALUE": "URI"})
    return event


def _description(deps: Deps, forum: ForumReading, speaks: Speaker) -> str:
    paragraphs = [texts.KINDS[forum.kind], words.audience(deps.city, forum)]
    if forum.example:
        paragraphs.insert(0, texts.EXAMPLE_NOTE)
    if forum.access:
        paragraphs.append(words.access(forum))
    if forum.agenda:
        paragraphs.append(texts.AGENDA(agenda=forum.agenda))
    return speaks.join([*paragraphs, texts.MORE_ON_PAGE(url=words.page_of(deps, forum))])


def _whole_seconds(moment: datetime) -> datetime:
    """Return a moment as calendars write it."""
    return moment.replace(microsecond=0)
