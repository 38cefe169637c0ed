"""The corpus in every field that somebody writes, shown by every sink, and read back by a real reader of its format.

What is shown must hold the text itself (or the test shows nothing), and no element, attribute, scheme, line, cell, field or
relationship that the same page or file has not with a harmless text. INJECTION_ALL=1 takes the whole corpus where a part does.
"""

import csv
import io
import json
import os
import re
import zipfile
from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import timedelta
from urllib.parse import urlsplit

import docx
import feedparser
import openpyxl
import pytest
from icalendar import Calendar
from lxml import etree
from lxml.html import document_fromstring, fromstring

from handlers.concerns.actions import Submission, submit_all
from handlers.deps import Deps
from handlers.newsroom import actions as newsroom
from handlers.pages.csv_lines import FORMULA_STARTS
from handlers.pages.forms import clean
from handlers.reports.document import Document, Figures, Heading, Quote, Row, Words
from handlers.reports.docx_file import docx as as_docx
from handlers.reports.html_file import html as as_html
from handlers.reports.printing import BUILT_IN
from handlers.reports.xlsx_file import TableFile
from handlers.signs import plain
from storage.models import ForumState, Role, Source
from storage.readings.press import PressDetails
from tests.attack.conftest import Browser, Seat
from tests.attack.corpus import CANARY, FAMILIES, HALVES, PAYLOADS
from tests.factories import StandingClock
from tests.forums.conftest import TOWN_HALL
from tests.newsroom.conftest import Colleague, let_out
from tests.newsroom.conftest import colleague as colleague
from tests.reports.test_files import REPORT

pytestmark = pytest.mark.parametrize("database", ["sqlite"], indirect=True)
ALL = bool(os.environ.get("INJECTION_ALL"))
# As a form or a file hands them on.
TYPED = tuple(clean(payload).strip() for payload in PAYLOADS if payload not in HALVES)
SOME = TYPED if ALL else TYPED[::16]
HARMLESS = "Licht am Markt"
# Of many pages some are left out in the list of them; a text of several lines has them.
OF_LENGTH = {("li", "aria-hidden", ""), ("li", "class", ""), ("br", "", ""), ("p", "", "")}
ADDRESSES = ("href", "src", "action", "formaction", "data", "poster", "content", "srcset")
Skeleton = set[tuple[str, str, str]]


def skeleton(html: str) -> Skeleton:
    """Return the elements and attributes of a page; of an address also its scheme and, where it is another's, its host."""
    found: Skeleton = set()
    for element in document_fromstring(html).iter():
        tag = str(element.tag) if isinstance(element.tag, str) else "comment"
        found.add((tag, "", ""))
        for name, value in element.attrib.items():
            found.add((tag, str(name), _whither(value) if name in ADDRESSES else ""))
    return found


def _whither(address: str) -> str:
    try:
        parts = urlsplit(address.strip())
    except ValueError:
        return address
    return f"{parts.scheme}://{parts.netloc}" if parts.scheme or parts.netloc else ""


def words(text: str) -> str:
    """Return a text with all its white space as single blanks."""
    return " ".join(plain(text).split())


def shown(html: str) -> str:
    page = document_fromstring(html)
    fields = [str(value) for value in page.xpath("//textarea/text() | //input/@value")]
    return words(" ".join([page.text_content(), *fields]))


def hold(text: str, payloads: Iterable[str] = TYPED) -> None:
    missing = [payload for payload in payloads if words(payload) not in text]
    assert missing == []


def harmless(html: str, like: Skeleton) -> None:
    """Agree that a page has nothing but what the same page has with a harmless text."""
    more = skeleton(html) - like - OF_LENGTH
    assert {wound for wound in more if CANARY in str(wound).lower() or wound[1].startswith("on")} == set()
    assert more == set(), document_fromstring(html).findtext(".//title")


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


async def body_of(browser: Browser, path: str) -> bytes:
    answer = await browser.get(path)
    assert answer.status == 200, path
    assert CANARY not in str(answer.headers).lower()
    return await answer.read()


async def page_of(browser: Browser, path: str) -> str:
    return (await body_of(browser, path)).decode()


async def pages_of(browser: Browser, path: str, pages: int) -> list[str]:
    mark = "&" if "?" in path else "?"
    return [await page_of(browser, f"{path}{mark}seite={number}") for number in range(1, pages + 1)]


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
    hold(shown(await page_of(desk, "/foren")))
    listed = await pages_of(desk, "/moderation/forums", (len(TYPED) + 60) // 50 + 1)
    hold(words(" ".join(map(shown, listed))))
    for page in listed:
        harmless(page, like["/moderation/forums"])
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
        rows = _cells(archive.read("forums.csv"), ";")
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
    rows = _cells(await body_of(desk, "/moderation/concerns.csv"), ";")
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
    for number, text in enumerate((HARMLESS, *SOME), start=1):
        release = await let_out(deps, ada, ben, PressDetails(title=text[:200], lead=text, text=text))
        slug = (await newsroom.get(deps, release)).slug
        assert re.fullmatch(r"[a-z0-9-]+", slug)
        for path, name in (("/moderation/partner", "name"), ("/moderation/people", "name")):
            given = {"name": text[:80], "kind": "association", "role": "moderator", "code": f"code{number}"}
            answer = await desk.post(path, data={**given, name: text[:80]})
            assert answer.status == 200, (path, text)
        pages = {path.replace("1", str(number)): path for path in paths} | {f"/presse/{slug}": "/presse/one"}
        for path, baseline in pages.items() if number in (1, len(SOME)) or ALL else ():
            page = await page_of(desk, path)
            harmless(page, like.setdefault(baseline, skeleton(page)))
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
    assert [str(part) for part in _roots(content) if CANARY in str(part).lower()] == []
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


def _events(body: bytes) -> list[dict[str, object]]:
    return [dict(event) for event in Calendar.from_ical(body).walk("VEVENT")]


def _cells(content: bytes, delimiter: str) -> list[list[str]]:
    rows = list(csv.reader(io.StringIO(content.decode("utf-8-sig")), delimiter=delimiter))
    assert [cell for row in rows for cell in row if cell[:1] in FORMULA_STARTS and cell] == []
    return rows


def _feed(body: bytes) -> tuple[list[str], Skeleton]:
    """Return the titles of a feed, and what its elements and the HTML in them are made of."""
    root = etree.fromstring(body)
    found: Skeleton = {(str(element.tag), "", "") for element in root.iter()}
    for content in root.iter("{*}content"):
        found |= skeleton_of_piece(content.text or "")
    return [element.text or "" for element in root.iter("{*}title")], found


def skeleton_of_piece(html: str) -> Skeleton:
    return skeleton(etree.tostring(fromstring(f"<div>{html}</div>")).decode())


def _roots(content: bytes) -> list[object]:
    """Return the names of all elements and attributes of a package, and the targets of its relationships."""
    found: list[object] = []
    with zipfile.ZipFile(io.BytesIO(content)) as package:
        for name in package.namelist():
            if name.endswith((".xml", ".rels")):
                for element in etree.fromstring(package.read(name)).iter():
                    found += [element.tag, *element.attrib, element.get("Target", "")]
    return found
