"""Strike the database while residents write, and see whether everything goes on by itself and is there once."""

import asyncio
import time
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from sqlalchemy import text

from storage.database import connect
from tests.chaos.databases import Blow, Struck, struck_by
from tests.chaos.fleet import Fleet, Shape, fleet
from tests.fakes.bot_api.remote import RemoteBotApi
from tests.running.ledger import STANDSTILL_SECONDS, Ledger, settle
from tests.running.residents import FEWEST_TURNS, Traffic, Visit, hand_in, receipts_in

AT_ONCE = 12
LOOK_SECONDS = 0.02
IN_FLIGHT_SECONDS = 0.1
HANDED_IN = (
    "SELECT concern.number, concern_text.text FROM concern JOIN concern_text ON concern_text.concern_id = concern.id"
)
TAKEN = "SELECT COUNT(*) FROM seen_update WHERE state = 'done'"
WAYS = ("zur Schule", "am Bahnhof", "im Park", "zum Strand", "an der Warnow")


@dataclass(frozen=True, slots=True)
class Result:
    """What came of one blow.

    back_after  seconds from the blow until an update was acknowledged again
    stored      case number and text of every concern in the database
    taken       updates the database knows
    gone        processes that ended by themselves
    """

    blow: Blow
    shape: Shape
    visits: tuple[Visit, ...]
    back_after: float
    stored: Sequence[tuple[str, str]]
    taken: int
    fake: dict[str, Any]
    ledger: Ledger
    gone: Sequence[str]

    @property
    def lost(self) -> int:
        """Concerns that were said and are not stored, and acknowledged updates the database does not know."""
        said = Counter(visit.text for visit in self.visits)
        return (said - Counter(words for _, words in self.stored)).total() + max(0, self.fake["confirmed"] - self.taken)

    @property
    def doubled(self) -> int:
        """Stored concerns that nobody said, or not so often."""
        return (Counter(words for _, words in self.stored) - Counter(visit.text for visit in self.visits)).total()


def find_faults(result: Result) -> list[str]:
    """Return everything that is wrong; an empty list is what the chaos is for."""
    return list(_faults(result))


def _faults(result: Result) -> Iterator[str]:
    if result.lost or result.doubled:
        yield f"{result.lost} lost, {result.doubled} doubled"
    numbers = dict(result.stored)
    for visit in result.visits:
        if visit.stuck:
            yield f"resident {visit.resident} waited in vain for {visit.stuck}"
        if [numbers.get(number) for number in set(visit.receipts)] != [visit.text]:
            yield f"resident {visit.resident} was given the numbers {sorted(set(visit.receipts))}"
    if result.gone:
        yield f"ended by themselves: {', '.join(result.gone)}"
    if result.fake["pending"] or result.fake["expired"]:
        yield f"{result.fake['pending']} updates wait at Telegram, {result.fake['expired']} are expired"
    if result.ledger.unfinished or result.ledger.given_up:
        yield f"{result.ledger.unfinished} messages are unfinished, {result.ledger.given_up} updates were given up"


async def run_outage(blow: Blow, shape: Shape, residents: int, folder: Path) -> Result:
    """Let a blow fall in the middle of what so many residents say."""
    async with (
        struck_by(blow) as database,
        RemoteBotApi() as api,
        fleet(shape, folder, database.url, api) as running,
    ):
        return await _run(blow, shape, residents, database, api, running)


async def _run(blow: Blow, shape: Shape, residents: int, database: Struck, api: RemoteBotApi, running: Fleet) -> Result:
    traffic, at_once = Traffic(), asyncio.Semaphore(AT_ONCE)

    async def come(number: int) -> Visit:
        async with at_once:
            return await hand_in(api, sentence(number), traffic)

    async with asyncio.TaskGroup() as group:
        blown = group.create_task(_blow(database, api, traffic, residents * FEWEST_TURNS // 2))
        coming = [group.create_task(come(number)) for number in range(residents)]
    ledger = await settle(api, database.after)
    phones = await api.all_received()
    stored, taken = await look(database.after)
    visits = [task.result() for task in coming]
    return Result(
        blow=blow,
        shape=shape,
        visits=tuple(with_receipts(visit, phones[visit.resident]) for visit in visits),
        back_after=blown.result(),
        stored=stored,
        taken=taken,
        fake=await api.state(),
        ledger=ledger,
        gone=running.gone(),
    )


def sentence(number: int) -> str:
    """Return what a resident hands in; no two say the same."""
    return f"Der Weg {WAYS[number % len(WAYS)]} ist abends viel zu dunkel, das sagen hier schon {number + 2} Leute."


def with_receipts(visit: Visit, texts: list[str]) -> Visit:
    return Visit(visit.resident, visit.text, visit.alarmed, visit.stuck, receipts_in(texts))


async def _blow(database: Struck, api: RemoteBotApi, traffic: Traffic, after_turns: int) -> float:
    """Let the blow fall after so many turns; return the seconds until an update was acknowledged again."""
    await traffic.reach(after_turns)
    began = time.monotonic()
    await database.strike()
    await asyncio.sleep(IN_FLIGHT_SECONDS)  # what was committed before the blow may still be acknowledged
    before = (await api.state())["confirmed"]
    while time.monotonic() - began < STANDSTILL_SECONDS:
        if (await api.state())["confirmed"] > before:
            break
        await asyncio.sleep(LOOK_SECONDS)
    return time.monotonic() - began


async def look(url: str) -> tuple[list[tuple[str, str]], int]:
    database = connect(url)
    try:
        async with database.engine.connect() as connection:
            stored = [(row[0], row[1]) for row in await connection.execute(text(HANDED_IN))]
            return stored, int((await connection.execute(text(TAKEN))).scalar_one())
    finally:
        await database.close()


def row(result: Result) -> dict[str, object]:
    """Return the figures of one blow."""
    return {
        "blow": result.blow,
        "processes": result.shape,
        "concerns": len(result.visits),
        "seconds until acknowledged again": result.back_after,
        "updates delivered again": result.fake["repeated"],
        "lost": result.lost,
        "doubled": result.doubled,
        "answers sent again": result.ledger.repeated,
        "ambiguous": result.ledger.ambiguous,
        "processes that ended": len(result.gone),
    }
