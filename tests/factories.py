"""The world a test needs: a clock that stands still, the city, a vault, and a database that breaks."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import UTC, datetime, timedelta

from bot.vault import AddressVault
from storage.database import Database

NOON = datetime(2026, 11, 23, 11, 0, tzinfo=UTC)  # 12:00 in Berlin, outside the quiet hours


class StandingClock:
    """A clock that moves only when told to."""

    def __init__(self, at: datetime = NOON) -> None:
        self._at = at

    def __call__(self) -> datetime:
        return self._at

    def advance(self, by: timedelta) -> None:
        self._at += by

    def set(self, at: datetime) -> None:
        self._at = at


def vault() -> AddressVault:
    return AddressVault("a secret key for tests only, long enough")


@asynccontextmanager
async def broken(database: Database) -> AsyncIterator[None]:
    """No turn can be taken while the table of open questions is away."""
    async with database.engine.begin() as connection:
        await connection.exec_driver_sql("ALTER TABLE open_question RENAME TO elsewhere")
    yield
    async with database.engine.begin() as connection:
        await connection.exec_driver_sql("ALTER TABLE elsewhere RENAME TO open_question")
