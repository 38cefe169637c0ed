"""SQLite in the thread of the event loop: for the short statements of writing transactions.

aiosqlite hands each statement to a thread and back, which costs many times what the statement does. Here only a commit, which
waits for the disk, leaves the loop's thread; and a database that another process is writing to is waited for without holding
up the loop. Long readings belong to aiosqlite.
"""

import asyncio
import sqlite3
import time
from collections.abc import Callable
from typing import Any

from sqlalchemy import Pool
from sqlalchemy.dialects import registry
from sqlalchemy.dialects.sqlite.base import SQLiteExecutionContext
from sqlalchemy.dialects.sqlite.pysqlite import SQLiteDialect_pysqlite
from sqlalchemy.engine.cursor import FullyBufferedCursorFetchStrategy
from sqlalchemy.pool import AsyncAdaptedQueuePool
from sqlalchemy.util import await_only

DRIVER = "sqlite+in_loop"
BUSY_SECONDS, LOOK_AGAIN_SECONDS = 10.0, 0.005


class _Cursor(sqlite3.Cursor):
    """The driver's own cursor, with what SQLAlchemy calls on one of an asynchronous driver."""

    async def _async_soft_close(self) -> None:
        """Do nothing: it holds nothing once its rows are read."""


class _ReadAtOnce(SQLiteExecutionContext):
    """Takes the rows of a statement as soon as it ran: SQLite does not commit while one of them is still to be fetched."""

    def create_default_cursor(self) -> Any:
        return self._dbapi_connection.cursor(_Cursor)

    def post_exec(self) -> None:
        if self.cursor.description is not None:
            self.cursor_fetch_strategy = FullyBufferedCursorFetchStrategy(
                self.cursor, initial_buffer=self.cursor.fetchall()
            )


class InLoop(SQLiteDialect_pysqlite):
    """The library's own dialect, said to be asynchronous."""

    execution_ctx_cls = _ReadAtOnce

    driver = "in_loop"
    is_async = True
    supports_statement_cache = True

    @classmethod
    def get_pool_class(cls, _url: Any) -> type[Pool]:
        return AsyncAdaptedQueuePool

    def do_commit(self, dbapi_connection: Any) -> None:
        """Commit in a thread: it waits for the disk."""
        await_only(_in_thread(dbapi_connection.commit))

    def get_driver_connection(self, connection: Any) -> Any:
        return connection


def begin_immediate(connection: sqlite3.Connection) -> None:
    """Begin to write; wait while another process does, at most BUSY_SECONDS."""
    until = time.monotonic() + BUSY_SECONDS
    while True:
        try:
            connection.execute("BEGIN IMMEDIATE")
        except sqlite3.OperationalError as error:
            if error.sqlite_errorcode != sqlite3.SQLITE_BUSY or time.monotonic() > until:
                raise
        else:
            return
        await_only(asyncio.sleep(LOOK_AGAIN_SECONDS))


async def _in_thread(work: Callable[[], None]) -> None:
    """Wait for work in a thread, to its end also when we are cancelled: nobody may use the connection meanwhile."""
    done = asyncio.get_running_loop().run_in_executor(None, work)
    try:
        await asyncio.shield(done)
    except asyncio.CancelledError:
        await asyncio.wait([done])
        raise


registry.register(DRIVER.replace("+", "."), __name__, InLoop.__name__)
