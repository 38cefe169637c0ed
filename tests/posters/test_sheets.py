"""Posters and handbills, read back from the PDF: every word on one page, in its place, for eyes and ears."""

import json
import re
from dataclasses import asdict, replace
from io import BytesIO
from typing import Any

import pytest
from pypdf import PdfReader

from handlers.deps import Deps
from handlers.forums import actions as forums
from handlers.posters.kinds import SheetKind
from handlers.posters.sheet import TEMPLATE, Sheet, sheet_of
from handlers.typesetting import printing
from handlers.typesetting.printing import Printer, SettingError
from handlers.typesetting.setting import pdf
from storage.models import Access, Role
from storage.readings.forums import ForumReading
from storage.readings.partners import PartnerReading
from tests.forums.conftest import TOWN_HALL
from tests.forums.conftest import announced as announced
from tests.process.conftest import Seat
from tests.process.conftest import seat as seat

pytestmark = pytest.mark.parametrize("database", ["sqlite"], indirect=True)
LONG_TITLE = (
    "Öffentliches Bürgerforum für Lichtenhagen, Groß Klein, Lütten Klein und Warnemünde über Straßenbeleuchtung, "
    "Verkehrssicherheitsmaßnahmen, Nachbarschaftshilfe und Zusammenhalt im Winterhalbjahr 2026"
).ljust(200, "x")
LONG_PLACE = ("Mehrgenerationenhaus und Stadtteilbegegnungszentrum, großer Saal " * 4)[:200].strip()
LONG_ADDRESS = ("Rückgebäude, Eingang über den Innenhof, zweite Tür links, " * 6)[:300].strip()
EMPTY = PartnerReading(id=1, name="", kind="other", code="x" * 24, active=True)  # type: ignore[arg-type]  # a word of the enum
PARTNER = replace(EMPTY, name=("Stadtteil- und Begegnungszentrum " * 4)[:120].strip())
MILLIMETRE = 72 / 25.4


def set_as_pdf(sheet: Sheet) -> bytes:
    return pdf(TEMPLATE, json.dumps(asdict(sheet)))


def bare(words: str) -> str:
    """Return words as they are whatever was divided on the way."""
    return re.sub(r"[\s\u200b\u00ad\u2010-]", "", words)


def lines(content: bytes) -> list[tuple[float, float, str]]:
    """Return (x, y, words) of every piece of text, in millimetres from the lower left corner."""
    found: list[tuple[float, float, str]] = []

    def note(words: str, cm: list[float], tm: list[float], *_: Any) -> None:
        if words.strip():
            x = tm[4] * cm[0] + tm[5] * cm[2] + cm[4]
            y = tm[4] * cm[1] + tm[5] * cm[3] + cm[5]
            found.append((x / MILLIMETRE, y / MILLIMETRE, words))

    PdfReader(BytesIO(content)).pages[0].extract_text(visitor_text=note)
    return found


async def forum_of(deps: Deps, forum_id: int, **details: object) -> ForumReading:
    return replace(await forums.get(deps, forum_id), **details)  # type: ignore[arg-type]  # fields of ForumReading


@pytest.mark.parametrize("kind", list(SheetKind))
@pytest.mark.parametrize(
    "details",
    [
        {},
        {"title": LONG_TITLE, "place": LONG_PLACE, "address": LONG_ADDRESS, "access": tuple(Access), "example": True},
        {"title": "W" * 200, "place": "M" * 200, "address": "m" * 300, "access": (), "districts": ()},
    ],
    ids=["usual", "long", "unbroken"],
)
async def test_every_word_stands_on_one_page(
    deps: Deps, announced: int, kind: SheetKind, details: dict[str, object]
) -> None:
    sheet = sheet_of(deps, await forum_of(deps, announced, **details), kind, PARTNER)

    content = set_as_pdf(sheet)

    read = PdfReader(BytesIO(content))
    assert len(read.pages) == 1
    width, height = (float(side) / MILLIMETRE for side in read.pages[0].mediabox[2:])
    assert (round(width), round(height)) == ((210, 297) if kind is SheetKind.POSTER else (297, 210))
    shown, times = bare(read.pages[0].extract_text()), 1 if kind is SheetKind.POSTER else 2
    for words in (
        sheet.kicker, sheet.title, sheet.day, sheet.hours, sheet.place, sheet.address, sheet.purpose, sheet.audience,
        sheet.short_address, sheet.host, sheet.partner, *sheet.access,
    ):  # fmt: skip
        assert shown.count(bare(words)) >= times, words
    for x, y, words in lines(content):
        assert 5 <= x <= width - 5 and 6 <= y <= height - 6, words


@pytest.mark.parametrize("times", [1, 33])
async def test_parts_of_a_poster_do_not_run_into_each_other(deps: Deps, announced: int, times: int) -> None:
    said = {"title": "Titel " * times, "place": "Saal " * times, "address": "Gasse " * times, "access": tuple(Access)}
    here = replace(deps, public_url=f"https://{'beteiligung.' * times}example")
    sheet = sheet_of(here, await forum_of(deps, announced, example=times > 1, **said), SheetKind.POSTER, PARTNER)
    found = lines(set_as_pdf(sheet))

    def between(word: str) -> tuple[float, float]:
        """Return the lowest and the highest line that has a word, in millimetres from the foot of the page."""
        heights = [y for _, y, words in found if word in bare(words)]
        return min(heights), max(heights)

    assert between("Titel")[0] > 297 - 98  # above the gables
    assert between("Dezember")[0] > between("Uhr")[0] > between("Saal")[1] + 2
    assert between("Saal")[0] > between("Gasse")[1]
    assert between("Gasse")[0] > between("Hier")[1] + 2
    assert between("Hier")[0] > between("Kinder")[1] + 5
    assert between("example")[0] > between("Kinder")[1] + 5


async def test_a_poster_is_made_for_ears_too(deps: Deps, announced: int) -> None:
    sheet = sheet_of(deps, await forum_of(deps, announced), SheetKind.POSTER, None)

    read = PdfReader(BytesIO(set_as_pdf(sheet)))

    root: Any = read.trailer["/Root"]
    assert root["/Lang"] == "de-DE"
    assert root["/MarkInfo"]["/Marked"]
    assert read.metadata is not None and read.metadata.title == "Plakat: Bürgerforum im Rathaus"
    assert b"pdfuaid" in root["/Metadata"].get_data()
    kinds, alternatives = structure(root["/StructTreeRoot"])
    assert [kind for kind in kinds if re.fullmatch(r"/H\d", kind)] == ["/H1", "/H2"]
    assert alternatives == [sheet.code_says]
    links = [note.get_object()["/A"]["/URI"] for note in read.pages[0]["/Annots"]]  # type: ignore[attr-defined]  # a PDF array
    assert set(links) == {sheet.url}


def structure(element: Any) -> tuple[list[str], list[str]]:
    """Return the kinds of the tags in reading order, and the alternative texts of figures."""
    kinds, alternatives = [], []
    kids = element.get("/K", [])
    for kid in kids if isinstance(kids, list) else [kids]:
        node = kid.get_object()
        if isinstance(node, dict) and "/S" in node:
            kinds.append(str(node["/S"]))
            if node["/S"] == "/Figure":
                alternatives.append(str(node["/Alt"]))
            below = structure(node)
            kinds += below[0]
            alternatives += below[1]
    return kinds, alternatives


async def test_the_same_sheet_gives_the_same_bytes_and_no_word_is_markup(deps: Deps, announced: int) -> None:
    tricky = "#panic() $x$ *fett* _schräg_ <a> @b \\ `c` //"
    sheet = sheet_of(deps, await forum_of(deps, announced, title=tricky), SheetKind.POSTER, None)

    first, second = set_as_pdf(sheet), await Printer().print(TEMPLATE, asdict(sheet))

    assert first == second
    assert bare(tricky) in bare(PdfReader(BytesIO(first)).pages[0].extract_text())


async def test_a_failed_setting_is_a_fault_and_nothing_is_kept(
    deps: Deps, announced: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(printing, "SETTING", "handlers.typesetting.nowhere")
    sheet = sheet_of(deps, await forum_of(deps, announced), SheetKind.POSTER, None)
    with pytest.raises(SettingError):
        await Printer().print(TEMPLATE, asdict(sheet))


async def test_posters_are_there_while_one_can_come(seat: Seat, deps: Deps, announced: int) -> None:
    public, desk = await seat(None), await seat(Role.MODERATOR)
    address = f"/foren/{(await forums.get(deps, announced)).slug}/plakat.pdf"
    draft = await forums.create(deps, replace(TOWN_HALL, title="Entwurf"))

    answer = await public.client.get(address)
    assert (answer.status, answer.content_type) == (200, "application/pdf")
    assert (await answer.read()).startswith(b"%PDF-")
    again = await public.client.get(address, headers={"If-None-Match": answer.headers["ETag"]})
    assert again.status == 304
    for name in ("plakat", "handzettel"):
        found = await desk.client.get(f"/moderation/forums/{announced}/{name}.pdf")
        assert (found.status, found.headers["Cache-Control"]) == (200, "no-store")
        assert (await desk.client.get(f"/moderation/forums/{draft}/{name}.pdf")).status == 409
    assert (await desk.client.get(f"/moderation/forums/{announced}/plakat.pdf?partner=77")).status == 404
    await forums.cancel(deps, announced)
    assert (await public.client.get(address)).status == 404
