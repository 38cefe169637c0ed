"""The whole application over a real database, browsers of every role, residents to tell, and an outbox that reaches a list."""

import re
from collections.abc import AsyncIterator, Awaitable, Callable, Mapping
from contextlib import AsyncExitStack
from dataclasses import dataclass
from datetime import date
from urllib.parse import urlencode
from uuid import UUID

import aiohttp
import pytest
from aiohttp import web
from aiohttp.test_utils import TestClient, TestServer

from bot.settings import Settings
from bot.web import build_app
from handlers.concerns import actions as concerns
from handlers.concerns.actions import Submission
from handlers.deps import Deps
from handlers.pages.keys import SignedIn
from storage.models import Moderator, Role, Source
from storage.readings.concerns import ConcernReading
from storage.readings.plan import PhaseDetails
from tests.desk.conftest import WORKGROUP, sign_in_as
from tests.forums.conftest import box as box
from tests.forums.conftest import deliver as deliver
from tests.forums.conftest import move_in as move_in

PHASE = PhaseDetails(
    title="Masterplanprozess", starts_on=date(2027, 3, 1), ends_on=date(2027, 10, 31), tasks="Foren\nEntwurf"
)
Given = Mapping[str, str | list[str]]


@dataclass(frozen=True)
class Page:
    """What a browser shows: status, words without markup, the HTML, and where it ended."""

    status: int
    words: str
    html: str
    path: str


@dataclass(frozen=True)
class Browser:
    """A browser that follows where it is led."""

    client: TestClient[web.Request, web.Application]

    async def opens(self, path: str) -> Page:
        return await page_of(await self.client.get(path))

    async def posts(self, path: str, given: Given | None = None) -> Page:
        body = urlencode(dict(given or {}), doseq=True)
        headers = {"Content-Type": "application/x-www-form-urlencoded"}
        return await page_of(await self.client.post(path, data=body, headers=headers))


async def page_of(answer: aiohttp.ClientResponse) -> Page:
    """Return what an answer shows."""
    html = await answer.text()
    words = re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", html))
    return Page(answer.status, words, html, answer.url.path_qs)


Seat = Callable[[Role | None], Awaitable[Browser]]


@pytest.fixture
async def seat(deps: Deps) -> AsyncIterator[Seat]:
    """Open a browser signed in as somebody of a role (None: nobody); a member belongs to WORKGROUP."""
    server = TestServer(build_app(Settings(), deps, None, None))
    async with server, AsyncExitStack() as stack:

        async def come(role: Role | None) -> Browser:
            client = TestClient(server, cookie_jar=aiohttp.CookieJar(unsafe=True))
            await stack.enter_async_context(client)
            if role is not None:
                await sign_in_as(client, deps, role, WORKGROUP if role is Role.MEMBER else None)
            return Browser(client)

        yield come


@pytest.fixture
async def who(deps: Deps) -> SignedIn:
    """Somebody at the desk who really is there."""
    async with deps.open_work() as work:
        person = await work.desk.add(Moderator(name="Ada am Tisch", role=Role.MODERATOR, created_at=deps.now()))
    return SignedIn(person.id, person.name, Role.MODERATOR, None)


async def hand_in(
    deps: Deps, resident_id: UUID | None = None, text: str = "Am Bahnhof ist es dunkel."
) -> ConcernReading:
    """Let somebody hand in a concern."""
    return await concerns.submit(
        deps, Submission(resident_id=resident_id, reading=await deps.read(text), source=Source.WEB)
    )
