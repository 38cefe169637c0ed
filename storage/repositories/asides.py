"""Texts that are no concerns: kept apart for the moderation, for a while."""

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from sqlmodel import col, delete, func, select

from storage.models import Aside
from storage.repositories.base import Repository


class Asides(Repository):
    """Texts that were taken for insults."""

    async def add(self, aside: Aside) -> None:
        self._session.add(aside)
        await self._session.flush()

    async def page(self, *, offset: int, limit: int) -> Sequence[Aside]:
        """Return one page of them, the newest first."""
        query = select(Aside).order_by(col(Aside.id).desc()).offset(offset).limit(limit)
        return (await self._session.exec(query)).all()

    async def count(self) -> int:
        return (await self._session.exec(select(func.count()).select_from(Aside))).one()

    async def get_for_update(self, aside_id: int) -> Aside | None:
        return (await self._session.exec(select(Aside).where(Aside.id == aside_id).with_for_update())).first()

    async def drop(self, aside: Aside) -> None:
        await self._session.delete(aside)
        await self._session.flush()

    async def drop_all_of(self, resident_id: UUID) -> None:
        await self._session.exec(delete(Aside).where(col(Aside.resident_id) == resident_id))

    async def drop_same(self, resident_id: UUID, text: str) -> None:
        same = delete(Aside).where(col(Aside.resident_id) == resident_id, col(Aside.text) == text)
        await self._session.exec(same)

    async def forget(self, before: datetime) -> int:
        """Erase what was kept before a moment, and return how many."""
        return (await self._session.exec(delete(Aside).where(col(Aside.at) < before))).rowcount
