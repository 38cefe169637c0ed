"""Telegram's side of a load: it brings updates, takes messages, and does as little as it can besides.

The strict fake of the tests checks every call, which costs more than the calls of some of those measured here; so this one does
not. What it must show is only when a message arrived, and which buttons it carries.
"""

import asyncio
import itertools
import json
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any, Self
from urllib.parse import parse_qsl

import aiohttp
from aiohttp import web

SECRET_HEADER = "X-Telegram-Bot-Api-Secret-Token"
TOKEN = "123456789:AAFakeTokenForTests_abcdefghijklmno"
BOT = {"id": 123456789, "is_bot": True, "first_name": "Forumsbote", "username": "forumsbote_test_bot"}
PATIENCE_SECONDS = 60.0
Json = dict[str, Any]


class RefusedUpdateError(Exception):
    """An update was not taken."""


@dataclass(frozen=True, slots=True)
class Shown:
    """A message as it is on the phone; `buttons` are codes by label."""

    message_id: int
    text: str
    buttons: dict[str, str]


@dataclass(slots=True)
class Phone:
    """One private chat. Who expects a message says so before the update goes out."""

    chat: int
    last: Shown = field(default_factory=lambda: Shown(0, "", {}))
    _wanted: tuple[Callable[[Shown], bool], asyncio.Future[float]] | None = None

    def expect(self, wanted: Callable[[Shown], bool]) -> asyncio.Future[float]:
        """Return what will hold the moment such a message arrives."""
        arrival = asyncio.get_running_loop().create_future()
        self._wanted = (wanted, arrival)
        return arrival

    def takes(self, message: Shown) -> None:
        self.last = message
        if self._wanted is not None and self._wanted[0](message):
            if not self._wanted[1].done():
                self._wanted[1].set_result(time.perf_counter())
            self._wanted = None


class LeanBotApi:
    """The server, and the connection updates are brought over: `async with LeanBotApi() as api:`."""

    def __init__(self) -> None:
        self.url = ""
        self.sent = 0
        self.on_sent: Callable[[int], object] = lambda _chat: None
        self.webhook = ""
        self._secret = ""
        self._set = asyncio.Event()
        self._phones: dict[int, Phone] = {}
        self._message_ids = itertools.count(1)
        self._update_ids = itertools.count(500_001)
        self._session: aiohttp.ClientSession | None = None
        self._runner: web.AppRunner | None = None

    async def __aenter__(self) -> Self:
        app = web.Application()
        app.router.add_post("/bot{token}/{method}", self._answer)
        self._runner = web.AppRunner(app, access_log=None, shutdown_timeout=0.5)
        await self._runner.setup()
        await web.TCPSite(self._runner, "127.0.0.1", 0).start()
        self.url = f"http://127.0.0.1:{self._runner.addresses[0][1]}"
        self._session = aiohttp.ClientSession(connector=aiohttp.TCPConnector(limit=0))
        return self

    async def __aexit__(self, *_: object) -> None:
        if self._session is not None:
            await self._session.close()
        if self._runner is not None:
            await self._runner.cleanup()

    def phone(self, chat: int) -> Phone:
        """Return the phone of this chat."""
        return self._phones.setdefault(chat, Phone(chat))

    async def webhook_is_set(self) -> None:
        """Wait until the bot said where updates go."""
        await asyncio.wait_for(self._set.wait(), PATIENCE_SECONDS)

    async def bring(self, content: Json) -> None:
        """Bring one update and return when it is acknowledged."""
        if self._session is None:
            raise AssertionError("use `async with`")
        update = {"update_id": next(self._update_ids), **content}
        headers = {SECRET_HEADER: self._secret}
        async with self._session.post(self.webhook, json=update, headers=headers) as answer:
            said = await answer.text()
            if answer.status != 200:
                raise RefusedUpdateError(f"{answer.status} {said[:200]}")

    async def _answer(self, request: web.Request) -> web.Response:
        given = dict(parse_qsl((await request.read()).decode()))
        result: object = True
        match request.match_info["method"]:
            case "sendMessage":
                result = self._deliver(given)
            case "getMe":
                result = BOT
            case "setWebhook":
                self.webhook, self._secret = given["url"], given.get("secret_token", "")
                self._set.set()
        return web.json_response({"ok": True, "result": result})

    def _deliver(self, given: dict[str, str]) -> Json:
        chat, number = int(given["chat_id"]), next(self._message_ids)
        self.sent += 1
        self.on_sent(chat)
        self.phone(chat).takes(Shown(number, given["text"], _buttons(given.get("reply_markup"))))
        return {"message_id": number, "date": int(time.time()), "chat": private(chat), "text": given["text"]}


def private(chat: int) -> Json:
    """Return a private chat as updates carry it."""
    return {"id": chat, "type": "private", "first_name": "Erika"}


def _buttons(markup: str | None) -> dict[str, str]:
    rows = json.loads(markup).get("inline_keyboard", []) if markup else []
    return {key["text"]: key["callback_data"] for row in rows for key in row if "callback_data" in key}
