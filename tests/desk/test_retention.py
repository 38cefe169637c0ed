"""Raw texts are kept for their time and no longer; what stays is the text without personal data."""

from dataclasses import replace
from datetime import timedelta

import pytest

from handlers.concerns import jobs as concerns
from handlers.deps import Deps
from handlers.moderation import casework, jobs
from handlers.moderation.casework import Casefile
from storage.models import Role
from tests.desk.conftest import DARK, DARK_REDACTED, Open, hand_in, person
from tests.factories import StandingClock

MODERATOR = person(Role.MODERATOR)


def shown(file: Casefile) -> str:
    return "".join(piece.words for piece in file.text)


def marked(file: Casefile) -> list[str]:
    return [piece.words for piece in file.text if piece.marked]


async def test_a_raw_text_goes_when_its_time_is_over_and_its_marks_stay(
    deps: Deps, clock: StandingClock, seat: Open
) -> None:
    concern = await hand_in(deps, DARK, None)
    before = await casework.look(deps, MODERATOR, concern.number)
    clock.advance(timedelta(days=366))
    later = await hand_in(deps, DARK)

    await jobs.forget_raw_texts(deps)
    await jobs.forget_raw_texts(deps)

    after = await casework.look(deps, MODERATOR, concern.number)
    assert (before.text_erased, after.text_erased) == (False, True)
    assert shown(after) == shown(before) == DARK_REDACTED
    assert marked(after) == marked(before) != []
    assert [happening.act for happening in after.history] == ["submitted", "original_forgotten"]
    assert not (await casework.look(deps, MODERATOR, later.number)).text_erased
    page = await (await (await seat(Role.MODERATOR)).get(f"/moderation/concerns/{concern.number}")).text()
    assert "Aufbewahrungsfrist" in page


async def test_without_a_time_raw_texts_stay(deps: Deps, clock: StandingClock) -> None:
    concern = await hand_in(deps, DARK, None)
    clock.advance(timedelta(days=4000))

    await jobs.forget_raw_texts(replace(deps, raw_texts_kept=None))

    assert not (await casework.look(deps, MODERATOR, concern.number)).text_erased


async def test_what_it_means_is_then_that_of_the_text_that_stays(deps: Deps, clock: StandingClock) -> None:
    concern = await hand_in(deps, DARK)
    clock.advance(timedelta(days=366))
    await jobs.forget_raw_texts(deps)
    async with deps.open_work() as work:
        forgotten = await work.concerns.meaning_of(concern.id)
        late = await work.concerns.set_meaning(concern.id, DARK, (await deps.read(DARK)).meaning)

    await concerns.read_meanings(deps)

    async with deps.open_reading() as work:
        read = await work.concerns.meaning_of(concern.id)
    assert (forgotten, late) == (None, False)
    assert read == (await deps.read(DARK_REDACTED)).meaning != (await deps.read(DARK)).meaning


async def test_a_correction_undone_later_marks_no_wrong_words(deps: Deps, clock: StandingClock) -> None:
    concern = await hand_in(deps, DARK, None)
    file = await casework.look(deps, MODERATOR, concern.number)
    await casework.correct_topics(deps, MODERATOR, concern.number, ["noise_nuisance"], file.topics_key)
    clock.advance(timedelta(days=366))
    await jobs.forget_raw_texts(deps)

    await casework.undo_correction(deps, MODERATOR, concern.number)

    after = await casework.look(deps, MODERATOR, concern.number)
    assert {topic.id for topic in after.topics} == {topic.id for topic in file.topics}
    assert marked(after) == []


async def test_more_than_one_lot_is_forgotten_in_the_end(
    deps: Deps, clock: StandingClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(jobs, "FORGOTTEN_AT_ONCE", 2)
    concerns_of_old = [await hand_in(deps, DARK) for _ in range(3)]
    clock.advance(timedelta(days=366))

    await jobs.forget_raw_texts(deps)
    await jobs.forget_raw_texts(deps)

    for concern in concerns_of_old:
        assert (await casework.look(deps, MODERATOR, concern.number)).text_erased
