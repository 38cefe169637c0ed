"""What authors are to be told about their concerns, bundled by resident."""

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from sqlalchemy import ColumnElement, update
from sqlalchemy import insert as plain_insert
from sqlalchemy import select as select_columns
from sqlmodel import col, delete, select

from storage.models import Concern, Tiding
from storage.repositories.base import Repository


class Tidings(Repository):
    """Steps to be told; each once."""

    async def add(self, concerns: Sequence[Concern], act: str, *, at: datetime, due_at: datetime) -> None:
        """Note that the authors of these concerns are to be told; concerns without one are passed over."""
        rows = [
            {"resident_id": concern.resident_id, "concern_id": concern.id, "act": act, "at": at, "due_at": due_at}
            for concern in concerns
            if concern.resident_id is not None
        ]
        if rows:
            await self._session.execute(plain_insert(Tiding), rows)

    async def drop_untold(self, concern_ids: Sequence[int], act: str | None = None) -> None:
        """Forget what was not told yet about these concerns; where an act is named, only that."""
        untold = delete(Tiding).where(col(Tiding.concern_id).in_(concern_ids), col(Tiding.outgoing_id).is_(None))
        await self._session.exec(untold if act is None else untold.where(col(Tiding.act) == act))

    async def drop_all_of(self, resident_id: UUID) -> None:
        """Forget everything a resident was or was to be told."""
        await self._session.exec(delete(Tiding).where(col(Tiding.resident_id) == resident_id))

    async def residents_due(self, now: datetime, *, limit: int) -> Sequence[UUID]:
        """Return residents something is to be told, who waits longest first."""
        query = (
            select(Tiding.resident_id)
            .where(col(Tiding.outgoing_id).is_(None), col(Tiding.due_at) <= now)
            .order_by(col(Tiding.due_at), col(Tiding.id))
            .limit(limit)
        )
        return list(dict.fromkeys((await self._session.exec(query)).all()))

    async def is_due(self, resident_id: UUID, now: datetime) -> bool:
        """Tell whether anything is to be told to a resident, who is locked."""
        return (await self._session.exec(select(Tiding.id).where(*_due(resident_id, now)).limit(1))).first() is not None

    async def bundle(self, resident_id: UUID, outgoing_id: int, now: datetime) -> None:
        """Let a message tell a resident, who is locked, everything that is due."""
        await self._session.exec(update(Tiding).where(*_due(resident_id, now)).values(outgoing_id=outgoing_id))

    async def told_by(self, outgoing_id: int) -> Sequence[tuple[int, str]]:
        """Return concern and act of everything a message tells, in the order in which it happened."""
        query = select_columns(col(Tiding.concern_id), col(Tiding.act)).where(col(Tiding.outgoing_id) == outgoing_id)
        return [
            (concern_id, act) for concern_id, act in (await self._session.execute(query.order_by(col(Tiding.id)))).all()
        ]


def _due(resident_id: UUID, now: datetime) -> tuple[ColumnElement[bool], ...]:
    return col(Tiding.resident_id) == resident_id, col(Tiding.outgoing_id).is_(None), col(Tiding.due_at) <= now
