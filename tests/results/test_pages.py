"""The public pages of results."""

import re
from datetime import UTC, datetime

import pytest

from handlers.deps import Deps
from handlers.results.actions import publish_due
from storage.models import Outcome, Source
from tests.process.conftest import Seat
from tests.results.conftest import Take

pytestmark = pytest.mark.parametrize("database", ["sqlite"], indirect=True)
LAST_WEEK = datetime(2026, 11, 18, 12, tzinfo=UTC)


async def fill(deps: Deps, take_in: Take) -> None:
    first, second = deps.city.districts[3], deps.city.districts[20]
    await take_in(38, "lighting", district=first.id, at=LAST_WEEK)
    await take_in(27, "noise_nuisance", district=second.id, at=LAST_WEEK, source=Source.PAPER, outcome=Outcome.ADOPTED)
    await take_in(21, "lighting", "cleanliness", district=second.id, at=LAST_WEEK)
    await take_in(3, "drugs_alcohol", district=second.id, at=LAST_WEEK)
    await publish_due(deps)


async def test_before_the_first_figures_the_page_says_when_they_come(seat: Seat, deps: Deps) -> None:
    browser = await seat(None)
    assert "am Montag nach dem Start" in (await browser.opens("/ergebnisse")).words
    await publish_due(deps)
    page = await browser.opens("/ergebnisse")
    assert page.status == 200 and "weniger als 10 Anliegen" in page.words
    assert "nicht repräsentativ" in page.words


async def test_figures_are_shown_rounded_and_never_a_small_one(seat: Seat, deps: Deps, take_in: Take) -> None:
    await fill(deps, take_in)
    page = await (await seat(None)).opens("/ergebnisse")
    assert page.status == 200 and "nicht repräsentativ" in page.words
    cells = re.findall(r'<td[^>]* class="number[^"]*">([^<]*)<', page.html)
    assert cells and all(int(cell) % 5 == 0 for cell in cells if cell)
    topic = next(one.label for one in deps.city.topics if one.id == "drugs_alcohol")
    assert re.search(rf"{re.escape(topic)} </a> </th> ", page.html) or topic in page.words
    assert f"{topic} – zurückgehalten" in page.words
    assert 'style="' not in page.html


async def test_one_topic_and_one_stadtbereich_show_only_what_the_figures_hold(
    seat: Seat, deps: Deps, take_in: Take
) -> None:
    await fill(deps, take_in)
    browser = await seat(None)
    area = deps.city.area_of(deps.city.districts[3].id)
    topic = await browser.opens("/ergebnisse?thema=lighting")
    assert topic.status == 200 and area.name in topic.words and "55 Anliegen mindestens" in topic.words
    there = await browser.opens(f"/ergebnisse?bereich={area.id}")
    assert there.status == 200 and "35 Anliegen mindestens" in there.words
    few = await browser.opens("/ergebnisse?thema=drugs_alcohol")
    assert few.status == 200 and "Hier stehen keine Zahlen" in few.words
    assert (await browser.opens("/ergebnisse?thema=none")).status == 200


@pytest.mark.parametrize("query", ["thema=unknown", "bereich=sb-ZZ", "thema=%00", "bereich=%27"])
async def test_what_the_city_does_not_have_is_not_found(seat: Seat, query: str) -> None:
    assert (await (await seat(None)).opens(f"/ergebnisse?{query}")).status == 404


async def test_the_page_on_tagging_says_how_well_in_plain_words(seat: Seat, deps: Deps) -> None:
    page = await (await seat(None)).opens("/so-ordnen-wir-zu")
    card = deps.in_force.card()
    assert page.status == 200
    assert f"{round(card.frozen.micro * 100)} von 100 Punkten" in page.words
    assert "Ein Mensch entscheidet" in page.words
    assert all(
        topic.label in page.words for topic in deps.city.topics if topic.id in {one.topic for one in card.frozen.topics}
    )
