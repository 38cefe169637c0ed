"""The same turns on PostgreSQL, with one process and with several that share the work, against one process on SQLite.

With two cores for processes, database and driver together this shows what several processes cost, and little of what they gain.
"""

from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager
from pathlib import Path

from tests.bench.bot_api import TOKEN, LeanBotApi
from tests.bench.figures import Row
from tests.bench.load import Load, arrive, saturate
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
    sqlite_url,
)
from tests.bench.residents import BEFORE_THE_ROUND, ROUND, participation
from tests.bench.sizes import Size
from tests.chaos.crossing import Crossing
from tests.running.databases import Engine, empty_database

SHAPES = (("run",), ("web", "worker"), ("web", "web", "worker", "worker"))


async def measure_spread(folder: Path, size: Size) -> list[Row]:
    """Measure `run` on SQLite and the shapes on PostgreSQL, one after another, on all cores."""
    (folder / "sqlite").mkdir()
    sqlite, its_seconds = await _measured(folder / "sqlite", sqlite_url(folder / "sqlite"), ("run",), size)
    rows = []
    for shape in SHAPES[-size.shapes :]:
        own = folder / "-".join(shape)
        own.mkdir()
        with empty_database(Engine.POSTGRESQL, own) as url:
            load, used = await _measured(own, url, shape, size)
        work = f"Updates committed and answered on PostgreSQL, {' + '.join(shape)}"
        yardstick = "one `run` on SQLite, all cores"
        rows.append(
            Row(work, load.per_second, "/s", yardstick, sqlite.per_second, "more", "grows while cores are free")
        )
        rows.append(
            Row(f"{work}: processor time of ours for each", used / len(load.answered) * 1000, "ms", yardstick,
                its_seconds / len(sqlite.answered) * 1000, "less")
        )  # fmt: skip
    return rows


async def _measured(folder: Path, url: str, shape: tuple[str, ...], size: Size) -> tuple[Load, float]:
    """Return a saturating load, and how many seconds of processor time all processes of ours used for it."""
    async with LeanBotApi() as api, _fleet(api, folder, url, shape) as pids:
        residents = await arrive(api, size.residents, participation, before=BEFORE_THE_ROUND, round_of=ROUND)
        before = sum(map(cpu_seconds, pids))
        load = await saturate(api, residents, size.saturated_seconds)
        if load.unanswered:
            raise BenchError(f"{load.unanswered} updates were never answered")
        return load, sum(map(cpu_seconds, pids)) - before


@asynccontextmanager
async def _fleet(api: LeanBotApi, folder: Path, url: str, shape: tuple[str, ...]) -> AsyncIterator[list[int]]:
    ports = [free_port() for _ in shape]
    serving = [port for part, port in zip(shape, ports, strict=True) if part != "worker"]
    async with AsyncExitStack() as stack:
        crossing = await stack.enter_async_context(Crossing(serving))
        pids = []
        for number, (part, port) in enumerate(zip(shape, ports, strict=True)):
            output = folder / f"{part}-{number}.txt"
            environment = product_environment(
                folder, port, DATABASE_URL=url, PUBLIC_URL=crossing.address, SEND_RATE="1000",
                TELEGRAM_API_URL=api.url, TELEGRAM_TOKEN=TOKEN, TELEGRAM_MODE="webhook", TELEGRAM_SECRET="of-a-bench",
                METRICS_PORT=str(port) if part == "worker" else "0",
            )  # fmt: skip
            process = await stack.enter_async_context(
                running(("-m", "bot", part), clean_environment() | environment, output)
            )
            await first_page(process, f"http://127.0.0.1:{port}/healthz", output)
            pids.append(process.pid)
        await api.webhook_is_set()
        try:
            yield pids
        except Exception as fault:
            raise BenchError(f"{fault}\n{_said(folder)}") from fault


def _said(folder: Path) -> str:
    return "\n".join(errors(file) or last_words(file) for file in folder.glob("*.txt"))[-2000:]
