"""The fake delivers as Telegram does: in order per chat, again until taken, to one poller only."""

import asyncio
from collections.abc import AsyncIterator, Callable
from typing import Any

import pytest
from aiohttp import web
from telegram import Bot, InlineKeyboardButton, InlineKeyboardMarkup
from telegram.error import Conflict

from tests.fakes.bot_api import FakeBotApi

YES = InlineKeyboardMarkup([[InlineKeyboardButton("Ja", callback_data="ja")]])
Answer = Callable[[dict[str, Any]], int]


class Hook:
    """A webhook as a bot would have it; `answer` chooses the status."""

    def __init__(self) -> None:
        self.url = ""
        self.came: list[dict[str, Any]] = []
        self.secrets: list[str | None] = []
        self.open = 0
        self.most_open = 0
        self.answer: Answer = lambda update: 200
        self.takes_seconds = 0.0

    async def take(self, request: web.Request) -> web.Response:
        self.open += 1
        self.most_open = max(self.most_open, self.open)
        update = await request.json()
        self.came.append(update)
        self.secrets.append(request.headers.get("X-Telegram-Bot-Api-Secret-Token"))
        await asyncio.sleep(self.takes_seconds)
        self.open -= 1
        return web.Response(status=self.answer(update))

    @property
    def texts(self) -> list[str]:
        return [
            update["message"]["text"] if "message" in update else update["callback_query"]["data"]
            for update in self.came
        ]


@pytest.fixture
async def hook() -> AsyncIterator[Hook]:
    hook = Hook()
    app = web.Application()
    app.router.add_post("/hook", hook.take)
    runner = web.AppRunner(app)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    hook.url = f"http://127.0.0.1:{runner.addresses[0][1]}/hook"
    yield hook
    await runner.cleanup()


async def test_a_webhook_gets_what_was_pending_and_what_comes_with_the_secret(
    api: FakeBotApi, bot: Bot, hook: Hook
) -> None:
    erika = api.user()
    erika.says("eins")
    await bot.set_webhook(hook.url, secret_token="geheim")
    erika.says("zwei")

    await api.quiet()

    assert hook.texts == ["eins", "zwei"]
    assert hook.secrets == ["geheim"] * 2
    assert (await bot.get_webhook_info()).pending_update_count == 0


async def test_a_chat_stays_in_order_while_its_first_message_is_refused(api: FakeBotApi, bot: Bot, hook: Hook) -> None:
    tries = {"left": 3}

    def refuse(update: dict[str, Any]) -> int:
        if update["message"]["text"] == "eins" and tries["left"]:
            tries["left"] -= 1
            return 500
        return 200

    hook.answer = refuse
    await bot.set_webhook(hook.url)
    erika, max_ = api.user("Erika"), api.user("Max")
    for text in ("eins", "zwei"):
        erika.says(text)
    max_.says("drei")

    await api.quiet()

    assert [text for text in hook.texts if text != "drei"] == ["eins"] * 4 + ["zwei"]
    assert [u.attempts for u in api.queue.confirmed if u.body["message"]["text"] == "eins"] == [[500, 500, 500, 200]]


async def test_one_chat_has_one_message_in_flight_and_presses_go_beside(api: FakeBotApi, bot: Bot, hook: Hook) -> None:
    erika = api.user()
    erika.starts()
    await bot.send_message(erika.id, "Ja?", reply_markup=YES)
    hook.takes_seconds = 0.05
    for n in range(3):
        erika.says(str(n))
    erika.presses("Ja")
    await bot.set_webhook(hook.url)

    await api.quiet()

    assert hook.most_open == 2
    assert [text for text in hook.texts if text != "ja"] == ["/start", "0", "1", "2"]


async def test_an_unreachable_webhook_keeps_everything(api: FakeBotApi, bot: Bot, hook: Hook) -> None:
    await bot.set_webhook("http://127.0.0.1:9/hook")
    erika = api.user()
    erika.says("eins")
    await asyncio.sleep(0.05)
    assert (await bot.get_webhook_info()).pending_update_count == 1

    await bot.set_webhook(hook.url)
    await api.quiet()

    assert hook.texts == ["eins"]


async def test_polled_updates_come_again_until_the_offset_confirms_them(api: FakeBotApi, bot: Bot) -> None:
    erika = api.user()
    erika.says("eins")
    erika.says("zwei")

    first = await bot.get_updates()
    again = await bot.get_updates()
    rest = await bot.get_updates(offset=first[0].update_id + 1)

    assert [u.update_id for u in first] == [u.update_id for u in again]
    assert [u.message.text for u in rest if u.message] == ["zwei"]


async def test_a_second_poller_ends_the_first(api: FakeBotApi, bot: Bot) -> None:
    first = asyncio.create_task(bot.get_updates(timeout=5))
    await asyncio.sleep(0.05)
    second = asyncio.create_task(bot.get_updates(timeout=5))

    with pytest.raises(Conflict, match="terminated by other getUpdates"):
        await first
    api.user().says("eins")

    assert len(await second) == 1
    assert api.violations == []


async def test_polling_beside_a_webhook_is_refused(api: FakeBotApi, bot: Bot, hook: Hook) -> None:
    await bot.set_webhook(hook.url)
    with pytest.raises(Conflict):
        await bot.get_updates()

    await bot.delete_webhook()

    assert list(await bot.get_updates()) == []


async def test_only_wanted_kinds_are_delivered(api: FakeBotApi, bot: Bot) -> None:
    await bot.get_updates(allowed_updates=["message"])
    erika = api.user()
    erika.says("eins")
    erika.edits("zwei")

    assert [u.message is not None for u in await bot.get_updates()] == [True]


async def test_a_confirmed_update_can_be_repeated(api: FakeBotApi, bot: Bot, hook: Hook) -> None:
    await bot.set_webhook(hook.url)
    api.user().says("eins")
    await api.quiet()

    api.repeat_last()
    await api.quiet()

    assert hook.came[0] == hook.came[1]


async def test_presses_and_edits_reach_the_person(api: FakeBotApi, bot: Bot) -> None:
    erika = api.user()
    erika.starts()
    sent = await bot.send_message(erika.id, "Ja?", reply_markup=YES)
    erika.presses("Ja")
    query = (await bot.get_updates())[-1].callback_query
    assert query is not None

    await bot.answer_callback_query(query.id, "Danke")
    await bot.edit_message_text("Gezählt", erika.id, sent.message_id)

    assert (query.data, erika.toasts, api.unanswered_presses) == ("ja", ["Danke"], [])
    assert (erika.last.text, erika.last.edits, erika.last.buttons) == ("Gezählt", ["Ja?"], [])
