"""Several processes of one installation: `run` alone, or so many `web` behind a crossing and so many `worker`."""

import asyncio
from collections.abc import AsyncIterator, Sequence
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import cache
from pathlib import Path

from handlers.i18n import BERLIN
from tests.chaos.crossing import Crossing
from tests.fakes.bot_api.remote import RemoteBotApi
from tests.running.process import Process, free_port
from tests.running.product import SEND_RATE, Mode, Telegram, settings_of

SECRET_KEY = "the same for all processes of a chaotic installation"
TEN_O_CLOCK = 10
RUN, WEB, WORKER = "run", "web", "worker"


@dataclass(frozen=True, slots=True)
class Shape:
    """How many processes of which part; no `web` and no `worker` means one `run`."""

    webs: int = 0
    workers: int = 0

    def __str__(self) -> str:
        return f"{self.webs} web, {self.workers} worker" if self.webs else "1 run"


@dataclass(frozen=True, slots=True)
class Fleet:
    """The processes of an installation."""

    processes: Sequence[Process]

    @property
    def servers(self) -> list[Process]:
        """Return those that take updates in."""
        return [process for process in self.processes if process.part != WORKER]

    @property
    def senders(self) -> list[Process]:
        """Return those that send."""
        return [process for process in self.processes if process.part != WEB]

    def gone(self) -> list[str]:
        """Return which processes ended by themselves."""
        return [process.output.name for process in self.processes if process.starts and not process.runs]

    def errors(self) -> list[str]:
        """Return the events all of them logged as errors."""
        return [event for process in self.processes for event in process.errors()]


@asynccontextmanager
async def fleet(
    shape: Shape, folder: Path, database_url: str, api: RemoteBotApi, *, send_rate: float = SEND_RATE
) -> AsyncIterator[Fleet]:
    """Run an installation until the block ends; it is told that it is ten in the morning, so that nothing waits for the day."""
    parts = [RUN] if not shape.webs else [WEB] * shape.webs + [WORKER] * shape.workers
    ports = [free_port() for part in parts if part != WORKER]
    async with AsyncExitStack() as stack:
        crossing = await stack.enter_async_context(Crossing(ports))
        telegram = Telegram(api.url, api.token, Mode.WEBHOOK)
        settings = settings_of(database_url, crossing.address, telegram, secret_key=SECRET_KEY, send_rate=send_rate)
        clock = ("-m", "tests.chaos.daytime", str(seconds_until_ten()))
        processes = [
            Process(
                part,
                settings | ({"FORUMSBOTE_PORT": str(ports[number])} if number < len(ports) else {}),
                folder / f"{part}-{number}.txt",
                clock,
            )
            for number, part in enumerate(parts)
        ]
        stack.push_async_callback(_kill_all, processes)
        await processes[0].start()  # the first one brings the database to its shape
        await asyncio.gather(*(process.start() for process in processes[1:]))
        yield Fleet(processes)


async def _kill_all(processes: Sequence[Process]) -> None:
    await asyncio.gather(*(process.kill() for process in processes))


@cache
def seconds_until_ten() -> float:
    """Return how far the clock must be moved to show ten in the morning of this day in Berlin; once asked, always as far."""
    now = datetime.now(UTC).astimezone(BERLIN)
    return (now.replace(hour=TEN_O_CLOCK, minute=0, second=0, microsecond=0) - now).total_seconds()
