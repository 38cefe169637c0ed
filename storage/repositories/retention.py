"""Counts of what was erased because its time was over."""

from collections import defaultdict
from collections.abc import Mapping
from datetime import datetime

from sqlmodel import col, delete

from storage.inserting import dialect_of, insert
from storage.models import ErasedCount
from storage.repositories.base import Repository


class Retention(Repository):
    """One count a day and kind; written in the transaction that erases."""

    async def count(self, kind: str, erased: int, at: datetime) -> None:
        """Add to the count of a day; nothing where nothing was erased."""
        if not erased:
            return
        new = insert(dialect_of(self._session), ErasedCount).values(day=at.date().isoformat(), kind=kind, erased=erased)
        await self._session.exec(
            new.on_conflict_do_update(
                index_elements=["day", "kind"], set_={"erased": ErasedCount.erased + new.excluded.erased}
            )
        )

    async def take_before(self, at: datetime) -> Mapping[str, Mapping[str, int]]:
        """Return the counts of every day before this one by day and kind, and forget them: whoever takes them notes them."""
        over = delete(ErasedCount).where(col(ErasedCount.day) < at.date().isoformat())
        columns = (col(ErasedCount.day), col(ErasedCount.kind), col(ErasedCount.erased))
        taken = (await self._session.execute(over.returning(*columns))).all()
        days: dict[str, dict[str, int]] = defaultdict(dict)
        for day, kind, erased in taken:
            days[day][kind] = erased
        return {day: days[day] for day in sorted(days)}
