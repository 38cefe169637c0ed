"""When the file is written anew; what that does is in tests/storage/test_rebuilding.py."""

from collections.abc import AsyncIterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from uuid import uuid4

import pytest
from structlog.testing import capture_logs

from bot import rebuilding
from bot.disk import Disk
from bot.journal import FileJournal
from bot.rebuilding import Rebuilding
from handlers.deps import Deps
from handlers.ports import Parting
from storage.database import Database, connect
from tests.factories import StandingClock
from tests.storage.test_rebuilding import left_in, write_and_delete

NOON = datetime(2026, 12, 3, 11, tzinfo=UTC)
NIGHT = datetime(2026, 12, 4, 2, 10, tzinfo=UTC)


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "used.db"


@pytest.fixture
def gone(file: Path) -> set[bytes]:
    """Marks of deleted lines of which the file has pieces left."""
    marks = write_and_delete(file)
    assert left_in(file, marks)
    return marks


@pytest.fixture
async def used(file: Path, gone: set[bytes]) -> AsyncIterator[Database]:
    database = connect(f"sqlite+aiosqlite:///{file}")
    yield database
    await database.close()


@pytest.fixture
def disk(file: Path) -> Disk:
    return Disk(file)


@pytest.fixture
def due(used: Database, disk: Disk, journal: FileJournal, clock: StandingClock) -> Rebuilding:
    clock.set(NOON)
    return Rebuilding(used, disk, journal)


def when_written(file: Path) -> int:
    return file.stat().st_mtime_ns


async def test_by_day_it_is_left_alone(due: Rebuilding, deps: Deps, file: Path, gone: set[bytes]) -> None:
    await due.when_due(deps)

    assert left_in(file, gone)


@pytest.mark.parametrize("parting", (Parting.ALL, Parting.PERSON, Parting.CONCERN))
async def test_it_is_written_anew_soon_after_somebody_took_something_back(
    due: Rebuilding, deps: Deps, journal: FileJournal, file: Path, gone: set[bytes], parting: Parting
) -> None:
    journal.note(parting, uuid4())

    await due.when_due(deps)

    assert left_in(file, gone) == set()


async def test_who_only_stops_takes_nothing_back(
    due: Rebuilding, deps: Deps, journal: FileJournal, file: Path, gone: set[bytes]
) -> None:
    journal.note(Parting.STOPPED, uuid4())

    await due.when_due(deps)

    assert left_in(file, gone)


async def test_a_large_file_waits_for_the_night(
    due: Rebuilding, deps: Deps, journal: FileJournal, clock: StandingClock, file: Path, gone: set[bytes],
    monkeypatch: pytest.MonkeyPatch,
) -> None:  # fmt: skip
    monkeypatch.setattr(rebuilding, "SOON_BYTES", 1000)
    journal.note(Parting.ALL, uuid4())

    await due.when_due(deps)
    assert left_in(file, gone)

    clock.set(NIGHT)
    await due.when_due(deps)
    assert left_in(file, gone) == set()


async def test_a_full_disk_is_not_filled_further(
    due: Rebuilding, deps: Deps, disk: Disk, clock: StandingClock, file: Path, gone: set[bytes]
) -> None:
    clock.set(NIGHT)
    disk.full = True

    await due.when_due(deps)

    assert left_in(file, gone)


async def test_once_is_enough(
    due: Rebuilding, deps: Deps, journal: FileJournal, clock: StandingClock, file: Path, gone: set[bytes]
) -> None:
    journal.note(Parting.ALL, uuid4())
    clock.advance(timedelta(seconds=1))
    await due.when_due(deps)
    written = when_written(file)

    clock.advance(timedelta(minutes=1))
    await due.when_due(deps)

    assert when_written(file) == written


async def test_a_disk_without_room_for_the_copies_is_left_alone_and_that_is_said_once(
    due: Rebuilding, deps: Deps, clock: StandingClock, file: Path, gone: set[bytes], monkeypatch: pytest.MonkeyPatch
) -> None:
    clock.set(NIGHT)
    with monkeypatch.context() as patch, capture_logs() as said:
        patch.setattr(rebuilding, "COPIES", 10**12)
        await due.when_due(deps)
        await due.when_due(deps)
    assert left_in(file, gone)
    assert [line["event"] for line in said] == ["file.not_written_anew"]

    await due.when_due(deps)
    assert left_in(file, gone) == set()
