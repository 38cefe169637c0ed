"""Give out the places of a forum: register, wait, take it back. Places are counted behind the forum's lock."""

from dataclasses import dataclass
from uuid import UUID

import structlog

from handlers.deps import Deps
from handlers.errors import RefusalError
from handlers.forums import rules, telling, texts
from handlers.forums.lookups import locked, public
from storage.models import RegistrationState, Standing
from storage.readings.forums import ForumReading
from storage.unit_of_work import UnitOfWork

log = structlog.get_logger()


@dataclass(frozen=True, slots=True)
class Seat:
    """Where a resident stands with a forum.

    state      None where they are not registered
    position   in the waiting list, from 1; 0 where they do not wait
    reachable  whether they can be reminded, having not stopped messages
    """

    forum: ForumReading
    state: RegistrationState | None
    position: int = 0
    reachable: bool = True


async def seat_of(deps: Deps, forum_id: int, resident_id: UUID) -> Seat:
    """Return a forum everyone may see and where a resident stands with it."""
    async with deps.open_reading() as work:
        return await _seat(work, forum_id, resident_id)


async def seats_of(deps: Deps, resident_id: UUID, limit: int) -> list[Seat]:
    """Return the next forums and whether a resident comes to them."""
    async with deps.open_reading() as work:
        registrations = await work.forums.registrations_of(resident_id)
        return [Seat(forum, registrations.get(forum.id)) for forum in await work.forums.upcoming(deps.now(), limit)]


async def register(deps: Deps, forum_id: int, resident_id: UUID) -> Seat:
    """Give a resident a place, or one in the waiting list; who has theirs already keeps it."""
    now = deps.now()
    async with deps.open_work() as work:
        forum = await locked(work, forum_id)
        rules.check_registrable(public(await work.forums.one(forum_id)), now)
        if await work.forums.registration(forum_id, resident_id) is None:
            coming = await work.forums.count_registered(forum_id, RegistrationState.COMING)
            somebody_waits = bool(await work.forums.first_waiting(forum_id, 1))
            state = rules.place_for(forum.capacity, coming=coming, somebody_waits=somebody_waits)
            await work.forums.register(forum_id, resident_id, state, now)
            log.info("forum.registered", forum_id=forum_id, state=state)
        return await _seat(work, forum_id, resident_id)


async def unregister(deps: Deps, forum_id: int, resident_id: UUID) -> ForumReading:
    """Take a registration back and give the place to who waits longest; refuses who was not registered."""
    async with deps.open_work() as work:
        forum = await locked(work, forum_id)
        reading = public(await work.forums.one(forum_id))
        if not await work.forums.unregister(forum_id, resident_id):
            raise RefusalError(texts.NOT_REGISTERED)
        moved_up = await telling.fill_places(work, forum, deps.now())
        work.after_commit(deps.wake_outbox)
    log.info("forum.unregistered", forum_id=forum_id, moved_up=len(moved_up))
    return reading


async def fill_free_places(deps: Deps) -> int:
    """Give out places that became free without anybody taking theirs back (residents who were erased); for the tick."""
    now = deps.now()
    async with deps.open_reading() as work:
        forum_ids = await work.forums.with_free_places(now)
    filled = 0
    for forum_id in forum_ids:
        async with deps.open_work() as work:
            filled += len(await telling.fill_places(work, await locked(work, forum_id), now))
            work.after_commit(deps.wake_outbox)
    return filled


async def _seat(work: UnitOfWork, forum_id: int, resident_id: UUID) -> Seat:
    forum = public(await work.forums.one(forum_id))
    state = await work.forums.registration(forum_id, resident_id)
    resident = await work.residents.get(resident_id)
    reachable = resident is not None and resident.standing != Standing.STOPPED
    if state is not RegistrationState.WAITING:
        return Seat(forum, state, reachable=reachable)
    before = await work.forums.count_waiting_before(forum_id, resident_id)
    return Seat(forum, state, before + 1, reachable)
