"""What residents are promised about forums, written as outbox rows in one statement, however many people it concerns."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import Select, case, exists, func, literal, or_, true, union
from sqlalchemy import select as select_columns
from sqlalchemy.orm import aliased
from sqlmodel import col, select

from storage.inserting import dialect_of, insert
from storage.models import (
    UNFINISHED,
    Forum,
    ForumScope,
    Outgoing,
    OutgoingKind,
    OutgoingState,
    Registration,
    RegistrationState,
    Resident,
    Standing,
)
from storage.readings.forums import TellingReading
from storage.repositories.base import Repository
from storage.repositories.outbox import RANKS

TOLD_STATES = (OutgoingState.SENT, OutgoingState.AMBIGUOUS, OutgoingState.SENDING)
PROMISE_KEY = ("forum_id", "resident_id", "forum_moment", "forum_version")
People = Select[tuple[UUID]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Promise:
    """One message about a forum that several residents are to get, composed when it is sent.

    moment      of the forum's life; with forum, resident and version it makes the row unique
    expires_at  when it no longer helps
    """

    forum_id: int
    version: int
    moment: str
    kind: OutgoingKind
    not_before: datetime
    expires_at: datetime
    made_at: datetime


class Promises(Repository):
    """The three audiences of a forum, counted or written to.

    audience    active subscribers of the forum's scope who were not told of it yet
    told        whoever was sent something about it (or may have been), or registered for it
    registered  whoever comes
    """

    async def promise_audience(self, promise: Promise, scope: ForumScope, districts: Iterable[str]) -> int:
        """Promise something to the audience; returns how many rows are new."""
        return await self._write(promise, _audience(promise.forum_id, scope, districts))

    async def promise_told(self, promise: Promise) -> int:
        """Promise something to everyone who was told; returns how many rows are new."""
        return await self._write(promise, _told(promise.forum_id))

    async def promise_reminder(self, promise: Promise, *, corrected_by: str) -> int:
        """Promise a reminder to those it helps; returns how many rows are new."""
        return await self._write(promise, _to_remind(promise, corrected_by))

    async def renew(self, promise: Promise, resident_id: UUID) -> None:
        """Promise something to one resident, again where the same was promised before and has been sent or dropped."""
        row = insert(dialect_of(self._session), Outgoing).values(resident_id=resident_id, **_columns(promise))
        again = row.on_conflict_do_update(
            index_elements=PROMISE_KEY,
            set_={
                "state": OutgoingState.WAITING,
                "tries": 0,
                "sends": 0,
                "fence": Outgoing.fence + 1,
                "body": None,
                "reason": None,
                "not_before": promise.not_before,
                "expires_at": promise.expires_at,
                "created_at": promise.made_at,
            },
        )
        await self._session.exec(again)

    async def count_audience(self, forum_id: int, scope: ForumScope, districts: Iterable[str]) -> int:
        return await self._count(_audience(forum_id, scope, districts))

    async def count_told(self, forum_id: int) -> int:
        return await self._count(_told(forum_id))

    async def count_to_remind(self, promise: Promise, *, corrected_by: str) -> int:
        """Return how many would get a reminder that have none yet."""
        return await self._count(_to_remind(promise, corrected_by))

    async def tellings(self, forum_id: int) -> list[TellingReading]:
        """Return how far a forum's messages have come, the first promised first."""
        states: dict[str, tuple[OutgoingState, ...]] = {
            "waiting": UNFINISHED,
            "sent": (OutgoingState.SENT,),
            "unsure": (OutgoingState.AMBIGUOUS, OutgoingState.FAILED),
            "dropped": (OutgoingState.DROPPED,),
        }
        counts = [
            func.sum(case((col(Outgoing.state).in_(wanted), 1), else_=0)).label(name) for name, wanted in states.items()
        ]
        query: Any = (
            select_columns(col(Outgoing.forum_moment), col(Outgoing.forum_version), *counts)
            .where(col(Outgoing.forum_id) == forum_id)
            .group_by(col(Outgoing.forum_moment), col(Outgoing.forum_version))
            .order_by(func.min(Outgoing.id))
        )
        return [
            TellingReading(moment=moment, version=version, waiting=waiting, sent=sent, unsure=unsure, dropped=dropped)
            for moment, version, waiting, sent, unsure, dropped in (await self._session.exec(query)).all()
        ]

    async def _write(self, promise: Promise, people: People) -> int:
        columns = _columns(promise)
        who = people.subquery()
        constants = (_typed(name, value) for name, value in columns.items())
        # In the order of the indexes the rows go into, 210,000 of them take a tenth of the time (SQLite).
        source = select_columns(who.c.resident_id, *constants).where(true()).order_by(who.c.resident_id)
        written = (
            insert(dialect_of(self._session), Outgoing)
            .from_select(["resident_id", *columns], source, include_defaults=False)
            .on_conflict_do_nothing(index_elements=PROMISE_KEY)
        )
        result: Any = await self._session.exec(written)
        return int(result.rowcount)

    async def _count(self, people: People) -> int:
        counted = select(func.count()).select_from(people.subquery())
        return (await self._session.exec(counted)).one()


def _columns(promise: Promise) -> dict[str, object]:
    return {
        "kind": promise.kind,
        "state": OutgoingState.WAITING,
        "rank": RANKS[promise.kind],
        "tries": 0,
        "sends": 0,
        "fence": 0,
        "not_before": promise.not_before,
        "expires_at": promise.expires_at,
        "forum_id": promise.forum_id,
        "forum_moment": promise.moment,
        "forum_version": promise.version,
        "created_at": promise.made_at,
    }


def _typed(name: str, value: object) -> Any:
    """Return a constant with the type of the column it goes into."""
    return literal(value, type_=Outgoing.__table__.c[name].type).label(name)  # type: ignore[attr-defined]  # SQLModel does not type it


def _audience(forum_id: int, scope: ForumScope, districts: Iterable[str]) -> People:
    told = _told(forum_id).subquery()
    people: People = select_columns(col(Resident.id).label("resident_id")).where(
        col(Resident.subscribed),
        col(Resident.standing) == Standing.ACTIVE,
        col(Resident.id).not_in(select_columns(told.c.resident_id)),
    )
    if scope is ForumScope.DISTRICTS:
        people = people.where(col(Resident.district).in_(list(districts)))
    return people


def _told(forum_id: int) -> People:
    sent = select_columns(col(Outgoing.resident_id)).where(
        col(Outgoing.forum_id) == forum_id, col(Outgoing.state).in_(TOLD_STATES)
    )
    registered = select_columns(col(Registration.resident_id)).where(col(Registration.forum_id) == forum_id)
    both = union(sent, registered).subquery()
    return (
        select_columns(col(Resident.id).label("resident_id"))
        .join(both, both.c.resident_id == col(Resident.id))
        .where(col(Resident.standing) != Standing.STOPPED)
    )


def _to_remind(promise: Promise, corrected_by: str) -> People:
    """Return who comes, has no row for this reminder yet, and was not just told the same.

    Who registered, or was told of the current time and place, only after the reminder's moment needs none.
    """
    other = aliased(Outgoing)
    known = exists().where(
        col(other.forum_id) == promise.forum_id,
        col(other.resident_id) == col(Registration.resident_id),
        col(other.forum_version) == promise.version,
        or_(
            col(other.forum_moment) == promise.moment,
            (col(other.forum_moment) == corrected_by) & (col(other.created_at) > promise.not_before),
        ),
    )
    return (
        select_columns(col(Registration.resident_id).label("resident_id"))
        .join(Forum, col(Forum.id) == col(Registration.forum_id))
        .join(Resident, col(Resident.id) == col(Registration.resident_id))
        .where(
            col(Registration.forum_id) == promise.forum_id,
            col(Registration.state) == RegistrationState.COMING,
            col(Registration.at) <= promise.not_before,
            col(Forum.version) == promise.version,
            col(Resident.standing) != Standing.STOPPED,
            ~known,
        )
    )
