"""A disk that is really full: nothing is acknowledged that is not stored, nothing is lost, and the service goes on by itself."""

import asyncio
import json
import os
import sqlite3
import subprocess
import time
from collections.abc import AsyncIterator, Awaitable, Callable, Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

import aiohttp
import pytest

from bot.disk import RESERVE_BYTES
from tests.fakes.bot_api.remote import RemoteBotApi
from tests.running.product import Mode, Product, ProductError, Telegram
from tests.running.residents import AGREE, SUBSCRIPTION, Phone, Traffic

SIZE = "224m"
CHUNK_BYTES = 64 * 1024
BACK_WITHIN_SECONDS = 10.0
STUCK_SECONDS = 4.0
CROWD = 40
WRITTEN = "Am Weg zur Schule {n} in Schmarl fehlt das Licht."


class SmallDisk:
    """A disk of its own in memory, which can be filled to the last byte and freed again."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.reserve = folder / "reserve"
        self._filler = folder / "filler"

    def fill(self) -> None:
        with self._filler.open("ab", buffering=0) as handle:
            for size in (CHUNK_BYTES, 1):
                try:
                    while handle.write(b"x" * size):
                        pass
                except OSError:
                    continue

    def updates_stored(self) -> int:
        """Count the updates whose effects are stored."""
        with closing(sqlite3.connect(self.folder / "forumsbote.db")) as opened:
            [number] = opened.execute("SELECT count(*) FROM seen_update WHERE state = 'done'").fetchone()
            return int(number)

    def free(self) -> None:
        self._filler.unlink()


@pytest.fixture
def disk(tmp_path: Path) -> Iterator[SmallDisk]:
    folder = tmp_path / "small"
    folder.mkdir()
    mounted = subprocess.run(["mount", "-t", "tmpfs", "-o", f"size={SIZE}", "tmpfs", folder], capture_output=True)
    if mounted.returncode != 0:
        pytest.skip(f"a small disk cannot be mounted here: {mounted.stderr.decode().strip()}")
    yield SmallDisk(folder)
    subprocess.run(["umount", folder], check=True)


class Service:
    """The real process on the small disk, and three people who write to it."""

    def __init__(self, api: RemoteBotApi, product: Product) -> None:
        self.api, self.product = api, product
        self.people: list[int] = []
        self._traffic = Traffic()

    def phone(self, number: int) -> Phone:
        return Phone(self.api, self.people[number], self._traffic)

    async def greet(self, how_many: int) -> None:
        for _ in range(how_many):
            self.people.append(await self.api.user())
            phone = self.phone(-1)
            await phone.says("/start")
            await phone.sees(AGREE)
            await phone.presses(AGREE)
            await phone.sees(SUBSCRIPTION)
        await self.api.quiet()

    async def ready(self) -> tuple[int, dict[str, Any]]:
        async with aiohttp.request("GET", f"{self.product.address}/readyz") as answer:
            return answer.status, await answer.json()

    async def is_stuck(self) -> bool:
        return (await self.ready())[1]["database"] is False

    def events(self, name: str) -> list[dict[str, Any]]:
        lines = self.product.output.read_text().splitlines()
        logged = [json.loads(line) for line in lines if line.startswith("{")]
        return [event for event in logged if event["event"] == name]


@pytest.fixture(params=list(Mode))
async def service(request: pytest.FixtureRequest, disk: SmallDisk, tmp_path: Path) -> AsyncIterator[Service]:
    url = f"sqlite+aiosqlite:///{disk.folder}/forumsbote.db"
    async with RemoteBotApi() as api:
        product = Product(tmp_path, url, Telegram(api.url, api.token, request.param))
        await product.start()
        service = Service(api, product)
        await service.greet(3)
        yield service
        await product.stop()


async def comes(what: Callable[[], Awaitable[bool]], within: float = 30.0) -> None:
    until = time.monotonic() + within
    while not await what():
        assert time.monotonic() < until, "it did not come about"
        await asyncio.sleep(0.1)


async def test_on_a_full_disk_nothing_is_acknowledged_and_afterwards_everything_comes_once(
    service: Service, disk: SmallDisk
) -> None:
    assert disk.reserve.stat().st_blocks * 512 == RESERVE_BYTES

    async def given_up() -> bool:
        return not disk.reserve.exists()

    async def all_well() -> bool:
        return (await service.ready())[0] == 200 and disk.reserve.exists()

    await asyncio.to_thread(disk.fill)
    await comes(given_up)
    await service.phone(0).says("/loeschen")
    await service.phone(0).sees("Alles löschen")
    await service.phone(0).presses("Alles löschen")
    await service.phone(0).sees("Erledigt. Ihre Daten")

    await asyncio.to_thread(disk.fill)
    await comes(service.is_stuck)
    status, parts = await service.ready()
    assert (status, parts["database"], parts["disk"]) == (503, False, False)
    crowd = [await service.api.user() for _ in range(CROWD)]
    await service.api.all_say([(each, "/start") for each in crowd])
    for number in (1, 2):
        await service.phone(number).says(WRITTEN.format(n=number))
    await asyncio.sleep(STUCK_SECONDS)
    state = await service.api.state()
    assert state["pending"] > 0, "not everything fits into what is left of the log"
    assert state["confirmed"] <= disk.updates_stored(), "nothing is acknowledged that is not stored"

    await asyncio.to_thread(disk.free)
    freed = time.monotonic()
    await comes(all_well, BACK_WITHIN_SECONDS)
    await service.api.quiet(BACK_WITHIN_SECONDS)
    for number in (1, 2):
        await service.phone(number).sees("Absenden")
        await service.phone(number).presses("Absenden")
        await service.phone(number).sees("Ihr Anliegen hat die Nummer")
    print(f"everything again {time.monotonic() - freed:.1f} s after there was room")

    for number in (1, 2):
        received = [message["text"] for message in await service.api.received(service.people[number])]
        assert sum(WRITTEN.format(n=number) in text for text in received) == 1
    everybody = await service.api.all_received()
    assert [len([text for text in everybody[each] if "110 (Polizei) oder 112" in text]) for each in crowd] == [
        1
    ] * CROWD
    exported = (await service.product.export(None, disk.folder / "all.csv")).decode("utf-8-sig")
    assert [exported.count(WRITTEN.format(n=number)) for number in (1, 2)] == [1, 1]
    assert service.product.errors() == ["disk.full"], "one line, not one a try"
    assert len(service.events("disk.room_again")) == 1


@pytest.mark.parametrize("service", [Mode.POLLING], indirect=True)
async def test_a_start_on_a_full_disk_uses_the_reserve(service: Service, disk: SmallDisk) -> None:
    await service.product.stop()
    await asyncio.to_thread(disk.fill)
    assert os.statvfs(disk.folder).f_bavail == 0 and disk.reserve.exists()

    await service.product.start()

    await service.phone(0).says("/stopp")
    await service.phone(0).sees("Sie bekommen keine Nachrichten mehr")
    code, said = await service.product.command("check")
    assert code == 1 and "FEHLER  Für die Reserve einer vollen Festplatte müssen" in said


@pytest.mark.parametrize("service", [Mode.POLLING], indirect=True)
async def test_on_a_full_disk_the_process_ends_well_and_does_not_start_without_a_reserve(
    service: Service, disk: SmallDisk
) -> None:
    disk.reserve.unlink()
    await asyncio.to_thread(disk.fill)
    await comes(service.is_stuck)
    assert await service.product.stop() == 0
    await asyncio.to_thread(disk.fill)  # what the log of the database took is free again

    with pytest.raises(ProductError) as refused:
        await service.product.start()
    last = str(refused.value).splitlines()[-1]
    assert last == "Die Platte ist voll, nichts kann gespeichert werden: bitte Platz schaffen."

    await asyncio.to_thread(disk.free)
    await service.product.stop()
    await service.product.start()
    await service.phone(0).says("/auskunft")
    await service.phone(0).sees("0 Anliegen abgegeben")
