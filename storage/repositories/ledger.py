"""The ledger: acts noted, chained one after another, and read back for proof."""

from collections.abc import AsyncIterator, Callable, Sequence
from dataclasses import fields
from datetime import datetime
from typing import Any

from sqlalchemy import func
from sqlalchemy import select as select_columns
from sqlmodel import col, select

from storage.inserting import dialect_of, insert
from storage.models import LedgerEntry, LedgerHead
from storage.readings.ledger import ChainedReading
from storage.repositories.base import Repository

CHUNK = 2000
_CHAINED: tuple[Any, ...] = tuple(getattr(LedgerEntry, field.name) for field in fields(ChainedReading))


class Ledger(Repository):
    """Acts in the order in which they were chained. Nothing of it is changed but once, when an entry takes its place in the chain."""

    async def note(self, act: str, actor: str, at: datetime, detail: Any = None) -> None:
        """Note an act that is about no concern."""
        self._session.add(LedgerEntry(act=act, actor=actor, at=at, detail=detail))
        await self._session.flush()

    async def head(self) -> tuple[int, bytes]:
        """Return how many are chained and the MAC of the last one."""
        head = await self._session.get(LedgerHead, 1)
        return (head.position, head.mac) if head else (0, b"")

    async def count_waiting(self) -> int:
        """Count acts that have no place in the chain yet."""
        waiting = select(func.count()).select_from(LedgerEntry).where(col(LedgerEntry.position).is_(None))
        return (await self._session.exec(waiting)).one()

    async def chain(self, link: Callable[[bytes, LedgerEntry], bytes], *, limit: int) -> int:
        """Give entries that have none a place in the chain, in the order of their ids; returns how many.

        link  returns the MAC of an entry that has its position, after the MAC before it.
        """
        first = insert(dialect_of(self._session), LedgerHead).values(id=1, position=0, mac=b"")
        await self._session.exec(first.on_conflict_do_nothing())
        head = (await self._session.exec(select(LedgerHead).with_for_update())).one()
        waiting = select(LedgerEntry).where(col(LedgerEntry.position).is_(None)).order_by(col(LedgerEntry.id))
        entries = (await self._session.exec(waiting.limit(limit))).all()
        for entry in entries:
            head.position += 1
            entry.position = head.position
            head.mac = entry.mac = link(head.mac, entry)
        await self._session.flush()
        return len(entries)

    async def batches(self) -> AsyncIterator[Sequence[ChainedReading]]:
        """Yield all chained entries in the order of the chain, in lists of at most CHUNK."""
        after, read = 0, CHUNK
        while read == CHUNK:
            query = select_columns(*_CHAINED).where(col(LedgerEntry.position) > after)
            rows = (await self._session.execute(query.order_by(col(LedgerEntry.position)).limit(CHUNK))).all()
            read = len(rows)
            if rows:
                after = rows[-1].position
                yield [ChainedReading(*row) for row in rows]

    async def of_concern(self, concern_id: int) -> Sequence[LedgerEntry]:
        """Return the acts of one concern, the oldest first."""
        query = select(LedgerEntry).where(LedgerEntry.concern_id == concern_id).order_by(col(LedgerEntry.id))
        return (await self._session.exec(query)).all()
