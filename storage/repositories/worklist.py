"""The queue as a list: in an order, page by page, from one concern to the next, and counted."""

from collections.abc import Mapping, Sequence
from datetime import timedelta
from typing import Any, cast

from sqlalchemy import ColumnElement, and_, case, exists, extract, func, or_
from sqlalchemy import select as select_columns
from sqlmodel import col

from storage.inserting import dialect_of
from storage.models import Claim, Concern, Outcome, Status
from storage.readings.concerns import ClaimedBy, ConcernFilter, ConcernReading, Overdue
from storage.readings.queue import Order
from storage.repositories.base import Repository
from storage.repositories.narrowing import conditions, overdue

UNWORKED = (Status.NEW, Status.SEEN)
_NUMBER: ColumnElement[Any] = cast(Any, col(Concern.id))
_RECEIVED: ColumnElement[Any] = cast(Any, col(Concern.received_at))


class Worklist(Repository):
    """Concerns in the order in which they are to be worked on.

    later  how much later than the first look at a concern its answer is due; by what falls due first, those that wait for nobody
           come last, and among the others the one received first, where it was looked at already `later` later
    """

    async def ids(
        self, narrowed: ConcernFilter, order: Order, later: timedelta, *, offset: int, limit: int | None
    ) -> Sequence[int]:
        """Return the ids of a page, of all from `offset` on where it has no limit."""
        key, number = self._key(order, later), _NUMBER
        keys: list[ColumnElement[Any]] = [number.desc()] if key is None else [key, number]
        if order is Order.DEADLINE:
            keys.insert(0, case((col(Concern.outcome) == Outcome.OPEN, 0), else_=1))
        query = select_columns(number).where(*conditions(narrowed)).order_by(*keys).offset(offset).limit(limit)
        return (await self._session.execute(query)).scalars().all()

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
        ascending = before is (order is Order.NEWEST)
        key, number = self._key(order, later), _NUMBER
        keys: list[ColumnElement[Any]] = [number] if key is None else [key, number]
        query = (
            select_columns(col(Concern.number))
            .where(*where)
            .order_by(*(one if ascending else one.desc() for one in keys))
        )
        if of is not None:
            query = query.where(self._beyond(order, later, of, forwards=ascending))
        return (await self._session.execute(query.limit(1))).scalar_one_or_none()

    def _beyond(self, order: Order, later: timedelta, of: ConcernReading, *, forwards: bool) -> ColumnElement[bool]:
        """Return what has greater keys than a concern has, or (not forwards) smaller ones."""
        number, key = _NUMBER, self._key(order, later)
        by_number: ColumnElement[bool] = number > of.id if forwards else number < of.id
        if key is None:
            return by_number
        at: Any = of.received_at if order is Order.OLDEST else _seconds(of, later)
        return or_(key > at if forwards else key < at, and_(key == at, by_number))

    def _key(self, order: Order, later: timedelta) -> ColumnElement[Any] | None:
        """Return what the list is sorted by before the number counts."""
        if order is Order.NEWEST:
            return None
        if order is Order.OLDEST:
            return _RECEIVED
        seconds: ColumnElement[Any] = extract("epoch", col(Concern.received_at))
        if dialect_of(self._session) == "postgresql":
            seconds = func.floor(seconds)  # as SQLite counts them
        return case((col(Concern.status) == Status.NEW, seconds), else_=seconds + int(later.total_seconds()))

    async def backlog(self, narrowed: ConcernFilter, late: Overdue) -> tuple[Mapping[Status, int], int]:
        """Count the concerns of a filter by where they stand in the queue, and those that have waited too long."""
        query = (
            select_columns(col(Concern.status), func.count(), func.count().filter(overdue(late)))
            .where(*conditions(narrowed))
            .group_by(col(Concern.status))
        )
        rows = (await self._session.execute(query)).all()
        return {Status(status): n for status, n, _ in rows}, sum(waiting for _, _, waiting in rows)


def _seconds(of: ConcernReading, later: timedelta) -> int:
    waited = timedelta() if of.status is Status.NEW else later
    return int(of.received_at.timestamp() + waited.total_seconds())
