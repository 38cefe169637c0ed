"""What is rung in one process is heard in another, also after their connection was cut."""

import asyncio
from collections.abc import AsyncIterator

import pytest
from sqlalchemy import text

from storage import bell as bells
from storage.bell import Bell
from storage.database import Database, connect


@pytest.fixture
async def other(postgres_url: str) -> AsyncIterator[Database]:
    database = connect(postgres_url)
    yield database
    await database.close()


@pytest.fixture
async def listener(postgres_url: str) -> AsyncIterator[Database]:
    database = connect(postgres_url)
    yield database
    await database.close()


async def test_a_ring_is_heard_and_many_at_once_are_one(other: Database, listener: Database) -> None:
    bell, heard, stop = Bell(), asyncio.Queue[None](), asyncio.Event()
    async with asyncio.TaskGroup() as group:
        group.create_task(Bell().listen(listener, lambda: heard.put_nowait(None), stop))
        await asyncio.wait_for(heard.get(), 5)
        group.create_task(bell.tell(other, stop))

        for _ in range(50):
            bell.ring()
        await asyncio.wait_for(heard.get(), 5)
        await asyncio.sleep(0.2)

        assert heard.empty()
        stop.set()
        bell.ring()


async def test_a_cut_connection_is_renewed(
    other: Database, listener: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(bells, "LOOK_SECONDS", 0.1)
    monkeypatch.setattr(bells, "PAUSE_SECONDS", 0.1)
    bell, heard, stop = Bell(), asyncio.Queue[None](), asyncio.Event()
    async with asyncio.TaskGroup() as group:
        group.create_task(Bell().listen(listener, lambda: heard.put_nowait(None), stop))
        await asyncio.wait_for(heard.get(), 5)
        async with other.engine.begin() as connection:
            cut = (
                "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE pid <> pg_backend_pid() AND usename <> ''"
            )
            await connection.execute(text(cut))
        await asyncio.wait_for(heard.get(), 5)
        group.create_task(bell.tell(other, stop))

        bell.ring()
        await asyncio.wait_for(heard.get(), 5)

        stop.set()
