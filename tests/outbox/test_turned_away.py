"""Who is connected and blocks us in Telegram has the web chat as their inbox, and is told so there once."""

from collections.abc import Callable

import pytest

from bot.dialog import DIALOG
from handlers.channels.telegram.connection import OurBot
from handlers.channels.telegram.door import Door
from handlers.deps import Deps
from handlers.message import from_json
from handlers.outbox.post import Post
from storage.models import Channel, Standing
from tests.connection.test_connecting import connect, deliver_all, met, remind
from tests.factories import StandingClock
from tests.fakes.bot_api import FakeBotApi, FakeUser
from tests.talking import Talker

TOLD = "In Telegram kommen unsere Nachrichten nicht mehr bei Ihnen an."


@pytest.fixture
def erika(api: FakeBotApi) -> FakeUser:
    erika = api.user()
    erika.open_to_bot = True
    return erika


@pytest.fixture
async def telegram(deps: Deps, clock: StandingClock, erika: FakeUser) -> Talker:
    return await met(Talker(deps, clock, Channel.TELEGRAM, str(erika.id)))


@pytest.fixture
async def web(
    deps: Deps, clock: StandingClock, talker: Callable[..., Talker], telegram: Talker, post: Post, erika: FakeUser
) -> Talker:
    """The same person's web chat, with nothing on its way to them."""
    web = await met(talker(Channel.WEB))
    await connect(typing=telegram, showing=web)
    await deliver_all(deps, clock, post)
    erika.received.clear()
    return web


async def on_page(deps: Deps, web: Talker) -> list[str]:
    async with deps.open_reading() as work:
        return [from_json(row.body).text for row in await work.outbox.shown_to(await web.resident_id(), 60)]


async def standing(deps: Deps, web: Talker) -> Standing:
    async with deps.open_reading() as work:
        resident = await work.residents.get(await web.resident_id())
    assert resident is not None
    return Standing(resident.standing)


async def test_what_telegram_turned_away_stands_on_the_page_and_so_does_what_comes_after(
    deps: Deps, clock: StandingClock, post: Post, erika: FakeUser, web: Talker
) -> None:
    erika.blocks()
    for words in ("Morgen ist das Forum.", "Das Forum ist verlegt."):
        await remind(deps, web, words)
        await deliver_all(deps, clock, post)

    page = await on_page(deps, web)
    assert {"Morgen ist das Forum.", "Das Forum ist verlegt."} <= set(page)
    assert [text.partition(" Erinnerungen")[0] for text in page].count(TOLD) == 1
    assert await standing(deps, web) is Standing.ACTIVE


async def test_the_block_itself_is_noticed_and_stops_nothing(
    deps: Deps, bot: OurBot, api: FakeBotApi, erika: FakeUser, web: Talker
) -> None:
    erika.blocks()
    raw = list(api.queue.pending.values())[-1].body
    door = Door(deps, DIALOG, bot)
    for _ in range(2):
        await door.take(raw)

    assert [text.partition(" Erinnerungen")[0] for text in await on_page(deps, web)].count(TOLD) == 1
    assert await standing(deps, web) is Standing.ACTIVE
    await web.commands("verbinden")
    assert "Zurzeit kommen unsere Nachrichten in Telegram nicht an." in web.last


async def test_who_writes_in_telegram_again_is_reminded_there_again(
    deps: Deps, clock: StandingClock, post: Post, erika: FakeUser, telegram: Talker, web: Talker
) -> None:
    erika.blocks()
    await remind(deps, web, "Morgen ist das Forum.")
    await deliver_all(deps, clock, post)
    erika.unblocks()
    await telegram.commands("start")
    await deliver_all(deps, clock, post)

    await remind(deps, web, "Heute ist das Forum.")
    await deliver_all(deps, clock, post)

    assert [message.text for message in erika.received][-1] == "Heute ist das Forum."


async def test_an_answer_that_is_turned_away_is_not_moved_to_another_chat(
    deps: Deps, clock: StandingClock, post: Post, erika: FakeUser, telegram: Talker, web: Talker
) -> None:
    await telegram.commands("kontakt")
    erika.blocks()
    await deliver_all(deps, clock, post)

    assert not any("Verantwortlich" in text for text in await on_page(deps, web))
