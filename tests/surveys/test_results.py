"""What the answers add up to, and that few are never shown."""

from uuid import UUID

import pytest

from handlers.deps import Deps
from handlers.surveys import answering
from handlers.surveys.answering import Spot
from handlers.surveys.results import Results, redacted_texts, results
from handlers.surveys.rules import percent
from storage.readings.surveys import Value
from tests.surveys.people import fill_in, stored_survey
from tests.surveys.small_talk import SmallTalk
from tests.surveys.test_conversation import answer_all

HOME, ELSEWHERE = "Lichtenhagen", "Warnemünde"


def id_of(deps: Deps, name: str) -> str:
    district = deps.places.by_name(name).exact
    assert district is not None
    return district.id


def answers(deps: Deps, *, home: str = HOME, day: int = 0, had: tuple[int, ...] | None = (0, 2)) -> tuple[Value, ...]:
    return id_of(deps, home), (day,), (1,), had, (0,), (1,), "Mein Wort"


def shares(found: Results, key: str) -> list[tuple[int, int]] | None:
    """Return (count, percent) of the first prompt of a question."""
    distribution = next(d for d in found.distributions if d.prompt.question.key == key)
    return None if distribution.shares is None else [(share.count, share.percent) for share in distribution.shares]


async def test_nine_answers_are_not_shown_and_ten_are(deps: Deps, survey: int) -> None:
    for number in range(9):
        await fill_in(deps, survey, *answers(deps, day=number % 2))
    nine = await results(deps, survey)
    await fill_in(deps, survey, *answers(deps, day=2))
    ten = await results(deps, survey)

    assert (nine.finished, nine.enough, {d.shares for d in nine.distributions}) == (9, False, {None})
    assert (ten.finished, ten.enough) == (10, True)
    assert shares(ten, "tag") == [(5, 50), (4, 40), (1, 10)]
    assert shares(ten, "erlebt") == [(10, 100), (0, 0), (10, 100)]


async def test_the_own_district_is_told_from_ten_answers_on(
    deps: Deps, talk: SmallTalk, neighbour: SmallTalk, survey: int
) -> None:
    for _ in range(8):
        await fill_in(deps, survey, *answers(deps))
    for _ in range(5):
        await fill_in(deps, survey, *answers(deps, home=ELSEWHERE, day=2))

    assert "noch zu wenige Antworten" in await answer_all(talk, HOME, day="teils")
    said = await answer_all(neighbour, HOME, day="teils")

    assert (
        "Bisher in Lichtenhagen (10 Teilnahmen, nicht repräsentativ):\n\n"
        "Wie sicher fühlen Sie sich tagsüber?\nsicher: 80 %\nteils: 20 %\nunsicher: 0 %"
    ) in said


async def test_a_question_few_answered_is_not_shown_although_many_took_part(deps: Deps, survey: int) -> None:
    for number in range(12):
        await fill_in(deps, survey, *answers(deps, had=None if number < 3 else (1,)))

    found = await results(deps, survey, id_of(deps, HOME))

    assert found.enough
    assert shares(found, "erlebt") is None
    assert shares(found, "tag") == [(12, 100), (0, 0), (0, 0)]


async def test_unfinished_answers_do_not_count(deps: Deps, survey: int) -> None:
    for _ in range(10):
        await fill_in(deps, survey, *answers(deps)[:-1])

    assert (await results(deps, survey)).finished == 0


async def test_changing_an_answer_moves_it(deps: Deps, survey: int) -> None:
    people = [await fill_in(deps, survey, *answers(deps)) for _ in range(10)]

    await answering.answer(deps, people[0].id, Spot(survey, 1), (2,))

    assert shares(await results(deps, survey), "tag") == [(9, 90), (0, 0), (1, 10)]


async def test_districts_with_few_answers_are_one_line_together(deps: Deps, survey: int) -> None:
    for _ in range(10):
        await fill_in(deps, survey, *answers(deps))
    for home in (ELSEWHERE, "Groß Klein"):
        await fill_in(deps, survey, *answers(deps, home=home))

    assert shares(await results(deps, survey), "wo") == [(10, 83), (2, 17)]


async def test_written_texts_are_blacked_out(deps: Deps, survey: int) -> None:
    *others, _ = answers(deps)
    await fill_in(deps, survey, *others, "Rufen Sie mich an: 0381 1234567, danke")
    await fill_in(deps, survey, *others, None)
    question = (await stored_survey(deps, survey)).questions[-1]

    written = await redacted_texts(deps, survey, question.id, offset=0, limit=50)

    assert written == ["Rufen Sie mich an: [Telefonnummer], danke"]


async def test_the_answers_go_with_the_resident(deps: Deps, survey: int) -> None:
    person: UUID = (await fill_in(deps, survey, *answers(deps))).id
    async with deps.open_work() as work:
        await work.residents.erase(person)

    assert (await results(deps, survey)).finished == 0


@pytest.mark.parametrize(("count", "of", "meant"), [(0, 0, 0), (1, 8, 13), (1, 3, 33), (2, 3, 67), (3, 3, 100)])
def test_percent_is_whole_and_halves_go_up(count: int, of: int, meant: int) -> None:
    assert percent(count, of) == meant
