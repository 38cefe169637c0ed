"""Who serves a database is known to who wants it alone, also after their connection was cut."""

import asyncio
from collections.abc import AsyncIterator

import pytest
from sqlalchemy import text

from storage import presence
from storage.database import Database, connect
from storage.presence import NotFreeError, alone, is_served, present

CUT = "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE pid <> pg_backend_pid() AND usename <> ''"


@pytest.fixture
async def served(postgres_url: str) -> AsyncIterator[Database]:
    database = connect(postgres_url)
    yield database
    await database.close()


@pytest.fixture
async def other(postgres_url: str) -> AsyncIterator[Database]:
    database = connect(postgres_url)
    yield database
    await database.close()


async def test_nobody_has_alone_what_others_serve_and_several_may_serve(served: Database, other: Database) -> None:
    async with present(served), present(other):
        with pytest.raises(NotFreeError):
            async with alone(other):
                pass
    async with alone(other):
        with pytest.raises(NotFreeError):
            async with present(served):
                pass
    async with present(served):
        assert await is_served(other)
    assert not await is_served(other)


async def test_who_serves_is_known_again_after_a_cut(
    served: Database, other: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(presence, "LOOK_SECONDS", 0.05)
    async with present(served):
        async with other.engine.begin() as connection:
            await connection.execute(text(CUT))
        for _ in range(100):
            if await is_served(other):
                break
            await asyncio.sleep(0.1)
        await asyncio.sleep(0.3)
        assert await is_served(other)
    assert not await is_served(other)


async def test_a_database_that_is_not_there_is_served_by_nobody() -> None:
    nowhere = connect("postgresql+asyncpg://127.0.0.1:9/none")

    assert not await is_served(nowhere)

    await nowhere.close()
