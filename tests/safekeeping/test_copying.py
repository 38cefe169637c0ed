"""A copy of an SQLite database in use: of one moment, checked, and never half."""

import asyncio
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from handlers.deps import Deps
from storage import copying
from storage.database import Database
from tests.factories import NOON

PADDING = 60_000


ON_SQLITE = pytest.mark.parametrize("database", ["sqlite"], indirect=True)


@pytest.fixture
def source(database: Database, tmp_path: Path) -> Path:
    return tmp_path / "test.db"


def look(file: Path, words: str) -> list[tuple[object, ...]]:
    with closing(sqlite3.connect(file)) as opened:
        return opened.execute(words).fetchall()


def make_it_large(source: Path) -> None:
    with closing(sqlite3.connect(source)) as opened, opened:
        rows = ((f"padding-{n}", "x" * 200, "2026-11-23 11:00:00.000000") for n in range(PADDING))
        opened.executemany("INSERT INTO mark VALUES (?, ?, ?)", rows)


@ON_SQLITE
async def test_a_copy_shows_one_moment_while_writers_go_on(source: Path, tmp_path: Path, deps: Deps) -> None:
    make_it_large(source)
    target, done, steps = tmp_path / "copy.db", asyncio.Event(), []

    async def write() -> int:
        written = 0
        while not done.is_set():
            async with deps.open_work() as work:
                written += 1
                await work.marks.put("a", str(written), NOON)
                await work.marks.put("b", str(written), NOON)
        return written

    writing = asyncio.create_task(write())
    await asyncio.sleep(0.1)
    await asyncio.to_thread(copying.copy, source, target, lambda *step: steps.append(step))
    done.set()
    written = await writing

    ((a,), (b,)) = look(target, "SELECT value FROM mark WHERE key IN ('a', 'b')")
    assert a == b and int(str(a)) < written, "writing went on behind the copy"
    assert len(steps) > 2 and steps[-1][0] == steps[-1][1]
    assert look(target, "SELECT count(*) FROM mark WHERE key LIKE 'padding-%'") == [(PADDING,)]


@ON_SQLITE
def test_a_copy_is_for_its_owner_only_and_one_file(source: Path, tmp_path: Path) -> None:
    target = tmp_path / "copy.db"

    copying.copy(source, target, lambda *_: None)

    assert target.stat().st_mode & 0o777 == 0o600
    assert not list(tmp_path.glob("copy.db?*"))


@ON_SQLITE
def test_a_file_that_is_there_is_not_touched(source: Path, tmp_path: Path) -> None:
    target = tmp_path / "copy.db"
    target.write_text("something else")

    with pytest.raises(FileExistsError):
        copying.copy(source, target, lambda *_: None)

    assert target.read_text() == "something else"


@ON_SQLITE
def test_of_a_broken_database_no_copy_is_left(source: Path, tmp_path: Path) -> None:
    make_it_large(source)
    with source.open("r+b") as handle:
        handle.seek(500 * 4096)
        handle.write(b"\xff" * 4096 * 20)

    with pytest.raises(copying.BrokenCopyError):
        copying.copy(source, tmp_path / "copy.db", lambda *_: None)

    assert not list(tmp_path.glob("copy.db*"))


def test_a_database_that_is_not_there_is_not_made(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError):
        copying.copy(tmp_path / "no.db", tmp_path / "copy.db", lambda *_: None)

    assert not list(tmp_path.iterdir())


def test_postgresql_is_copied_by_its_own_program_and_the_command_shows_no_password() -> None:
    url = "postgresql+asyncpg://forumsbote:geh%20eim@db.example/forum?host=/run/pg&ssl=require"

    command = copying.dump_command(url, Path("/srv/Sicherung 1.dump"))

    assert (
        command
        == "pg_dump -Fc -f '/srv/Sicherung 1.dump' -d 'postgresql://forumsbote@db.example/forum?host=%2Frun%2Fpg'"
    )
    assert "geh" not in copying.load_command(url, Path("x"))


@ON_SQLITE
def test_the_log_of_the_database_before_is_not_read_into_the_fresh_one(source: Path, tmp_path: Path) -> None:
    fresh, present, aside = tmp_path / "fresh.db", tmp_path / "present.db", tmp_path / "aside.db"
    copying.copy(source, fresh, lambda *_: None)
    present.write_bytes(b"no database any more" * 1000)
    log = tmp_path / "present.db-wal"
    log.write_bytes(b"what a killed process left" * 1000)

    copying.put_in_place(fresh, present, aside)

    assert not log.exists() and aside.exists()
    assert look(present, "PRAGMA integrity_check") == [("ok",)]
