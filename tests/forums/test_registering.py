"""Places of a forum: given out once, in the order people came, never more than there are."""

import asyncio
from collections.abc import Awaitable, Callable
from dataclasses import replace
from datetime import timedelta

import pytest

from handlers.deps import Deps
from handlers.errors import NotFoundError, RefusalError
from handlers.forums import actions, editing, registering
from handlers.residents import actions as residents
from storage.models import RegistrationState, Standing
from tests.factories import StandingClock
from tests.forums.conftest import TOWN_HALL, Move, Person, Postbox

Deliver = Callable[[], Awaitable[list[str]]]
COMING, WAITING = RegistrationState.COMING, RegistrationState.WAITING
PLACE_FREE = "Für Sie ist ein Platz frei geworden: Bürgerforum im Rathaus. Sie sind jetzt angemeldet."


@pytest.fixture
async def small(deps: Deps) -> int:
    """An announced forum with one place."""
    forum_id = await actions.create(deps, replace(TOWN_HALL, capacity=1))
    await actions.announce(deps, forum_id)
    return forum_id


async def state_of(deps: Deps, forum_id: int, person: Person) -> RegistrationState | None:
    return (await registering.seat_of(deps, forum_id, person.resident.id)).state


async def test_registering_twice_is_one_registration(deps: Deps, move_in: Move, announced: int) -> None:
    person = await move_in()

    await registering.register(deps, announced, person.resident.id)
    seat = await registering.register(deps, announced, person.resident.id)

    assert seat.state is COMING
    assert (await actions.get(deps, announced)).coming == 1


async def test_of_two_on_the_last_place_at_once_one_comes_and_one_waits(deps: Deps, move_in: Move, small: int) -> None:
    people = [await move_in() for _ in range(5)]

    seats = await asyncio.gather(*(registering.register(deps, small, one.resident.id) for one in people))

    assert sorted(str(seat.state) for seat in seats) == ["coming", "waiting", "waiting", "waiting", "waiting"]
    positions = {(await registering.seat_of(deps, small, one.resident.id)).position for one in people}
    assert positions == {0, 1, 2, 3, 4}


async def test_who_unregisters_gives_the_place_to_the_first_who_waits(
    deps: Deps, move_in: Move, small: int, clock: StandingClock, deliver: Deliver, box: Postbox
) -> None:
    first, second, third = [await move_in(subscribed=False) for _ in range(3)]
    for person in (first, second, third):
        await registering.register(deps, small, person.resident.id)
        clock.advance(timedelta(seconds=1))

    await registering.unregister(deps, small, first.resident.id)

    assert await state_of(deps, small, second) is COMING
    assert (await registering.seat_of(deps, small, third.resident.id)).position == 1
    assert await deliver() == [PLACE_FREE]
    assert box.letters[0][0] == second.address


async def test_who_moves_up_a_second_time_is_told_again(
    deps: Deps, move_in: Move, small: int, clock: StandingClock, deliver: Deliver
) -> None:
    first, second = await move_in(subscribed=False), await move_in(subscribed=False)
    for told in range(2):
        await registering.register(deps, small, first.resident.id)
        clock.advance(timedelta(seconds=1))
        await registering.register(deps, small, second.resident.id)
        await registering.unregister(deps, small, first.resident.id)

        assert await deliver() == [PLACE_FREE], told
        await registering.unregister(deps, small, second.resident.id)


async def test_nobody_overtakes_who_waits(deps: Deps, move_in: Move, small: int, clock: StandingClock) -> None:
    first, second, third = [await move_in() for _ in range(3)]
    for person in (first, second):
        await registering.register(deps, small, person.resident.id)
        clock.advance(timedelta(seconds=1))
    async with deps.open_work() as work:
        await work.residents.erase(first.resident.id)

    assert (await registering.register(deps, small, third.resident.id)).state is WAITING
    assert await registering.fill_free_places(deps) == 1
    assert await registering.fill_free_places(deps) == 0
    assert await state_of(deps, small, second) is COMING


async def test_who_stopped_messages_keeps_waiting_while_others_move_up(
    deps: Deps, move_in: Move, small: int, clock: StandingClock
) -> None:
    first, stopped, third = [await move_in() for _ in range(3)]
    for person in (first, stopped, third):
        await registering.register(deps, small, person.resident.id)
        clock.advance(timedelta(seconds=1))
    await residents.stop(deps, stopped.resident.id)

    await registering.unregister(deps, small, first.resident.id)

    assert await state_of(deps, small, stopped) is WAITING
    assert await state_of(deps, small, third) is COMING


@pytest.mark.parametrize("capacity", [3, None])
async def test_more_places_let_those_who_wait_move_up(
    deps: Deps, move_in: Move, small: int, deliver: Deliver, capacity: int | None
) -> None:
    people = [await move_in(subscribed=False) for _ in range(3)]
    for person in people:
        await registering.register(deps, small, person.resident.id)

    await editing.edit(deps, small, replace(TOWN_HALL, capacity=capacity))

    assert [await state_of(deps, small, one) for one in people] == [COMING, COMING, COMING]
    assert await deliver() == [PLACE_FREE, PLACE_FREE]


async def test_fewer_places_take_none_away(deps: Deps, move_in: Move, announced: int) -> None:
    people = [await move_in() for _ in range(2)]
    for person in people:
        await registering.register(deps, announced, person.resident.id)

    await editing.edit(deps, announced, replace(TOWN_HALL, capacity=1))

    assert [await state_of(deps, announced, one) for one in people] == [COMING, COMING]


async def test_one_cannot_register_for_what_is_a_draft_cancelled_or_begun(
    deps: Deps, move_in: Move, announced: int, clock: StandingClock
) -> None:
    person = (await move_in()).resident.id
    draft = await actions.create(deps, TOWN_HALL)
    cancelled = await actions.create(deps, TOWN_HALL)
    await actions.announce(deps, cancelled)
    await actions.cancel(deps, cancelled)

    with pytest.raises(NotFoundError):
        await registering.register(deps, draft, person)
    with pytest.raises(RefusalError):
        await registering.register(deps, cancelled, person)
    clock.set(TOWN_HALL.starts_at)
    with pytest.raises(RefusalError):
        await registering.register(deps, announced, person)
    with pytest.raises(NotFoundError):
        await registering.register(deps, 10**12, person)


async def test_who_is_not_registered_cannot_unregister(deps: Deps, move_in: Move, announced: int) -> None:
    person = await move_in()

    with pytest.raises(RefusalError):
        await registering.unregister(deps, announced, person.resident.id)


async def test_a_seat_tells_whether_its_resident_can_be_reminded(deps: Deps, move_in: Move, announced: int) -> None:
    stopped = await move_in(standing=Standing.STOPPED)

    assert not (await registering.register(deps, announced, stopped.resident.id)).reachable


async def test_two_who_leave_and_come_crosswise_do_not_block_each_other(deps: Deps, move_in: Move, small: int) -> None:
    """One turn holds its resident and wants the forum, the other holds the forum and writes to that resident."""
    first, second = await move_in(), await move_in()
    await registering.register(deps, small, first.resident.id)
    await registering.register(deps, small, second.resident.id)

    async def leave_in_a_turn(person: Person) -> None:
        async with deps.open_work() as work:
            await work.residents.get_for_update(person.resident.id)
            await asyncio.sleep(0.05)
            await registering.unregister(deps.within(work), small, person.resident.id)

    await asyncio.wait_for(asyncio.gather(leave_in_a_turn(first), leave_in_a_turn(second)), 10)

    forum = await actions.get(deps, small)
    assert (forum.coming, forum.waiting) == (0, 0)
