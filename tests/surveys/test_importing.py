"""A survey comes in from a TOML file."""

import asyncio
from datetime import UTC, datetime, timedelta
from uuid import uuid4

import pytest
from sqlalchemy import event

from handlers.city.pack import CityPack
from handlers.deps import Deps
from handlers.errors import RefusalError
from handlers.i18n import speaker
from handlers.surveys import actions, answering
from handlers.surveys.actions import Change
from handlers.surveys.importing import SurveyFileError, read_plan
from storage.database import Database
from storage.models import QuestionType, SurveyState
from tests.factories import StandingClock
from tests.surveys.conftest import SMALL, import_open
from tests.surveys.people import fill_in, stored_survey

HEAD = 'id = "a"\ntitle = "A"\n'
TEXT = '[[question]]\nid = "q1"\ntype = "text"\ntext = "Was?"\n'
CHOICE = '[[question]]\nid = "q2"\ntype = "{type}"\ntext = "Was?"\n'

MISTAKES = [
    ("id = \n", "f.toml, Zeile 1: das ist kein gültiges TOML (Invalid value)"),
    ('id = "a"\n\n\ntitle = "x\n', "f.toml, Zeile 4: das ist kein gültiges TOML (Illegal character '\\n')"),
    ("id = [", "f.toml: das ist kein gültiges TOML (Invalid value)"),
    ('title = "A"\n' + TEXT, "f.toml, Feld id: fehlt"),
    ('id = "a"\n' + TEXT, "f.toml, Feld title: fehlt"),
    ('id = "Mit Leer"\ntitle = "A"\n' + TEXT, "f.toml, Feld id: darf nur Kleinbuchstaben"),
    ('id = "a"\ntitle = "  "\n' + TEXT, "f.toml, Feld title: fehlt"),
    ('id = "a"\ntitle = 7\n' + TEXT, "f.toml, Feld title: muss ein Text sein"),
    ('id = "a"\ntitle = "' + "x" * 201 + '"\n' + TEXT, "f.toml, Feld title: ist zu lang, höchstens 200 Zeichen"),
    ('id = "a"\ntitle = "\\u0000x"\n' + TEXT, "f.toml, Feld title: enthält unsichtbare Steuerzeichen"),
    (HEAD + "min_cell = 4\n" + TEXT, "f.toml, Feld min_cell: muss mindestens 5 sein"),
    (HEAD + 'min_cell = "10"\n' + TEXT, "f.toml, Feld min_cell: muss eine ganze Zahl sein"),
    (HEAD + 'closes = "bald"\n' + TEXT, "f.toml, Feld closes: muss ein Datum sein"),
    (HEAD + "closes = 9999-12-31\n" + TEXT, "f.toml, Feld closes: muss ein Datum sein"),
    (HEAD + 'titel = "A"\n' + TEXT, "f.toml, Feld titel: ist hier nicht bekannt"),
    (HEAD, "f.toml, Feld question: fehlt"),
    (HEAD + "question = []\n", "f.toml, Feld question: braucht mindestens 1 Einträge"),
    (HEAD + 'question = "x"\n', "f.toml, Feld question: muss eine Liste sein"),
    (HEAD + "question = [7]\n", "f.toml, Frage 1: kann so nicht verwendet werden"),
    (HEAD + TEXT + "[[question]]\n" + 'type = "text"\ntext = "B"\n', "f.toml, Frage 2, Feld id: fehlt"),
    (HEAD + TEXT + TEXT, "f.toml, Frage q1, Feld id: ist doppelt: q1"),
    (HEAD + TEXT + 'options = ["a", "b"]\n', "f.toml, Frage q1, Feld options: passt nicht zum Typ text"),
    (HEAD + TEXT + 'required = "ja"\n', "f.toml, Frage q1, Feld required: muss true oder false sein"),
    (HEAD + CHOICE.format(type="multi"), "f.toml, Frage q2, Feld type: muss eines von diesen sein: single, multiple"),
    (HEAD + CHOICE.format(type="single"), "f.toml, Frage q2, Feld options: fehlt"),
    (
        HEAD + CHOICE.format(type="scale") + 'options = ["a"]\n',
        "f.toml, Frage q2, Feld options: braucht mindestens 2 Einträge",
    ),
    (HEAD + CHOICE.format(type="scale") + 'options = ["a", "A"]\n', "f.toml, Frage q2, Feld options: ist doppelt: a"),
    (HEAD + CHOICE.format(type="scale") + 'options = ["a", ""]\n', "f.toml, Frage q2, Feld options 2: fehlt"),
    (HEAD + CHOICE.format(type="matrix") + 'options = ["a", "b"]\n', "f.toml, Frage q2, Feld items: fehlt"),
    (
        HEAD + CHOICE.format(type="matrix") + 'options = ["a", "b"]\nitems = [{id = "x"}]\n',
        "f.toml, Frage q2, Feld items 1, text: fehlt",
    ),
]


def said(error: SurveyFileError) -> list[str]:
    return [speaker("de").say(line) for line in error.lines]


@pytest.mark.parametrize(("toml", "line"), MISTAKES, ids=[line for _, line in MISTAKES])
def test_a_mistake_names_file_question_and_field(toml: str, line: str) -> None:
    with pytest.raises(SurveyFileError) as caught:
        read_plan(toml.encode(), "f.toml")

    assert len(said(caught.value)) == 1
    assert said(caught.value)[0].startswith(line)


def test_all_mistakes_are_named_at_once() -> None:
    with pytest.raises(SurveyFileError) as caught:
        read_plan(b'title = ""\n[[question]]\nid = "q"\ntype = "foo"\n', "f.toml")

    assert [line.split(": ")[0] for line in said(caught.value)] == [
        "f.toml, Feld id",
        "f.toml, Feld title",
        "f.toml, Frage q, Feld type",
        "f.toml, Frage q, Feld text",
    ]
    assert speaker("de").say(caught.value.sentence) == "\n".join(said(caught.value))


@pytest.mark.parametrize("content", [b"\xff\xfe", b"\x00\x01", b"[" * 100_000, b"a" * 500_001])
def test_what_is_no_text_file_is_refused(content: bytes) -> None:
    with pytest.raises(SurveyFileError):
        read_plan(content, "f.toml")


def test_the_survey_of_the_city_is_free_of_mistakes(city: CityPack) -> None:
    plan = read_plan(city.survey_file.read_bytes(), "survey.toml")

    assert (plan.slug, plan.min_cell, len(plan.questions)) == ("rostock-sicherheit-v1", 10, 14)
    assert {question.type for question in plan.questions} == set(QuestionType)


@pytest.mark.parametrize(
    ("given", "meant"),
    [
        ("2026-12-31", datetime(2026, 12, 31, 23, 0, tzinfo=UTC)),
        ("2026-07-31", datetime(2026, 7, 31, 22, 0, tzinfo=UTC)),
        ("2026-12-31T18:00:00", datetime(2026, 12, 31, 17, 0, tzinfo=UTC)),
        ("2026-12-31T18:00:00+00:00", datetime(2026, 12, 31, 18, 0, tzinfo=UTC)),
    ],
)
def test_the_end_is_a_day_a_berlin_time_or_a_moment(given: str, meant: datetime) -> None:
    assert read_plan(f"{HEAD}closes = {given}\n{TEXT}".encode(), "f.toml").closes_at == meant


async def test_a_draft_is_not_asked(deps: Deps) -> None:
    imported = await actions.import_file(deps, SMALL.encode(), "klein.toml", state=SurveyState.DRAFT)

    assert imported.change is Change.NEW
    assert (await stored_survey(deps, imported.survey_id)).state is SurveyState.DRAFT
    assert await answering.open_runs(deps, uuid4()) == []


async def test_the_same_file_twice_changes_nothing(deps: Deps, survey: int) -> None:
    before = await stored_survey(deps, survey)

    again = await actions.import_file(deps, SMALL.encode(), "klein.toml")

    assert (again.survey_id, again.change) == (survey, Change.SAME)
    assert await stored_survey(deps, survey) == before


async def test_the_same_file_at_once_makes_one_survey(deps: Deps) -> None:
    changes = await asyncio.gather(*(actions.import_file(deps, SMALL.encode(), "klein.toml") for _ in range(4)))

    assert sorted(imported.change for imported in changes) == [Change.NEW, Change.SAME, Change.SAME, Change.SAME]
    assert len(await actions.list_all(deps)) == 1


async def test_another_wording_replaces_a_survey_nobody_answered(deps: Deps, survey: int) -> None:
    changed = await actions.import_file(deps, SMALL.replace("Meiden Sie", "Meiden Sie manche").encode(), "klein.toml")

    stored = await stored_survey(deps, survey)
    assert (changed.survey_id, changed.change) == (survey, Change.CHANGED)
    assert (stored.questions[2].text, len(stored.questions)) == ("Meiden Sie manche Orte?", 6)
    assert stored.state is SurveyState.OPEN


async def test_a_survey_with_answers_is_not_changed(deps: Deps, survey: int) -> None:
    await fill_in(deps, survey)
    before = await stored_survey(deps, survey)

    with pytest.raises(RefusalError) as caught:
        await actions.import_file(deps, SMALL.replace("Meiden Sie", "Meiden Sie manche").encode(), "klein.toml")

    assert "neue id" in speaker("de").say(caught.value.sentence)
    assert await stored_survey(deps, survey) == before


async def test_the_example_is_open_for_sixty_days_and_goes_in_one_step(deps: Deps, clock: StandingClock) -> None:
    await actions.create_example(deps)
    await actions.create_example(deps)

    [example] = await actions.list_all(deps)
    assert (example.example, example.state) == (True, SurveyState.OPEN)
    assert example.closes_at == clock() + timedelta(days=60)
    await actions.remove_examples(deps)
    assert await actions.list_all(deps) == []


async def test_importing_the_examples_file_makes_it_a_real_survey(deps: Deps) -> None:
    await actions.create_example(deps)
    await actions.import_file(deps, deps.city.survey_file.read_bytes(), "survey.toml")
    await actions.remove_examples(deps)

    [kept] = await actions.list_all(deps)
    assert (kept.slug, kept.example) == ("rostock-sicherheit-v1", False)


async def test_examples_leave_real_surveys_alone(deps: Deps, survey: int) -> None:
    await actions.create_example(deps)
    await actions.remove_examples(deps)

    assert [kept.id for kept in await actions.list_all(deps)] == [survey]


async def test_opening_needs_an_end_in_the_future(deps: Deps, survey: int, clock: StandingClock) -> None:
    with pytest.raises(RefusalError):
        await actions.open_survey(deps, survey, clock())
    await actions.close_survey(deps, survey)
    await actions.open_survey(deps, survey, None)

    opened = await stored_survey(deps, survey)
    assert (opened.state, opened.closes_at) == (SurveyState.OPEN, None)


async def test_one_survey_and_three_are_listed_in_as_many_queries(deps: Deps, survey: int, database: Database) -> None:
    statements: list[str] = []
    event.listen(database.engine.sync_engine, "before_cursor_execute", lambda *args: statements.append(args[2]))

    await actions.list_all(deps)
    with_one = len(statements)
    for slug in ("zweite", "dritte"):
        await import_open(deps, SMALL.replace('"klein"', f'"{slug}"'))
    statements.clear()
    listed = await actions.list_all(deps)

    assert [(counted.slug, counted.questions) for counted in listed] == [("dritte", 6), ("zweite", 6), ("klein", 6)]
    assert len(statements) == with_one
