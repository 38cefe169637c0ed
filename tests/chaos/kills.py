"""Kill processes at moments a seed chooses, under residents who write, reminders and a broadcast, and count what that cost."""

import asyncio
import random
import re
import time
from collections import Counter
from collections.abc import AsyncIterator, Iterator, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass
from itertools import count
from pathlib import Path
from typing import Any

from sqlalchemy import text

from handlers.deps import Deps
from storage.database import connect
from storage.models import OutgoingKind
from tests.chaos import promises, reminding
from tests.chaos.audience import HEAD, TITLE, announce_to, deps_over, in_daytime
from tests.chaos.fleet import Fleet, Shape, fleet
from tests.chaos.outage import look, sentence, with_receipts
from tests.chaos.promises import Kept
from tests.chaos.reminding import Reminding
from tests.chaos.servers import address, one_server
from tests.chaos.takeover import Settled, TakeOver, settled
from tests.fakes.bot_api.remote import RemoteBotApi
from tests.running.databases import Engine
from tests.running.ledger import Ledger, settle
from tests.running.process import Process
from tests.running.residents import Traffic, Visit, hand_in

WRITERS = 8
SEND_RATE = 25.0
ON_THE_WAY_SECONDS = 0.1  # there and back a fifth of a second, so that kills find something under way
COMERS = 300
PAUSE_SECONDS = (0.3, 2.5)
USUAL_START_SECONDS = 2.5
TOLD_EVERY = 10
PLANNED_WITHIN_SECONDS = 90.0
LISTED = re.compile(r"Nachricht (\d+) \(.* vielleicht angekommen")
ANSWERS = """
    SELECT resident_id, channel_message FROM outgoing
    WHERE kind IN ('reply', 'receipt') AND state = 'sent' AND channel_message IS NOT NULL ORDER BY resident_id, id
"""


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

    settled     what became of the sends that were under way
    kept        what became of announcements and reminders
    excused     residents with an answer that is ambiguous: they may have waited for it in vain
    disordered  residents who got two answers the wrong way round
    seconds     from the first kill to the last
    """

    plan: Plan
    visits: tuple[Visit, ...]
    stored: Sequence[tuple[str, str]]
    taken: int
    fake: dict[str, Any]
    ledger: Ledger
    settled: Settled
    kept: Sequence[Kept]
    excused: frozenset[int]
    disordered: int
    gone: Sequence[str]
    errors: Sequence[str]
    seconds: float

    @property
    def lost(self) -> int:
        """Concerns that are not stored, acknowledged updates the database does not know, and promises nobody can account for.

        Who was not answered has not handed in yet.
        """
        said = Counter(visit.text for visit in self.visits if not visit.stuck)
        concerns = (said - Counter(words for _, words in self.stored)).total()
        unaccounted = sum(kept.unaccounted for kept in self.kept)
        return concerns + unaccounted + max(0, self.fake["confirmed"] - self.taken)

    @property
    def doubled(self) -> int:
        return (Counter(words for _, words in self.stored) - Counter(visit.text for visit in self.visits)).total()

    @property
    def waited_in_vain(self) -> int:
        return sum(bool(visit.stuck) for visit in self.visits)

    @property
    def receipts_repeated(self) -> int:
        return sum(max(0, len(visit.receipts) - 1) for visit in self.visits)


async def run_kills(plan: Plan, folder: Path) -> Result:
    """Let residents write, reminders fall due and a broadcast go out while processes are killed."""
    api = RemoteBotApi(enforce_limits=True, on_the_way_seconds=ON_THE_WAY_SECONDS)
    async with _database(plan.engine, folder) as url, api:
        subscribers, comers = await api.crowd(plan.subscribers), await api.crowd(COMERS)
        await announce_to(subscribers, url, others=comers)
        async with fleet(plan.shape, folder, url, api, send_rate=SEND_RATE) as running:
            return await _run(plan, url, api, running, subscribers, comers)


@asynccontextmanager
async def _database(engine: Engine, folder: Path) -> AsyncIterator[str]:
    if engine is Engine.SQLITE:
        yield f"sqlite+aiosqlite:///{folder / 'forumsbote.db'}"
        return
    async with one_server() as server:
        yield address(server.port)


async def _run(
    plan: Plan, url: str, api: RemoteBotApi, running: Fleet, subscribers: Sequence[int], comers: Sequence[int]
) -> Result:
    visits, numbers, over, database = list[Visit](), count(), asyncio.Event(), connect(url)
    deps = deps_over(database, url, in_daytime)
    remind, watch = Reminding(deps, comers), TakeOver(database, running)

    async def write() -> None:
        while not over.is_set():
            visits.append(await hand_in(api, sentence(next(numbers)), Traffic()))

    try:
        async with asyncio.TaskGroup() as group:
            for going_on in (*(write() for _ in range(WRITERS)), remind.run(), watch.run(over)):
                group.create_task(going_on)
            seconds = await _kill(plan, running, watch, remind)
            over.set()
        await _until_planned(remind, deps)
        ledger = await settle(api, url)
        phones = await api.all_received()
        announced = [(chat, TITLE) for chat in subscribers]
        kept = [
            await promises.look_after(deps, OutgoingKind.BROADCAST, HEAD, announced, phones, watch.unmanned, SEND_RATE),
            await promises.look_after(
                deps, OutgoingKind.REMINDER, reminding.HEAD, remind.promised, phones, watch.unmanned, SEND_RATE
            ),
        ]
        excused = await promises.with_ambiguous_answers(deps, [visit.resident for visit in visits])
        found = await settled(watch, SEND_RATE, await _listed(running))
    finally:
        await database.close()
    stored, taken = await look(url)
    return Result(
        plan=plan,
        visits=tuple(with_receipts(visit, phones[visit.resident]) for visit in visits),
        stored=stored,
        taken=taken,
        fake=await api.state(),
        ledger=ledger,
        settled=found,
        kept=kept,
        excused=excused,
        disordered=await _disordered(url),
        gone=running.gone(),
        errors=running.errors(),
        seconds=seconds,
    )


async def _kill(plan: Plan, running: Fleet, watch: TakeOver, remind: Reminding) -> float:
    """Kill again and again, start at once what was killed, and return how many seconds that took.

    Where a start takes longer than usual the machine is busy, and all between two kills takes longer too: so do the pauses.
    The last kill falls when all reminders are due, so that whoever starts then plans them at once.
    """
    seeded = random.Random(plan.seed)  # noqa: S311  chaos must be repeatable, not secret
    began, slowness = time.monotonic(), 1.0
    for done in range(plan.kills):
        await asyncio.sleep(slowness * seeded.uniform(*PAUSE_SECONDS))
        if done == plan.kills - 1:
            await remind.end()
        victims = _choose(seeded, running)
        await asyncio.gather(*(victim.kill() for victim in victims))
        await watch.note(victims)
        starting = time.monotonic()
        await asyncio.gather(*(victim.start() for victim in victims))
        slowness = max(1.0, (time.monotonic() - starting) / USUAL_START_SECONDS)
        _tell_progress(done + 1, plan.kills, time.monotonic() - began)
    return time.monotonic() - began


def _choose(seeded: random.Random, running: Fleet) -> list[Process]:
    """Return one that takes updates in, or one that sends, or one of each; the same one where one does it all."""
    either = [[seeded.choice(running.servers)], [seeded.choice(running.senders)]]
    return list(dict.fromkeys(seeded.choice((either[0], either[1], either[0] + either[1]))))


def _tell_progress(done: int, of: int, seconds: float) -> None:
    if done % TOLD_EVERY == 0 or done == of:
        print(f"  kill {done} of {of} after {seconds:.0f} s, {seconds / done * (of - done):.0f} s to go", flush=True)


async def _until_planned(remind: Reminding, deps: Deps) -> None:
    """Wait until every reminder that was promised is a row; one that never is will be missed."""
    until = time.monotonic() + PLANNED_WITHIN_SECONDS
    while time.monotonic() < until:
        if await promises.count_planned(deps) >= len(remind.promised):
            return
        await asyncio.sleep(0.5)


async def _listed(running: Fleet) -> set[int]:
    """Return the messages `forumsbote check` names as perhaps arrived."""
    _code, said = await running.processes[0].command("check")
    return {int(number) for number in LISTED.findall(said)}


async def _disordered(url: str) -> int:
    """Return how many residents got answers the wrong way round."""
    database = connect(url)
    try:
        async with database.engine.connect() as connection:
            last: dict[object, int] = {}
            disordered = set()
            for resident, message in await connection.execute(text(ANSWERS)):
                if int(message) < last.get(resident, 0):
                    disordered.add(resident)
                last[resident] = int(message)
            return len(disordered)
    finally:
        await database.close()


def find_faults(result: Result) -> list[str]:
    """Return everything that is wrong; an empty list is what the chaos is for."""
    return [*_faults(result), *result.settled.faults(), *(fault for kept in result.kept for fault in kept.faults())]


def _faults(result: Result) -> Iterator[str]:
    if result.lost or result.doubled:
        yield f"{result.lost} lost, {result.doubled} doubled"
    stuck = [visit.stuck for visit in result.visits if visit.stuck and visit.resident not in result.excused]
    if stuck:
        yield f"{len(stuck)} residents waited in vain, the first for {stuck[0]}"
    if result.disordered:
        yield f"{result.disordered} residents got answers the wrong way round"
    if result.fake["limited"]:
        yield f"{result.fake['limited']} sends were too many for Telegram"
    if result.gone:
        yield f"ended by themselves: {', '.join(result.gone)}"
    if result.errors:
        yield f"logged as errors: {dict(Counter(result.errors))}"
    if result.fake["pending"] or result.ledger.unfinished or result.ledger.given_up:
        yield (
            f"{result.fake['pending']} updates wait, {result.ledger.unfinished} messages are unfinished, "
            f"{result.ledger.given_up} updates were given up"
        )


def row(result: Result) -> dict[str, object]:
    """Return the figures of one shape."""
    announcements, reminders = result.kept
    return {
        "database": result.plan.engine,
        "processes": result.plan.shape,
        "kills": result.plan.kills,
        "amid announcements": result.settled.amid,
        "seconds a kill": result.seconds / max(1, result.plan.kills),
        "concerns": len(result.visits),
        "announcements": announcements.told.total(),
        "reminders": reminders.told.total(),
        "latest reminder (s)": reminders.latest,
        "updates again": result.fake["repeated"],
        "lost": result.lost,
        "doubled": result.doubled,
        "told twice": sum(kept.told_twice for kept in result.kept),
        "ambiguous": result.ledger.ambiguous,
        "of one kill (most)": max(result.settled.ambiguous, default=0),
        "not listed": result.settled.unlisted,
        "answers sent again": result.ledger.repeated,
        "waited in vain": result.waited_in_vain,
        "receipts twice": result.receipts_repeated,
        "out of order": result.disordered,
        "429 by us": result.fake["limited"],
        "taken over after (s, most)": max(result.settled.seconds, default=0.0),
        "while somebody could (s, most)": max(result.settled.manned, default=0.0),
    }
