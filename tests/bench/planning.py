"""A forum announced to a whole city: one outbox row a subscriber, in one transaction."""

import asyncio
import shutil
import sqlite3
import time
from contextlib import closing
from datetime import timedelta
from pathlib import Path

from bot.settings import Settings
from bot.wiring import build_deps, now
from handlers.city.loading import load
from handlers.deps import Deps
from handlers.forums import actions as forums
from storage.database import SQLITE_PRAGMAS, Database
from storage.models import ForumKind, ForumScope
from storage.readings.forums import ForumDetails
from tests.bench.figures import Row
from tests.bench.filling import fill_subscribers, migrated
from tests.bench.processes import BenchError, sqlite_url
from tests.bench.sizes import Size

PLAIN = "INSERT of the same rows by executemany"
NAME = "forumsbote.db"


async def measure_planning(folder: Path, size: Size) -> list[Row]:
    """Announce a forum, and insert what came of it once more into a copy from before."""
    before = folder / "before.db"
    async with migrated(folder) as database:
        await fill_subscribers(database, size.subscribers)
        deps = _deps(folder, database)
        forum = await forums.create(deps, _details())
        async with database.engine.connect() as connection:
            await connection.exec_driver_sql("PRAGMA wal_checkpoint(TRUNCATE)")
        shutil.copy(folder / NAME, before)
        begin = time.perf_counter()
        told = await forums.announce(deps, forum)
        seconds = time.perf_counter() - begin
    if told != size.subscribers:
        raise BenchError(f"{told} of {size.subscribers} were told")
    plain = await asyncio.to_thread(_insert_again, folder / NAME, before)
    return [Row(f"Announcement to {told:,} subscribers planned", seconds, "s", PLAIN, plain, "less", "≤ 10 s")]


def _deps(folder: Path, database: Database) -> Deps:
    settings = Settings(database_url=sqlite_url(folder), secret_key="only for a bench, and long enough for one")
    return build_deps(settings, database, load("rostock"), lambda: None)


def _details() -> ForumDetails:
    starts_at = now() + timedelta(days=14)
    return ForumDetails(
        title="Bürgerforum: Wie sicher ist unsere Stadt?",
        kind=ForumKind.CITIZEN,
        scope=ForumScope.CENTRAL,
        starts_at=starts_at,
        ends_at=starts_at + timedelta(hours=2),
        place="Rathaus",
    )


def _insert_again(done: Path, before: Path) -> float:
    """Insert the outbox of one database into the other, which has none yet; return how many seconds that took."""
    with closing(sqlite3.connect(done)) as source:
        rows = source.execute("SELECT * FROM outgoing ORDER BY id").fetchall()
    with closing(sqlite3.connect(before, isolation_level=None)) as target:
        for pragma in SQLITE_PRAGMAS:
            target.execute(f"PRAGMA {pragma}")
        places = ", ".join("?" * len(rows[0]))
        begin = time.perf_counter()
        target.execute("BEGIN IMMEDIATE")
        target.executemany(f"INSERT INTO outgoing VALUES ({places})", rows)  # noqa: S608  (question marks only)
        target.execute("COMMIT")
        return time.perf_counter() - begin
