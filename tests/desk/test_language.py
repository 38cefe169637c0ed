"""The page of the model of topics, and that a running service follows it."""

import dataclasses
from datetime import timedelta
from pathlib import Path

import pytest

from bot.schedule import EVERYWHERE, JOBS
from handlers.deps import Deps
from handlers.moderation import casework, jobs, moving
from handlers.moderation.vocabulary import Move
from nlp.in_force import InForce
from nlp.learning.card import Card
from nlp.learning.models import Models
from nlp.learning.shelf import Shelf
from nlp.reader import SHIPPED
from storage.models import Role
from tests.desk.conftest import Open, hand_in, person
from tests.factories import NOON

WHO = person(Role.MODERATOR)


async def page_of(seat: Open) -> str:
    answer = await (await seat(Role.MODERATOR)).get("/moderation/language")
    assert answer.status == 200
    return await answer.text()


async def test_the_card_of_the_shipped_model_is_shown_in_plain_german(seat: Open) -> None:
    page = await page_of(seat)

    card = Card.from_disk(SHIPPED)
    for words in (
        "das mitgelieferte Modell",
        "437 deutschen Sätzen",
        card.files,
        "forumsbote nlp train",
        "nlp restore",
    ):
        assert words in page
    assert f"{round(card.frozen.micro * 100)} % (F1 über alle Themen)" in page
    assert page.count('<td class="number">') == 2 * len([one for one in card.frozen.topics if one.n])
    assert "Es gibt noch keine anderen." in page


async def test_the_overview_leads_facilitators_there_and_nobody_else(seat: Open) -> None:
    pages = {role: await (await (await seat(role)).get("/moderation")).text() for role in Role}

    there = {role for role, page in pages.items() if 'href="/moderation/language"' in page}
    assert there == {Role.ADMIN, Role.MODERATOR}


async def test_what_waits_is_counted_once_a_concern_and_only_german(seat: Open, deps: Deps) -> None:
    both, undone, foreign = [await hand_in(deps) for _ in range(3)]
    for concern in (both, undone, foreign):
        await casework.correct_topics(deps, WHO, concern.number, ["cleanliness"], "lighting")
    await moving.move(deps, WHO, both.number, Move.CONFIRM)
    await casework.undo_correction(deps, WHO, undone.number)
    async with deps.open_work() as work:
        found = await work.concerns.get_for_update(foreign.id)
        assert found is not None
        found.language = "pl"

    assert "1 deutsche Korrektur oder Bestätigung wartet" in await page_of(seat)
    async with deps.open_reading() as work:
        assert await work.corrections.count("de", NOON) == 0
        assert await work.corrections.count("de", NOON - timedelta(seconds=1)) == 1


async def test_a_taken_and_a_refused_model_are_listed_and_the_taken_one_is_followed(
    seat: Open, deps: Deps, tmp_path: Path
) -> None:
    deps, shelf = with_own_reader(deps, tmp_path)
    card = dataclasses.replace(Card.from_disk(SHIPPED), at=NOON, until=NOON, corrections=3)
    german = Models(Models.from_disk(SHIPPED / "topics").german)
    taken, refused = shelf.keep(german, card), shelf.keep(german, dataclasses.replace(card, refused=("worse",)))
    shelf.put_in_force(taken)

    await jobs.follow_model(deps)

    assert deps.in_force.name == taken
    page = await page_of(seat)  # of a process that has not followed yet
    for words in (taken, refused, "nicht übernommen, weil schlechter", "wird aber noch nicht gelesen"):
        assert words in page


async def test_a_broken_model_is_logged_once_and_the_service_goes_on(
    deps: Deps, tmp_path: Path, capsys: pytest.CaptureFixture[str], caplog: pytest.LogCaptureFixture
) -> None:
    deps, shelf = with_own_reader(deps, tmp_path)
    shelf.put_in_force("20261123T110000Z-00000000")

    for _ in range(3):
        await jobs.follow_model(deps)

    told = caplog.text + capsys.readouterr().err
    assert told.count("model.broken") == 1
    assert (await deps.read("Die Laterne ist kaputt, alles dunkel")).topics


def test_every_process_follows_within_a_minute() -> None:
    follow = next(job for job in EVERYWHERE if job.name == "follow_model")
    assert follow in JOBS and follow.every <= timedelta(minutes=1)


def with_own_reader(deps: Deps, folder: Path) -> tuple[Deps, Shelf]:
    """Return the same with a reader that may learn; that of all tests must not."""
    shelf = Shelf(folder / "models")
    in_force = InForce(deps.city.lexicon(), shelf)
    return dataclasses.replace(deps, in_force=in_force, reader=in_force.reader), shelf
