"""The queue as the desk sees it: a page of it, how old, how urgent, who works on what, and the backlog above."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta

from handlers.deps import Deps
from handlers.moderation import deadlines, rules
from handlers.moderation.deadlines import Due
from handlers.moderation.moving import Listed
from handlers.pages.keys import SignedIn
from handlers.pages.pagination import SIZE
from storage.models import Status
from storage.readings.concerns import ConcernFilter, ConcernReading
from storage.readings.queue import ClaimReading
from storage.unit_of_work import UnitOfWork


@dataclass(frozen=True, slots=True)
class QueueRow:
    """One concern of the list."""

    concern: ConcernReading
    due: Due
    claim: ClaimReading | None


@dataclass(frozen=True, slots=True)
class Backlog:
    """How much stands where, of everything this person may see."""

    by_status: Mapping[Status, int]
    overdue: int


@dataclass(frozen=True, slots=True)
class Queue:
    """One page of a list, and how long the whole list is."""

    total: int
    rows: tuple[QueueRow, ...]
    backlog: Backlog


@dataclass(frozen=True, slots=True)
class Neighbours:
    """The numbers of the concerns before and after one in a list, None at its ends."""

    before: str | None
    after: str | None


async def queue(deps: Deps, who: SignedIn, listed: Listed, page: int) -> Queue:
    """Return a page of a list that was held to what its reader may see; beyond the end: the last one."""
    now, pack = deps.now(), deps.city.deadlines
    whole = rules.within_reach(who, ConcernFilter())
    async with deps.open_reading() as work:
        backlog = Backlog(*await work.worklist.backlog(whole, deadlines.overdue(pack, now)))
        total, ids = await _page(
            work, listed, deadlines.later(pack), page, backlog if listed.narrowed == whole else None
        )
        claims = await work.claims.of(ids, now)
        found = await work.concerns.some(ids)
    rows = tuple(QueueRow(one, deadlines.due(pack, one, now), claims.get(one.id)) for one in found)
    return Queue(total, rows, backlog)


async def _page(
    work: UnitOfWork, listed: Listed, later: timedelta, page: int, all_of_it: Backlog | None
) -> tuple[int, Sequence[int]]:
    """Return how long a list is and the ids of a page; every text is looked into once, and nothing is counted twice."""
    ids = work.worklist.ids
    if listed.narrowed.words:
        found = await ids(listed.narrowed, listed.order, later, offset=0, limit=None)
        offset = _offset(page, len(found))
        return len(found), found[offset : offset + SIZE]
    total = sum(all_of_it.by_status.values()) if all_of_it else await work.concerns.count(listed.narrowed)
    return total, await ids(listed.narrowed, listed.order, later, offset=_offset(page, total), limit=SIZE)


def _offset(page: int, total: int) -> int:
    return (min(page, max(1, -(-total // SIZE))) - 1) * SIZE


async def neighbours(deps: Deps, listed: Listed, of: ConcernReading) -> Neighbours:
    """Return what stands beside a concern in a list."""
    later = deadlines.later(deps.city.deadlines)
    async with deps.open_reading() as work:
        before = await work.worklist.neighbour(listed.narrowed, listed.order, later, of, before=True)
        after = await work.worklist.neighbour(listed.narrowed, listed.order, later, of)
    return Neighbours(before, after)
