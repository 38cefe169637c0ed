"""Tell that a process serves a PostgreSQL database, and find out whether any does: a lock that all who serve share.

The lock goes with its connection. One that breaks is made anew within seconds; the server frees what a vanished process held.
"""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress

from sqlalchemy import func, select, text
from sqlalchemy.exc import SQLAlchemyError
from sqlalchemy.ext.asyncio import AsyncConnection

from storage.database import Database
from storage.reaching import UNREACHED

LOCK = 0x466F72756D73  # "Forums", as a number
LOOK_SECONDS = 2.0
_ALIVE = text("SELECT 1")
_LOST = (SQLAlchemyError, *UNREACHED)
_SHARED, _ALONE = select(func.pg_try_advisory_lock_shared(LOCK)), select(func.pg_try_advisory_lock(LOCK))


class NotFreeError(Exception):
    """Somebody else has the database: one who wants it alone, or, for who wants it alone, anybody who serves."""


@asynccontextmanager
async def present(database: Database) -> AsyncIterator[None]:
    """Be known as one that serves the database until the block ends; NotFreeError while somebody has it alone."""
    held = await _hold(database, alone=False)
    keeping = asyncio.create_task(_keep(database, held))
    try:
        yield
    finally:
        keeping.cancel()
        with suppress(asyncio.CancelledError):
            await keeping


@asynccontextmanager
async def alone(database: Database) -> AsyncIterator[None]:
    """Have the database alone until the block ends; NotFreeError while anybody serves it."""
    held = await _hold(database, alone=True)
    try:
        yield
    finally:
        await _let_go(held)


async def is_served(database: Database) -> bool:
    """Say whether anybody serves the database; one that cannot be reached is served by nobody."""
    try:
        async with alone(database):
            return False
    except NotFreeError:
        return True
    except _LOST:
        return False


async def _hold(database: Database, *, alone: bool) -> AsyncConnection:
    """Return a connection that holds the lock."""
    connection = await database.engine.connect()
    try:
        await connection.execution_options(isolation_level="AUTOCOMMIT")
        if (await connection.execute(_ALONE if alone else _SHARED)).scalar_one():
            return connection
    except BaseException:
        await _let_go(connection)
        raise
    await _let_go(connection)
    raise NotFreeError


async def _keep(database: Database, held: AsyncConnection) -> None:
    """Look whether the connection lives, and take the lock anew over another where it does not."""
    while True:
        try:
            while True:
                await asyncio.sleep(LOOK_SECONDS)
                await held.execute(_ALIVE)
        except _LOST:
            await _let_go(held)
        except asyncio.CancelledError:
            await _let_go(held)
            raise
        held = await _hold_anew(database)


async def _hold_anew(database: Database) -> AsyncConnection:
    while True:
        try:
            return await _hold(database, alone=False)
        except (*_LOST, NotFreeError):
            await asyncio.sleep(LOOK_SECONDS)


async def _let_go(connection: AsyncConnection) -> None:
    """Close a connection for good: in the pool it would keep the lock."""
    with suppress(*_LOST):
        await connection.invalidate()
    with suppress(*_LOST):
        await connection.close()
