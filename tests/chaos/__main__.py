"""Take from the product what it stands on, and see what is lost: `python -m tests.chaos`, or `make chaos`.

Exit code 0: nothing was lost and nothing came twice; 1: something was.
"""

import argparse
import asyncio
import logging
import shutil
import sys
import tempfile
import time
import traceback
from collections.abc import Awaitable, Callable, Sequence
from pathlib import Path

from bot.logs import set_up
from bot.settings import LogFormat
from tests.chaos.databases import Blow
from tests.chaos.fleet import Shape
from tests.chaos.kills import Plan, run_kills
from tests.chaos.kills import find_faults as kill_faults
from tests.chaos.kills import row as kill_row
from tests.chaos.outage import find_faults as outage_faults
from tests.chaos.outage import row as outage_row
from tests.chaos.outage import run_outage
from tests.chaos.sequences import find_faults as sequences_faults
from tests.chaos.sequences import row as sequences_row
from tests.chaos.sequences import tell_stories
from tests.chaos.table import Row, print_table
from tests.chaos.weather import Weather, run_weather
from tests.chaos.weather import find_faults as weather_faults
from tests.chaos.weather import row as weather_row
from tests.running.databases import Engine

Found = tuple[Row, list[str]]
SEVERAL = Shape(webs=2, workers=2)
SHAPES = (
    *((engine, Shape()) for engine in Engine),
    *((Engine.POSTGRESQL, Shape(webs=many, workers=many)) for many in (1, 2, 4)),
)


def main() -> int:
    """Do the parts that were asked for, print what they found, and return the exit code."""
    options = _options()
    set_up(LogFormat.CONSOLE, logging.ERROR)  # what the product says is in its own files
    parts: dict[str, Callable[[argparse.Namespace], Sequence[Found]]] = {
        "The database": _outages,
        "Killed processes": _kills,
        "Updates that come again": _sequences,
        "Telegram at its worst": _weather,
    }
    good = True
    for title, part in parts.items():
        if options.part not in title.lower():
            continue
        found = part(options)
        print_table(title, [row for row, _ in found])
        good = good and not any(faults for _, faults in found)
    print("\nNothing was lost, nothing came twice." if good else "\nThe chaos won.")
    return 0 if good else 1


def _outages(options: argparse.Namespace) -> list[Found]:
    async def one(blow: Blow, folder: Path) -> Found:
        result = await run_outage(blow, SEVERAL, options.residents, folder)
        return outage_row(result), outage_faults(result)

    return [_try(f"the database: {blow}", lambda folder, blow=blow: one(blow, folder)) for blow in Blow]


def _kills(options: argparse.Namespace) -> list[Found]:
    async def one(plan: Plan, folder: Path) -> Found:
        result = await run_kills(plan, folder)
        return kill_row(result), kill_faults(result)

    plans = [
        Plan(engine, shape, options.kills // len(SHAPES), options.subscribers, options.seed) for engine, shape in SHAPES
    ]
    return [_try(f"kills: {plan.engine}, {plan.shape}", lambda folder, plan=plan: one(plan, folder)) for plan in plans]


def _sequences(options: argparse.Namespace) -> list[Found]:
    async def one(engine: Engine, folder: Path) -> Found:
        many = options.sequences // len(Engine)
        told = await asyncio.to_thread(tell_stories, engine, folder, options.seed, many)
        return sequences_row(told), sequences_faults(told)

    return [
        _try(f"updates that come again: {engine}", lambda folder, engine=engine: one(engine, folder))
        for engine in Engine
    ]


def _weather(options: argparse.Namespace) -> list[Found]:
    async def one(weather: Weather, folder: Path) -> Found:
        result = await run_weather(folder, weather, options.seed)
        return weather_row(result), weather_faults(result)

    gone = Weather(options.backlog, options.minutes, forums=1, few=0, looks_a_second=4, gone=True)
    hour = Weather(options.backlog, options.minutes, forums=1, few=20, looks_a_second=4)
    # With as many at once a day would take a day; and most must not have become ambiguous long before it is over.
    day = Weather(options.backlog // 40, options.minutes * 24, forums=12, few=1, looks_a_second=1)
    return [_try(each.name, lambda folder, each=each: one(each, folder)) for each in (gone, hour, day)]


def _try(what: str, act: Callable[[Path], Awaitable[Found]]) -> Found:
    """Do one part in a folder of its own, which is kept when something is wrong."""
    print(f"{what} ...", flush=True)
    folder, began = Path(tempfile.mkdtemp(prefix="chaos-")), time.monotonic()
    try:
        row, faults = asyncio.run(act(folder))
    except Exception:  # noqa: BLE001  the other parts are done all the same
        row, faults = {"what": what, "seconds": time.monotonic() - began}, [f"broke off:\n{traceback.format_exc()}"]
    print(f"  {time.monotonic() - began:.0f} s", flush=True)
    for fault in faults:
        print(f"  WRONG  {fault}", flush=True)
    if faults:
        print(f"  output is in {folder}")
    else:
        shutil.rmtree(folder)
    return row, faults


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m tests.chaos", description=__doc__.split("\n")[0])
    parser.add_argument(
        "--part", default="", help="a word of the parts to do: database, killed, again, worst; all by default"
    )
    parser.add_argument("--residents", type=int, default=60, help="who write while the database is struck")
    parser.add_argument("--kills", type=int, default=200, help="in all, shared out evenly")
    parser.add_argument(
        "--subscribers", type=int, default=3000, help="who are told of a forum while processes are killed"
    )
    parser.add_argument("--sequences", type=int, default=2000, help="of updates that are delivered in every way")
    parser.add_argument("--backlog", type=int, default=10_000, help="messages that wait while Telegram is at its worst")
    parser.add_argument(
        "--minutes",
        type=int,
        default=60,
        help="of Telegram at its worst, by a clock of our own; then a day for every hour",
    )
    parser.add_argument("--seed", type=int, default=1)
    return parser.parse_args()


if __name__ == "__main__":
    sys.exit(main())
