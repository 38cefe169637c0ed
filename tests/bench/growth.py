"""The same turn, and the same look into the outbox, with few and with many rows in the database: the cost must not grow."""

import time
from collections.abc import Awaitable, Callable
from itertools import count
from pathlib import Path
from statistics import median

from bot.dialog import DIALOG
from bot.settings import Settings
from bot.wiring import build_deps, build_post
from handlers.channels.inbound import Inbound
from handlers.channels.intake import Taken, take_in
from handlers.city.loading import load
from handlers.deps import Deps
from handlers.dialog.turn import Commanded
from handlers.outbox.actions import Delivery
from storage.models import Channel
from tests.bench.figures import Row
from tests.bench.filling import fill_concerns, fill_outbox, fill_subscribers, migrated
from tests.bench.processes import SECRET_KEY, BenchError, sqlite_url
from tests.bench.sizes import Size

TURNS = 60


async def measure_growth(folder: Path, size: Size) -> list[Row]:
    """Measure with few rows and with many, one after the other."""
    few = await _measured(folder / "few", size.few_concerns // 10, size.few_concerns // 10)
    many = await _measured(folder / "many", size.many_concerns, size.subscribers)
    yardstick = f"with {size.few_concerns // 10:,} concerns, residents and messages"
    work = f"with {size.many_concerns:,} concerns and {size.subscribers:,} residents and messages"
    return [
        Row(f"A turn {work}", many[0], "ms", yardstick, few[0], "less", "flat: about 1"),
        Row(f"Its message claimed, sent and noted {work}", many[1], "ms", yardstick, few[1], "less", "flat: about 1"),
    ]


async def _measured(folder: Path, concerns: int, residents: int) -> tuple[float, float]:
    """Return the medians of a turn and of sending its answer to our own page, in milliseconds."""
    async with migrated(folder) as database:
        await fill_concerns(database, concerns)
        await fill_outbox(database, await fill_subscribers(database, residents))
        settings = Settings(database_url=sqlite_url(folder), secret_key=SECRET_KEY, send_rate=1000, messages_a_minute=0)
        deps = build_deps(settings, database, load("rostock"), lambda: None)
        delivery, updates = Delivery(deps, build_post(None)), count(1)

        async def send() -> None:
            if not await delivery.start_due():
                raise BenchError("nothing was due after a turn")
            await delivery.finish()

        await _turn(deps, next(updates))
        await send()
        turns, sends = [], []
        for _ in range(TURNS):
            turns.append(await _timed(lambda: _turn(deps, next(updates))))
            sends.append(await _timed(send))
    return median(turns), median(sends)


async def _turn(deps: Deps, number: int) -> None:
    taken = await take_in(deps, DIALOG, Inbound(Channel.WEB, number, "somebody", Commanded("hilfe")))
    if taken is not Taken.DONE:
        raise BenchError(f"a turn was {taken}")


async def _timed(work: Callable[[], Awaitable[None]]) -> float:
    begin = time.perf_counter()
    await work()
    return (time.perf_counter() - begin) * 1000
