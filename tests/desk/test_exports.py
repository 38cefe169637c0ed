"""The files: read back with the readers their users have."""

import csv
import io
import json
import os
import tracemalloc
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from aiohttp import ClientResponse
from openpyxl import load_workbook
from sqlalchemy import event, insert

from handlers.deps import Deps
from handlers.errors import BadInputError, ForbiddenError
from handlers.exports import actions
from handlers.exports.files import Format
from handlers.ledger import actions as ledger
from handlers.pages.csv_lines import guarded
from handlers.signs import plain
from storage.database import Database
from storage.models import (
    Concern,
    ConcernText,
    ConcernTopic,
    ConcernWorkgroup,
    Outcome,
    Role,
    Source,
    Status,
    TagOrigin,
)
from storage.readings.concerns import ConcernFilter
from tests.desk.conftest import DARK, DARK_REDACTED, OTHER_WORKGROUP, WORKGROUP, Open, hand_in, person
from tests.factories import StandingClock

HEADER = "Nummer;Eingang;Kanal;Sprache;Ortsteil;Stadtbereich;Themen;Arbeitsgruppen;Text;Status;Ergebnis;Begründung"
MODERATOR = person(Role.MODERATOR)
DANGEROUS = ("=cmd|' /C calc'!A0", "+1 und mehr", "-1 und mehr", "@SUM(1+1)*2", '=HYPERLINK("http://evil")')
ODD = (
    'Erste Zeile\nzweite; mit "Zeichen" | und Strich',
    "<r><t>eingeschleust</t></r>",
    "Text mit ﷽ und 👩‍🚒",
    "{=1+1} http://example.org mailto:a@b.de",
)


async def listed(deps: Deps, kind: Format, wanted: ConcernFilter | None = None) -> bytes:
    return await actions.write_bytes(deps, wanted or ConcernFilter(), kind, MODERATOR)


async def listed_raw(deps: Deps, kind: Format) -> bytes:
    into = io.BytesIO()
    await actions.write(deps, into, ConcernFilter(), kind, MODERATOR, "redaction")
    return into.getvalue()


async def downloads(deps: Deps) -> list[tuple[str, object]]:
    """Return who had which list, as the ledger says."""
    await ledger.chain_new(deps)
    async with deps.open_reading() as work:
        entries = [entry async for batch in work.ledger.batches() for entry in batch]
    return [(entry.actor, entry.detail) for entry in entries if entry.act == "list_downloaded"]


def rows_of(content: bytes) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(content.decode("utf-8-sig"), newline=""), delimiter=";"))


async def test_a_csv_file_has_the_promised_shape(deps: Deps) -> None:
    district = deps.city.districts[0]
    concern = await hand_in(deps, topics=("lighting", "youth"), district=district.id)

    content = await listed(deps, Format.CSV)

    assert content.startswith(b"\xef\xbb\xbf" + HEADER.encode() + b"\r\n")
    assert content.endswith(b"\r\n")
    labels = {known.id: f"{known.number} {known.label}" for known in deps.city.workgroups}
    assert rows_of(content) == [
        {
            "Nummer": concern.number,
            "Eingang": "23.11.2026 12:00",
            "Kanal": "Web-Chat",
            "Sprache": "de",
            "Ortsteil": district.name,
            "Stadtbereich": deps.city.area_of(district.id).name,
            "Themen": f"{deps.city.topic('lighting').label} | {deps.city.topic('youth').label}",
            "Arbeitsgruppen": f"{labels[WORKGROUP]} | {labels[OTHER_WORKGROUP]}",
            "Text": DARK_REDACTED,
            "Status": "neu",
            "Ergebnis": "offen",
            "Begründung": "",
        }
    ]


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "\t", "\r", "\n"])
def test_a_cell_that_may_be_a_formula_gets_an_apostrophe(start: str) -> None:
    assert guarded(f"{start}x") == f"'{plain(start)}x"


@pytest.mark.parametrize("cell", ["", "x", "1=1", " =x", "'=x", "ä-"])
def test_every_other_cell_stays_as_it_is(cell: str) -> None:
    assert guarded(cell) == cell


async def test_dangerous_and_odd_texts_come_back_as_they_were(deps: Deps) -> None:
    texts = [text + " am Bahnhof" for text in DANGEROUS] + list(ODD)
    for text in texts:
        await hand_in(deps, text)

    from_csv = [row["Text"] for row in rows_of(await listed_raw(deps, Format.CSV))]
    from_json = [one["text"] for one in json.loads(await listed_raw(deps, Format.JSON))["concerns"]]
    sheet = load_workbook(io.BytesIO(await listed_raw(deps, Format.XLSX)))["Anliegen"]
    cells = [row[8] for row in sheet.iter_rows(min_row=2)]

    assert from_csv == [guarded(text) for text in texts]
    assert from_json == texts
    assert [str(cell.value).rstrip() for cell in cells] == texts
    assert {cell.data_type for cell in cells} == {"s"}
    assert [cell.hyperlink for cell in cells] == [None] * len(texts)


async def test_an_excel_file_has_dates_a_filter_and_the_data_dictionary(deps: Deps) -> None:
    await hand_in(deps)
    await hand_in(deps)

    book = load_workbook(io.BytesIO(await listed(deps, Format.XLSX)))

    sheet, fields = book.worksheets
    assert [cell.value for cell in sheet[1]] == HEADER.split(";")
    assert (sheet["B2"].value, sheet["B2"].is_date) == (datetime.fromisoformat("2026-11-23T12:00"), True)
    assert (sheet.auto_filter.ref, sheet.freeze_panes) == ("A1:L3", "B2")
    assert fields.title == "Felder"
    assert [cell.value for cell in fields["A"]] == ["Feld", *HEADER.split(";")]
    assert all(cell.value for cell in fields["B"])


async def test_json_carries_ids_and_utc_and_the_data_dictionary(deps: Deps) -> None:
    concern = await hand_in(deps, topics=("lighting", "other"))

    document = json.loads(await listed(deps, Format.JSON))

    assert document["text"] == "redacted"
    assert set(document["fields"]) == set(document["concerns"][0])
    assert document["fields"]["topics"]["values"]["lighting"] == deps.city.topic("lighting").label
    assert document["concerns"] == [
        {
            "number": concern.number,
            "received_at": "2026-11-23T11:00:00Z",
            "source": "web",
            "language": "de",
            "district": None,
            "area": None,
            "topics": ["lighting", "other"],
            "workgroups": [WORKGROUP],
            "text": DARK_REDACTED,
            "status": "new",
            "outcome": "open",
            "reason": None,
        }
    ]


async def test_geojson_has_a_point_where_the_place_is_known_and_never_raw_text(deps: Deps) -> None:
    district = deps.city.districts[0]
    await hand_in(deps, district=district.id)
    await hand_in(deps)

    document = json.loads(await listed(deps, Format.GEOJSON))

    first, second = document["features"]
    assert document["type"] == "FeatureCollection"
    assert first["geometry"] == {"type": "Point", "coordinates": list(district.label_point)}
    assert second["geometry"] is None
    assert {feature["properties"]["text"] for feature in document["features"]} == {DARK_REDACTED}


@pytest.mark.parametrize("kind", list(Format))
async def test_an_empty_list_is_a_whole_file(deps: Deps, kind: Format) -> None:
    content = await listed(deps, kind)

    match kind:
        case Format.CSV:
            assert rows_of(content) == []
        case Format.XLSX:
            assert load_workbook(io.BytesIO(content)).worksheets[0].max_row == 1
        case _:
            assert json.loads(content)["concerns" if kind is Format.JSON else "features"] == []


@pytest.mark.parametrize("kind", list(Format))
async def test_the_list_of_a_workgroup_is_redacted_for_whoever_asks(deps: Deps, kind: Format) -> None:
    await hand_in(deps)

    for role in (Role.ADMIN, Role.MODERATOR):
        content = await actions.write_bytes(deps, ConcernFilter(workgroup=WORKGROUP), kind, person(role))
        if kind is Format.XLSX:
            content = str(list(load_workbook(io.BytesIO(content)).worksheets[0].values)).encode()
        assert b"[Telefonnummer]" in content and b"4567890" not in content


async def test_the_lists_of_the_workgroups_are_their_shares_of_the_list_of_all(deps: Deps) -> None:
    both = await hand_in(deps, "Am Bahnhof ist es dunkel.", ("lighting", "youth"))
    one = await hand_in(deps, "Am Bahnhof ist es feucht.", ("youth",))
    none = await hand_in(deps, "Am Bahnhof ist es kalt.", ())

    async def numbers(workgroup: str | None) -> list[str]:
        return [row["Nummer"] for row in rows_of(await listed(deps, Format.CSV, ConcernFilter(workgroup=workgroup)))]

    assert await numbers(None) == [both.number, one.number, none.number]
    assert await numbers(WORKGROUP) == [both.number]
    assert await numbers(OTHER_WORKGROUP) == [both.number, one.number]


async def test_a_member_downloads_their_own_list_redacted_and_no_other(seat: Open, deps: Deps) -> None:
    mine, foreign = await hand_in(deps), await hand_in(deps, "Hier wird oft eingebrochen.", ("theft_burglary",))
    browser = await seat(Role.MEMBER)

    own = await (await browser.get("/moderation/concerns.csv")).read()
    assert [row["Nummer"] for row in rows_of(own)] == [mine.number]
    assert b"4567890" not in own and foreign.number.encode() not in own
    for query in (f"workgroup={OTHER_WORKGROUP}", "workgroup=none"):
        assert (await browser.get(f"/moderation/concerns.csv?{query}")).status == 403
    with pytest.raises(ForbiddenError):
        await actions.write_bytes(deps, ConcernFilter(), Format.CSV, person(Role.MEMBER))


async def test_a_download_says_what_it_is(seat: Open, deps: Deps) -> None:
    await hand_in(deps)
    browser = await seat(Role.MODERATOR)

    async def head(path: str) -> tuple[ClientResponse, str]:
        answer = await browser.get(path)
        return answer, answer.headers["Content-Disposition"]

    answer, disposition = await head("/moderation/concerns.csv")
    assert answer.headers["Content-Type"] == "text/csv; charset=utf-8"
    assert disposition == 'attachment; filename="anliegen-2026-11-23.csv"'
    assert int(answer.headers["Content-Length"]) == len(await answer.read())
    assert answer.headers["Cache-Control"] == "no-store"
    answer, disposition = await head(f"/moderation/concerns.xlsx?workgroup={WORKGROUP}")
    assert disposition == 'attachment; filename="anliegen-ag-1-2026-11-23.xlsx"'
    assert (await head("/moderation/concerns.json"))[0].content_type == "application/json"
    assert (await head("/moderation/concerns.geojson"))[0].content_type == "application/geo+json"
    assert (await browser.get("/moderation/concerns.pdf")).status == 404


async def test_days_of_a_filter_are_days_in_berlin(seat: Open, deps: Deps, clock: StandingClock) -> None:
    clock.set(datetime(2026, 11, 22, 22, 59, tzinfo=UTC))
    before = await hand_in(deps)
    clock.advance(timedelta(minutes=1))
    after = await hand_in(deps)
    browser = await seat(Role.MODERATOR)

    async def found(query: str) -> list[str]:
        return [row["Nummer"] for row in rows_of(await (await browser.get(f"/moderation/concerns.csv?{query}")).read())]

    assert await found("bis=2026-11-22") == [before.number]
    assert await found("von=2026-11-23") == [after.number]
    assert await found("von=2026-11-22&bis=2026-11-23") == [before.number, after.number]


async def test_the_operator_writes_a_file_that_is_there_whole_or_not_at_all(deps: Deps, tmp_path: Path) -> None:
    await hand_in(deps)

    assert await actions.write_file(deps, tmp_path / "alle.csv", None, Format.CSV) == 1
    assert await actions.write_file(deps, tmp_path / "ag1.json", WORKGROUP, Format.JSON) == 1
    with pytest.raises(BadInputError):
        await actions.write_file(deps, tmp_path / "falsch.csv", "police", Format.CSV)

    assert {name for name in os.listdir(tmp_path) if not name.startswith("test.db")} == {"ag1.json", "alle.csv"}  # noqa: PTH208  (asynchronous tests may not use Path here)
    assert rows_of((tmp_path / "alle.csv").read_bytes())[0]["Text"] == DARK_REDACTED
    assert json.loads((tmp_path / "ag1.json").read_bytes())["concerns"][0]["text"] == DARK_REDACTED


async def many(database: Database, count: int) -> None:
    """Put many concerns into the tables, past the doors."""
    now = datetime(2026, 11, 1, tzinfo=UTC)
    rows = [
        {
            "id": number,
            "number": f"2026-{number:06d}",
            "source": Source.WEB,
            "language": "de",
            "status": Status.NEW,
            "outcome": Outcome.OPEN,
            "triage": "concern",
            "redacted": f"Anliegen {number} " + "x" * 200,
            "received_at": now,
            "changed_at": now,
        }
        for number in range(1, count + 1)
    ]
    tags = [{"concern_id": row["id"], "topic": "lighting", "origin": TagOrigin.MODEL, "evidence": []} for row in rows]
    async with database.engine.begin() as connection:
        await connection.execute(insert(Concern), rows)
        await connection.execute(
            insert(ConcernText), [{"concern_id": row["id"], "text": row["redacted"]} for row in rows]
        )
        await connection.execute(insert(ConcernTopic), tags)
        await connection.execute(
            insert(ConcernWorkgroup), [{"concern_id": row["id"], "workgroup": WORKGROUP} for row in rows]
        )


class Counting(io.RawIOBase):
    """A file nobody keeps: it counts."""

    def __init__(self) -> None:
        self.lines = 0
        self.largest = 0

    def writable(self) -> bool:
        return True

    def write(self, content: object) -> int:
        words = bytes(content)  # type: ignore[call-overload]
        self.lines += words.count(b"\r\n")
        self.largest = max(self.largest, len(words))
        return len(words)


async def test_a_long_list_is_written_in_small_pieces(deps: Deps, database: Database) -> None:
    await many(database, 2_000)
    into = Counting()

    rows = await actions.write(deps, into, ConcernFilter(), Format.CSV, MODERATOR)  # type: ignore[arg-type]

    assert (rows, into.lines) == (2_000, 2_001)
    assert into.largest < 400_000


async def test_memory_does_not_grow_with_the_list(deps: Deps, database: Database, tmp_path: Path) -> None:
    peaks = []
    for count in (1_000, 6_000):
        async with database.engine.begin() as connection:
            await connection.execute(Concern.__table__.delete())  # type: ignore[attr-defined]
        await many(database, count)
        tracemalloc.start()
        with (tmp_path / "liste.xlsx").open("w+b") as into:
            await actions.write(deps, into, ConcernFilter(), Format.XLSX, MODERATOR)
        peaks.append(tracemalloc.get_traced_memory()[1])
        tracemalloc.stop()

    assert peaks[1] < peaks[0] * 1.5


async def test_three_rows_need_as_many_queries_as_one(deps: Deps, database: Database) -> None:
    counts = []
    for added in (1, 2):
        for _ in range(added):
            await hand_in(deps)
        statements: list[str] = []
        listen = lambda *arguments, into=statements: into.append(str(arguments[2]))  # noqa: E731  (has to be removed again)
        event.listen(database.engine.sync_engine, "before_cursor_execute", listen)
        await listed(deps, Format.CSV)
        event.remove(database.engine.sync_engine, "before_cursor_execute", listen)
        counts.append(len([statement for statement in statements if statement.startswith("SELECT")]))

    assert counts[0] == counts[1]


async def test_every_download_stands_in_the_ledger_with_its_filter_and_its_rows(
    seat: Open, deps: Deps, tmp_path: Path
) -> None:
    district = deps.city.districts[0]
    await hand_in(deps, district=district.id)
    browser = await seat(Role.MODERATOR)

    query = f"topic=lighting&ortsteil={district.slug}&von=2026-11-20&bis=2026-11-23&status=new&text=Doberaner"
    assert (await browser.get(f"/moderation/concerns.csv?{query}")).status == 200
    assert (await browser.get("/moderation/concerns.json?workgroup=none")).status == 200
    await actions.write_file(deps, tmp_path / "alle.csv", None, Format.CSV, "law")

    by_desk, unassigned, by_operator = await downloads(deps)
    narrowed = {
        "topic": "lighting",
        "districts": [district.id],
        "from": "2026-11-20",
        "to": "2026-11-23",
        "status": "new",
        "words_used": True,
    }
    assert by_desk == ("moderator:1", {"format": "csv", "rows": 1, "filter": narrowed, "raw": None})
    assert unassigned[1] == {"format": "json", "rows": 0, "filter": {"unassigned": True}, "raw": None}
    assert by_operator == ("operator", {"format": "csv", "rows": 1, "filter": {}, "raw": "law"})


async def test_original_texts_are_for_facilitation_and_for_a_reason(seat: Open, deps: Deps) -> None:
    await hand_in(deps)
    browser = await seat(Role.MODERATOR)

    asked = await (await browser.get("/moderation/original?topic=lighting")).text()
    without = await browser.post("/moderation/original", data={"format": "csv"})
    invented = await browser.post("/moderation/original", data={"format": "csv", "grund": "curiosity"})
    of_a_workgroup = await browser.post(
        f"/moderation/original?workgroup={WORKGROUP}", data={"format": "csv", "grund": "law"}
    )
    given = await browser.post("/moderation/original?topic=lighting", data={"format": "csv", "grund": "author"})

    assert "/moderation/original?topic=lighting" in asked
    assert [answer.status for answer in (without, invented, of_a_workgroup, given)] == [400, 400, 403, 200]
    assert rows_of(await given.read())[0]["Text"] == DARK
    assert await downloads(deps) == [
        ("moderator:1", {"format": "csv", "rows": 1, "filter": {"topic": "lighting"}, "raw": "author"})
    ]


async def test_a_member_and_a_map_get_no_original_texts(seat: Open, deps: Deps) -> None:
    await hand_in(deps)
    browser = await seat(Role.MEMBER)

    assert (await browser.post("/moderation/original", data={"format": "csv", "grund": "law"})).status == 403
    for who, kind in ((person(Role.MEMBER, WORKGROUP), Format.CSV), (MODERATOR, Format.GEOJSON)):
        with pytest.raises(ForbiddenError):
            await actions.write(deps, io.BytesIO(), ConcernFilter(), kind, who, "law")
    assert await downloads(deps) == []
