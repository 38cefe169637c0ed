"""Fetching updates ourselves: an offset moves only past what is stored."""

import asyncio
from collections.abc import AsyncIterator

import pytest

from handlers.channels.telegram.connection import OurBot
from handlers.channels.telegram.door import Door
from handlers.channels.telegram.poller import Poller
from handlers.deps import Deps
from storage.database import Database
from tests.fakes.bot_api import FakeBotApi
from tests.telegram.small_dialog import BOOM, texts_for

SOON = 0.01


@pytest.fixture
def poller(bot: OurBot, door: Door) -> Poller:
    return Poller(bot, door, first_pause_seconds=SOON)


@pytest.fixture
async def polling(poller: Poller) -> AsyncIterator[asyncio.Event]:
    """A poller at work; set the event and it stops."""
    stop = asyncio.Event()
    task = asyncio.create_task(poller.run(stop))
    yield stop
    stop.set()
    await asyncio.wait_for(task, 5)


@pytest.mark.usefixtures("polling")
async def test_what_is_said_is_stored_and_then_confirmed(deps: Deps, api: FakeBotApi) -> None:
    people = [api.user() for _ in range(5)]
    for text in ("eins", "zwei", "drei"):
        for person in people:
            person.says(text)

    await api.quiet()

    assert [await texts_for(deps, person.id) for person in people] == [
        ["said <eins>", "said <zwei>", "said <drei>"]
    ] * 5
    assert api.violations == []


@pytest.mark.usefixtures("polling")
async def test_a_poison_update_holds_up_its_chat_only_until_it_is_set_aside(deps: Deps, api: FakeBotApi) -> None:
    erika, max_ = api.user(), api.user()
    erika.says(BOOM)
    erika.says("Geht es weiter?")
    max_.says("Hier auch?")

    await api.quiet()

    assert (await texts_for(deps, erika.id))[-1] == "said <Geht es weiter?>"
    assert await texts_for(deps, max_.id) == ["said <Hier auch?>"]


async def test_nothing_is_confirmed_while_nothing_can_be_stored(
    deps: Deps, database: Database, api: FakeBotApi, poller: Poller
) -> None:
    stop = asyncio.Event()
    erika = api.user()
    erika.says("Guten Tag")
    async with database.engine.begin() as connection:
        await connection.exec_driver_sql("ALTER TABLE seen_update RENAME TO seen_elsewhere")

    task = asyncio.create_task(poller.run(stop))
    await api.polled(3)
    assert len(api.queue.pending) == 1
    async with database.engine.begin() as connection:
        await connection.exec_driver_sql("ALTER TABLE seen_elsewhere RENAME TO seen_update")
    await api.quiet()
    stop.set()
    await task

    assert await texts_for(deps, erika.id) == ["said <Guten Tag>"]


async def test_stopping_finishes_and_confirms_what_was_fetched(deps: Deps, api: FakeBotApi, poller: Poller) -> None:
    stop = asyncio.Event()
    erika = api.user()
    erika.says("Guten Tag")
    task = asyncio.create_task(poller.run(stop))
    await api.polled(2)
    stop.set()
    await asyncio.wait_for(task, 5)

    assert api.queue.pending == {}


@pytest.mark.usefixtures("polling")
@pytest.mark.parametrize("outage", [500, 502, 409, 401, "reset"])
async def test_an_outage_is_sat_out(deps: Deps, api: FakeBotApi, outage: int | str) -> None:
    api.fails("getUpdates", outage, times=3)  # type: ignore[arg-type]  # parametrize knows no literals
    erika = api.user()
    erika.says("Guten Tag")

    await api.quiet()

    assert await texts_for(deps, erika.id) == ["said <Guten Tag>"]


async def test_a_killed_poller_loses_nothing(deps: Deps, api: FakeBotApi, bot: OurBot, door: Door) -> None:
    people = [api.user() for _ in range(10)]
    for number in range(3):
        for person in people:
            person.says(str(number))
        killed = asyncio.create_task(Poller(bot, door).run(asyncio.Event()))
        await asyncio.sleep(0.03)
        killed.cancel()
    stop = asyncio.Event()
    task = asyncio.create_task(Poller(bot, door).run(stop))
    await api.quiet()
    stop.set()
    await task

    assert [await texts_for(deps, person.id) for person in people] == [["said <0>", "said <1>", "said <2>"]] * 10
