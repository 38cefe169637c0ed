"""A barrier told in the chat reaches the queue of the desk, marked as one, and its author gets a number."""

import pytest

from handlers.deps import Deps
from storage.readings.concerns import ConcernFilter
from tests.talking import Talker

pytestmark = pytest.mark.parametrize("database", ["sqlite"], indirect=True)
BARRIER = "Mein Screenreader liest auf der Seite der Foren die Karte nicht vor."


async def queue(deps: Deps) -> list[tuple[str, str | None, tuple[str, ...]]]:
    async with deps.open_reading() as work:
        concerns = await work.concerns.page(ConcernFilter(), offset=0, limit=10, raw=False)
    return [(concern.text, concern.district, tuple(topic.id for topic in concern.topics)) for concern in concerns]


async def test_a_barrier_is_handed_in_without_place_and_topic_for_a_person_to_sort(deps: Deps, known: Talker) -> None:
    [asked] = await known.commands("start", "barriere-seite")
    [preview] = await known.says(BARRIER)
    [receipt] = await known.presses("Absenden")

    assert asked.text.startswith("Welche Barriere haben Sie gefunden?")
    assert "Barriere in diesem Angebot: Mein Screenreader" in preview.text
    assert "Ihr Anliegen hat die Nummer" in receipt.text
    assert await queue(deps) == [(f"Barriere in diesem Angebot: {BARRIER}", None, ())]


async def test_who_has_not_agreed_yet_comes_back_to_the_question(deps: Deps, talk: Talker) -> None:
    await talk.commands("start", "barriere-seite")
    answers = await talk.presses("Einverstanden, los geht’s")

    assert answers[-1].text.startswith("Welche Barriere haben Sie gefunden?")
    assert await queue(deps) == []


async def test_danger_goes_before_a_barrier_too(deps: Deps, known: Talker) -> None:
    await known.commands("start", "barriere-seite")
    [answer] = await known.says("Hilfe, hier wird gerade jemand zusammengeschlagen!")

    assert "110" in answer.text.splitlines()[0]
    assert await queue(deps) == []


async def test_a_location_is_no_barrier(known: Talker) -> None:
    await known.commands("start", "barriere-seite")
    [answer] = await known.shares(54.09, 12.1)

    assert answer.text.startswith("Welche Barriere")
