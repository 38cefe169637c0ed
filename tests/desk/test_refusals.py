"""A no at the desk is said at the desk, with the way back; who is not signed in reads it in the public layout."""

import aiohttp
import pytest
from aiohttp import web
from aiohttp.test_utils import TestClient, TestServer

from bot.web import DESK
from handlers.accounts.gate import FACILITATORS, desk_route
from handlers.deps import Deps
from storage.models import Role
from tests.desk import conftest
from tests.desk.conftest import Browser, Open, application, hand_in, sign_in_as

pytestmark = pytest.mark.parametrize("database", ["sqlite"], indirect=True)
AT_THE_DESK = 'class="desk"'
TOO_LARGE = {"name": "x" * (3 * 1024**2)}


async def refused(browser: Browser, method: str, path: str, **sent: object) -> tuple[int, str]:
    answer = await browser.request(method, path, allow_redirects=False, **sent)  # type: ignore[arg-type]  (whatever aiohttp takes)
    return answer.status, await answer.text()


@pytest.mark.parametrize(
    ("role", "method", "path", "status"),
    [
        (Role.MODERATOR, "GET", "/moderation/concerns/2026-999999", 404),
        (Role.MODERATOR, "GET", "/moderation/gibt-es-nicht", 404),
        (Role.MODERATOR, "DELETE", "/moderation/concerns", 405),
        (Role.MEMBER, "GET", "/moderation/people", 403),
        (Role.READER, "POST", "/moderation/concerns/2026-000001/pass", 403),
    ],
)
async def test_a_no_is_said_at_the_desk(seat: Open, role: Role, method: str, path: str, status: int) -> None:
    found, page = await refused(await seat(role), method, path)

    assert found == status
    assert AT_THE_DESK in page and 'href="/moderation">Zur Übersicht' in page
    assert "Abmelden" in page and "Im Notfall" not in page


async def test_a_conflict_leads_back_to_where_it_came_from(seat: Open, deps: Deps) -> None:
    browser, concern = await seat(Role.MODERATOR), await hand_in(deps, topics=())
    came_from = f"/moderation/concerns/{concern.number}?status=new&sort=oldest"

    status, page = await refused(
        browser,
        "POST",
        f"/moderation/concerns/{concern.number}/pass",
        headers={"Referer": str(browser.make_url(came_from))},
    )

    assert status == 409 and AT_THE_DESK in page
    assert f'href="{came_from.replace("&", "&amp;")}">Zurück zur vorigen Seite' in page


@pytest.mark.parametrize(
    "came_from",
    [
        "",
        "https://elsewhere.example/moderation",
        "{host}/foren",
        "{host}/moderation/gibt-es-nicht",
        "http://[",
        "{host}//moderation",
    ],
)
async def test_back_leads_only_to_another_page_of_the_desk(seat: Open, came_from: str) -> None:
    browser = await seat(Role.ADMIN)
    host = str(browser.make_url("/")).rstrip("/")

    _, page = await refused(
        browser, "GET", "/moderation/gibt-es-nicht", headers={"Referer": came_from.replace("{host}", host)}
    )

    assert "Zurück zur vorigen Seite" not in page and "Zur Übersicht" in page


async def test_too_much_and_a_fault_are_said_at_the_desk(
    deps: Deps, database: object, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def on_fault(request: web.Request) -> web.Response:
        raise ZeroDivisionError

    monkeypatch.setattr(conftest, "ROUTES", [*DESK, desk_route("GET", "/moderation/fault", on_fault, FACILITATORS)])
    jar = aiohttp.CookieJar(unsafe=True)
    async with TestClient(TestServer(application(deps)), cookie_jar=jar) as browser:
        await sign_in_as(browser, deps, Role.ADMIN, None)

        fault, said = await refused(browser, "GET", "/moderation/fault")
        too_much, refusal = await refused(browser, "POST", "/moderation/people", data=TOO_LARGE)

    assert (fault, too_much) == (500, 413)
    assert AT_THE_DESK in said and "ZeroDivision" not in said
    assert AT_THE_DESK in refusal


@pytest.mark.parametrize("path", ["/moderation/gibt-es-nicht", "/gibt-es-nicht"])
async def test_who_is_not_signed_in_reads_it_in_the_public_layout(seat: Open, path: str) -> None:
    status, page = await refused(await seat(None), "GET", path)

    assert status == 404
    assert AT_THE_DESK not in page and "Zur Startseite" in page and "Zur Übersicht" not in page


async def test_a_public_address_stays_public_for_who_is_signed_in(seat: Open) -> None:
    _, page = await refused(await seat(Role.ADMIN), "GET", "/gibt-es-nicht")

    assert AT_THE_DESK not in page and "Zur Startseite" in page
