"""Reports at the desk: what there is, what the final one waits for, the words of facilitation, release, downloads."""

import hashlib
import io
from datetime import timedelta

import docx
import openpyxl

from handlers.accounts import actions as desk
from handlers.consideration import deciding, joining, plan
from handlers.consideration.plan import Paragraph
from handlers.deps import Deps
from handlers.forums import actions as forums
from handlers.pages.keys import SignedIn
from storage.database import Database
from storage.models import ForumKind, ForumScope, Outcome, Role
from storage.readings.forums import ForumDetails
from tests.consideration.people import decision, hand_in, moderator, passage_ids
from tests.desk.conftest import Open
from tests.desk.conftest import hand_in as hand_in_with_topics

TABLE = "/moderation/berichte/table"
SECRET = "0381 4567890"


async def new_forum(deps: Deps, clock_days: int = 1) -> int:
    start = deps.now() + timedelta(days=clock_days)
    details = ForumDetails(
        title="Forum im Rathaus",
        kind=ForumKind.CITIZEN,
        scope=ForumScope.CENTRAL,
        starts_at=start,
        ends_at=start + timedelta(hours=2),
        place="Rathaus",
        agenda="Begrüßung\nGespräch",
    )
    return await forums.create(deps, details)


async def decide(deps: Deps, who: SignedIn, number: str, passage: int, paragraph: int | None = None) -> None:
    await deciding.decide(deps, who, number, passage, decision(Outcome.ADOPTED, paragraph_id=paragraph))


def text_of(content: bytes) -> str:
    word = docx.Document(io.BytesIO(content))
    cells = [cell.text for table in word.tables for row in table.rows for cell in row.cells]
    return "\n".join([*(paragraph.text for paragraph in word.paragraphs), *cells])


async def test_the_final_report_waits_and_the_page_says_for_what(deps: Deps, seat: Open) -> None:
    browser = await seat(Role.MODERATOR)
    who = await moderator(deps)
    open_one, proposed = await hand_in(deps), await hand_in(deps)
    await deciding.decide(
        deps, who, proposed.number, (await passage_ids(deps, proposed))[0], decision(Outcome.NOT_ADOPTED)
    )

    page = await (await browser.get("/moderation/berichte")).text()
    refused = await browser.get("/moderation/berichte/final.html")

    assert "2 Anliegen haben noch kein Ergebnis" in page
    assert "1 Entscheidung wartet auf eine zweite Person" in page
    assert refused.status == 409
    assert "Anliegen ohne Ergebnis: 2. Entscheidungen, die auf eine zweite Person warten: 1." in await refused.text()
    await decide(deps, who, open_one.number, (await passage_ids(deps, open_one))[0])
    await deciding.confirm(deps, await moderator(deps, "Bo"), proposed.number, (await passage_ids(deps, proposed))[0])
    assert (await browser.get("/moderation/berichte/final.html")).status == 200


async def test_the_draft_names_the_concerns_that_led_to_each_paragraph(deps: Deps, seat: Open) -> None:
    browser = await seat(Role.MODERATOR)
    who = await moderator(deps)
    paragraph = await plan.add(
        deps, who, Paragraph(chapter="Licht", label="1.1", title="Wege", words="Wege werden hell.")
    )
    concern = await hand_in(deps)
    await decide(deps, who, concern.number, (await passage_ids(deps, concern))[0], paragraph)

    words = text_of(await (await browser.get("/moderation/berichte/plan.docx")).read())

    assert "1.1 Wege" in words
    assert f"Beruht auf: {concern.number}" in words


async def test_the_table_has_a_row_for_each_passage_and_never_the_raw_text(deps: Deps, seat: Open) -> None:
    browser = await seat(Role.MODERATOR)
    who = await moderator(deps)
    lead, joined = await hand_in_with_topics(deps, district=None), await hand_in_with_topics(deps)
    await joining.join(deps, who, lead.number, [joined.number])
    await decide(deps, who, lead.number, (await passage_ids(deps, lead))[0])

    sheet = openpyxl.load_workbook(io.BytesIO(await (await browser.get(f"{TABLE}.xlsx")).read())).active
    page = await (await browser.get(f"{TABLE}.html")).text()
    word = text_of(await (await browser.get(f"{TABLE}.docx")).read())

    assert sheet is not None
    rows = [[cell or "" for cell in row] for row in sheet.iter_rows(min_row=2, values_only=True)]
    assert [(row[0], row[4], row[10]) for row in rows] == [
        (lead.number, "aufgenommen", ""),
        (joined.number, rows[1][4], lead.number),
    ]
    assert "[Telefonnummer]" in rows[0][1]
    for content in (str(rows), page, word):
        assert SECRET not in content
        assert lead.number in content


async def test_a_proposal_nobody_confirmed_is_not_in_the_table(deps: Deps, seat: Open) -> None:
    browser = await seat(Role.MODERATOR)
    concern = await hand_in(deps)
    proposal = decision(Outcome.NOT_ADOPTED)
    await deciding.decide(deps, await moderator(deps), concern.number, (await passage_ids(deps, concern))[0], proposal)
    assert proposal.words not in await (await browser.get(f"{TABLE}.html")).text()


async def test_the_table_takes_the_filters_of_a_list(deps: Deps, seat: Open) -> None:
    browser = await seat(Role.MODERATOR)
    light, noise = await hand_in_with_topics(deps), await hand_in_with_topics(deps, topics=())
    page = await (await browser.get(f"{TABLE}.html?topic=lighting")).text()
    assert light.number in page
    assert noise.number not in page
    assert (await browser.get(f"{TABLE}.html?topic=nothing")).status == 400


async def test_few_concerns_of_a_stadtbereich_are_not_told_apart(deps: Deps, seat: Open) -> None:
    browser = await seat(Role.MODERATOR)
    first = deps.city.districts[0]
    await hand_in_with_topics(deps, district=first.id)
    page = await (await browser.get(f"{TABLE}.html")).text()
    assert "andere Stadtbereiche" in page
    assert deps.city.area_of(first.id).name not in page


async def test_a_released_report_stands_whatever_happens_later(deps: Deps, seat: Open) -> None:
    browser = await seat(Role.MODERATOR)
    forum = await new_forum(deps)
    own = f"/moderation/berichte/forum/{forum}"
    early = await browser.post(f"{own}/release", allow_redirects=False)
    assert early.status == 409
    await browser.post(
        f"{own}/notes", data={"summary": "Viele kamen.\n\nEs war hell.", "discussion": "Im Kreis besprochen."}
    )
    assert "Freigeben" in await (await browser.get(f"{own}/release")).text()

    done = await browser.post(f"{own}/release", allow_redirects=False)

    assert done.status == 303
    answer = await browser.get(f"{own}.docx")
    assert answer.status == 200, await answer.text()
    released = await answer.read()
    await hand_in(deps)
    assert (await browser.post(f"{own}/notes", data={"summary": "Anders."})).status == 409
    assert (await browser.post(f"{own}/release")).status == 409
    assert await (await browser.get(f"{own}.docx")).read() == released
    assert "Viele kamen." in text_of(released)
    assert hashlib.sha256(released).hexdigest() in await (await browser.get(f"{own}/notes")).text()


async def test_dossiers_of_everything_there_is_can_be_had(deps: Deps, seat: Open) -> None:
    browser = await seat(Role.MODERATOR)
    for n in range(12):
        await hand_in_with_topics(deps, text=f"Am Platz Nummer {n} ist es abends viel zu dunkel für alle.")
    group, area = deps.city.workgroups[0], deps.city.areas[0]

    dossier = await (await browser.get(f"/moderation/berichte/workgroup/{group.id}.html")).text()
    small = await (await browser.get(f"/moderation/berichte/area/{area.id}.html")).text()

    assert group.label in dossier
    assert "Es sind weniger als 10 Anliegen." in small
    missing = [
        "forum/999.docx", "workgroup/nobody.html", "area/nobody.html", "plan.xlsx", "plan.pdf", "nothing.html",
        "workgroup.html", "plan/1.html", "forum/x.html",
    ]  # fmt: skip
    for path in missing:
        assert (await browser.get(f"/moderation/berichte/{path}")).status == 404, path


async def test_members_get_no_reports(seat: Open) -> None:
    browser = await seat(Role.MEMBER)
    assert (await browser.get("/moderation/berichte")).status == 403
    assert (await browser.get(f"{TABLE}.xlsx")).status == 403


async def test_each_download_is_in_the_ledger(deps: Deps, database: Database, seat: Open) -> None:
    browser = await seat(Role.MODERATOR)
    await browser.get(f"{TABLE}.xlsx")
    person = max(await desk.people(deps), key=lambda one: one.id)
    async with database.engine.begin() as connection:
        noted = await connection.exec_driver_sql("SELECT actor FROM ledger_entry WHERE act = 'report_downloaded'")
        assert [row[0] for row in noted.all()] == [f"moderator:{person.id}"]
