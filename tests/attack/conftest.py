"""The whole product as it is served, with browsers of every role, and a way to speak raw HTTP to it."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import AsyncExitStack
from datetime import timedelta

import aiohttp
import pytest
from aiohttp import web
from aiohttp.test_utils import TestClient, TestServer
from lxml.html import HtmlElement, document_fromstring

from bot.dialog import DIALOG
from bot.settings import Settings, TelegramMode
from bot.web import build_app
from handlers.accounts import actions as desk
from handlers.channels.telegram.connection import open_bot
from handlers.channels.telegram.door import Door
from handlers.channels.telegram.request import open_session
from handlers.deps import Deps
from storage.models import Role
from tests.factories import StandingClock

Browser = TestClient[web.Request, web.Application]
Seat = Callable[[Role | None], Awaitable[Browser]]
SECRET = "ein-Geheimnis_1"
TOKEN = "123456789:AAFakeTokenForTests_abcdefghijklmno"
NOWHERE = "http://127.0.0.1:9"
MEMBERS_LIST = "infrastructure"
SECOND = timedelta(seconds=1)


@pytest.fixture
async def server(deps: Deps) -> AsyncIterator[TestServer]:
    """The product with its webhook; Telegram itself is not reachable."""
    settings = Settings(
        telegram_token=TOKEN, telegram_mode=TelegramMode.WEBHOOK, telegram_secret=SECRET, public_url=deps.public_url
    )
    session = open_session()
    door = Door(deps, DIALOG, open_bot(TOKEN, session, NOWHERE))
    server = TestServer(build_app(settings, deps, None, door))
    await server.start_server(access_log=None)  # as the product serves
    yield server
    await server.close()
    await door.close()
    await session.close()


@pytest.fixture
async def seat(server: TestServer, deps: Deps) -> AsyncIterator[Seat]:
    """Open a browser of its own, signed in as somebody of a role, or as nobody."""
    async with AsyncExitStack() as stack:

        async def opened(role: Role | None) -> Browser:
            client: Browser = TestClient(server, cookie_jar=aiohttp.CookieJar(unsafe=True))
            browser = await stack.enter_async_context(client)
            if role is not None:
                workgroup = MEMBERS_LIST if role is Role.MEMBER else None
                token = await desk.invite(deps, "Am Tisch", role, workgroup)
                await browser.post(f"/moderation/anmelden/{token}", allow_redirects=False)
            return browser

        yield opened


@pytest.fixture
async def browser(seat: Seat) -> Browser:
    """A stranger's browser."""
    return await seat(None)


async def raw(server: TestServer, request: bytes) -> bytes:
    """Send bytes as they are and return all that comes back until the server closes; b"" where it just closes."""
    reader, writer = await asyncio.open_connection("127.0.0.1", server.port)
    writer.write(request)
    await writer.drain()
    answer = await asyncio.wait_for(reader.read(), 10)
    writer.close()
    return answer


def status(answer: bytes) -> int:
    """Return the status of a raw answer."""
    return int(answer.split(b" ", 2)[1])


class Resident:
    """A person at the chat page without JavaScript."""

    def __init__(self, browser: Browser, clock: StandingClock) -> None:
        self.browser = browser
        self._clock = clock

    async def posts(self, **fields: str) -> HtmlElement:
        self._clock.advance(SECOND)
        answer = await self.browser.post("/chat", data=fields)
        return document_fromstring(await answer.text())

    async def presses(self, label: str) -> HtmlElement:
        page = document_fromstring(await (await self.browser.get("/chat")).text())
        keys = page.xpath(f"//button[@name='press'][contains(., '{label}')]/@value")
        return await self.posts(press=str(keys[-1]))

    async def hands_in(self, text: str) -> HtmlElement:
        """Hand in a text, past a signpost where one is shown."""
        answer = await self.posts(text=text)
        if answer.xpath("//li[last()]//button[contains(., 'Trotzdem als Anliegen')]"):
            await self.presses("Trotzdem als Anliegen")
        return await self.presses("Absenden")


@pytest.fixture
async def resident(browser: Browser, clock: StandingClock) -> Resident:
    """Somebody who has agreed to the privacy notice."""
    person = Resident(browser, clock)
    await person.posts(start="")
    await person.presses("Einverstanden")
    return person


OWN_PICTURES = ("/static/", "/foren/")


def wounds(html: str) -> list[str]:
    """Return what in a page could run: foreign scripts and pictures, handlers, addresses that are scripts."""
    page = document_fromstring(html)
    found = [str(address) for address in page.xpath("//script[not(starts-with(@src, '/static/'))]/@src")]
    found += [str(script.text) for script in page.xpath("//script[not(@src)]")]
    found += [str(name) for name in page.xpath("//@*[starts-with(name(), 'on')]")]
    pictures = [str(address) for address in page.xpath("//img/@src")]
    found += [address for address in pictures if not address.startswith(OWN_PICTURES)]
    found += [
        str(address) for address in page.xpath("//@href | //@action") if str(address).startswith(("java", "data"))
    ]
    return found
