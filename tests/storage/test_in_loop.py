"""Writing transactions on SQLite: in the loop's thread, but nobody waits there for the disk or for another process."""

import asyncio
import sqlite3
from datetime import UTC, datetime
from pathlib import Path

import pytest

from storage import migrating, sqlite_in_loop
from storage.database import Database, connect

AT = datetime(2026, 11, 27, tzinfo=UTC)


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "test.db"


@pytest.fixture
async def opened(file: Path) -> Database:
    database = connect(f"sqlite+aiosqlite:///{file}")
    await migrating.upgrade(database)
    return database


async def test_another_process_that_writes_is_waited_for_while_the_loop_goes_on(file: Path, opened: Database) -> None:
    other = sqlite3.connect(file, isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    turns = 0

    async def write() -> None:
        async with opened.work() as work:
            await work.marks.put("seen", "x", AT)

    writing = asyncio.create_task(write())
    while turns < 20:
        await asyncio.sleep(0.005)
        turns += 1
    assert not writing.done()

    other.execute("COMMIT")
    await writing

    async with opened.reading() as work:
        assert await work.marks.get("seen") == "x"
    await opened.close()


async def test_who_writes_too_long_is_not_waited_for(
    file: Path, opened: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sqlite_in_loop, "BUSY_SECONDS", 0.05)
    other = sqlite3.connect(file, isolation_level=None)
    other.execute("BEGIN IMMEDIATE")

    with pytest.raises(sqlite3.OperationalError):
        async with opened.work() as work:
            await work.marks.get("seen")

    other.execute("ROLLBACK")
    async with opened.work() as work:
        await work.marks.put("seen", "x", AT)
    await opened.close()


async def test_a_cancelled_writer_leaves_the_lock_to_the_next(opened: Database) -> None:
    async def write(value: str) -> None:
        async with opened.work() as work:
            await work.marks.put("seen", value, AT)

    for _ in range(20):
        writing = asyncio.create_task(write("cancelled"))
        await asyncio.sleep(0.0005)
        writing.cancel()
        await asyncio.gather(writing, return_exceptions=True)

    await write("last")

    async with opened.reading() as work:
        assert await work.marks.get("seen") == "last"
    await opened.close()
