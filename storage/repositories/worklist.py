"""The queue as a list: in an order, page by page, from one concern to the next, and counted."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, cast

from sqlalchemy import ColumnElement, and_, exists, func, or_
from sqlalchemy import select as select_columns
from sqlmodel import col

from storage.models import Claim, Concern, Outcome, Status
from storage.readings.concerns import ClaimedBy, ConcernFilter, ConcernReading, Overdue
from storage.readings.queue import Order
from storage.repositories.base import Repository
from storage.repositories.narrowing import conditions, overdue

UNWORKED = (Status.NEW, Status.SEEN)
NONE = timedelta()
_NUMBER: ColumnElement[Any] = cast(Any, col(Concern.id))
_RECEIVED: ColumnElement[Any] = cast(Any, col(Concern.received_at))


class Worklist(Repository):
    """Concerns in the order in which they are to be worked on.

    By what falls due first: what nobody has looked at is due at once, everything else that is open `later` later, and what waits
    for nobody comes last. Each of the three is read by its age and they are merged, so that no list has to be sorted.
    """

    async def ids(
        self, narrowed: ConcernFilter, order: Order, later: timedelta, *, offset: int, limit: int | None
    ) -> Sequence[int]:
        """Return the ids of a page, of all from `offset` on where it has no limit."""
        if order is Order.DEADLINE:
            return await self._due(narrowed, later, offset, limit)
        keys = [_NUMBER.desc()] if order is Order.NEWEST else [_RECEIVED, _NUMBER]
        query = select_columns(_NUMBER).where(*conditions(narrowed)).order_by(*keys)
        return (await self._session.execute(query.offset(offset).limit(limit))).scalars().all()

    async def _due(self, narrowed: ConcernFilter, later: timedelta, offset: int, limit: int | None) -> Sequence[int]:
        end = None if limit is None else offset + limit
        where = conditions(narrowed)
        waiting: list[tuple[datetime, int]] = []
        for kind, shift in _kinds(later):
            query = select_columns(_RECEIVED, _NUMBER).where(*where, *kind).order_by(_RECEIVED, _NUMBER).limit(end)
            waiting += [(at + shift, number) for at, number in (await self._session.execute(query)).all()]
        waiting.sort()
        found = [number for _, number in waiting[offset:end]]
        if limit is not None and len(found) == limit:
            return found
        rest = select_columns(_NUMBER).where(*where, col(Concern.outcome) != Outcome.OPEN).order_by(_RECEIVED, _NUMBER)
        left = None if limit is None else limit - len(found)
        rows = await self._session.execute(rest.offset(max(0, offset - len(waiting))).limit(left))
        return [*found, *rows.scalars().all()]

    async def ids_of(self, numbers: Sequence[str]) -> Sequence[int]:
        """Return the ids of the concerns with these numbers, in the order of the ids; unknown ones are left out."""
        query = select_columns(_NUMBER).where(col(Concern.number).in_(numbers)).order_by(_NUMBER)
        return (await self._session.execute(query)).scalars().all()

    async def neighbour(
        self, narrowed: ConcernFilter, order: Order, later: timedelta, of: ConcernReading, *, before: bool = False
    ) -> str | None:
        """Return the number of the concern that comes after (or before) one in a list, whether that one is in the list or not."""
        return await self._first(conditions(narrowed), order, later, of, before=before)

    async def next_unworked(
        self, narrowed: ConcernFilter, order: Order, later: timedelta, of: ConcernReading | None, who: ClaimedBy
    ) -> str | None:
        """Return the number of the first concern after one that nobody has confirmed and nobody else works on.

        Where the filter names a status, that status in place of those nobody has confirmed.
        """
        others = exists().where(
            col(Claim.concern_id) == col(Concern.id),
            col(Claim.moderator_id) != who.moderator_id,
            col(Claim.until) > who.at,
        )
        free = [*conditions(narrowed), col(Concern.outcome) == Outcome.OPEN, ~others]
        if narrowed.status is None:
            free.append(col(Concern.status).in_(UNWORKED))
        return await self._first(free, order, later, of, before=False)

    async def _first(
        self,
        where: Sequence[ColumnElement[bool]],
        order: Order,
        later: timedelta,
        of: ConcernReading | None,
        *,
        before: bool,
    ) -> str | None:
        if order is Order.NEWEST:
            number = _NUMBER
            beyond = () if of is None else (number > of.id if before else number < of.id,)
            query = select_columns(col(Concern.number)).where(*where, *beyond)
            query = query.order_by(number if before else number.desc()).limit(1)
            return (await self._session.execute(query)).scalar_one_or_none()
        kinds = _kinds(later) if order is Order.DEADLINE else (((), NONE),)
        at = None if of is None else _Place(_due_at(of, order, later), of.id)
        found = [one for kind in kinds if (one := await self._first_of(where, *kind, at, before=before)) is not None]
        if not found:
            return None
        return (max(found) if before else min(found))[2]

    async def _first_of(
        self,
        where: Sequence[ColumnElement[bool]],
        kind: Sequence[ColumnElement[bool]],
        shift: timedelta,
        at: "_Place | None",
        *,
        before: bool,
    ) -> tuple[datetime, int, str] | None:
        """Return the first of one kind beyond a place: when it is due, its id and number."""
        query = select_columns(_RECEIVED, _NUMBER, col(Concern.number)).where(*where, *kind)
        if at is not None:
            moment = at.due - shift
            received, number = _RECEIVED, _NUMBER
            same = and_(received == moment, number < at.id if before else number > at.id)
            query = query.where(or_(received < moment if before else received > moment, same))
        keys = (_RECEIVED.desc(), _NUMBER.desc()) if before else (_RECEIVED, _NUMBER)
        found = (await self._session.execute(query.order_by(*keys).limit(1))).first()
        return None if found is None else (found[0] + shift, found[1], found[2])

    async def backlog(self, narrowed: ConcernFilter, late: Overdue) -> tuple[Mapping[Status, int], int]:
        """Count the concerns of a filter by where they stand in the queue, and those that have waited too long."""
        query = (
            select_columns(col(Concern.status), func.count(), func.count().filter(overdue(late)))
            .where(*conditions(narrowed))
            .group_by(col(Concern.status))
        )
        rows = (await self._session.execute(query)).all()
        return {Status(status): n for status, n, _ in rows}, sum(waiting for _, _, waiting in rows)


@dataclass(frozen=True, slots=True)
class _Place:
    """A place in a list that is ordered by moments."""

    due: datetime
    id: int


def _kinds(later: timedelta) -> Sequence[tuple[Sequence[ColumnElement[bool]], timedelta]]:
    """Return the kinds of what waits, and how long after it was received each is due, counted from the first look."""
    is_open = col(Concern.outcome) == Outcome.OPEN
    return (
        ((is_open, col(Concern.status) == Status.NEW), NONE),
        ((is_open, col(Concern.status) != Status.NEW), later),
    )


def _due_at(of: ConcernReading, order: Order, later: timedelta) -> datetime:
    waits = order is Order.DEADLINE and of.status is not Status.NEW
    return of.received_at + later if waits else of.received_at
