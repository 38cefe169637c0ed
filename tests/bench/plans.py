"""How the databases find what is asked for all the time: `python -m tests.bench.plans` writes docs/query-plans.md.

The statements are those the product sends, watched on their way; the tables are filled, so that the plans are those of a full
installation. SQLite plans without statistics, as in the product; PostgreSQL with those of ANALYZE, which it gathers by itself.
"""

import asyncio
import re
import sys
import tempfile
from collections.abc import AsyncIterator, Awaitable, Callable, Iterator, Sequence
from contextlib import asynccontextmanager, contextmanager
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from typing import Any
from uuid import UUID

from sqlalchemy import event, text
from sqlalchemy.ext.asyncio import AsyncConnection
from sqlmodel.ext.asyncio.session import AsyncSession

from bot.wiring import now
from handlers.forums.rules import ForumMoment
from storage import migrating
from storage.database import Database, connect
from storage.models import Channel, ForumKind, ForumScope, ForumState, Outcome, OutgoingKind, OutgoingState
from storage.readings.concerns import ConcernFilter
from storage.readings.forums import ForumDetails
from storage.repositories.outbox import SendResult
from storage.repositories.promises import Promise
from storage.unit_of_work import UnitOfWork
from tests.bench.filling import (
    fill_concerns,
    fill_conversations,
    fill_outbox,
    fill_registrations,
    fill_subscribers,
)
from tests.running.databases import Engine, empty_database

DOCUMENT = Path(__file__).parents[2] / "docs" / "query-plans.md"
CONCERNS, RESIDENTS = 50_000, 30_000
PAGE = 50
LARGE = (
    "concern", "concern_text", "concern_topic", "concern_workgroup", "identity", "ledger_entry", "open_question", "outgoing",
    "passage", "registration", "resident", "seen_update",
)  # fmt: skip
VALUE = re.compile(r"'[^']*'::(?:timestamp with time zone|uuid|bigint(?:\[\])?)|'[0-9a-f]{64}'::text")
HEAD = """# Query plans

Written by `python -m tests.bench.plans`, from the statements the product sends to tables with {concerns:,} concerns and {residents:,}
residents, each with an address, an open question, an update and two messages. SQLite plans without statistics, as in the product;
PostgreSQL with those of VACUUM ANALYZE, which autovacuum gathers in operation. `tests/storage/test_plans.py` keeps hot statements from
having to read a large table from end to end; PostgreSQL may do so where it is cheaper, as here for a forum's reminders.
"""
FOOT = """
## Indexes none of these needs

- `ix_concern_received_at` and `ix_concern_district`: filters of the desk, raw texts to be erased.
- `ix_concern_topic_topic`: counts of a topic.
- `ix_seen_update_at`: updates to be forgotten.
- `ix_resident_district`: who hears of a forum in a district.
- `ix_resident_subscribed`: who hears of any. It leads past few, costs next to nothing and may go.
- Those on `resident_id` elsewhere: erasure.

There is none on `outgoing.forum_id` alone: the unique key begins with it.
"""


@dataclass(frozen=True, slots=True)
class Filled:
    """Who and what is asked for in a filled database."""

    resident: UUID
    forum: int


@dataclass(frozen=True, slots=True)
class Hot:
    """Something asked for all the time.

    why    there is the index it is found by
    whole  why it may read a table from end to end, "" where it may not
    """

    name: str
    why: str
    ask: Callable[[UnitOfWork, Filled], Awaitable[object]]
    whole: str = ""


@dataclass(frozen=True, slots=True)
class Plan:
    """One statement and how a database does it, a step a line."""

    statement: str
    steps: tuple[str, ...]

    def reads_whole(self) -> list[str]:
        """Return the steps that read a large table from end to end; one that stops as soon as a page is full does not."""
        scan = re.compile(rf"\b(?:SCAN|Seq Scan on) (?:{'|'.join(LARGE)})\b")
        found = [step for step in self.steps if scan.search(step)]
        return [] if self._stops_early() else found

    def _stops_early(self) -> bool:
        """SQLite walks along the key and stops at the limit, unless it has to sort first."""
        return "LIMIT" in self.statement and not any("TEMP B-TREE FOR ORDER BY" in step for step in self.steps)


async def _due(work: UnitOfWork, _: Filled) -> object:
    return await work.outbox.due(now=now(), limit=20, bulk_limit=20, answers_only=False)


async def _settle(work: UnitOfWork, _: Filled) -> object:
    return await work.outbox.settle_abandoned(now()), await work.outbox.drop_expired(now())


async def _note(work: UnitOfWork, _: Filled) -> object:
    return await work.outbox.note_results([SendResult(1, 1, OutgoingState.SENT, None, now())])


async def _plan_reminders(work: UnitOfWork, filled: Filled) -> object:
    return await work.promises.count_to_remind(_reminder(filled), corrected_by=ForumMoment.MOVED)


async def _write_reminders(work: UnitOfWork, filled: Filled) -> object:
    return await work.promises.promise_reminder(_reminder(filled), corrected_by=ForumMoment.MOVED)


async def _one(work: UnitOfWork, _: Filled) -> object:
    return await work.concerns.one(7, raw=True), await work.concerns.history(7)


def _reminder(filled: Filled) -> Promise:
    return Promise(
        forum_id=filled.forum, version=1, moment=ForumMoment.DAY, kind=OutgoingKind.REMINDER, not_before=now(),
        expires_at=now() + timedelta(hours=1), made_at=now(),
    )  # fmt: skip


OPEN, OF_GROUP = ConcernFilter(outcome=Outcome.OPEN), ConcernFilter(workgroup="prevention")
HOT = (
    Hot("Take an update in", "The key of `seen_update`: an update is taken once, however often it comes.",
        lambda work, _: work.dialogs.remember_update(Channel.TELEGRAM, 2**40, now())),
    Hot("Find and lock a resident", "`uq_identity_channel_digest`: whoever writes is known by the digest of their address.",
        lambda work, filled: work.residents.find_for_update(Channel.TELEGRAM, f"{filled.resident.int:064x}")),
    Hot("The question that is open", "The key of `open_question`: one a resident.",
        lambda work, filled: work.dialogs.open_question(filled.resident)),
    Hot("Claim due messages, rank by rank",
        "`ix_outgoing_due` leads past what waits for another day; `ix_outgoing_resident` to what else one resident waits for.",
        _due),
    Hot("Who these messages are for", "`ix_identity_resident_id`.",
        lambda work, filled: work.residents.with_addresses({filled.resident})),
    Hot("Note what became of sends", "The key of `outgoing`.", _note),
    Hot("Settle what vanished senders left, drop what is too late",
        "`ix_outgoing_due` by state; `ix_outgoing_expiry` to what is over among all that waits.", _settle),
    Hot("Look who lacks a reminder", "The key of `registration`; the unique key of promises in `outgoing`.", _plan_reminders),
    Hot("Write reminders", "The same; the unique key keeps a second row out.", _write_reminders),
    Hot("A page of open concerns", "`ix_concern_outcome` holds them in the order of the list.",
        lambda work, _: work.concerns.page(OPEN, offset=0, limit=PAGE)),
    Hot("A page of one workgroup's concerns", "The key of `concern_workgroup`, asked concern by concern from the newest on.",
        lambda work, _: work.concerns.page(OF_GROUP, offset=0, limit=PAGE)),
    Hot("Count open concerns", "`ix_concern_outcome`, without looking into the table.",
        lambda work, _: work.concerns.count(OPEN)),
    Hot("Count one workgroup's concerns", "`ix_concern_workgroup_workgroup`.",
        lambda work, _: work.concerns.count(OF_GROUP)),
    Hot("Count concerns by outcome", "`ix_concern_outcome`, without looking into the table.",
        lambda work, _: work.concerns.count_by_outcome(), whole="every concern is counted, in the index alone"),
    Hot("Count messages by state", "`ix_outgoing_due` or `ix_outgoing_expiry`, without looking into the table.",
        lambda work, _: work.outbox.counts(), whole="every message is counted, in the index alone"),
    Hot("The oldest due message of each rank", "`ix_outgoing_due`.", lambda work, _: work.outbox.oldest_due(now())),
    Hot("One concern with text, topics, workgroups and history",
        "The keys of `concern`, `concern_text`, `concern_topic`, `concern_workgroup`; `ix_ledger_entry_concern_id`.", _one),
)  # fmt: skip


async def fill(database: Database, concerns: int, residents: int) -> Filled:
    """Fill the large tables; return what can be asked for."""
    await fill_concerns(database, concerns)
    people = await fill_subscribers(database, residents)
    await fill_conversations(database, people)
    await fill_outbox(database, people)
    starts_at = now() + timedelta(days=1)
    details = ForumDetails(
        title="Bürgerforum", kind=ForumKind.CITIZEN, scope=ForumScope.CENTRAL, starts_at=starts_at,
        ends_at=starts_at + timedelta(hours=2), place="Rathaus",
    )  # fmt: skip
    async with database.work() as work:
        forum = await work.forums.add(details, slug="forum", now=now(), state=ForumState.ANNOUNCED, example=False)
        forum_id = forum.id
    await fill_registrations(database, forum_id, people[: residents // 100])
    return Filled(people[0], forum_id)


async def gather_statistics(database: Database) -> None:
    """Let PostgreSQL count what is where, and note which pages everybody sees, as it does by itself in operation."""
    async with database.engine.connect() as connection:
        await connection.execution_options(isolation_level="AUTOCOMMIT")
        await connection.execute(text("VACUUM ANALYZE"))


async def plans(database: Database, filled: Filled, hot: Hot, *, settings: Sequence[str] = ()) -> list[Plan]:
    """Ask for something in a transaction that is undone, and return the plan of every statement that was sent.

    settings  statements for the session, sent before
    """
    async with _undone(database) as connection:
        for setting in settings:
            await connection.execute(text(setting))
        async with AsyncSession(connection, expire_on_commit=False) as session:
            with _watched(database) as sent:
                await hot.ask(UnitOfWork(session), filled)
            return [await _plan(connection, statement, values) for statement, values in sent.items()]


@asynccontextmanager
async def _undone(database: Database) -> AsyncIterator[AsyncConnection]:
    async with database.engine.connect() as connection:
        await connection.begin()
        yield connection
        await connection.rollback()


@contextmanager
def _watched(database: Database) -> Iterator[dict[str, Any]]:
    """Gather the statements that are sent, with the values of the first time."""
    sent: dict[str, Any] = {}

    def see(_connection: Any, _cursor: Any, statement: str, values: Any, _context: Any, many: bool) -> None:
        sent.setdefault(statement, values[0] if many else values)

    event.listen(database.engine.sync_engine, "before_cursor_execute", see)
    try:
        yield sent
    finally:
        event.remove(database.engine.sync_engine, "before_cursor_execute", see)


async def _plan(connection: AsyncConnection, statement: str, values: Any) -> Plan:
    if connection.dialect.name == "sqlite":
        rows = (await connection.exec_driver_sql(f"EXPLAIN QUERY PLAN {statement}", values)).all()
        depths: dict[int, int] = {0: 0}
        steps = []
        for number, parent, _, step in rows:
            depths[number] = depths.get(parent, 0) + 1
            steps.append("  " * (depths[number] - 1) + str(step))
        return Plan(statement, tuple(steps))
    rows = (await connection.exec_driver_sql(f"EXPLAIN (COSTS OFF) {statement}", values)).all()
    return Plan(statement, tuple(VALUE.sub("…", str(row[0])) for row in rows))


def write(document: Path) -> None:
    """Plan everything on both databases, and write the document."""
    found = {engine: asyncio.run(_of_engine(engine)) for engine in Engine}
    head = HEAD.format(concerns=CONCERNS, residents=RESIDENTS)
    document.write_text(head + "".join(_section(hot, found) for hot in HOT) + FOOT, encoding="utf-8")


async def _of_engine(engine: Engine) -> dict[str, list[Plan]]:
    with tempfile.TemporaryDirectory() as folder, empty_database(engine, Path(folder)) as url:
        database = connect(url)
        try:
            await migrating.upgrade(database)
            filled = await fill(database, CONCERNS, RESIDENTS)
            if engine is Engine.POSTGRESQL:
                await gather_statistics(database)
            return {hot.name: await plans(database, filled, hot) for hot in HOT}
        finally:
            await database.close()


def _section(hot: Hot, found: dict[Engine, dict[str, list[Plan]]]) -> str:
    lines = ["", f"## {hot.name}", "", f"{hot.why} It reads everything: {hot.whole}." if hot.whole else hot.why]
    for engine, name in ((Engine.SQLITE, "SQLite"), (Engine.POSTGRESQL, "PostgreSQL")):
        shown = ["\n".join(plan.steps) for plan in found[engine][hot.name] if plan.steps]
        lines += ["", name, "", "```", "\n\n".join(shown) or "(nothing to look for)", "```"]
    return "\n".join(lines) + "\n"


if __name__ == "__main__":
    write(Path(sys.argv[1]) if len(sys.argv) > 1 else DOCUMENT)
