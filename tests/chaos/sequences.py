"""Updates that come once, twice, twice at once, and again later, mixed between two residents: stories that are made up.

Hypothesis makes the stories up and, where one goes wrong, tells the shortest that does.
"""

import asyncio
import time
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

import uvloop
from hypothesis import HealthCheck, Phase, given, seed, settings
from hypothesis import strategies as st
from sqlalchemy import text

from handlers.dialog.turn import Commanded, Said
from storage.database import Database, connect
from tests.chaos.audience import announce_to, deps_over
from tests.chaos.deliveries import MOST_AGAIN, MOST_AT_ONCE, MOST_COPIES, Story, Wave, differences
from tests.chaos.someone import Press, Step
from tests.factories import StandingClock
from tests.running.databases import Engine, empty_database

CONSENT: tuple[Step, ...] = (Commanded("start"), Press(0, 0))
HANDING_IN: tuple[Step, ...] = (Said("Auf dem Weg zum Strand ist es abends viel zu dunkel."), Press(0, 0))
COMMANDS = (
    "start",
    "anliegen",
    "foren",
    "umfrage",
    "ortsteil",
    "meine",
    "hilfe",
    "pause",
    "stopp",
    "sprache",
    "loeschen",
)
TEXTS = (
    "Auf dem Weg zur Schule ist es abends sehr dunkel.",
    "Am Doberaner Platz wird nachts laut gestritten.",
    "Lichtenhagen",
    "Ja",
    "Wann ist das nächste Forum?",
    "Stopp",
    "Im Park liegen Spritzen, meine Nummer ist 0381 123456.",
    "👍",
)
TOLD_EVERY = 100
CONCERNS = "SELECT COUNT(*) FROM concern"

presses = st.builds(Press, back=st.sampled_from((0, 0, 0, 1, 2)), button=st.integers(0, 3))
each_step = st.one_of(
    presses, st.sampled_from(TEXTS).map(Said), st.sampled_from(COMMANDS).map(Commanded), presses, presses
)
# Most agree first, and many hand something in: by chance alone hardly anybody would.
beginnings = st.sampled_from(((), CONSENT, CONSENT, (*CONSENT, *HANDING_IN), (*CONSENT, *HANDING_IN)))
all_steps = st.builds(
    lambda beginning, more: (*beginning, *more),
    beginnings,
    st.one_of(st.lists(each_step, max_size=3), st.lists(each_step, min_size=2, max_size=6)),
)
waves = st.builds(
    Wave,
    moves=st.sampled_from(((0,), (1,), (0, 1))),
    copies=st.tuples(st.integers(1, MOST_COPIES), st.integers(1, MOST_COPIES)),
    again=st.lists(st.integers(0, 9), max_size=MOST_AGAIN).map(tuple),
    order=st.permutations(range(MOST_AT_ONCE)).map(tuple),
    together=st.booleans(),
)
stories = st.builds(
    Story,
    steps=st.tuples(all_steps, all_steps),
    waves=st.lists(waves, min_size=1, max_size=14).map(tuple),
)


@dataclass(frozen=True, slots=True)
class Told:
    """What came of stories.

    tried     how many, those of the search for a shorter one among them
    concerns  how many were handed in meanwhile, undisturbed and in the stories
    wrong     the shortest story that goes wrong, and in what; "" when none does
    """

    engine: Engine
    tried: int
    concerns: int
    seconds: float
    wrong: str


def tell_stories(engine: Engine, folder: Path, number: int, many: int) -> Told:
    """Try so many stories over an announced forum, all in one database; `number` is where the making up begins."""
    clock = StandingClock(datetime.now(UTC))
    with empty_database(engine, folder) as url, asyncio.Runner(loop_factory=uvloop.new_event_loop) as runner:
        runner.run(announce_to((), url))
        database = runner.run(_connected(url))
        deps, tried, began = deps_over(database, url, clock), 0, time.monotonic()

        @seed(number)
        @settings(
            max_examples=many,
            deadline=None,
            database=None,
            phases=(Phase.generate, Phase.shrink),
            suppress_health_check=list(HealthCheck),
            report_multiple_bugs=False,
        )
        @given(stories)
        def _same_end(story: Story) -> None:
            nonlocal tried
            tried += 1
            if tried % TOLD_EVERY == 0:
                print(f"  sequence {tried} of {many} after {time.monotonic() - began:.0f} s", flush=True)
            found = runner.run(differences(deps, story))
            assert not found, "; ".join(found)

        wrong = ""
        try:
            _same_end()
        except Exception as fault:  # noqa: BLE001  whatever it is, it is what the stories are told for
            wrong = "\n".join((f"{type(fault).__name__}: {fault}", *getattr(fault, "__notes__", ())))
        told = Told(engine, tried, runner.run(_concerns(database)), time.monotonic() - began, wrong)
        runner.run(database.close())
    return told


async def _connected(url: str) -> Database:
    return connect(url)


async def _concerns(database: Database) -> int:
    async with database.engine.connect() as connection:
        return int((await connection.execute(text(CONCERNS))).scalar_one())


def find_faults(told: Told) -> list[str]:
    """Return everything that is wrong; an empty list is what the chaos is for."""
    return [told.wrong] if told.wrong else []


def row(told: Told) -> dict[str, object]:
    """Return the figures."""
    return {
        "database": told.engine,
        "sequences of two residents": told.tried,
        "a second": told.tried / told.seconds,
        "concerns handed in": told.concerns,
        "differing": bool(told.wrong),
    }
