"""Open the database, SQLite or PostgreSQL, with what each needs to keep its word.

SQLite: every connection runs WAL with synchronous=FULL, so a commit that returned is on the disk; writing transactions begin IMMEDIATE
and queue in the process, because a deferred one that upgrades fails at once instead of waiting.
"""

import asyncio
import sqlite3
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, closing, suppress
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, event, make_url
from sqlalchemy.exc import OperationalError
from sqlalchemy.ext.asyncio import AsyncEngine, create_async_engine
from sqlmodel.ext.asyncio.session import AsyncSession

from storage.reaching import creator, look_before_use, take_your_time
from storage.sqlite_in_loop import BUSY_SECONDS, DRIVER, begin_immediate
from storage.unit_of_work import UnitOfWork

SQLITE_PRAGMAS = ("journal_mode=WAL", "synchronous=FULL", "foreign_keys=ON", "secure_delete=ON")
FOLDING_SECONDS = 0.2
# The words of a failed statement reach the log with its error; what residents wrote must not.
QUIET: dict[str, Any] = {"hide_parameters": True}


class Database:
    """One engine and the two ways to use it: `work` writes and commits, `reading` sees one moment and keeps nothing."""

    def __init__(self, engine: AsyncEngine, writing: AsyncEngine | None = None) -> None:
        self.engine = engine
        self.is_sqlite = engine.dialect.name == "sqlite"
        self._writing = writing or engine
        self._writer = asyncio.Lock()

    @asynccontextmanager
    async def work(self) -> AsyncIterator[UnitOfWork]:
        """Open a unit of work that commits at its end, or keeps nothing when anything is raised in it."""
        if not self.is_sqlite:
            async with self._unit() as unit:
                yield unit
            unit.tell_committed()
            return
        async with self._writer, self._unit() as unit:
            yield unit
        unit.tell_committed()

    @asynccontextmanager
    async def reading(self) -> AsyncIterator[UnitOfWork]:
        """Open a unit of work for looking only: it sees one consistent moment and is rolled back."""
        options: dict[str, Any] = {} if self.is_sqlite else {"isolation_level": "REPEATABLE READ"}
        async with self.engine.connect() as connection:
            await connection.execution_options(**options)
            await take_your_time(connection)
            async with AsyncSession(connection, expire_on_commit=False) as session:
                # Closing rolls back and leaves the rows readable; a rollback() of the session would expire them.
                yield UnitOfWork(session)

    @asynccontextmanager
    async def _unit(self) -> AsyncIterator[UnitOfWork]:
        async with AsyncSession(self._writing, expire_on_commit=False) as session, session.begin():
            yield UnitOfWork(session)

    async def fold_log(self) -> bool:
        """Fold SQLite's log file into the database and empty it, so that nothing erased stays readable in it.

        False while somebody still reads from it, or the disk is full; whoever writes waits for that no longer than FOLDING_SECONDS.
        """
        if not self.is_sqlite or not self.engine.url.database:
            return True
        async with self._writer:
            return await asyncio.to_thread(_fold_log, self.engine.url.database)

    async def rebuild(self) -> None:
        """Write SQLite's file anew, without what is left of deleted lines in it.

        When SQLite puts pages in order, copies stay in their unused parts, which `secure_delete` never reaches.
        Nobody writes meanwhile; needs room for a second file.
        """
        if self.is_sqlite and self.engine.url.database:
            async with self._writer:
                await asyncio.to_thread(_rebuild, self.engine.url.database)
            await self.fold_log()

    async def close(self) -> None:
        """Give every connection back; on SQLite the log file is folded into the database first."""
        if self.is_sqlite:
            # What the disk has no room for stays in the log file, which the next start reads.
            with suppress(OperationalError):
                async with self.engine.connect() as connection:
                    await connection.exec_driver_sql("PRAGMA wal_checkpoint(TRUNCATE)")
            await self._writing.dispose()
        await self.engine.dispose()


def connect(url: str) -> Database:
    """Return the database of a `sqlite+aiosqlite:///…` or `postgresql+asyncpg://…` address; nothing is opened yet."""
    address = make_url(url)
    if address.get_backend_name() == "sqlite":
        if address.database and address.database != ":memory:":
            Path(address.database).parent.mkdir(parents=True, exist_ok=True)
        reading = create_async_engine(address, pool_size=8, max_overflow=8, **QUIET)
        _prepare_sqlite(reading, busy_seconds=BUSY_SECONDS)
        writing = create_async_engine(address.set(drivername=DRIVER), pool_size=1, **QUIET)
        _prepare_sqlite(writing, busy_seconds=0)
        _begin_to_write(writing)
        return Database(reading, writing)
    given = address.get_dialect()().create_connect_args(address)[1]
    engine = create_async_engine(address, async_creator=creator(given), pool_size=10, max_overflow=10, **QUIET)
    look_before_use(engine)
    return Database(engine)


def _fold_log(path: str) -> bool:
    with suppress(sqlite3.OperationalError), closing(sqlite3.connect(path, timeout=FOLDING_SECONDS)) as connection:
        busy, _, _ = connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()
        return not busy
    return False


def _rebuild(path: str) -> None:
    with closing(sqlite3.connect(path, timeout=BUSY_SECONDS)) as connection:
        connection.execute("VACUUM")


def _prepare_sqlite(engine: AsyncEngine, *, busy_seconds: float) -> None:
    @event.listens_for(engine.sync_engine, "connect")
    def set_pragmas(connection: Any, _record: Any) -> None:
        connection.isolation_level = None
        cursor = connection.cursor()
        for pragma in (*SQLITE_PRAGMAS, f"busy_timeout={busy_seconds * 1000:.0f}"):
            cursor.execute(f"PRAGMA {pragma}")
        cursor.close()
        # SQLite's own lower() knows ASCII only: whoever looks for "über" must find "Über".
        connection.create_function("lower", 1, _lower, deterministic=True)

    if busy_seconds:

        @event.listens_for(engine.sync_engine, "begin")
        def begin(connection: Connection) -> None:
            connection.exec_driver_sql("BEGIN")


def _begin_to_write(engine: AsyncEngine) -> None:
    @event.listens_for(engine.sync_engine, "begin")
    def begin(connection: Connection) -> None:
        driver: Any = connection.connection.driver_connection
        begin_immediate(driver)


def _lower(value: object) -> object:
    return value.lower() if isinstance(value, str) else value
