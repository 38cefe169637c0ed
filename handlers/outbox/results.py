"""Write down what became of sends, all that ended meanwhile in one transaction, however often the database must be asked."""

import asyncio
from collections.abc import Awaitable, Callable

import structlog

from handlers.deps import Deps
from storage.repositories.outbox import SendResult
from storage.unit_of_work import UnitOfWork

log = structlog.get_logger()

Consequences = Callable[[UnitOfWork], Awaitable[None]]
PAUSE_SECONDS, MOST_TRIES = 0.5, 60


class Results:
    """Results on their way to the database; those that come while some are being written go together with the next ones."""

    def __init__(self, deps: Deps) -> None:
        self._deps = deps
        self._waiting: list[tuple[SendResult, Consequences]] = []
        self._writing = asyncio.Lock()

    async def note(self, result: SendResult, consequences: Consequences) -> None:
        """Write down a result; returns when it is on the disk, or nobody would believe it any more."""
        self._waiting.append((result, consequences))
        async with self._writing:
            taken, self._waiting = self._waiting, []
            if taken:
                await self._write(taken)

    async def _write(self, taken: list[tuple[SendResult, Consequences]]) -> None:
        """Write results; while the database is away, wait for it: what was sent must not be sent again for that."""
        for tried in range(1, MOST_TRIES + 1):
            try:
                async with self._deps.open_work() as work:
                    await work.outbox.note_results([result for result, _ in taken])
                    for _, consequences in taken:
                        await consequences(work)
            except Exception as fault:
                if tried in (1, MOST_TRIES):
                    log.exception(
                        "outbox.results_unwritten", results=len(taken), tried=tried, fault=type(fault).__name__
                    )
                await asyncio.sleep(PAUSE_SECONDS)
            else:
                return
