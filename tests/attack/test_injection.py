"""The corpus in every field that somebody writes, shown by every sink, and read back by a real reader of its format.

What is shown must hold the text itself (or the test shows nothing), and no element, attribute, scheme, line, cell, field or
relationship that the same page or file has not with a harmless text. How it is judged: tests/attack/sinks.py; what the desk writes:
tests/attack/test_injection_desk.py.
"""

import io
import json
import re
import zipfile
from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta

import docx
import feedparser
import openpyxl
import pytest
from icalendar import Calendar
from lxml import etree

from handlers.concerns.actions import Submission, submit_all
from handlers.deps import Deps
from handlers.newsroom import actions as newsroom
from handlers.reports.document import Document, Figures, Heading, Quote, Row, Words
from handlers.reports.docx_file import docx as as_docx
from handlers.reports.html_file import html as as_html
from handlers.reports.printing import BUILT_IN
from handlers.reports.xlsx_file import TableFile
from storage.models import ForumState, Role, Source
from storage.readings.press import PressDetails
from tests.attack.conftest import Seat
from tests.attack.corpus import CANARY, FAMILIES, PAYLOADS
from tests.attack.sinks import (
    ALL,
    HARMLESS,
    SOME,
    TYPED,
    Skeleton,
    body_of,
    cells_of,
    harmless,
    hold,
    page_of,
    pages_of,
    roots_of,
    shown,
    skeleton,
    skeleton_of_piece,
    words,
)
from tests.factories import StandingClock
from tests.forums.conftest import TOWN_HALL
from tests.newsroom.conftest import Colleague, let_out
from tests.newsroom.conftest import colleague as colleague
from tests.reports.test_files import REPORT

pytestmark = pytest.mark.parametrize("database", ["sqlite"], indirect=True)


async def enter_forums(deps: Deps, texts: Sequence[str]) -> None:
    """Announce a forum for each text, which stands in all its fields."""
    async with deps.open_work() as work:
        before = await work.forums.count()
        for number, text in enumerate(texts, start=before):
            details = replace(TOWN_HALL, title=text, place=text, address=text, agenda=text, access=())
            forum = await work.forums.add(details, slug=f"forum-{number}", now=deps.now(), example=False)
            forum.state = ForumState.ANNOUNCED
        await work.flush()


async def enter_concerns(deps: Deps, texts: Sequence[str]) -> None:
    """Hand in a concern for each text: the raw text, and as if nothing in it were personal."""
    reading = await deps.read("Am Bahnhof ist es dunkel")
    given = [
        Submission(reading=replace(reading, text=text, redacted=text, meaning=b""), source=Source.WEB) for text in texts
    ]
    async with deps.open_work() as work:
        await submit_all(deps, work, given)


def test_the_corpus_is_large_and_every_one_can_be_found_again(database: object) -> None:
    assert len(set(PAYLOADS)) == len(PAYLOADS) >= 200
    assert all(CANARY in payload.lower() for payload in PAYLOADS)
    assert all(family for family in FAMILIES.values())


async def test_a_forum_breaks_out_of_no_page(deps: Deps, seat: Seat) -> None:
    desk = await seat(Role.MODERATOR)
    await enter_forums(deps, [HARMLESS] * 60)
    paths = ("/foren", "/", "/moderation", "/moderation/forums")
    like = {path: skeleton(await page_of(desk, path)) for path in (*paths, "/foren/forum-0", "/moderation/forums/1")}
    await enter_forums(deps, TYPED)

    for path in paths[:3]:
        harmless(await page_of(desk, path), like[path])
    for path in ("/foren", "/moderation/forums"):
        listed = await pages_of(desk, path, (len(TYPED) + 60) // 50 + 1)
        hold(words(" ".join(map(shown, listed))))
        for page in listed:
            harmless(page, like[path])
    for number, text in list(enumerate(TYPED, start=60))[:: 1 if ALL else 12]:
        for path, baseline in (
            (f"/foren/forum-{number}", "/foren/forum-0"),
            (f"/moderation/forums/{number + 1}", "/moderation/forums/1"),
        ):
            page = await page_of(desk, path)
            hold(shown(page), [text])
            harmless(page, like[baseline])


async def test_a_forum_breaks_out_of_no_file(deps: Deps, seat: Seat) -> None:
    stranger = await seat(None)
    await enter_forums(deps, [HARMLESS])
    fields = {name for event in _events(await body_of(stranger, "/foren.ics")) for name in event}
    await enter_forums(deps, TYPED)

    events = _events(await body_of(stranger, "/foren.ics"))
    assert sorted(words(str(event["SUMMARY"])) for event in events) == sorted(map(words, (HARMLESS, *TYPED)))
    assert {name for event in events for name in event} == fields
    served = json.loads(await body_of(stranger, "/api/v1/forums?limit=500"))
    assert {words(row["title"]) for row in served["data"]} == set(map(words, (HARMLESS, *TYPED)))
    with zipfile.ZipFile(io.BytesIO(await body_of(stranger, "/offene-daten.zip"))) as archive:
        rows = cells_of(archive.read("forums.csv"), ";")
        assert len(rows) == len(TYPED) + 2
        assert {words(row["title"]) for row in json.loads(archive.read("forums.json"))} == set(
            map(words, (HARMLESS, *TYPED))
        )


async def test_a_forum_breaks_out_of_no_feed(deps: Deps, seat: Seat, clock: StandingClock) -> None:
    stranger = await seat(None)
    await enter_forums(deps, [HARMLESS])
    like = _feed(await body_of(stranger, "/feed.atom"))[1]
    for start in range(0, len(TYPED), 49):
        clock.advance(timedelta(minutes=1))
        part = TYPED[start : start + 49]
        await enter_forums(deps, part)
        titles, found = _feed(await body_of(stranger, "/feed.atom"))
        hold(words(" ".join(titles)), part)
        assert found <= like
    assert not feedparser.parse(await body_of(stranger, "/feed.atom")).bozo
    items = json.loads(await body_of(stranger, "/feed.json"))["items"]
    assert {skeleton_of_piece(item["content_html"]) <= like for item in items} == {True}


async def test_a_concern_breaks_out_of_no_page_and_no_file(deps: Deps, seat: Seat) -> None:
    desk = await seat(Role.MODERATOR)
    await enter_concerns(deps, [HARMLESS] * 60)
    like = skeleton(await page_of(desk, "/moderation/concerns"))
    await enter_concerns(deps, TYPED)

    listed = await pages_of(desk, "/moderation/concerns", (len(TYPED) + 60) // 50 + 1)
    for page in listed:
        harmless(page, like)
    rows = cells_of(await body_of(desk, "/moderation/concerns.csv"), ";")
    assert len(rows) == len(TYPED) + 61
    assert {len(row) for row in rows} == {12}
    hold(words(" ".join(row[8] for row in rows)))
    book = openpyxl.load_workbook(io.BytesIO(await body_of(desk, "/moderation/concerns.xlsx")))
    cells = [cell for row in book.worksheets[0].iter_rows() for cell in row]
    assert [cell.value for cell in cells if cell.data_type == "f" or cell.hyperlink] == []
    hold(words(" ".join(str(cell.value) for cell in cells)))
    for name, list_of in (("json", "concerns"), ("geojson", "features")):
        found = json.loads(await body_of(desk, f"/moderation/concerns.{name}"))[list_of]
        assert {words(str(one.get("properties", one)["text"])) for one in found} == {
            words(text) for text in (HARMLESS, *TYPED)
        }


async def test_a_press_release_and_a_partner_break_out_of_no_page(deps: Deps, seat: Seat, colleague: Colleague) -> None:
    desk, ada, ben = await seat(Role.ADMIN), await colleague("Ada"), await colleague("Ben")
    paths = (
        "/presse",
        "/moderation/presse",
        "/moderation/presse/1",
        "/moderation/partner",
        "/moderation/partner/1",
        "/moderation/people",
    )
    like: dict[str, Skeleton] = {}
    # Long lists are shown in pages, which have words a short one has not.
    harmless_ones = [HARMLESS] * (60 if ALL else 1)
    looked_at = {1, len(harmless_ones), len(SOME), *range(70, 400, 10)}
    for number, text in enumerate((*harmless_ones, *SOME), start=1):
        release = await let_out(deps, ada, ben, PressDetails(title=text[:200], lead=text, text=text))
        slug = (await newsroom.get(deps, release)).slug
        assert re.fullmatch(r"[a-z0-9-]+", slug)
        for path, name in (("/moderation/partner", "name"), ("/moderation/people", "name")):
            given = {"name": text[:80], "kind": "association", "role": "moderator", "code": f"code{number}"}
            answer = await desk.post(path, data={**given, name: text[:80]})
            assert answer.status == 200, (path, text)
        pages = {path.replace("1", str(number)): path for path in paths} | {f"/presse/{slug}": "/presse/one"}
        for path, baseline in pages.items() if number in looked_at else ():
            page = await page_of(desk, path)
            if number <= len(harmless_ones):
                like[baseline] = like.get(baseline, set()) | skeleton(page)
            harmless(page, like[baseline])
    hold(shown(await page_of(desk, "/presse")), [text[:200] for text in SOME][-40:])
    hold(shown(await page_of(desk, "/moderation/partner")), [text[:80] for text in SOME])
    feed = feedparser.parse(await body_of(desk, "/feed.atom"))
    assert not feed.bozo
    assert not any(re.fullmatch("on.*|src", name) for one in feed.entries for name in one.content[0])


def test_a_report_is_broken_out_of_in_no_format(database: object) -> None:
    report = Document(
        **{name: getattr(REPORT, name) for name in ("service", "city", "language", "day")},
        title=TYPED[0],
        subtitle=TYPED[1],
        facts=tuple((text, text) for text in TYPED),
        blocks=(
            *(Heading(1, text) for text in TYPED),
            *(Words(text) for text in TYPED),
            *(Quote(text, text) for text in TYPED),
            Figures("Zahlen", ("a", "b"), tuple((text, text) for text in TYPED)),
        ),
    )
    content = as_docx(report, BUILT_IN / "report.docx")
    word = docx.Document(io.BytesIO(content))
    said = [paragraph.text for paragraph in word.element.body.iter("{*}t") if paragraph.text]
    hold(words(" ".join(said)))
    assert [str(part) for part in roots_of(content) if CANARY in str(part).lower()] == []
    assert [one.reltype for one in word.part.rels.values() if one.is_external] == []
    page = as_html(report, []).decode()
    plain_page = as_html(
        replace(
            report,
            title="T",
            subtitle="S",
            facts=((HARMLESS, HARMLESS),),
            blocks=(
                Heading(1, HARMLESS),
                Words(f"{HARMLESS}\n{HARMLESS}"),
                Quote(HARMLESS, HARMLESS),
                Figures("Z", ("a", "b"), ((HARMLESS, HARMLESS),)),
            ),
        ),
        [],
    ).decode()
    hold(shown(page))
    harmless(page, skeleton(plain_page))

    into = io.BytesIO()
    table = TableFile(into, TYPED[0], REPORT.day)
    table.add([Row(*[text] * 11) for text in TYPED])
    table.end()
    cells = [cell for row in openpyxl.load_workbook(into).worksheets[0].iter_rows() for cell in row]
    assert [cell.value for cell in cells if cell.data_type == "f" or cell.hyperlink] == []
    hold(words(" ".join(str(cell.value) for cell in cells)))


def _feed(body: bytes) -> tuple[list[str], Skeleton]:
    """Return the titles of a feed, and what its elements and the HTML in them are made of."""
    root = etree.fromstring(body)
    found: Skeleton = {(str(element.tag), "", "") for element in root.iter()}
    for content in root.iter("{*}content"):
        found |= skeleton_of_piece(content.text or "")
    return [element.text or "" for element in root.iter("{*}title")], found


def _events(body: bytes) -> list[dict[str, object]]:
    return [dict(event) for event in Calendar.from_ical(body).walk("VEVENT")]
