"""Who gets through the gate: every route for every role, and nobody where nothing is declared."""

import re

import pytest
from aiohttp import web
from aiohttp.test_utils import TestClient, TestServer

from bot.web import DESK as ROUTES
from handlers.deps import Deps
from handlers.moderation import actions
from handlers.moderation.gate import ADMINS, ANYONE, EVERY_ROLE, FACILITATORS, desk_route, open_desk
from handlers.pages.keys import DEPS, MODERATOR
from handlers.pages.middlewares import keep_manners
from handlers.pages.site import SITE, Site
from storage.models import Role
from tests.desk.conftest import Browser, Open, hand_in

Who = set[Role | None]
NOBODY, ADMIN, MODERATION, MEMBER = None, Role.ADMIN, Role.MODERATOR, Role.MEMBER
EVERYBODY: Who = {NOBODY, ADMIN, MODERATION, MEMBER}
AT_THE_DESK: Who = {ADMIN, MODERATION, MEMBER}
WHO_MAY: dict[tuple[str, str], Who] = {
    ("GET", "/moderation"): AT_THE_DESK,
    ("GET", "/moderation/anmelden"): EVERYBODY,
    ("GET", "/moderation/anmelden/{token}"): EVERYBODY,
    ("POST", "/moderation/anmelden/{token}"): EVERYBODY,
    ("POST", "/moderation/abmelden"): EVERYBODY,
    ("POST", "/moderation/abmelden/ueberall"): AT_THE_DESK,
    ("POST", "/moderation/examples/remove"): {ADMIN, MODERATION},
    ("GET", "/moderation/telegram"): AT_THE_DESK,
    ("POST", "/moderation/telegram"): AT_THE_DESK,
    ("POST", "/moderation/telegram/unlink"): AT_THE_DESK,
    ("GET", "/moderation/people"): {ADMIN},
    ("POST", "/moderation/people"): {ADMIN},
    ("POST", "/moderation/people/{id}/link"): {ADMIN},
    ("POST", "/moderation/people/{id}/deactivate"): {ADMIN},
    ("GET", "/moderation/asides"): {ADMIN, MODERATION},
    ("POST", "/moderation/asides/{id}/take-up"): {ADMIN, MODERATION},
    ("POST", "/moderation/asides/{id}/erase"): {ADMIN, MODERATION},
    ("GET", "/moderation/stoerungen"): {ADMIN},
    ("POST", "/moderation/stoerungen/updates/{update}/retry"): {ADMIN},
    ("POST", "/moderation/stoerungen/updates/{update}/drop"): {ADMIN},
    ("GET", "/moderation/stoerungen/messages/{message}/again"): {ADMIN},
    ("POST", "/moderation/stoerungen/messages/{message}/again"): {ADMIN},
    ("POST", "/moderation/stoerungen/messages/{message}/strike"): {ADMIN},
    ("GET", "/moderation/language"): {ADMIN, MODERATION},
    ("GET", "/moderation/concerns"): AT_THE_DESK,
    ("GET", "/moderation/concerns.{format}"): AT_THE_DESK,
    ("GET", "/moderation/concerns/{number}"): AT_THE_DESK,
    ("POST", "/moderation/concerns/{number}/original"): {ADMIN, MODERATION},
    ("POST", "/moderation/concerns/{number}/topics"): {ADMIN, MODERATION},
    ("POST", "/moderation/concerns/{number}/undo"): {ADMIN, MODERATION},
    ("POST", "/moderation/concerns/{number}/confirm"): {ADMIN, MODERATION},
    ("GET", "/moderation/plan"): {ADMIN, MODERATION},
    ("POST", "/moderation/plan"): {ADMIN, MODERATION},
    ("GET", "/moderation/plan.toml"): {ADMIN, MODERATION},
    ("POST", "/moderation/plan/import"): {ADMIN, MODERATION},
    ("GET", "/moderation/plan/{paragraph}"): {ADMIN, MODERATION},
    ("POST", "/moderation/plan/{paragraph}"): {ADMIN, MODERATION},
    ("POST", "/moderation/plan/{paragraph}/up"): {ADMIN, MODERATION},
    ("POST", "/moderation/plan/{paragraph}/down"): {ADMIN, MODERATION},
    ("POST", "/moderation/plan/{paragraph}/remove"): {ADMIN, MODERATION},
    ("GET", "/moderation/textbausteine"): {ADMIN, MODERATION},
    ("POST", "/moderation/textbausteine"): {ADMIN, MODERATION},
    ("GET", "/moderation/textbausteine/{module}"): {ADMIN, MODERATION},
    ("POST", "/moderation/textbausteine/{module}"): {ADMIN, MODERATION},
    ("POST", "/moderation/textbausteine/{module}/remove"): {ADMIN, MODERATION},
    ("GET", "/moderation/berichte"): {ADMIN, MODERATION},
    ("GET", "/moderation/berichte/{kind}.{format}"): {ADMIN, MODERATION},
    ("GET", "/moderation/berichte/{kind}/{about}.{format}"): {ADMIN, MODERATION},
    ("GET", "/moderation/berichte/forum/{forum}/notes"): {ADMIN, MODERATION},
    ("POST", "/moderation/berichte/forum/{forum}/notes"): {ADMIN, MODERATION},
    ("GET", "/moderation/berichte/forum/{forum}/release"): {ADMIN, MODERATION},
    ("POST", "/moderation/berichte/forum/{forum}/release"): {ADMIN, MODERATION},
    ("GET", "/moderation/forums"): {ADMIN, MODERATION},
    ("GET", "/moderation/forums/new"): {ADMIN, MODERATION},
    ("POST", "/moderation/forums/new"): {ADMIN, MODERATION},
    ("GET", "/moderation/forums/{forum}"): {ADMIN, MODERATION},
    ("GET", "/moderation/forums/{forum}/edit"): {ADMIN, MODERATION},
    ("POST", "/moderation/forums/{forum}/edit"): {ADMIN, MODERATION},
    ("POST", "/moderation/forums/{forum}/discard"): {ADMIN, MODERATION},
    ("GET", "/moderation/forums/{forum}/announce"): {ADMIN, MODERATION},
    ("POST", "/moderation/forums/{forum}/announce"): {ADMIN, MODERATION},
    ("GET", "/moderation/forums/{forum}/cancel"): {ADMIN, MODERATION},
    ("POST", "/moderation/forums/{forum}/cancel"): {ADMIN, MODERATION},
    ("GET", "/moderation/surveys"): AT_THE_DESK,
    ("GET", "/moderation/surveys/import"): {ADMIN, MODERATION},
    ("POST", "/moderation/surveys/import"): {ADMIN, MODERATION},
    ("GET", "/moderation/surveys/{survey}"): AT_THE_DESK,
    ("POST", "/moderation/surveys/{survey}/open"): {ADMIN, MODERATION},
    ("POST", "/moderation/surveys/{survey}/close"): {ADMIN, MODERATION},
    ("GET", "/moderation/surveys/{survey}/questions/{question}"): AT_THE_DESK,
}


def test_every_route_is_in_the_matrix() -> None:
    assert {(route.method, route.path) for route in ROUTES} == set(WHO_MAY)


@pytest.mark.parametrize("role", [NOBODY, ADMIN, MODERATION, MEMBER])
async def test_every_route_lets_exactly_its_roles_pass(seat: Open, deps: Deps, role: Role | None) -> None:
    concern = await hand_in(deps)
    places = {"number": concern.number, "format": "csv"}
    passed = set()
    for route in ROUTES:
        browser = await seat(role)
        path = re.sub(r"\{(\w+)\}", lambda hit: places.get(hit[1], "999"), route.path)
        answer = await browser.request(route.method, path, allow_redirects=False)
        assert answer.status < 500
        stopped = answer.status == 403 or (
            role is None and answer.status == 303 and answer.headers["Location"] == "/moderation/anmelden"
        )
        if not stopped or path == "/moderation/abmelden":
            passed.add((route.method, route.path))

    assert passed == {key for key, allowed in WHO_MAY.items() if role in allowed}


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
