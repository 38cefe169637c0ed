"""Every text somebody can type stays a text, wherever it is shown, and one's own list stays one's own."""

import csv
import io
import json

import openpyxl
import pytest

from handlers.deps import Deps
from storage.models import Role
from tests.attack.conftest import Resident, Seat, wounds
from tests.attack.payloads import IMAGE, MARK, SCRIPT, TEXTS

FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r", "\n")
FORUM = {
    "title": f"T {SCRIPT}{IMAGE}\r\nATTACH:http://evil.example",
    "kind": "citizen",
    "scope": "central",
    "starts_at": "2027-03-03T18:00",
    "ends_at": "2027-03-03T20:00",
    "place": f"{SCRIPT}\r\nEND:VCALENDAR\r\nX-EVIL:1",
    "address": f"{IMAGE};,\\n",
    "agenda": f"{SCRIPT}{IMAGE}\r\n\r\njavascript:alert(1)",
}


@pytest.fixture
async def handed_in(resident: Resident) -> Resident:
    for text in TEXTS:
        await resident.hands_in(text)
    return resident


async def test_a_concern_runs_nowhere(handed_in: Resident, seat: Seat) -> None:
    desk = await seat(Role.MODERATOR)
    pages = [await (await handed_in.browser.get("/chat")).text(), await (await desk.get("/moderation/concerns")).text()]
    listed = json.loads(await (await desk.get("/moderation/concerns.json")).text())["concerns"]
    for concern in listed:
        address = f"/moderation/concerns/{concern['number']}"
        pages.append(await (await desk.get(address)).text())
        pages.append(await (await desk.post(f"{address}/original")).text())

    assert len(listed) == len(TEXTS)
    assert all(MARK in page for page in pages)
    assert [found for page in pages for found in wounds(page)] == []


async def test_no_cell_is_a_formula(handed_in: Resident, seat: Seat) -> None:
    desk = await seat(Role.MODERATOR)
    table = (await (await desk.get("/moderation/concerns.csv")).read()).decode("utf-8-sig")
    book = openpyxl.load_workbook(io.BytesIO(await (await desk.get("/moderation/concerns.xlsx")).read()))

    rows = list(csv.reader(io.StringIO(table), delimiter=";"))
    assert {len(row) for row in rows} == {12}
    assert len(rows) == len(TEXTS) + 1
    assert [cell for row in rows for cell in row if cell.startswith(FORMULA_STARTS)] == []
    assert [cell for row in book.worksheets[0].iter_rows() for cell in row if cell.data_type == "f"] == []


async def test_a_member_reaches_no_other_list(handed_in: Resident, seat: Seat, deps: Deps) -> None:
    member, moderator = await seat(Role.MEMBER), await seat(Role.MODERATOR)
    listed = json.loads(await (await moderator.get("/moderation/concerns.json")).text())["concerns"]
    foreign = [one["number"] for one in listed if "infrastructure" not in one["workgroups"]]
    for workgroup in ("prevention", "none"):
        for format_ in ("", ".csv", ".xlsx", ".json", ".geojson"):
            answer = await member.get(f"/moderation/concerns{format_}", params={"workgroup": workgroup})
            assert answer.status == 403

    for number in foreign:
        assert (await member.get(f"/moderation/concerns/{number}")).status == 404
    for one in listed:
        assert (await member.post(f"/moderation/concerns/{one['number']}/original")).status == 403


async def test_a_redacted_number_cannot_be_guessed_by_searching(resident: Resident, seat: Seat) -> None:
    await resident.hands_in("Beleuchtung am Weg ist dunkel, Rückruf unter 0381 4567890 bitte")
    member = await seat(Role.MEMBER)

    async def finds(text: str) -> bool:
        return "Beleuchtung am Weg" in await (await member.get("/moderation/concerns", params={"text": text})).text()

    assert [await finds(text) for text in ("Rückruf", "4567890", "0381", "%", "_")] == [
        True,
        False,
        False,
        False,
        False,
    ]


async def test_a_forum_runs_nowhere_and_adds_no_line_to_a_calendar(seat: Seat) -> None:
    desk, stranger = await seat(Role.MODERATOR), await seat(None)
    made = await desk.post("/moderation/forums/new", data=FORUM)
    address = made.url.path
    shown = await (await desk.get(f"{address}/announce")).text()
    seen = shown.split('name="seen" value="')[1].split('"')[0]
    await desk.post(f"{address}/announce", data={"seen": seen})
    public = await (await stranger.get("/foren")).text()
    page = public.split('href="/foren/t-')[1].split('"')[0]

    pages = [shown, public]
    for path in (
        address,
        f"{address}/edit",
        f"{address}/cancel",
        f"/foren/t-{page}",
        "/",
        "/moderation",
        "/moderation/forums",
    ):
        pages.append(await (await desk.get(path)).text())
    lines = (await (await stranger.get(f"/foren/t-{page}.ics")).text()).splitlines()

    assert [found for shown in pages for found in wounds(shown)] == []
    assert [line for line in lines if line.startswith(("X-EVIL", "ATTACH"))] == []
    assert lines.count("END:VCALENDAR") == 1


async def test_a_name_at_the_desk_runs_nowhere(seat: Seat) -> None:
    admin = await seat(Role.ADMIN)
    shown = await admin.post("/moderation/people", data={"name": SCRIPT + IMAGE, "role": "moderator"})

    pages = [await shown.text(), await (await admin.get("/moderation/people")).text()]

    assert all("alert(1)" in page for page in pages)
    assert [found for page in pages for found in wounds(page)] == []
