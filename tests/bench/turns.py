"""Updates in, committed, and their replies out: the real process on one core with SQLite, against an echo that stores nothing."""

from asyncio.subprocess import Process
from collections.abc import AsyncIterator, Callable, Sequence
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
    product_environment,
    running,
)
from tests.bench.residents import BEFORE_THE_ROUND, ROUND, Resident, echoes, participation
from tests.bench.sizes import Size

SYNC_SECONDS = 1.5
SEND_RATE = 1000.0  # the pace messages may have is not what is measured here
ECHO = "python-telegram-bot webhook echo, no database"
SYNC = "append + fsync of 4 KB in the same folder"


@dataclass(frozen=True, slots=True)
class Measured:
    """One bot under both loads; CPU seconds are those of its process while it was saturated."""

    saturated: Load
    steady: Load
    cpu_seconds: float

    @property
    def per_cpu_second(self) -> float:
        return len(self.saturated.answered) / self.cpu_seconds


async def measure_turns(folder: Path, size: Size) -> list[Row]:
    """Measure the product and both yardsticks, one after another."""
    measured_core, driving_core = two_cores()
    with on_core(driving_core):
        async with LeanBotApi() as api, _echo(api, folder, measured_core) as process:
            there = await arrive(api, size.residents, echoes, before=1, round_of=1)
            echo = await _load(api, process, there, size)
        syncs = measure_syncs(folder, SYNC_SECONDS)
        async with LeanBotApi() as api, product(api, folder, measured_core, SEND_RATE) as process:
            there = await arrive(api, size.residents, participation, before=BEFORE_THE_ROUND, round_of=ROUND)
            ours = await _load(api, process, there, size)
    return _rows(ours, echo, syncs)


async def _load(api: LeanBotApi, process: Process, residents: Sequence[Resident], size: Size) -> Measured:
    before = cpu_seconds(process.pid)
    saturated = await saturate(api, residents, size.saturated_seconds)
    used = cpu_seconds(process.pid) - before
    steady = await keep_pace(api, residents, size.steady_seconds)
    unanswered = saturated.unanswered + steady.unanswered
    if unanswered:
        raise BenchError(f"{unanswered} updates were never answered")
    return Measured(saturated, steady, used)


@asynccontextmanager
async def product(
    api: LeanBotApi, folder: Path, core: int, rate: float, as_module: tuple[str, ...] = ("-m", "bot")
) -> AsyncIterator[Process]:
    """Run the product on a core, with so many messages a second permitted."""
    port, output = free_port(), folder / "product.txt"
    environment = product_environment(
        folder, port, SEND_RATE=f"{rate:g}", TELEGRAM_API_URL=api.url, TELEGRAM_TOKEN=TOKEN,
        TELEGRAM_MODE="webhook", TELEGRAM_SECRET="of-a-bench",
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
async def _echo(api: LeanBotApi, folder: Path, core: int) -> AsyncIterator[Process]:
    arguments = ("-m", "tests.bench.echo", api.url, str(free_port()), TOKEN)
    async with AsyncExitStack() as stack:
        with on_core(core):
            process = await stack.enter_async_context(running(arguments, clean_environment(), folder / "echo.txt"))
        await api.webhook_is_set()
        yield process


def _rows(ours: Measured, echo: Measured, syncs: Syncs) -> list[Row]:
    full, steady = ours.saturated, ours.steady
    pace = f"at {STEADY_RATE}/s"
    every = "a third of them concerns, a third their handing in"
    return [
        Row(f"Updates committed and answered, {every}", full.per_second, "/s", ECHO, echo.saturated.per_second,
            "more", "≥ 1, or ≥ 0.8 of the sync rate"),
        Row("The same", full.per_second, "/s", SYNC, syncs.per_second, "more", "≥ 0.8 where sync is the bound"),
        Row("The same for each second of CPU (read this one on a busy machine)", ours.per_cpu_second, "/s", ECHO,
            echo.per_cpu_second, "more", "≥ 1"),
        Row("Messages sent meanwhile", full.messages / full.seconds, "/s", ECHO,
            echo.saturated.messages / echo.saturated.seconds, "more"),
        Row(f"Updates answered {pace}", steady.per_second, "/s", "due", STEADY_RATE, "more", "1"),
        *_times(f"Acknowledgement {pace}", steady.acknowledged, f"{SYNC}", (syncs.p50_seconds, syncs.p99_seconds),
                "≤ 100 ms"),
        *_times(f"Answer {pace}", steady.answer, ECHO, (echo.steady.answer(0.5), echo.steady.answer(0.99)), ""),
        Row("Acknowledgement when saturated, p99", full.acknowledged(0.99) * 1000, "ms", ECHO,
            echo.saturated.acknowledged(0.99) * 1000, "less"),
    ]  # fmt: skip


def _times(work: str, of: Callable[[float], float], yardstick: str, its: tuple[float, float], target: str) -> list[Row]:
    """Return the rows for p50 and p99; the target is for p99."""
    return [
        Row(f"{work}, p50", of(0.5) * 1000, "ms", f"{yardstick}, p50", its[0] * 1000, "less"),
        Row(f"{work}, p99", of(0.99) * 1000, "ms", f"{yardstick}, p99", its[1] * 1000, "less", target),
    ]
