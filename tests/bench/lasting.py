"""Participation at a steady rate for many minutes: how fast it stays, and what grows: memory, the log file of SQLite, errors."""

import asyncio
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from pathlib import Path

from tests.bench.bot_api import LeanBotApi
from tests.bench.cores import on_core, two_cores
from tests.bench.disk import measure_syncs
from tests.bench.figures import Row
from tests.bench.load import STEADY_RATE, Load, arrive, keep_pace
from tests.bench.processes import count_errors, memory_mb
from tests.bench.residents import BEFORE_THE_ROUND, ROUND, participation
from tests.bench.sizes import Size
from tests.bench.turns import SEND_RATE, SYNC, SYNC_SECONDS, product, times

MINUTE_SECONDS = 60.0
MEGABYTE = 1024 * 1024


@dataclass(frozen=True, slots=True)
class Looked:
    """What the process holds in memory, and how long its files are, in MB."""

    memory: float
    log_file: float
    database: float


async def measure_lasting(folder: Path, size: Size) -> list[Row]:
    """Let residents take part at the steady rate, and look at the process every minute."""
    measured_core, driving_core = two_cores()
    with on_core(driving_core):
        syncs = measure_syncs(folder, SYNC_SECONDS)
        async with LeanBotApi() as api, product(api, folder, measured_core, SEND_RATE) as process:

            def look() -> Looked:
                return _look(process.pid, folder)

            empty = look()
            there = await arrive(api, size.residents, participation, before=BEFORE_THE_ROUND, round_of=ROUND)
            looked = [look()]
            load = await _looking(keep_pace(api, there, size.lasting_minutes * MINUTE_SECONDS), look, looked)
            looked.append(look())
        failed = count_errors(folder / "product.txt") + load.unanswered
    every = f"at {STEADY_RATE}/s for {size.lasting_minutes:g} minutes"
    return [
        Row(f"Updates answered {every}", load.per_second, "/s", "due", STEADY_RATE, "more", "1"),
        Row("Updates not answered, and errors in the log", failed, "", "updates", len(load.turns), "less", "0"),
        *times(f"Acknowledgement {every}", load.acknowledged, SYNC, (syncs.p50_seconds, syncs.p99_seconds), "≤ 100 ms"),
        *_memory_rows(empty, looked, size),
        Row("Log file of SQLite (WAL), at its longest", max(each.log_file for each in looked), "MB",
            "the database at the end", looked[-1].database, "less", "does not grow"),
    ]  # fmt: skip


async def _looking(loading: Awaitable[Load], look: Callable[[], Looked], looked: list[Looked]) -> Load:
    """Wait for a load, and look once a minute until it is over."""

    async def every_minute() -> None:
        while True:
            await asyncio.sleep(MINUTE_SECONDS)
            looked.append(look())

    looking = asyncio.create_task(every_minute())
    try:
        return await loading
    finally:
        looking.cancel()


def _look(process_id: int, folder: Path) -> Looked:
    database = folder / "forumsbote.db"
    return Looked(memory_mb(process_id), _megabytes(Path(f"{database}-wal")), _megabytes(database))


def _megabytes(file: Path) -> float:
    return file.stat().st_size / MEGABYTE if file.exists() else 0.0


def _memory_rows(empty: Looked, looked: list[Looked], size: Size) -> list[Row]:
    came, *minutes, end = looked
    named = [
        (f"when {size.residents} residents had come", came),
        *((f"after minute {number}", each) for number, each in enumerate(minutes, start=1)),
        ("at the end", end),
    ]
    return [
        Row(f"Memory {when}", each.memory, "MB", "after the first page", empty.memory, "less", "≤ 400 MB")
        for when, each in named
    ]
