"""The corpus in what the desk writes and what is answered in surveys: shown by every sink, read back by real readers.

How it is judged and how to take the whole corpus: tests/attack/sinks.py.
"""

import hashlib
import io
import json
import tomllib
import zipfile
from collections.abc import Sequence
from datetime import date

import docx
import openpyxl
import pytest
from aiohttp.multipart import parse_content_disposition

from handlers.consideration import plan
from handlers.deps import Deps
from handlers.pages.keys import SignedIn
from handlers.surveys import actions as surveys
from handlers.surveys.rules import written_text
from storage.models import (
    DecisionKind,
    Outcome,
    PaperKind,
    PlanParagraph,
    Role,
    SurveyState,
    TextModule,
    Visibility,
)
from storage.readings.papers import VersionDetails
from storage.readings.steering import DecisionDetails, MeetingDetails, MemberDetails
from tests.attack.conftest import Browser, Resident, Seat
from tests.attack.corpus import CANARY
from tests.attack.sinks import (
    ALL,
    HARMLESS,
    MANY,
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
    words,
)
from tests.consideration.people import hand_in, passage_ids
from tests.desk.conftest import WORKGROUP
from tests.process.conftest import who as who
from tests.surveys.conftest import survey as survey
from tests.surveys.people import new_resident, stored_survey

pytestmark = pytest.mark.parametrize("database", ["sqlite"], indirect=True)
FILE = b"Niederschrift"
PAGE_AND_MORE = 60  # so that harmless lists have more than one page too
DESK = "/moderation/process"
PLAN = "/moderation/plan"
MODULES = "/moderation/textbausteine"
SURVEYS = "/moderation/surveys"
# Of a page of 50 entries there are several, and what a browser offers to choose from grows with what there is.
FULL = 60
# In the chat an address is a link, as it is in Telegram.
LINKED = {("a", "href", f"{scheme}://{host}") for scheme in ("http", "https") for host in ("zq7", "zq7.example")}


async def enter_papers(deps: Deps, who: SignedIn, texts: Sequence[str]) -> None:
    """Take in a public document for each text, which is its title and the note of its version."""
    digest = hashlib.sha256(FILE).hexdigest()
    async with deps.open_work() as work:
        for text in texts:
            paper = await work.papers.add(text[:200], PaperKind.MINUTES, deps.now())
            details = VersionDetails(
                visibility=Visibility.PUBLIC, file_type="txt", size_bytes=len(FILE), sha256=digest, note=text[:500]
            )
            await work.papers.add_version(paper, details, FILE, moderator_id=who.id, at=deps.now())


async def enter_meetings(deps: Deps, texts: Sequence[str]) -> None:
    """Write down a meeting with a decision for each text, which stands in all fields of both."""
    async with deps.open_work() as work:
        for text in texts:
            details = MeetingDetails(
                body="steering_group", held_on=date(2026, 12, 1), place=text[:200], agenda=text, minutes=text
            )
            meeting = await work.meetings.add(details, deps.now())
            decided = DecisionDetails(kind=DecisionKind.OPERATIVE, text=text, in_charge=text[:200])
            await work.meetings.add_decision(meeting, decided, deps.now())


async def enter_members(deps: Deps, texts: Sequence[str]) -> None:
    async with deps.open_work() as work:
        for text in texts:
            details = MemberDetails(organisation=text[:200], represented_by=text[:200])
            await work.workgroups.add(WORKGROUP, details, deps.now())


async def enter_plan(deps: Deps, texts: Sequence[str], *, behind: int) -> None:
    """Add a paragraph for each text, which is its chapter, title and words, and a part of it its label."""
    async with deps.open_work() as work:
        for number, text in enumerate(texts, start=behind):
            label = f"{number} {text}"[:16].strip()
            heading = text[:200]
            await work.paragraphs.add(
                PlanParagraph(position=number, chapter=heading, label=label, title=heading, words=text)
            )


async def enter_modules(deps: Deps, texts: Sequence[str]) -> None:
    async with deps.open_work() as work:
        for number, text in enumerate(texts):
            await work.paragraphs.add_module(TextModule(title=f"{number}: {text}"[:120], words=text[:1000]))


def cut(length: int, texts: Sequence[str] = MANY) -> list[str]:
    return [text[:length] for text in texts]


async def baselines(browser: Browser, paths: Sequence[str]) -> dict[str, Skeleton]:
    return {path: skeleton(await page_of(browser, path)) for path in paths}


async def look(browser: Browser, paths: Sequence[str], like: dict[str, Skeleton]) -> str:
    """Look at pages that have the paths of harmless ones; returns what they show."""
    said = []
    for path in paths:
        page = await page_of(browser, path)
        harmless(page, like[path])
        said.append(shown(page))
    return " ".join(said)


async def test_a_document_breaks_out_of_no_page_no_file_and_no_header(deps: Deps, seat: Seat, who: SignedIn) -> None:
    desk = await seat(Role.MODERATOR)
    lists = ("/prozess/dokumente", f"{DESK}/documents")
    await enter_papers(deps, who, [HARMLESS] * PAGE_AND_MORE)
    like = await baselines(desk, ("/prozess", *lists, f"{DESK}/documents/1", f"{DESK}/documents/1/edit"))
    headers = set((await desk.get("/prozess/dokumente/1")).headers)
    await enter_papers(deps, who, MANY)

    await look(desk, ("/prozess",), like)
    for path in lists:
        listed = await pages_of(desk, path, (len(MANY) + PAGE_AND_MORE) // 50 + 1)
        hold(words(" ".join(map(shown, listed))), cut(200))
        for page in listed:
            harmless(page, like[path])
    for number, text in list(enumerate(MANY, start=PAGE_AND_MORE + 1))[:: 1 if ALL else 8]:
        for path, baseline in ((f"{DESK}/documents/{number}", "/1"), (f"{DESK}/documents/{number}/edit", "/1/edit")):
            page = await page_of(desk, path)
            hold(shown(page), [text[:200]])
            harmless(page, like[f"{DESK}/documents{baseline}"])
        answer = await desk.get(f"/prozess/dokumente/{number}")
        assert (await answer.read(), set(answer.headers)) == (FILE, headers)
        kind, parameters = parse_content_disposition(answer.headers["Content-Disposition"])
        assert (kind, set(parameters)) == ("attachment", {"filename", "filename*"})
        assert not set('/\\:*?"<>|') & set(parameters["filename*"])
    served = json.loads(await body_of(desk, "/api/v1/documents?limit=500"))["data"]
    assert {words(row["title"]) for row in served} == set(map(words, (HARMLESS, *cut(200))))
    with zipfile.ZipFile(io.BytesIO(await body_of(desk, "/offene-daten.zip"))) as archive:
        assert len(cells_of(archive.read("documents.csv"), ";")) == len(MANY) + PAGE_AND_MORE + 1


async def test_a_meeting_and_its_decisions_break_out_of_no_page(deps: Deps, seat: Seat) -> None:
    desk = await seat(Role.MODERATOR)
    await enter_meetings(deps, [HARMLESS] * FULL)
    lists = (f"{DESK}/meetings", f"{DESK}/decisions")
    ones = [f"{DESK}/meetings/{{}}", f"{DESK}/meetings/{{}}/edit", f"{DESK}/decisions/{{}}/edit"]
    like = await baselines(desk, (*lists, *(path.format(1) for path in ones)))
    await enter_meetings(deps, MANY)

    for path, kept in zip(lists, (200, 5000), strict=True):
        listed = await pages_of(desk, path, (len(MANY) + FULL) // 50 + 1)
        hold(words(" ".join(map(shown, listed))), cut(kept))
        for page in listed:
            harmless(page, like[path])
    for number, text in list(enumerate(MANY, start=FULL + 1))[:: 1 if ALL else 8]:
        for path in ones:
            page = await page_of(desk, path.format(number))
            hold(shown(page), [text])
            harmless(page, like[path.format(1)])


async def test_an_organisation_breaks_out_of_no_page(deps: Deps, seat: Seat) -> None:
    desk = await seat(Role.MODERATOR)
    await enter_members(deps, [HARMLESS])
    of_one = (f"{DESK}/workgroups/members/{{}}/edit", f"{DESK}/workgroups/members/{{}}/remove")
    paths = ("/prozess", f"{DESK}/workgroups")
    like = await baselines(desk, (*paths, *(path.format(1) for path in of_one)))
    await enter_members(deps, MANY)

    for path in paths:
        hold(await look(desk, [path], like), cut(200))
    for number, text in list(enumerate(MANY, start=2))[:: 1 if ALL else 8]:
        for path in of_one:
            page = await page_of(desk, path.format(number))
            hold(shown(page), [text[:200]])
            harmless(page, like[path.format(1)])


async def test_the_plan_breaks_out_of_no_page_and_no_file(deps: Deps, seat: Seat, who: SignedIn) -> None:
    desk = await seat(Role.MODERATOR)
    report = "/moderation/berichte/plan.html"
    concern = await hand_in(deps, HARMLESS)
    weighing = f"/moderation/concerns/{concern.number}/consideration"
    await enter_plan(deps, [HARMLESS], behind=0)
    like = await baselines(desk, (PLAN, f"{PLAN}/1", report, weighing))
    await enter_plan(deps, MANY, behind=1)

    hold(await look(desk, [PLAN], like), cut(200))
    hold(await look(desk, [report], like), MANY)
    await look(desk, [weighing], like)
    for number, text in list(enumerate(MANY, start=2))[:: 1 if ALL else 8]:
        page = await page_of(desk, f"{PLAN}/{number}")
        hold(shown(page), [text])
        harmless(page, like[f"{PLAN}/1"])
    written = tomllib.loads((await body_of(desk, f"{PLAN}.toml")).decode())["paragraph"]
    assert {(*one,) for one in written} == {("chapter", "label", "title", "words")}
    assert sorted(words(one["words"]) for one in written) == sorted(map(words, (HARMLESS, *MANY)))
    assert (await plan.import_file(deps, who, await plan.export(deps))).same == len(MANY) + 1
    content = await body_of(desk, "/moderation/berichte/plan.docx")
    word = docx.Document(io.BytesIO(content))
    hold(words(" ".join(paragraph.text for paragraph in word.element.body.iter("{*}t") if paragraph.text)), MANY)
    assert [str(part) for part in roots_of(content) if CANARY in str(part).lower()] == []
    assert [one.reltype for one in word.part.rels.values() if one.is_external] == []


async def test_a_text_module_breaks_out_of_no_page_and_of_nothing_it_is_used_in(
    deps: Deps, seat: Seat, who: SignedIn
) -> None:
    desk = await seat(Role.MODERATOR)
    concerns = [await hand_in(deps, HARMLESS) for _ in range(len(SOME) + 1)]
    numbers = [one.number for one in concerns]
    weighing = "/moderation/concerns/{}/consideration"
    await enter_modules(deps, [HARMLESS])
    table = "/moderation/berichte/table.html"
    like = await baselines(desk, (MODULES, f"{MODULES}/1", weighing.format(numbers[0])))
    used = [f"{HARMLESS}, ausführlich begründet.", *(f"Begründung: {text} Ende"[:900] for text in SOME)]

    async def decide(number: int) -> None:
        [passage] = await passage_ids(deps, concerns[number])
        chosen = {"outcome": Outcome.ADOPTED, "reason": "in_plan", "body": "steering_group", "module": str(number + 1)}
        address = f"{weighing.format(numbers[number])}/passages/{passage}/decide"
        answer = await desk.post(
            address, data={**chosen, "words": used[number], "decided_on": "2026-11-20"}, allow_redirects=False
        )
        assert answer.status == 303, await answer.text()

    await decide(0)
    like |= await baselines(desk, (table, f"/moderation/concerns/{numbers[0]}"))
    decided = skeleton(await page_of(desk, weighing.format(numbers[0])))
    await enter_modules(deps, MANY)
    for number in range(1, len(used)):
        await decide(number)

    hold(await look(desk, [MODULES], like), cut(1000))
    for number, text in list(enumerate(MANY, start=2))[:: 1 if ALL else 8]:
        page = await page_of(desk, f"{MODULES}/{number}")
        hold(shown(page), [text[:1000]])
        harmless(page, like[f"{MODULES}/1"])
    hold(await look(desk, [table], like), used)
    for number, text in list(zip(numbers, used, strict=True))[:: 1 if ALL else 4]:
        page = await page_of(desk, weighing.format(number))
        hold(shown(page), [text])
        harmless(page, decided | like[weighing.format(numbers[0])])
    book = openpyxl.load_workbook(io.BytesIO(await body_of(desk, "/moderation/berichte/table.xlsx")))
    cells = [cell for row in book.worksheets[0].iter_rows() for cell in row]
    assert [cell.value for cell in cells if cell.data_type == "f" or cell.hyperlink] == []
    # Office programs read _x005F as the sign it stands for, openpyxl does not in a cell of its own.
    hold(words(" ".join(str(cell.value).replace("_x005F", "") for cell in cells)), used)


async def answer_in_words(deps: Deps, survey_id: int, texts: Sequence[str]) -> int:
    """Let somebody new finish the survey with each text as a written answer; returns the number of its question."""
    question = (await stored_survey(deps, survey_id)).questions[-1]
    someone = [await new_resident(deps) for _ in texts]
    async with deps.open_work() as work:
        for resident, text in zip(someone, texts, strict=True):
            await work.surveys.begin(survey_id, resident.id, None, deps.now())
            response = await work.surveys.response(survey_id, resident.id)
            assert response is not None
            await work.surveys.put_answer(response.id, question.id, "", written_text(text), deps.now())
            await work.surveys.finish(response.id, deps.now())
    return question.id


async def test_a_written_answer_breaks_out_of_no_page(deps: Deps, seat: Seat, survey: int) -> None:
    desk = await seat(Role.MODERATOR)
    question = await answer_in_words(deps, survey, [HARMLESS] * FULL)
    here = f"{SURVEYS}/{survey}/questions/{question}"
    like = await baselines(desk, (here, f"{SURVEYS}/{survey}"))
    await answer_in_words(deps, survey, MANY)

    listed = await pages_of(desk, here, (len(MANY) + FULL) // 50 + 1)
    hold(words(" ".join(map(shown, listed))), deps.reader.redacted([written_text(text) for text in MANY]))
    for page in listed:
        harmless(page, like[here])
    await look(desk, [f"{SURVEYS}/{survey}"], like)


async def test_a_survey_and_the_answers_to_it_break_out_of_no_chat(deps: Deps, seat: Seat, resident: Resident) -> None:
    desk = await seat(Role.MODERATOR)
    like, stored = dict[str, Skeleton](), 0
    await resident.posts(text="Hilfe, hier brennt es!")
    for number, text in enumerate((HARMLESS, *(TYPED[::4] if ALL else SOME[::5])), start=1):
        said = json.dumps(text[:200], ensure_ascii=False)
        question = f'[[question]]\nid = "a"\ntype = "text"\ntext = {said}\nhint = {said}\n'
        head = f'id = "s{number}"\ntitle = {said}\nintro = {said}\n'
        await surveys.import_file(deps, (head + question).encode(), "s.toml", state=SurveyState.OPEN)
        await resident.posts(command="/umfrage")
        await resident.presses("Umfrage beginnen")
        answered = await resident.posts(text=text)
        page = await page_of(resident.browser, "/chat")
        hold(shown(page), [text[:200]])
        harmless(page, like.setdefault("chat", skeleton(page) | LINKED))
        # What sounds like danger gets 112 and is not stored.
        if answered.xpath("//li[last()]//button[contains(., 'Antworten ändern')]"):
            stored += 1
            await resident.presses("Antworten ändern")
            hold(shown(await page_of(resident.browser, "/chat")), [written_text(text)])
            for kind, path in (("list", ""), ("one", f"/{number}"), ("answers", f"/{number}/questions/{number}")):
                page = await page_of(desk, SURVEYS + path)
                hold(shown(page), [text[:200]])
                harmless(page, like.setdefault(kind, skeleton(page)))
        await surveys.close_survey(deps, number)
    assert stored > 1
