"""Let one process tell the others that a message waits; PostgreSQL carries the word (LISTEN and NOTIFY).

A word may be lost, when a connection breaks or nobody listens: who listens also looks by themselves now and then.
"""

import asyncio
from collections.abc import Callable

from sqlalchemy import text
from sqlalchemy.exc import SQLAlchemyError

from storage.database import Database
from storage.reaching import UNREACHED

CHANNEL = "forumsbote_outbox"
LOOK_SECONDS, PAUSE_SECONDS = 2.0, 1.0
_TELL = text(f"NOTIFY {CHANNEL}")
_ALIVE = text("SELECT 1")
_LOST = (SQLAlchemyError, *UNREACHED)


class Bell:
    """Rung in one process, heard in others."""

    def __init__(self) -> None:
        self._rung = asyncio.Event()

    def ring(self) -> None:
        """Say that a message waits; however often it is rung meanwhile, it is told once."""
        self._rung.set()

    async def tell(self, database: Database, stop: asyncio.Event) -> None:
        """Pass on what is rung until `stop` is set; while the database is away there is nothing to tell."""
        while not stop.is_set():
            if not await _within(LOOK_SECONDS, self._rung):
                continue
            self._rung.clear()
            try:
                async with database.engine.connect() as connection:
                    await connection.execute(_TELL)
                    await connection.commit()
            except _LOST:
                await _within(PAUSE_SECONDS, stop)

    async def listen(self, database: Database, heard: Callable[[], None], stop: asyncio.Event) -> None:
        """Call `heard` for every word until `stop` is set, over a connection that is renewed when it breaks."""
        while not stop.is_set():
            try:
                await self._listen(database, heard, stop)
            except _LOST:
                await _within(PAUSE_SECONDS, stop)

    async def _listen(self, database: Database, heard: Callable[[], None], stop: asyncio.Event) -> None:
        async with database.engine.connect() as connection:
            await connection.execution_options(isolation_level="AUTOCOMMIT")
            driver = (await connection.get_raw_connection()).driver_connection
            if driver is None:
                return
            hear = lambda *_: heard()  # noqa: E731  the driver knows a listener by its identity
            await driver.add_listener(CHANNEL, hear)
            heard()  # what was told while nobody listened
            try:
                while not await _within(LOOK_SECONDS, stop):
                    await connection.execute(_ALIVE)
            finally:
                if not driver.is_closed():
                    await driver.remove_listener(CHANNEL, hear)


async def _within(seconds: float, happens: asyncio.Event) -> bool:
    """Wait so long for something to happen; False if it did not."""
    try:
        return await asyncio.wait_for(happens.wait(), seconds)
    except TimeoutError:
        return False
