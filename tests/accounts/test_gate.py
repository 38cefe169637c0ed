"""The gate lets nobody pass where nothing is declared. Who passes elsewhere is tried in tests/house/test_doors.py."""

import pytest
from aiohttp import web
from aiohttp.test_utils import TestClient, TestServer

from bot.web import DESK as ROUTES
from handlers.accounts import actions
from handlers.accounts.gate import ADMINS, ANYONE, EVERY_ROLE, FACILITATORS, desk_route, open_desk
from handlers.deps import Deps
from handlers.pages.keys import DEPS, MODERATOR
from handlers.pages.middlewares import keep_manners
from handlers.pages.site import SITE, Site
from storage.models import Role
from tests.desk.conftest import Browser, Open


async def on_anything(request: web.Request) -> web.Response:
    return web.Response(text=request[MODERATOR].name if MODERATOR in request else "nobody")


@pytest.fixture
async def careless(deps: Deps) -> web.Application:
    """A desk where somebody added a route past the table."""
    app = web.Application()
    app[DEPS] = deps
    app[SITE] = Site("Forumsbote", "Hansestadt", deps.public_url)
    keep_manners(app)
    open_desk(app, [route for route in ROUTES if "anmelden" in route.path])
    app.router.add_get("/moderation/forgotten", on_anything)
    app.router.add_get("/open", on_anything)
    return app


async def test_a_route_nobody_declared_lets_nobody_pass(careless: web.Application, deps: Deps) -> None:
    from_admin = await _signed_in(careless, deps)
    async with from_admin as browser:
        assert (await browser.get("/moderation/forgotten")).status == 403
        assert (await browser.get("/open")).status == 200


async def _signed_in(app: web.Application, deps: Deps) -> Browser:
    browser: Browser = TestClient(TestServer(app))
    await browser.start_server()
    token = await actions.invite(deps, "Ada", Role.ADMIN)
    await browser.post(f"/moderation/anmelden/{token}", allow_redirects=False)
    return browser


async def test_an_unknown_page_of_the_desk_is_not_found(seat: Open) -> None:
    assert (await (await seat(Role.ADMIN)).get("/moderation/nothing")).status == 404


def test_a_route_outside_the_desk_is_refused() -> None:
    with pytest.raises(ValueError, match="not a path of the desk"):
        desk_route("GET", "/foren", on_anything, ANYONE)


def test_a_route_declared_twice_is_refused() -> None:
    route = desk_route("GET", "/moderation/x", on_anything, ADMINS)
    with pytest.raises(ValueError, match="twice"):
        open_desk(web.Application(), [route, route])


def test_nobody_is_in_no_audience_but_anyone() -> None:
    assert None in ANYONE
    assert not any(None in audience for audience in (EVERY_ROLE, FACILITATORS, ADMINS))
