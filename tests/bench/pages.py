"""Pages: those for everyone at a steady rate, and those of the desk with a long list behind them."""

import asyncio
import re
import time
from collections.abc import AsyncIterator, Sequence
from contextlib import AsyncExitStack, asynccontextmanager
from pathlib import Path

import aiohttp
from aiohttp import web

from tests.bench.cores import on_core, two_cores
from tests.bench.figures import Row, percentile
from tests.bench.filling import fill_concerns, migrated
from tests.bench.load import STEADY_RATE
from tests.bench.processes import BenchError, first_page, free_port, made, product_environment, running
from tests.bench.sizes import Size

PUBLIC = ("/", "/foren", "/prozess", "/ergebnisse")
BARE = "a bare aiohttp server with the same bytes"
LOOKS = 20
SETTLED_SECONDS = 15.0  # what a process does at its start, reading what was not read yet, is no matter of its pages
SIGN_IN_LINK = re.compile(r"http://\S+(/moderation/anmelden/[\w-]+)")
MIDDLE = "/moderation/concerns/{number}"
DESK = {
    "overview": "/moderation",
    "list, what falls due first": "/moderation/concerns?sort=deadline",
    "list of a workgroup": "/moderation/concerns?workgroup=prevention",
    "list, what waits too long": "/moderation/concerns?ueberfaellig=1",
    "list of words in texts": "/moderation/concerns?text=Laterne",
    "one concern": MIDDLE,
    "weighing it": f"{MIDDLE}/consideration",
    "balance": "/moderation/bilanz",
}


async def measure_pages(folder: Path, size: Size) -> list[Row]:
    """Look at public pages at the steady rate, then at those of the desk, one after the other."""
    async with migrated(folder) as database:
        await fill_concerns(database, size.many_concerns // 10)
    measured_core, driving_core = two_cores()
    with on_core(driving_core):
        async with _product(folder, measured_core) as (base, _link), aiohttp.ClientSession(base) as session:
            await asyncio.sleep(min(SETTLED_SECONDS, size.steady_seconds))
            pages = {address: await _read(session, address) for address in PUBLIC}
            ours = await _steady(session, PUBLIC, size.steady_seconds)
        async with _bare(pages) as base, aiohttp.ClientSession(base) as session:
            bare = await _steady(session, PUBLIC, size.steady_seconds)
        desk = await _desk(made(folder / "desk"), size, measured_core)
    rate = f"Public pages at {STEADY_RATE}/s"
    return [
        Row(f"{rate}, half of them within", percentile(ours, 0.5) * 1000, "ms", BARE, percentile(bare, 0.5) * 1000, "less"),
        Row(f"{rate}, 95 of 100 within", percentile(ours, 0.95) * 1000, "ms", BARE, percentile(bare, 0.95) * 1000, "less", "≤ 100 ms"),
        *desk,
    ]  # fmt: skip


async def _desk(folder: Path, size: Size, core: int) -> list[Row]:
    async with migrated(folder) as database:
        await fill_concerns(database, size.many_concerns)
    number = f"2026-{size.many_concerns // 2:06d}"
    rows = []
    async with _product(folder, core) as (base, link):
        jar = aiohttp.CookieJar(unsafe=True)
        async with aiohttp.ClientSession(base, cookie_jar=jar) as session:
            await (await session.post(link)).read()
            await asyncio.sleep(min(SETTLED_SECONDS, size.steady_seconds))
            light = await _looks(session, "/moderation/anmelden")
            for name, address in DESK.items():
                seconds = await _looks(session, address.format(number=number))
                rows.append(
                    Row(f"Desk with {size.many_concerns:,} concerns: {name}, 95 of 100 within", percentile(seconds, 0.95) * 1000,
                        "ms", "a page of the desk without a list", percentile(light, 0.95) * 1000, "less", "≤ 300 ms")
                )  # fmt: skip
    return rows


async def _looks(session: aiohttp.ClientSession, address: str) -> list[float]:
    return [await _timed(session, address) for _ in range(LOOKS)]


async def _timed(session: aiohttp.ClientSession, address: str) -> float:
    begin = time.perf_counter()
    await _read(session, address)
    return time.perf_counter() - begin


async def _read(session: aiohttp.ClientSession, address: str) -> bytes:
    async with session.get(address) as answer:
        if answer.status != web.HTTPOk.status_code:
            raise BenchError(f"{address} answers {answer.status}")
        return await answer.read()


async def _steady(session: aiohttp.ClientSession, addresses: Sequence[str], seconds: float) -> list[float]:
    """Return the seconds of each look, which begin at the steady rate whether the ones before have ended or not."""
    begin, looks = time.perf_counter(), list[asyncio.Task[float]]()
    for n in range(round(STEADY_RATE * seconds)):
        await asyncio.sleep(max(0.0, begin + n / STEADY_RATE - time.perf_counter()))
        looks.append(asyncio.create_task(_timed(session, addresses[n % len(addresses)])))
    return await asyncio.gather(*looks)


@asynccontextmanager
async def _product(folder: Path, core: int) -> AsyncIterator[tuple[str, str]]:
    """Start the product on a core; its address, and the path of the first sign-in link."""
    port, output = free_port(), folder / "product.txt"
    base = f"http://127.0.0.1:{port}"
    async with AsyncExitStack() as stack:
        with on_core(core):
            starting = running(("-m", "bot", "run"), product_environment(folder, port), output)
            process = await stack.enter_async_context(starting)
        await first_page(process, base, output)
        yield base, SIGN_IN_LINK.findall(output.read_text(encoding="utf-8"))[-1]


@asynccontextmanager
async def _bare(pages: dict[str, bytes]) -> AsyncIterator[str]:
    """Serve the same bytes from this process."""
    app = web.Application()

    async def on_page(request: web.Request) -> web.Response:
        return web.Response(body=pages[request.path], content_type="text/html")

    app.router.add_get("/{rest:.*}", on_page)
    runner = web.AppRunner(app)
    await runner.setup()
    port = free_port()
    await web.TCPSite(runner, "127.0.0.1", port).start()
    yield f"http://127.0.0.1:{port}"
    await runner.cleanup()
