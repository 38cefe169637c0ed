"""Calendar files, read back by a library and line by line."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from icalendar import Calendar

from handlers.deps import Deps
from handlers.forums import actions, calendar, editing
from handlers.i18n import verbatim
from storage.readings.forums import ForumReading
from tests.factories import StandingClock
from tests.forums.conftest import TOWN_HALL

BERLIN = ZoneInfo("Europe/Berlin")


async def forum_of(deps: Deps, forum_id: int) -> ForumReading:
    return await actions.get(deps, forum_id)


def lines(body: bytes) -> list[str]:
    """Return the unfolded lines."""
    return body.decode().replace("\r\n ", "").split("\r\n")


async def test_a_forum_is_read_back_as_it_is(deps: Deps, announced: int) -> None:
    forum = await forum_of(deps, announced)

    read = Calendar.from_ical(calendar.one_forum(deps, forum))

    (event,) = read.walk("VEVENT")
    assert event.decoded("dtstart") == datetime(2026, 12, 3, 18, 0, tzinfo=BERLIN)
    assert event.decoded("dtend") == datetime(2026, 12, 3, 20, 0, tzinfo=BERLIN)
    assert str(event["summary"]) == "Bürgerforum im Rathaus"
    assert str(event["location"]) == "Rathaus, Neuer Markt 1"
    assert "Ablauf:\nBegrüßung\nGespräch" in str(event["description"])
    assert str(event["url"]) == f"http://127.0.0.1:8080/foren/{forum.slug}"
    assert event.decoded("dtstamp") == event.decoded("last-modified") == forum.changed_at


async def test_the_raw_lines_keep_to_the_standard(deps: Deps, announced: int) -> None:
    body = calendar.one_forum(deps, await forum_of(deps, announced))

    assert body.startswith(b"BEGIN:VCALENDAR\r\n")
    assert body.endswith(b"END:VCALENDAR\r\n")
    assert b"\n" not in body.replace(b"\r\n", b"")
    assert max(len(line) for line in body.split(b"\r\n")) <= 75
    found = lines(body)
    for wanted in (
        "VERSION:2.0",
        "TZID:Europe/Berlin",
        "RRULE:FREQ=YEARLY;BYDAY=-1SU;BYMONTH=3",
        "RRULE:FREQ=YEARLY;BYDAY=-1SU;BYMONTH=10",
        "DTSTART;TZID=Europe/Berlin:20261203T180000",
        "DTEND;TZID=Europe/Berlin:20261203T200000",
        "DTSTAMP:20261123T110000Z",
        "LAST-MODIFIED:20261123T110000Z",
        "SEQUENCE:0",
        "STATUS:CONFIRMED",
        "LOCATION:Rathaus\\, Neuer Markt 1",
    ):
        assert found.count(wanted) == 1, wanted


@pytest.mark.parametrize(
    ("start", "offset"),
    [
        (datetime(2027, 3, 28, 0, 30, tzinfo=UTC), timedelta(hours=1)),
        (datetime(2027, 3, 28, 1, 30, tzinfo=UTC), timedelta(hours=2)),
        (datetime(2027, 10, 30, 16, 0, tzinfo=UTC), timedelta(hours=2)),
        (datetime(2027, 10, 31, 17, 0, tzinfo=UTC), timedelta(hours=1)),
    ],
)
async def test_a_forum_in_the_nights_the_clocks_change_keeps_its_moment(
    deps: Deps, announced: int, start: datetime, offset: timedelta
) -> None:
    forum = replace(await forum_of(deps, announced), starts_at=start, ends_at=start + timedelta(hours=2))

    (event,) = Calendar.from_ical(calendar.one_forum(deps, forum)).walk("VEVENT")

    assert event.decoded("dtstart") == start
    assert event.decoded("dtstart").utcoffset() == offset
    assert event.decoded("dtend") - event.decoded("dtstart").astimezone(UTC) == timedelta(hours=2)


async def test_a_moved_and_a_cancelled_forum_keep_their_name_and_count_on(
    deps: Deps, announced: int, clock: StandingClock
) -> None:
    seen = []
    for step in ("as announced", "moved", "cancelled"):
        clock.advance(timedelta(minutes=1))
        if step == "moved":
            await editing.edit(deps, announced, replace(TOWN_HALL, place="Stadthalle"))
        if step == "cancelled":
            await actions.cancel(deps, announced)
        (event,) = Calendar.from_ical(calendar.one_forum(deps, await forum_of(deps, announced))).walk("VEVENT")
        seen.append(
            (str(event["uid"]), event.decoded("sequence"), str(event["status"]), event.decoded("last-modified"))
        )

    uid = seen[0][0]
    moved_at, cancelled_at = clock() - timedelta(minutes=1), clock()
    assert seen[1:] == [(uid, 1, "CONFIRMED", moved_at), (uid, 2, "CANCELLED", cancelled_at)]


async def test_a_name_in_calendars_outlives_a_new_address_of_our_pages(deps: Deps, announced: int) -> None:
    forum = await forum_of(deps, announced)

    assert calendar.uid(replace(deps, public_url="https://forum.example"), forum) == calendar.uid(deps, forum)
    assert calendar.uid(deps, replace(forum, slug="anderes")) != calendar.uid(deps, forum)


async def test_words_that_look_like_calendar_syntax_stay_words(deps: Deps, announced: int) -> None:
    title = 'Forum; "Nacht", Teil\\2\r\nATTENDEE:x 🙂 ' + "ü" * 80
    forum = replace(await forum_of(deps, announced), title=title)

    body = calendar.one_forum(deps, forum)

    (event,) = Calendar.from_ical(body).walk("VEVENT")
    assert str(event["summary"]) == title.replace("\r\n", "\n")
    assert not [line for line in lines(body) if line.startswith("ATTENDEE")]


async def test_a_feed_names_itself_and_says_how_often_to_look(deps: Deps, announced: int) -> None:
    body = calendar.feed(deps, [await forum_of(deps, announced)], verbatim("Foren; Rostock"))

    found = lines(body)
    assert "X-WR-CALNAME:Foren\\; Rostock" in found
    assert "REFRESH-INTERVAL;VALUE=DURATION:PT6H" in found
    assert found.count("BEGIN:VTIMEZONE") == 1
    assert found.count("BEGIN:VEVENT") == 1


async def test_an_empty_feed_is_still_a_calendar(deps: Deps) -> None:
    assert Calendar.from_ical(calendar.feed(deps, [], verbatim("Foren"))).walk("VEVENT") == []
