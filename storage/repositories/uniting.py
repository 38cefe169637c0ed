"""Two residents become one: everything of the one is the other's from then on, and where both have a thing, one rule decides."""

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from sqlalchemy import select as select_columns
from sqlalchemy import update
from sqlmodel import col, delete, select

from storage.models import (
    Aside,
    ChatLink,
    Concern,
    Consent,
    FormerNumber,
    Identity,
    KeptUpdate,
    OpenQuestion,
    Outgoing,
    OutgoingState,
    Registration,
    RegistrationState,
    Resident,
    Response,
    SaidLine,
    Tiding,
)
from storage.models.base import Table
from storage.repositories.base import Repository

# What both may have side by side.
SIDE_BY_SIDE: tuple[type[Table], ...] = (
    Identity, Consent, SaidLine, Aside, Tiding, KeptUpdate, Concern, FormerNumber,
)  # fmt: skip
ONE_AT_MOST: tuple[type[Table], ...] = (OpenQuestion, ChatLink)
# Of two messages about the same the one that is further on its way stays: nobody is told twice.
FURTHER = {
    OutgoingState.DROPPED: 0,
    OutgoingState.FAILED: 1,
    OutgoingState.WAITING: 2,
    OutgoingState.SENDING: 3,
    OutgoingState.AMBIGUOUS: 3,
    OutgoingState.SENT: 3,
}


class Uniting(Repository):
    """Both residents are locked by whoever calls this. Concerns, their numbers and the ledger stay as they are."""

    async def shared(self, one: UUID, other: UUID) -> tuple[int, int]:
        """Return for how many forums both are registered, and how many surveys both have begun."""
        forums = await self._keys(Registration, "forum_id", one) & await self._keys(Registration, "forum_id", other)
        surveys = await self._keys(Response, "survey_id", one) & await self._keys(Response, "survey_id", other)
        return len(forums), len(surveys)

    async def unite(self, kept: UUID, gone: UUID) -> None:
        """Make everything of `gone` belong to `kept`, and remember the number that is gone."""
        await self._registrations(kept, gone)
        await self._responses(kept, gone)
        await self._messages(kept, gone)
        for table in ONE_AT_MOST:  # that of `kept`, where there is one
            if not await self._has(table, kept):
                await self._move(table, kept, gone)
        for table in SIDE_BY_SIDE:
            await self._move(table, kept, gone)
        await self._session.exec(delete(Resident).where(col(Resident.id) == gone))
        self._session.add(FormerNumber(id=gone, resident_id=kept))
        await self._session.flush()

    async def _registrations(self, kept: UUID, gone: UUID) -> None:
        """Of two registrations for a forum a place goes before waiting, and the earlier one before the later."""
        rows = {who: await self._rows(Registration, who) for who in (kept, gone)}
        mine = {row["forum_id"]: row for row in rows[kept]}
        for row in rows[gone]:
            twin = mine.get(row["forum_id"])
            loser = gone if twin and _earlier(twin) <= _earlier(row) else kept
            if twin:
                where = col(Registration.forum_id) == row["forum_id"], col(Registration.resident_id) == loser
                await self._session.exec(delete(Registration).where(*where))
        await self._move(Registration, kept, gone)

    async def _responses(self, kept: UUID, gone: UUID) -> None:
        """Of two sets of answers to a survey a finished one goes before an unfinished one, and the later before the earlier."""
        mine = {row["survey_id"]: row for row in await self._rows(Response, kept)}
        losers = [
            min(row, mine[row["survey_id"]], key=_finished)["id"]
            for row in await self._rows(Response, gone)
            if row["survey_id"] in mine
        ]
        await self._session.exec(delete(Response).where(col(Response.id).in_(losers)))
        await self._move(Response, kept, gone)

    async def _messages(self, kept: UUID, gone: UUID) -> None:
        mine = {_promise(row): row for row in await self._promises(kept)}
        pairs = [(mine[_promise(row)], row) for row in await self._promises(gone) if _promise(row) in mine]
        losers = [min(twin, row, key=lambda one: (FURTHER[one["state"]], one is twin))["id"] for twin, row in pairs]
        await self._session.exec(delete(Outgoing).where(col(Outgoing.id).in_(losers)))
        await self._move(Outgoing, kept, gone)

    async def _promises(self, resident_id: UUID) -> list[Mapping[str, Any]]:
        return [row for row in await self._rows(Outgoing, resident_id) if any(_promise(row))]

    async def _move(self, table: Any, kept: UUID, gone: UUID) -> None:
        moved = update(table).where(col(table.resident_id) == gone).values(resident_id=kept)
        await self._session.exec(moved.execution_options(synchronize_session="fetch"))

    async def _has(self, table: Any, resident_id: UUID) -> bool:
        return (
            await self._session.exec(select(table.resident_id).where(table.resident_id == resident_id))
        ).first() is not None

    async def _keys(self, table: Any, key: str, resident_id: UUID) -> set[int]:
        return {row[key] for row in await self._rows(table, resident_id)}

    async def _rows(self, table: Any, resident_id: UUID) -> list[Mapping[str, Any]]:
        columns = [column for column in table.__table__.columns if column.name != "body"]
        found = await self._session.execute(select_columns(*columns).where(table.resident_id == resident_id))
        return [dict(row) for row in found.mappings()]


def _earlier(row: Mapping[str, Any]) -> tuple[bool, Any]:
    return row["state"] is not RegistrationState.COMING, row["at"]


def _finished(row: Mapping[str, Any]) -> tuple[bool, Any]:
    return row["finished_at"] is not None, row["finished_at"] or row["started_at"]


def _promise(row: Mapping[str, Any]) -> tuple[Any, ...]:
    """Return what a message is about; nothing in it where it is an answer, of which there may be many."""
    about = (row["forum_id"], row["forum_moment"], row["forum_version"]) if row["forum_id"] is not None else (None,) * 3
    return *about, row["phase_change_id"]
