"""Kill processes at moments a seed chooses, under residents who write and a broadcast that goes out, and count what that cost."""

import asyncio
import random
import time
from collections import Counter
from collections.abc import AsyncIterator, Iterator, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from itertools import count
from pathlib import Path
from typing import Any

from sqlalchemy import text

from handlers.outbox.rules import LEAST_PARALLEL
from storage.database import Database, connect
from tests.chaos.audience import HEAD, announce_to
from tests.chaos.fleet import Fleet, Shape, fleet
from tests.chaos.outage import look, sentence, with_receipts
from tests.chaos.servers import address, one_server
from tests.fakes.bot_api.remote import RemoteBotApi
from tests.running.databases import Engine
from tests.running.ledger import Ledger, settle
from tests.running.process import Process
from tests.running.residents import Traffic, Visit, hand_in

WRITERS = 6
SEND_RATE = 25.0
PAUSE_SECONDS = (0.3, 2.5)
LOOK_SECONDS = 0.1
TAKE_OVER_LIMIT_SECONDS = 60.0
IN_FLIGHT = "SELECT id, fence FROM outgoing WHERE state = 'sending'"
ANSWERS = """
    SELECT resident_id, channel_message FROM outgoing
    WHERE kind IN ('reply', 'receipt') AND state = 'sent' AND channel_message IS NOT NULL ORDER BY resident_id, id
"""
BROADCASTS = "SELECT state, COUNT(*) FROM outgoing WHERE kind = 'broadcast' GROUP BY state"


@dataclass(frozen=True, slots=True)
class Plan:
    """What to do; `subscribers` are told of a forum meanwhile."""

    engine: Engine
    shape: Shape
    kills: int
    subscribers: int
    seed: int


@dataclass(frozen=True, slots=True)
class Result:
    """What it cost.

    taken_over  seconds after each kill until all that was in flight then was settled
    told        how often each subscriber was told of the forum: times → subscribers
    broadcasts  rows of the broadcast by state
    disordered  residents who got two answers the wrong way round
    """

    plan: Plan
    visits: tuple[Visit, ...]
    stored: Sequence[tuple[str, str]]
    taken: int
    fake: dict[str, Any]
    ledger: Ledger
    taken_over: Sequence[float]
    told: Counter[int]
    broadcasts: dict[str, int]
    disordered: int
    gone: Sequence[str]

    @property
    def lost(self) -> int:
        """Concerns that are not stored, acknowledged updates the database does not know, and broadcasts nobody can account for."""
        said = Counter(visit.text for visit in self.visits)
        untold = max(0, self.told[0] - self.broadcasts.get("ambiguous", 0))
        concerns = (said - Counter(words for _, words in self.stored)).total()
        return concerns + untold + max(0, self.fake["confirmed"] - self.taken)

    @property
    def doubled(self) -> int:
        return (Counter(words for _, words in self.stored) - Counter(visit.text for visit in self.visits)).total()

    @property
    def told_twice(self) -> int:
        return sum(people for times, people in self.told.items() if times > 1)

    @property
    def receipts_repeated(self) -> int:
        return sum(max(0, len(visit.receipts) - 1) for visit in self.visits)


@dataclass
class Hours:
    """How long what goes on goes on."""

    over: bool = False
    taken_over: list[float] = field(default_factory=list)


async def run_kills(plan: Plan, folder: Path) -> Result:
    """Let residents write and a broadcast go out while processes are killed."""
    async with _database(plan.engine, folder) as url, RemoteBotApi(enforce_limits=True) as api:
        subscribers = await api.crowd(plan.subscribers)
        await announce_to(subscribers, url)
        async with fleet(plan.shape, folder, url, api, send_rate=SEND_RATE) as running:
            return await _run(plan, url, api, running, subscribers)


@asynccontextmanager
async def _database(engine: Engine, folder: Path) -> AsyncIterator[str]:
    if engine is Engine.SQLITE:
        yield f"sqlite+aiosqlite:///{folder / 'forumsbote.db'}"
        return
    async with one_server() as server:
        yield address(server.port)


async def _run(plan: Plan, url: str, api: RemoteBotApi, running: Fleet, subscribers: Sequence[int]) -> Result:
    hours, visits, numbers = Hours(), list[Visit](), count()

    async def write() -> None:
        while not hours.over:
            visits.append(await hand_in(api, sentence(next(numbers)), Traffic()))

    async with asyncio.TaskGroup() as group:
        for _ in range(WRITERS):
            group.create_task(write())
        await _kill(plan, url, running, hours)
        hours.over = True
    ledger = await settle(api, url)
    phones = await api.all_received()
    stored, taken = await look(url)
    broadcasts, disordered = await _look_out(url)
    return Result(
        plan=plan,
        visits=tuple(with_receipts(visit, phones[visit.resident]) for visit in visits),
        stored=stored,
        taken=taken,
        fake=await api.state(),
        ledger=ledger,
        taken_over=hours.taken_over,
        told=Counter(sum(words.startswith(HEAD) for words in phones[chat]) for chat in subscribers),
        broadcasts=broadcasts,
        disordered=disordered,
        gone=running.gone(),
    )


async def _kill(plan: Plan, url: str, running: Fleet, hours: Hours) -> None:
    """Kill one process after another, start it again at once, and note how soon others took over what it had begun."""
    seeded = random.Random(plan.seed)  # noqa: S311  chaos must be repeatable, not secret
    database = connect(url)
    try:
        async with asyncio.TaskGroup() as watching:
            for _ in range(plan.kills):
                await asyncio.sleep(seeded.uniform(*PAUSE_SECONDS))
                victim: Process = seeded.choice(running.processes)
                await victim.kill()
                watching.create_task(_watch(database, hours, time.monotonic()))
                await victim.start()
    finally:
        await database.engine.dispose()


async def _watch(database: Database, hours: Hours, since: float) -> None:
    left = await _in_flight(database)
    while left and time.monotonic() - since < TAKE_OVER_LIMIT_SECONDS:
        await asyncio.sleep(LOOK_SECONDS)
        left &= await _in_flight(database)
    hours.taken_over.append(time.monotonic() - since)


async def _in_flight(database: Database) -> set[tuple[int, int]]:
    """Return which rows are under way, each with its fence: one that was taken over has another."""
    async with database.engine.connect() as connection:
        return {(row[0], row[1]) for row in await connection.execute(text(IN_FLIGHT))}


async def _look_out(url: str) -> tuple[dict[str, int], int]:
    """Return the rows of the broadcast by state, and how many residents got answers the wrong way round."""
    database = connect(url)
    try:
        async with database.engine.connect() as connection:
            broadcasts = {row[0]: row[1] for row in await connection.execute(text(BROADCASTS))}
            last: dict[object, int] = {}
            disordered = set()
            for resident, message in await connection.execute(text(ANSWERS)):
                if int(message) < last.get(resident, 0):
                    disordered.add(resident)
                last[resident] = int(message)
            return broadcasts, len(disordered)
    finally:
        await database.engine.dispose()


def find_faults(result: Result) -> list[str]:
    """Return everything that is wrong; an empty list is what the chaos is for."""
    return list(_faults(result))


def _faults(result: Result) -> Iterator[str]:
    if result.lost or result.doubled:
        yield f"{result.lost} lost, {result.doubled} doubled"
    stuck = [visit.stuck for visit in result.visits if visit.stuck]
    if stuck:
        yield f"{len(stuck)} residents waited in vain, the first for {stuck[0]}"
    if result.told_twice:
        yield f"{result.told_twice} subscribers were told of the forum twice"
    if result.ledger.ambiguous > LEAST_PARALLEL * result.plan.kills:
        yield f"{result.ledger.ambiguous} sends are ambiguous after {result.plan.kills} kills"
    if result.disordered:
        yield f"{result.disordered} residents got answers the wrong way round"
    if result.fake["limited"]:
        yield f"{result.fake['limited']} sends were too many for Telegram"
    if result.gone:
        yield f"ended by themselves: {', '.join(result.gone)}"
    if result.fake["pending"] or result.ledger.unfinished or result.ledger.given_up:
        yield (
            f"{result.fake['pending']} updates wait, {result.ledger.unfinished} messages are unfinished, "
            f"{result.ledger.given_up} updates were given up"
        )


def row(result: Result) -> dict[str, object]:
    """Return the figures of one shape."""
    return {
        "database": result.plan.engine,
        "processes": result.plan.shape,
        "kills": result.plan.kills,
        "concerns": len(result.visits),
        "subscribers": result.plan.subscribers,
        "updates again": result.fake["repeated"],
        "lost": result.lost,
        "doubled": result.doubled,
        "told twice": result.told_twice,
        "ambiguous": result.ledger.ambiguous,
        "answers sent again": result.ledger.repeated,
        "receipts twice": result.receipts_repeated,
        "out of order": result.disordered,
        "429 by us": result.fake["limited"],
        "taken over after (s, most)": max(result.taken_over, default=0.0),
    }
