"""A desk over a real database, browsers of every role, and concerns to work on."""

from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import AsyncExitStack
from datetime import timedelta

import aiohttp
import pytest
from aiohttp import web
from aiohttp.test_utils import TestClient, TestServer

from bot.web import DESK as ROUTES
from bot.wiring import take_again
from handlers.accounts import actions
from handlers.accounts.gate import open_desk
from handlers.concerns import actions as concerns
from handlers.concerns.actions import Submission
from handlers.deps import Deps
from handlers.i18n import BERLIN
from handlers.moderation.web_troubles import TAKE_AGAIN
from handlers.pages.assets import on_static
from handlers.pages.keys import DEPS, SignedIn
from handlers.pages.middlewares import keep_manners
from handlers.pages.site import SITE, Site
from storage.models import Role, Source, TagOrigin
from storage.readings.concerns import ConcernReading, TopicReading

Browser = TestClient[web.Request, web.Application]
Open = Callable[[Role | None], Awaitable[Browser]]
WORKGROUP = "infrastructure"
READS_FOR = timedelta(days=7)
OTHER_WORKGROUP = "prevention"
DARK = "Am Doberaner Platz ist es abends dunkel. Rückruf bitte unter 0381 4567890."
DARK_REDACTED = "Am Doberaner Platz ist es abends dunkel. Rückruf bitte unter [Telefonnummer]."


def application(deps: Deps) -> web.Application:
    app = web.Application()
    app[DEPS] = deps
    app[SITE] = Site("Forumsbote", "Hansestadt", deps.public_url)
    keep_manners(app)
    app.router.add_get("/static/{name}", on_static)
    app[TAKE_AGAIN] = take_again
    open_desk(app, ROUTES)
    return app


async def sign_in_as(browser: Browser, deps: Deps, role: Role, workgroup: str | None) -> str:
    """Invite somebody and let them sign in; returns the token of the link they used."""
    until = (deps.now() + READS_FOR).astimezone(BERLIN).date() if role is Role.READER else None
    token = await actions.invite(deps, f"{role} am Tisch", role, workgroup, until)
    answer = await browser.post(f"/moderation/anmelden/{token}", allow_redirects=False)
    assert answer.status == 303
    return token


@pytest.fixture
async def serve(deps: Deps) -> AsyncIterator[Callable[[], Awaitable[Browser]]]:
    """Open further browsers, with cookies of their own, at one server."""
    server = TestServer(application(deps))
    async with server, AsyncExitStack() as stack:

        async def browser() -> Browser:
            jar = aiohttp.CookieJar(unsafe=True)
            client: Browser = TestClient(server, cookie_jar=jar)
            return await stack.enter_async_context(client)

        yield browser


@pytest.fixture
async def seat(serve: Callable[[], Awaitable[Browser]], deps: Deps) -> Open:
    """Open a browser signed in as somebody of a role; a member belongs to WORKGROUP."""

    async def signed_in(role: Role | None) -> Browser:
        browser = await serve()
        if role is not None:
            await sign_in_as(browser, deps, role, WORKGROUP if role is Role.MEMBER else None)
        return browser

    return signed_in


def person(role: Role, workgroup: str | None = None, number: int = 1) -> SignedIn:
    return SignedIn(number, "Ada", role, workgroup)


async def hand_in(
    deps: Deps, text: str = DARK, topics: tuple[str, ...] | None = ("lighting",), district: str | None = None
) -> ConcernReading:
    """Hand in a concern with chosen topics, or (None) with those that are found."""
    chosen = None if topics is None else [TopicReading(topic, TagOrigin.RESIDENT, None, ()) for topic in topics]
    return await concerns.submit(
        deps, Submission(reading=await deps.read(text), source=Source.WEB, district=district, topics=chosen)
    )
