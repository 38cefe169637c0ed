"""Write down what became of sends, all that ended meanwhile in one transaction, however often the database must be asked."""

import asyncio
from collections.abc import Awaitable, Callable
from dataclasses import dataclass

import structlog

from handlers.deps import Deps
from handlers.errors import DiskFullError
from storage.faults import is_away
from storage.repositories.outbox import SendResult
from storage.unit_of_work import UnitOfWork

log = structlog.get_logger()

Consequences = Callable[[UnitOfWork], Awaitable[None]]
PAUSE_SECONDS, MOST_TRIES = 0.5, 60


@dataclass(frozen=True, slots=True)
class _Noted:
    result: SendResult
    consequences: Consequences
    written: asyncio.Future[None]


class Results:
    """Results on their way to the database; those that come while some are being written go together with the next ones."""

    def __init__(self, deps: Deps) -> None:
        self._deps = deps
        self._waiting: list[_Noted] = []
        self._writer: asyncio.Task[None] | None = None

    async def note(self, result: SendResult, consequences: Consequences) -> None:
        """Write down a result; returns when it is on the disk, or nobody would believe it any more."""
        noted = _Noted(result, consequences, asyncio.get_running_loop().create_future())
        self._waiting.append(noted)
        if self._writer is None or self._writer.done():
            self._writer = asyncio.create_task(self._write_all())
        await noted.written

    async def _write_all(self) -> None:
        while self._waiting:
            taken, self._waiting = self._waiting, []
            await self._write(taken)
            for noted in taken:
                noted.written.set_result(None)

    async def _write(self, taken: list[_Noted]) -> None:
        """Write results; while the database is away, wait for it: what was sent must not be sent again for that.

        Where they cannot be written together each is written alone, so that one that never can holds up no other.
        """
        for tried in range(1, MOST_TRIES + 1):
            try:
                await self._write_once(taken)
            except Exception as fault:
                if tried in (1, MOST_TRIES):
                    log.exception(
                        "outbox.results_unwritten", results=len(taken), tried=tried, fault=type(fault).__name__
                    )
                if len(taken) > 1 and not (is_away(fault) or isinstance(fault, DiskFullError)):
                    await asyncio.gather(*(self._write([noted]) for noted in taken))
                    return
                await asyncio.sleep(PAUSE_SECONDS)
            else:
                return

    async def _write_once(self, taken: list[_Noted]) -> None:
        async with self._deps.open_work() as work:
            await work.outbox.note_results([noted.result for noted in taken])
            for noted in taken:
                await noted.consequences(work)
