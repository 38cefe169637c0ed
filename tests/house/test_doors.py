"""Who may pass where, as docs/rights.md and docs/http.md state it, tried on the whole application as every role and as nobody."""

import re
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import AsyncExitStack
from datetime import timedelta

import aiohttp
import pytest
from aiohttp import web
from aiohttp.test_utils import TestClient, TestServer

from bot.dialog import DIALOG
from bot.settings import Settings
from bot.web import DESK, build_app
from handlers.accounts import actions as desk
from handlers.accounts.dialog import on_start_payload
from handlers.accounts.gate import ANYONE, SIGN_IN_PAGE
from handlers.accounts.sessions import as_signed_in
from handlers.deps import Deps
from handlers.dialog.turn import Commanded, Turn
from handlers.errors import RefusalError
from handlers.i18n import BERLIN
from storage.models import Channel, Role
from tests.desk.conftest import hand_in
from tests.house.rights import DOCUMENT, YES, document, who_may
from tests.house.sources import in_backticks, rows
from tests.talking import Talker

Browser = TestClient[web.Request, web.Application]
Come = Callable[[Role | None], Awaitable[Browser]]
Key = tuple[str, str]
WHO = (None, *Role)
PASSED = {200, 204, 303, 400, 404, 409, 410, 422}
ENDS_THE_SESSION = {
    ("POST", "/moderation/abmelden"),
    ("POST", "/moderation/abmelden/ueberall"),
}


@pytest.fixture
def app(deps: Deps) -> web.Application:
    return build_app(Settings(), deps, None, None)


@pytest.fixture
async def come(app: web.Application, deps: Deps) -> AsyncIterator[Come]:
    """Open a browser at the whole application, signed in as somebody of a role."""
    server = TestServer(app)
    async with server, AsyncExitStack() as stack:

        async def browser(role: Role | None) -> Browser:
            client: Browser = TestClient(server, cookie_jar=aiohttp.CookieJar(unsafe=True))
            await stack.enter_async_context(client)
            if role is not None:
                token = await invited(deps, role)
                await client.post(f"/moderation/anmelden/{token}", allow_redirects=False)
            return client

        yield browser


async def invited(deps: Deps, role: Role) -> str:
    """Take in somebody of a role and return the token of their link."""
    workgroup = deps.city.workgroups[0].id if role is Role.MEMBER else None
    until = (deps.now() + timedelta(days=7)).astimezone(BERLIN).date() if role is Role.READER else None
    return await desk.invite(deps, f"{role} am Tisch", role, workgroup, until)


def table(heading: str, *, names: int) -> dict[tuple[str, ...], set[Role | None]]:
    """Return who may what, as the table of rights has it; the first cells of a row name the thing."""
    found = {}
    for cells in rows("rights.md", heading):
        name = tuple((in_backticks(cell) or [cell])[0] for cell in cells[:names])
        found[name] = {who for who, cell in zip(WHO, cells[names:], strict=True) if cell == YES}
    return found


def test_the_table_of_rights_is_what_the_router_and_the_dialogue_say(app: web.Application) -> None:
    assert DOCUMENT.read_text(encoding="utf-8") == document(app), "write it anew: python -m tests.house.rights"


def test_a_new_route_and_a_new_command_change_the_table(app: web.Application) -> None:
    app.router.add_get("/moderation/forgotten", web.Application().make_handler)
    assert document(app) != DOCUMENT.read_text(encoding="utf-8")
    assert who_may(app)["GET", "/moderation/forgotten"] == frozenset()


def test_the_list_of_addresses_and_the_table_name_the_same_roles() -> None:
    stated = {}
    for method, path, who, _ in rows("http.md", "Desk"):
        names = {None, *Role} if who == "anyone" else {Role(name.strip()) for name in who.split(",")}
        stated[method, in_backticks(path)[0]] = names
    assert stated == {(route.method, route.path): set(route.allow) for route in DESK}


def test_only_signing_in_and_out_is_for_anyone() -> None:
    open_to_all = {route.path for route in DESK if route.allow == ANYONE}
    assert open_to_all == {
        "/moderation/anmelden",
        "/moderation/anmelden/code",
        "/moderation/anmelden/vergessen",
        "/moderation/anmelden/{token}",
        "/moderation/abmelden",
    }


def test_nothing_of_the_desk_stands_outside_its_table(app: web.Application) -> None:
    at_the_desk = {key for key in who_may(app) if key[1].startswith("/moderation")}
    assert at_the_desk == {(route.method, route.path) for route in DESK}


@pytest.mark.parametrize("role", WHO)
async def test_every_route_lets_exactly_those_pass_whom_the_table_names(
    come: Come, deps: Deps, role: Role | None
) -> None:
    places = {"number": str((await hand_in(deps)).number), "format": "csv"}
    browser, passed = await come(role), set()
    stated = table("Addresses", names=2)
    for method, path in sorted(stated, key=lambda key: key in ENDS_THE_SESSION):
        here = await come(role) if (method, path) in ENDS_THE_SESSION else browser
        address = re.sub(r"\{(\w+)\}", lambda place: places.get(place[1], "999"), path)
        answer = await here.request(method, address, allow_redirects=False)
        assert answer.status < 500, (method, path)
        shown_the_way = answer.status == 303 and answer.headers["Location"] == SIGN_IN_PAGE
        if (method, path) in ENDS_THE_SESSION:
            # The way to the sign-in page is the answer to both; what counts is whether the door closed a session.
            shown_the_way = role not in stated[method, path]
        if answer.status != 403 and not shown_the_way:
            assert answer.status in PASSED, (method, path, answer.status)
            passed.add((method, path))
        elif role is None:
            assert (answer.status, answer.headers["Location"]) == (303, SIGN_IN_PAGE), (method, path)

    assert passed == {key for key, who in stated.items() if role in who}


@pytest.mark.parametrize("role", WHO)
async def test_every_command_is_there_for_exactly_those_whom_the_table_names(
    deps: Deps, known: Talker, role: Role | None
) -> None:
    if role is not None:
        await invited(deps, role)
        who = as_signed_in(next(one for one in await desk.people(deps) if one.role is role))
        token = await desk.start_linking_chat(deps, who)
        await known.commands("start", f"desk-{token}")
    unknown = (await known.commands("unfug"))[0].text

    there = {(f"/{name}",) for name in DIALOG.commands if (await known.commands(name))[0].text != unknown}

    assert there == {key for key, who in table("Commands in chat", names=1).items() if role in who}


async def test_a_chat_of_the_web_is_never_linked(deps: Deps, talker: Callable[..., Talker]) -> None:
    resident = talker(Channel.WEB)
    await resident.commands("start")
    turn = Turn(
        resident_id=await resident.resident_id(),
        channel=Channel.WEB,
        language="de",
        district=None,
        at=deps.now(),
        act=Commanded("start"),
    )
    with pytest.raises(RefusalError):
        await on_start_payload(turn, deps, "token")
