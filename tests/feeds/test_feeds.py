"""The feeds, read by readers that are not ours."""

import json
from dataclasses import replace
from datetime import date, timedelta

import feedparser
import pytest
from icalendar import Calendar
from lxml import etree

from handlers.deps import Deps
from handlers.feeds.entries import MOST
from handlers.forums import actions as forums
from handlers.forums import editing
from handlers.newsroom import actions as newsroom
from handlers.process import changing
from tests.factories import StandingClock
from tests.forums.conftest import IN_LICHTENHAGEN, TOWN_HALL
from tests.newsroom.conftest import Colleague, let_out
from tests.newsroom.conftest import colleague as colleague
from tests.process.conftest import PHASE, Browser, Seat
from tests.process.conftest import seat as seat

pytestmark = pytest.mark.parametrize("database", ["sqlite"], indirect=True)
ATOM = "{http://www.w3.org/2005/Atom}"
MINUTE = timedelta(minutes=1)


@pytest.fixture
async def browser(seat: Seat) -> Browser:
    return await seat(None)


async def entries(browser: Browser) -> list[tuple[str, str]]:
    """Return (title, id) of the Atom feed, which must be well-formed and whole."""
    answer = await browser.client.get("/feed.atom")
    assert (answer.status, answer.content_type) == (200, "application/atom+xml")
    body = await answer.read()
    root = etree.fromstring(body)
    for element in (root, *root.iter(f"{ATOM}entry")):
        for name in ("id", "title", "updated"):
            assert len(element.findall(f"{ATOM}{name}")) == 1
    read = feedparser.parse(body)
    assert not read.bozo
    return [(entry.title, entry.id) for entry in read.entries]


async def test_an_empty_feed_is_a_feed(browser: Browser) -> None:
    assert await entries(browser) == []
    assert json.loads(await (await browser.client.get("/feed.json")).read())["items"] == []


async def test_what_is_new_stands_in_the_feed_under_ids_that_stay(
    browser: Browser, deps: Deps, clock: StandingClock, colleague: Colleague
) -> None:
    ada, bo = await colleague("Ada"), await colleague("Bo")
    town, north = await forums.create(deps, TOWN_HALL), await forums.create(deps, IN_LICHTENHAGEN)
    await forums.create(deps, replace(TOWN_HALL, title="Noch geheim"))
    await editing.edit(deps, town, replace(TOWN_HALL, place="Stadthalle"))  # nobody was told of the first place
    for forum_id in (town, north):
        clock.advance(MINUTE)
        await forums.announce(deps, forum_id)
    clock.advance(MINUTE)
    phase = await changing.add(deps, ada, PHASE)
    await changing.change(
        deps, ada, phase, replace(PHASE, starts_on=date(2027, 3, 8)), reason="Mehr Zeit & Ruhe <b>", seen=1
    )
    clock.advance(MINUTE)
    release_id = await let_out(deps, ada, bo)
    before = await entries(browser)
    clock.advance(MINUTE)
    await editing.edit(deps, town, replace(TOWN_HALL, place="Kunsthalle"))
    clock.advance(MINUTE)
    await forums.cancel(deps, north)
    clock.advance(MINUTE)
    await newsroom.withdraw(deps, ada, release_id, "Irrtum")
    after = await entries(browser)

    assert [title for title, _ in before] == [
        "Pressemitteilung: Erstes Forum für alle",
        "Masterplanprozess: verschoben",
        "Angekündigt: Forum Lichtenhagen",
        "Angekündigt: Bürgerforum im Rathaus",
    ]
    assert [title for title, _ in after] == [
        "Zurückgezogen: Erstes Forum für alle",
        "Abgesagt: Forum Lichtenhagen",
        "Verlegt: Bürgerforum im Rathaus",
        "Masterplanprozess: verschoben",
    ]
    assert (before[0][1], before[1][1]) == (after[0][1], after[3][1])
    assert {before[2][1], before[3][1]}.isdisjoint({after[1][1], after[2][1]})
    assert len({name for _, name in after}) == 4


async def test_json_feed_says_the_same(browser: Browser, deps: Deps, colleague: Colleague) -> None:
    await let_out(deps, await colleague("Ada"), await colleague("Bo"))

    answer = await browser.client.get("/feed.json")
    said = json.loads(await answer.read())

    assert answer.content_type == "application/feed+json"
    assert said["version"] == "https://jsonfeed.org/version/1.1"
    assert said["feed_url"] == "http://127.0.0.1:8080/feed.json"
    (item,) = said["items"]
    assert [(item["title"], item["id"])] == await entries(browser)
    assert item["url"] == "http://127.0.0.1:8080/presse/2026-erstes-forum-fuer-alle"
    assert item["content_text"] == "Die Stadt lädt ein.\n\nAbsatz eins.\n\nWann\n\nAm Abend."
    assert item["date_published"] == item["date_modified"] == "2026-11-23T11:00:00+00:00"


async def test_a_reader_that_has_the_latest_gets_no_body(
    browser: Browser, deps: Deps, clock: StandingClock, colleague: Colleague
) -> None:
    ada, bo = await colleague("Ada"), await colleague("Bo")
    await let_out(deps, ada, bo)
    for path in ("/feed.atom", "/feed.json", "/foren.ics"):
        first = await browser.client.get(path)
        by_tag = await browser.client.get(path, headers={"If-None-Match": first.headers["ETag"]})
        assert (by_tag.status, await by_tag.read()) == (304, b"")
    since = {"If-Modified-Since": (await browser.client.get("/feed.atom")).headers["Last-Modified"]}
    assert (await browser.client.get("/feed.atom", headers=since)).status == 304

    clock.advance(MINUTE)
    await let_out(deps, ada, bo)

    assert (await browser.client.get("/feed.atom", headers=since)).status == 200
    assert (await browser.client.get("/feed.atom", headers=since | {"If-None-Match": '"other"'})).status == 200


async def test_what_no_xml_may_hold_is_left_out_and_the_feed_is_not_endless(
    browser: Browser, deps: Deps, clock: StandingClock
) -> None:
    async with deps.open_work() as work:
        for number in range(MOST + 2):
            details = replace(TOWN_HALL, title=f"Forum \x0b\ufffe ]]> & <{number}>")
            forum = await work.forums.add(details, slug=f"f{number}", now=clock(), example=False)
            forum.state = "announced"  # type: ignore[assignment]  # as the database has it
        await work.flush()

    found = await entries(browser)

    assert len(found) == MOST
    assert all(title.startswith("Angekündigt: Forum  ]]> & <") for title, _ in found)


async def test_every_public_page_names_the_feeds_and_the_forums_offer_the_calendar(
    browser: Browser, deps: Deps
) -> None:
    await forums.announce(deps, await forums.create(deps, IN_LICHTENHAGEN))

    page = await browser.opens("/foren?ortsteil=lichtenhagen")

    head = etree.HTML(page.html).xpath("//head/link[@rel='alternate'][@type]/@href")
    assert head == ["/feed.atom", "/feed.json", "/foren.ics?ortsteil=lichtenhagen"]
    assert 'href="webcal://127.0.0.1:8080/foren.ics?ortsteil=lichtenhagen"' in page.html
    calendar = Calendar.from_ical(await (await browser.client.get("/foren.ics?ortsteil=lichtenhagen")).read())
    assert [str(event["summary"]) for event in calendar.walk("VEVENT")] == ["Forum Lichtenhagen"]
