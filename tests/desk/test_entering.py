"""Cards at the desk: typed in one by one, and as a file that is shown before anything of it is stored."""

import asyncio
import io
import re
import zipfile
from base64 import b64encode
from datetime import UTC, datetime, timedelta

import pytest
from aiohttp import FormData
from openpyxl import Workbook, load_workbook

from handlers.deps import Deps
from handlers.moderation.cards import CardFileError
from handlers.moderation.importing import Imported, check_cards, import_cards, import_file
from handlers.moderation.sheets import MOST_PARTS
from handlers.moderation.template_file import csv_template, xlsx_template
from handlers.pages.growing import Step
from storage.models import Role, Source
from storage.readings.concerns import ConcernFilter, ConcernReading
from tests.desk.conftest import Open, person

NEW = "/moderation/concerns/new"
CARD = {"text": "Am Bahnhof ist es abends sehr dunkel.", "source": "phone", "received": "2026-11-20"}
DANGER = "Hilfe, hier wird gerade jemand mit einem Messer angegriffen!"
CSV = "Text;Ortsteil\nAm Bahnhof ist es abends dunkel.;Lichtenhagen\nZu viel Müll liegt im Park.;\n"
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


async def stored(deps: Deps) -> list[ConcernReading]:
    async with deps.open_reading() as work:
        return [concern async for batch in work.concerns.batches(ConcernFilter(), raw=True) for concern in batch]


def workbook(*rows: tuple[object, ...]) -> bytes:
    book, into = Workbook(), io.BytesIO()
    sheet = book.active
    assert sheet is not None
    for row in rows:
        sheet.append(row)
    book.save(into)
    return into.getvalue()


def upload(content: bytes, name: str = "karten.csv") -> FormData:
    form = FormData()
    form.add_field("file", content, filename=name)
    return form


async def test_a_card_is_typed_in_and_the_next_begins_as_it_did(seat: Open, deps: Deps) -> None:
    browser = await seat(Role.MODERATOR)

    answer = await browser.post(NEW, data=CARD | {"ortsteil": deps.city.districts[0].id})

    (concern,) = await stored(deps)
    assert (concern.source, concern.district) == (Source.PHONE, deps.city.districts[0].id)
    assert concern.received_at == datetime(2026, 11, 19, 23, 0, tzinfo=UTC)
    page = await answer.text()
    assert concern.number in page and 'value="2026-11-20"' in page and 'value="phone" selected' in page
    async with deps.open_reading() as work:
        assert (await work.concerns.history(concern.id))[0].actor == "moderator:1"


@pytest.mark.parametrize(
    "wrong", [{"text": "kurz"}, {"text": ""}, {"ortsteil": "x"}, {"received": "2031-01-01"}, {"source": "fax"}]
)
async def test_what_cannot_be_a_card_is_said_and_stays_typed(seat: Open, deps: Deps, wrong: dict[str, str]) -> None:
    answer = await (await seat(Role.MODERATOR)).post(NEW, data=CARD | wrong)

    assert answer.status == 400
    assert "Bitte prüfen" in (page := await answer.text()) and (wrong.get("text", CARD["text"]) in page)
    assert await stored(deps) == []


async def test_danger_is_shown_before_it_is_saved(seat: Open, deps: Deps) -> None:
    browser = await seat(Role.MODERATOR)

    page = await (await browser.post(NEW, data=CARD | {"text": DANGER})).text()

    assert "110" in page and "112" in page and DANGER in page
    assert await stored(deps) == []
    await browser.post(NEW, data=CARD | {"text": DANGER, "danger_seen": "1"})
    assert [concern.text for concern in await stored(deps)] == [DANGER]


@pytest.mark.parametrize("kind", ["csv", "xlsx"])
async def test_a_file_is_shown_first_and_the_same_file_twice_adds_nothing(seat: Open, deps: Deps, kind: str) -> None:
    rows = [tuple(line.split(";")) for line in CSV.splitlines()]
    content = CSV.encode() if kind == "csv" else workbook(*rows)
    browser = await seat(Role.MODERATOR)

    page = await (await browser.post("/moderation/concerns/import", data=upload(content))).text()

    assert "2 neue Zeilen" in page and "Lichtenhagen" in page
    assert await stored(deps) == []
    kept = re.search(r'name="content" value="([^"]+)"', page)
    assert kept is not None
    for added in (2, 0):
        page = await (await browser.post("/moderation/concerns/import/all", data={"content": kept[1]})).text()
        assert f"{added} Anliegen übernommen" in page
    assert len(await stored(deps)) == 2
    page = await (await browser.post("/moderation/concerns/import", data=upload(content))).text()
    assert "0 neue Zeilen" in page and "2 Zeilen waren schon vorhanden." in page


async def test_every_mistake_of_a_file_stands_at_its_line_and_column(seat: Open, deps: Deps) -> None:
    content = b"Text;Ortsteil\nGut lesbarer Text;Berlin-Mitte\n;Lichtenhagen\n"

    answer = await (await seat(Role.ADMIN)).post("/moderation/concerns/import", data=upload(content))

    page = re.sub(r"\s*<[^>]+>\s*", "|", await answer.text())
    assert answer.status == 400
    assert "2||Ortsteil||Einen Ortsteil „Berlin-Mitte“ gibt es nicht." in page
    assert "3||Text||Der Text fehlt." in page
    assert await stored(deps) == []


async def test_cells_of_a_workbook_are_read_as_they_look(deps: Deps) -> None:
    content = workbook(
        ("Text", "Quelle", "Eingang"),
        ("Am Bahnhof ist es abends sehr dunkel.", "Tischnotiz", datetime(2026, 11, 20, 18, 30)),  # noqa: DTZ001  (a cell has no zone)
        (None, None, None),
        ("=1+1 ist hier eine Formel", "Karte", datetime(2026, 11, 20)),  # noqa: DTZ001  (a cell has no zone)
        ("Die zweite Karte mit langem Text.", None, "21.11.2026"),
    )

    with pytest.raises(CardFileError) as refused:
        await import_file(deps, content, Step())

    assert [(mistake.line, mistake.column) for mistake in refused.value.mistakes] == [(4, "Text")]
    book = load_workbook(io.BytesIO(content))
    assert book.active is not None
    book.active.delete_rows(4)
    book.save(into := io.BytesIO())
    assert await import_file(deps, into.getvalue(), Step()) == Imported(2, 0)
    first, second = await stored(deps)
    assert (first.source, first.received_at) == (Source.TABLE_NOTE, datetime(2026, 11, 20, 17, 30, tzinfo=UTC))
    assert second.received_at == datetime(2026, 11, 20, 23, 0, tzinfo=UTC)


def bomb(parts: int, size: int, begins: str = "") -> bytes:
    with zipfile.ZipFile(into := io.BytesIO(), "w", zipfile.ZIP_DEFLATED) as packed:
        for part in range(parts):
            packed.writestr(f"xl/{part}.xml", begins + " " * size)
    return into.getvalue()


@pytest.mark.parametrize(
    "content",
    [
        b"PK\x03\x04 and then nothing",
        bomb(MOST_PARTS + 1, 1),
        bomb(1, 61_000_000),
        bomb(1, 10, '<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "b">]>'),
        bomb(1, 10),
    ],
)
async def test_a_forged_workbook_is_refused_in_words(seat: Open, deps: Deps, content: bytes) -> None:
    answer = await (await seat(Role.ADMIN)).post("/moderation/concerns/import", data=upload(content, "karten.xlsx"))

    assert answer.status == 400
    assert "weder eine CSV-Datei" in await answer.text()


async def test_more_rows_than_somebody_waits_for_are_refused(deps: Deps) -> None:
    content = ("Text\n" + "Am Bahnhof ist es abends dunkel.\n" * 5001).encode()

    with pytest.raises(CardFileError) as refused:
        await check_cards(deps, content)

    assert [mistake.line for mistake in refused.value.mistakes] == [5002]


async def test_cards_of_danger_are_named_after_the_import(deps: Deps) -> None:
    content = f"Text\n{DANGER}\nAm Bahnhof ist es abends sehr dunkel.\n".encode()

    done = await import_cards(deps, await check_cards(deps, content), Step(), person(Role.MODERATOR))

    assert (done.added, [concern.number for concern in await stored(deps)][:1]) == (2, list(done.dangers))


@pytest.mark.parametrize("content", ["not base64!", "", "AAAA"])
async def test_what_was_never_previewed_is_refused(seat: Open, deps: Deps, content: str) -> None:
    answer = await (await seat(Role.ADMIN)).post("/moderation/concerns/import/all", data={"content": content})

    assert answer.status == 400 and await stored(deps) == []


async def test_the_templates_are_empty_lists_that_can_be_filled_in(seat: Open, deps: Deps) -> None:
    browser = await seat(Role.MODERATOR)
    for kind in ("csv", "xlsx"):
        answer = await browser.get(f"/moderation/concerns/import/template.{kind}")
        assert answer.status == 200 and f".{kind}" in answer.headers["Content-Disposition"]
    assert (await browser.get("/moderation/concerns/import/template.exe")).status == 404
    book = load_workbook(io.BytesIO(xlsx_template(deps.city)))
    book.worksheets[0].append(("Am Bahnhof ist es abends dunkel.", "Lichtenhagen", "Telefon"))
    book.save(into := io.BytesIO())

    assert await import_file(deps, into.getvalue(), Step()) == Imported(1, 0)
    assert await import_file(deps, csv_template() + b"Hier fehlt ein Zebrastreifen.;;E-Mail;\n", Step()) == Imported(
        1, 0
    )
    assert [concern.source for concern in await stored(deps)] == [Source.PHONE, Source.MAIL]
    assert deps.now() - (await stored(deps))[0].received_at < timedelta(minutes=1)


async def test_an_import_tells_how_far_it_has_come(seat: Open, deps: Deps) -> None:
    content = ("Text\n" + "".join(f"Am Bahnhof ist Lampe {n} kaputt.\n" for n in range(4))).encode()

    answer = await (await seat(Role.MODERATOR)).post(
        "/moderation/concerns/import/all", data={"content": b64encode(content).decode()}
    )
    page = await answer.text()

    assert "4 von 4 sind gelesen" in page and "4 Anliegen übernommen" in page
    assert page.index("4 von 4") < page.index("4 Anliegen übernommen") < page.index("</main>")


async def test_who_closes_the_page_does_not_stop_the_import(seat: Open, deps: Deps) -> None:
    content = ("Text\n" + "".join(f"Am Bahnhof ist Lampe {n} kaputt.\n" for n in range(60))).encode()

    answer = await (await seat(Role.MODERATOR)).post(
        "/moderation/concerns/import/all", data={"content": b64encode(content).decode()}
    )
    answer.close()

    async with asyncio.timeout(20):
        while len(await stored(deps)) < 60:  # noqa: ASYNC110  (the product is looked at from outside)
            await asyncio.sleep(0.1)
