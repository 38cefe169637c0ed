"""Many at once: the preview says what changes, then all of it changes or nothing, and all of it is undone."""

import re
from datetime import timedelta

import pytest

from handlers.deps import Deps
from handlers.errors import BadInputError, RefusalError
from handlers.moderation import bulk, casework, moving, texts
from handlers.moderation.bulk import Wish
from handlers.moderation.moving import Listed
from handlers.moderation.vocabulary import Move
from storage.models import Role, Status
from storage.readings.concerns import ConcernFilter, ConcernReading
from storage.readings.queue import Order
from tests.consideration.people import moderator
from tests.desk.conftest import Open, hand_in
from tests.factories import StandingClock

ALL = Listed(ConcernFilter(), Order.NEWEST)
PASS = Wish(Move.PASS, "")


async def now(deps: Deps, *concerns: ConcernReading) -> list[ConcernReading]:
    async with deps.open_reading() as work:
        return await work.concerns.some([concern.id for concern in concerns])


async def test_what_changes_what_stays_and_why(deps: Deps) -> None:
    ada, bea = await moderator(deps), await moderator(deps, "Bea")
    plain, unclear, taken = await hand_in(deps), await hand_in(deps, topics=()), await hand_in(deps)
    done = await hand_in(deps)
    await moving.move(deps, ada, done.number, Move.PASS)
    await moving.claim(deps, bea, taken.number, take_over=False)

    found = await bulk.preview(deps, ada, PASS, ALL, None)

    assert [change.concern.number for change in found.changes] == [plain.number]
    why = {concern.number: sentence.key for concern, sentence in found.stays}
    assert why == {
        unclear.number: texts.NO_LIST_YET.key,
        taken.number: texts.CLAIMED.key,
        done.number: texts.SO_ALREADY.key,
    }


async def test_all_is_done_and_all_is_undone(deps: Deps, clock: StandingClock) -> None:
    ada = await moderator(deps)
    several = [await hand_in(deps, topics=topics) for topics in (("lighting",), ("youth",), ("lighting", "youth"))]
    numbers = [concern.number for concern in several]
    for wish in (
        Wish(Move.ADD_TOPIC, "theft_burglary"),
        Wish(Move.REMOVE_TOPIC, "youth"),
        PASS,
        Wish(Move.CONFIRM, ""),
    ):
        before = await now(deps, *several)
        found = await bulk.preview(deps, ada, wish, ALL, numbers)
        clock.advance(timedelta(minutes=1))

        changed = await bulk.carry_out_all(deps, ada, wish, numbers, found.key)

        assert changed == len(found.changes) > 0
        planned = {change.concern.id: change.planned for change in found.changes}
        for concern in await now(deps, *several):
            if concern.id in planned:
                assert concern.status is planned[concern.id].status
                assert {topic.id for topic in concern.topics} == {topic.id for topic in planned[concern.id].topics}
        change = await moving.last_change(deps, ada)
        assert change is not None and change.concerns == changed
        await moving.undo(deps, ada, change.id)
        assert await now(deps, *several) == before


async def test_a_batch_one_of_which_was_changed_since_is_not_undone_at_all(deps: Deps, clock: StandingClock) -> None:
    ada, bea = await moderator(deps), await moderator(deps, "Bea")
    first, second = await hand_in(deps), await hand_in(deps)
    numbers = [first.number, second.number]
    key = (await bulk.preview(deps, ada, PASS, ALL, numbers)).key
    await bulk.carry_out_all(deps, ada, PASS, numbers, key)
    change = await moving.last_change(deps, ada)
    assert change is not None
    clock.advance(timedelta(minutes=1))
    await casework.correct_topics(deps, bea, second.number, ["youth"], "lighting")

    with pytest.raises(RefusalError):
        await moving.undo(deps, ada, change.id)

    assert [concern.status for concern in await now(deps, first, second)] == [Status.ASSIGNED, Status.ASSIGNED]


async def test_what_changed_since_the_preview_stops_all_of_it(deps: Deps) -> None:
    ada, bea = await moderator(deps), await moderator(deps, "Bea")
    first, second = await hand_in(deps), await hand_in(deps)
    numbers = [first.number, second.number]
    key = (await bulk.preview(deps, ada, PASS, ALL, numbers)).key
    await moving.move(deps, bea, second.number, Move.CONFIRM)

    with pytest.raises(RefusalError):
        await bulk.carry_out_all(deps, ada, PASS, numbers, key)

    assert [concern.status for concern in await now(deps, first, second)] == [Status.NEW, Status.CONFIRMED]


async def test_a_topic_that_is_none_is_refused(deps: Deps) -> None:
    ada = await moderator(deps)

    for topic in ("", "made-up"):
        with pytest.raises(BadInputError):
            await bulk.preview(deps, ada, Wish(Move.ADD_TOPIC, topic), ALL, None)


async def test_more_than_can_be_done_at_once_is_said(deps: Deps, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(bulk, "MOST", 2)
    ada = await moderator(deps)
    for _ in range(3):
        await hand_in(deps)

    found = await bulk.preview(deps, ada, PASS, ALL, None)

    assert (len(found.changes), found.left_out) == (2, 1)


async def test_from_the_list_by_the_preview_and_back_again(seat: Open, deps: Deps) -> None:
    first, second, _other = await hand_in(deps), await hand_in(deps), await hand_in(deps, topics=("youth",))
    browser = await seat(Role.MODERATOR)
    wish = {"move": "passed", "all": "1"}
    page = await (await browser.post("/moderation/concerns/many?topic=lighting", data=wish)).text()
    assert "2 Anliegen ändern sich, 0 bleiben, wie sie sind." in page
    fields = re.findall(r'name="(move|topic|key|number)" value="([^"]*)"', page)

    page = await (await browser.post("/moderation/concerns/many/change?topic=lighting", data=fields)).text()

    assert [concern.status for concern in await now(deps, first, second)] == [Status.ASSIGNED] * 2
    undo = re.search(r"/moderation/changes/\d+/undo\?topic=lighting", page)
    assert undo is not None
    await browser.post(undo[0])
    assert [concern.status for concern in await now(deps, first, second)] == [Status.NEW] * 2
