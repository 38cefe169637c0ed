"""Updates in, committed, and their replies out: the real process on one core, against echoes that store nothing."""

import sys
from asyncio.subprocess import Process
from collections.abc import AsyncIterator, Callable, Mapping, Sequence
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass
from pathlib import Path

from tests.bench.bot_api import TOKEN, LeanBotApi, RefusedUpdateError
from tests.bench.cores import on_core, two_cores
from tests.bench.disk import Syncs, measure_syncs
from tests.bench.figures import Row
from tests.bench.load import STEADY_RATE, Load, arrive, keep_pace, saturate
from tests.bench.processes import (
    BenchError,
    clean_environment,
    cpu_seconds,
    errors,
    first_page,
    free_port,
    last_words,
    made,
    product_environment,
    running,
)
from tests.bench.residents import BEFORE_THE_ROUND, ROUND, Resident, echoes, participation, questions
from tests.bench.sentences import short_texts
from tests.bench.sizes import Size
from tests.running.databases import Engine, empty_database

SYNC_SECONDS = 1.5
SEND_RATE = 1000.0  # the pace messages may have is not what is measured here
STOCK = "stock"
AIOGRAM = "aiogram"
AIOGRAM_PYTHON = Path(sys.prefix) / "aiogram" / "bin" / "python"
ECHOES = {
    STOCK: "stock python-telegram-bot webhook echo, no database",
    "request": "the same library over our aiohttp-based request class, no database",
    AIOGRAM: "aiogram webhook echo, no database",
    "raw": "raw aiohttp echo, no database",
}
ECHO = ECHOES[STOCK]
SYNC = "append + fsync of 4 KB in the same folder"
ENGINES = {Engine.SQLITE: "SQLite, synchronous=FULL", Engine.POSTGRESQL: "PostgreSQL"}


@dataclass(frozen=True, slots=True)
class Saturated:
    """One bot as fast as its answers come; CPU seconds are those of its process, without a database server's."""

    load: Load
    cpu_seconds: float

    @property
    def per_second(self) -> float:
        return self.load.per_second

    @property
    def per_cpu_second(self) -> float:
        return len(self.load.answered) / self.cpu_seconds


@dataclass(frozen=True, slots=True)
class Measured:
    """The product on one database: turns that are hardly more than an echo, and those of participation."""

    echo_like: Saturated
    mixed: Saturated
    steady: Load


async def measure_turns(folder: Path, size: Size) -> list[Row]:
    """Measure all echoes and the product on both databases, one after another."""
    measured_core, driving_core = two_cores()
    with on_core(driving_core):
        echo, steady = await _echoes(folder, size, measured_core)
        syncs = measure_syncs(folder, SYNC_SECONDS)
        ours = {engine: await _ours(made(folder / engine), engine, size, measured_core) for engine in Engine}
    return [*_rows(ours, echo, syncs), *_steady_rows(ours[Engine.SQLITE], steady, syncs)]


async def _echoes(folder: Path, size: Size, core: int) -> tuple[dict[str, Saturated], Load]:
    """Return the echoes by kind, and the stock one at a steady rate."""
    found, steady = {}, None
    for kind in _kinds():
        async with LeanBotApi() as api, _echo(api, kind, folder, core) as process:
            there = await arrive(api, size.residents, echoes, before=1, round_of=1, texts=short_texts)
            found[kind] = await _saturated(api, process, there, size)
            if kind == STOCK:
                steady = _whole(await keep_pace(api, there, size.steady_seconds))
    if steady is None:
        raise BenchError("the stock echo is missing")
    return found, steady


def _kinds() -> list[str]:
    """Return the echoes that can be run here: aiogram only where `make bench` has made its environment."""
    return [kind for kind in ECHOES if kind != AIOGRAM or AIOGRAM_PYTHON.exists()]


async def _ours(folder: Path, engine: Engine, size: Size, core: int) -> Measured:
    with empty_database(engine, folder) as url:
        async with LeanBotApi() as api, product(api, folder, core, SEND_RATE, url=url) as process:
            there = await arrive(api, size.residents, questions, before=BEFORE_THE_ROUND, round_of=1)
            echo_like = await _saturated(api, process, there, size)
            there = await arrive(
                api, size.residents, participation, before=BEFORE_THE_ROUND, round_of=ROUND, first=size.residents
            )
            mixed = await _saturated(api, process, there, size)
            return Measured(echo_like, mixed, _whole(await keep_pace(api, there, size.steady_seconds)))


async def _saturated(api: LeanBotApi, process: Process, residents: Sequence[Resident], size: Size) -> Saturated:
    before = cpu_seconds(process.pid)
    load = _whole(await saturate(api, residents, size.saturated_seconds))
    return Saturated(load, cpu_seconds(process.pid) - before)


def _whole(load: Load) -> Load:
    if load.unanswered:
        raise BenchError(f"{load.unanswered} updates were never answered")
    return load


@asynccontextmanager
async def product(
    api: LeanBotApi, folder: Path, core: int, rate: float, as_module: tuple[str, ...] = ("-m", "bot"), url: str = ""
) -> AsyncIterator[Process]:
    """Run the product on a core, with so many messages a second permitted; without `url` on SQLite."""
    port, output = free_port(), folder / "product.txt"
    database = {"DATABASE_URL": url} if url else {}
    environment = product_environment(
        folder, port, SEND_RATE=f"{rate:g}", TELEGRAM_API_URL=api.url, TELEGRAM_TOKEN=TOKEN,
        TELEGRAM_MODE="webhook", TELEGRAM_SECRET="of-a-bench", **database,
    )  # fmt: skip
    async with AsyncExitStack() as stack:
        with on_core(core):
            process = await stack.enter_async_context(running((*as_module, "run"), environment, output))
        await first_page(process, f"http://127.0.0.1:{port}/", output)
        await api.webhook_is_set()
        try:
            yield process
        except (RefusedUpdateError, ExceptionGroup) as refusal:
            raise BenchError(f"{refusal}\n{errors(output) or last_words(output)}") from refusal
        if process.returncode is not None:
            raise BenchError(f"the product ended:\n{last_words(output)}")


@asynccontextmanager
async def _echo(api: LeanBotApi, kind: str, folder: Path, core: int) -> AsyncIterator[Process]:
    other = kind == AIOGRAM
    program = ("tests/bench/aiogram_echo.py",) if other else ("-m", "tests.bench.echo", kind)
    arguments = (*program, api.url, str(free_port()), TOKEN)
    python = str(AIOGRAM_PYTHON) if other else sys.executable
    async with AsyncExitStack() as stack:
        with on_core(core):
            process = await stack.enter_async_context(
                running(arguments, clean_environment(), folder / f"{kind}.txt", python)
            )
        await api.webhook_is_set()
        yield process


def _rows(ours: Mapping[Engine, Measured], echo: Mapping[str, Saturated], syncs: Syncs) -> list[Row]:
    rows = []
    for engine, measured in ours.items():
        target = "≥ 1, or ≥ 0.8 of the sync rate" if engine is Engine.SQLITE else ""
        for name, turns in (
            ("Echo-like turns (/hilfe)", measured.echo_like),
            ("Turns of participation (a third concerns, a third their handing in)", measured.mixed),
        ):
            work = f"{name} committed and answered, {ENGINES[engine]}"
            by_cpu = f"{work}, for each second of its CPU (read this one on a busy machine)"
            for kind, its in echo.items():
                wanted, yardstick = target if kind == STOCK else "", ECHOES[kind]
                rows += [
                    Row(work, turns.per_second, "/s", yardstick, its.per_second, "more", wanted),
                    Row(by_cpu, turns.per_cpu_second, "/s", yardstick, its.per_cpu_second, "more",
                        wanted and "≥ 1"),
                ]  # fmt: skip
            if engine is Engine.SQLITE:
                rows.append(
                    Row(work, turns.per_second, "/s", SYNC, syncs.per_second, "more", "≥ 0.8 where sync is the bound")
                )
    return rows


def _steady_rows(ours: Measured, echo: Load, syncs: Syncs) -> list[Row]:
    pace, steady = f"at {STEADY_RATE}/s", ours.steady
    return [
        Row(f"Updates answered {pace}", steady.per_second, "/s", "due", STEADY_RATE, "more", "1"),
        *times(f"Acknowledgement {pace}", steady.acknowledged, SYNC, (syncs.p50_seconds, syncs.p99_seconds),
               "≤ 100 ms"),
        *times(f"Answer {pace}", steady.answer, ECHO, (echo.answer(0.5), echo.answer(0.99))),
    ]  # fmt: skip


def times(
    work: str, of: Callable[[float], float], yardstick: str, its: tuple[float, float], target: str = ""
) -> list[Row]:
    """Return the rows for p50 and p99; the target is for p99."""
    return [
        Row(f"{work}, p50", of(0.5) * 1000, "ms", f"{yardstick}, p50", its[0] * 1000, "less"),
        Row(f"{work}, p99", of(0.99) * 1000, "ms", f"{yardstick}, p99", its[1] * 1000, "less", target),
    ]
