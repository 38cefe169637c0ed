"""Who may pass where, as docs/http.md states it, tried on the whole application with every role."""

import re
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import AsyncExitStack

import aiohttp
import pytest
from aiohttp import web
from aiohttp.test_utils import TestClient, TestServer

from bot.settings import Settings
from bot.web import DESK, build_app
from handlers.accounts import actions as desk
from handlers.accounts.gate import ANYONE, SIGN_IN_PAGE
from handlers.deps import Deps
from storage.models import Role
from tests.house.sources import in_backticks, rows

Browser = TestClient[web.Request, web.Application]
Key = tuple[str, str]
SIGN_OUT = ("POST", "/moderation/abmelden")


@pytest.fixture
async def come(deps: Deps) -> AsyncIterator[Callable[[Role | None], Awaitable[Browser]]]:
    """Open a browser at the whole application, signed in as somebody of a role."""
    server = TestServer(build_app(Settings(), deps, None, None))
    async with server, AsyncExitStack() as stack:

        async def browser(role: Role | None) -> Browser:
            client: Browser = TestClient(server, cookie_jar=aiohttp.CookieJar(unsafe=True))
            await stack.enter_async_context(client)
            if role is not None:
                workgroup = deps.city.workgroups[0].id if role is Role.MEMBER else None
                token = await desk.invite(deps, f"{role} am Tisch", role, workgroup)
                await client.post(f"/moderation/anmelden/{token}", allow_redirects=False)
            return client

        yield browser


def stated() -> dict[Key, set[Role | None]]:
    """Return who may pass where, as the document has it."""
    found: dict[Key, set[Role | None]] = {}
    for method, path, who, _ in rows("http.md", "Desk"):
        names = {None, *Role} if who == "anyone" else {Role(name.strip()) for name in who.split(",")}
        found[method, in_backticks(path)[0]] = names
    return found


def test_the_document_and_the_table_name_the_same_roles() -> None:
    assert stated() == {(route.method, route.path): set(route.allow) for route in DESK}


def test_only_signing_in_and_out_is_for_anyone() -> None:
    open_to_all = {route.path for route in DESK if route.allow == ANYONE}
    assert open_to_all == {"/moderation/anmelden", "/moderation/anmelden/{token}", "/moderation/abmelden"}


def test_nothing_of_the_desk_stands_outside_its_table(deps: Deps) -> None:
    app = build_app(Settings(), deps, None, None)
    routes = {(route.method, route.resource.canonical) for route in app.router.routes() if route.resource}
    at_the_desk = {key for key in routes if key[1].startswith("/moderation") and key[0] != "HEAD"}
    assert at_the_desk == {(route.method, route.path) for route in DESK}


async def test_who_has_no_session_is_shown_the_way_to_one(come: Callable[[Role | None], Awaitable[Browser]]) -> None:
    browser = await come(None)
    for method, path in [key for key, who in stated().items() if None not in who]:
        answer = await browser.request(method, _address(path), allow_redirects=False)
        assert (path, answer.status, answer.headers.get("Location")) == (path, 303, SIGN_IN_PAGE)


@pytest.mark.parametrize("role", list(Role))
async def test_every_role_passes_exactly_where_the_document_says(
    come: Callable[[Role | None], Awaitable[Browser]], role: Role
) -> None:
    browser = await come(role)
    passed = set()
    for method, path in [key for key in stated() if key != SIGN_OUT and "abmelden" not in key[1]]:
        answer = await browser.request(method, _address(path), allow_redirects=False)
        assert answer.status < 500, (method, path)
        if answer.status != 403:
            passed.add((method, path))
    assert passed == {key for key, who in stated().items() if role in who and "abmelden" not in key[1]}


def _address(path: str) -> str:
    """Fill a path with names under which nothing is found."""
    return re.sub(r"\{(\w+)\}", lambda place: "csv" if place[1] == "format" else "999", path)
