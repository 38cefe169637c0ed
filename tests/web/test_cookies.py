"""Every cookie there is stands in docs/retention.md, with its term, and is as much out of reach as browsers allow."""

import re
from collections.abc import AsyncIterator, Iterable
from dataclasses import replace

import pytest
from aiohttp import ClientResponse, web
from aiohttp.test_utils import TestClient, TestServer

from bot.settings import Settings
from bot.web import build_app
from handlers.accounts import actions
from handlers.deps import Deps
from handlers.pages.site import SITE
from storage.models import Role
from tests.accounts.conftest import NAME, PASSWORD, Come
from tests.accounts.conftest import join as join
from tests.desk.conftest import serve as serve
from tests.house.sources import in_backticks, modules, rows

pytestmark = pytest.mark.parametrize("database", ["sqlite"], indirect=True)
Browser = TestClient[web.Request, web.Application]
SETTERS = {"handlers/pages/sessions.py", "handlers/pages/reading.py"}
UNITS = {"day": 86_400, "minute": 60}
FRAME = "/chat?eingebettet"
Cookie = dict[str, str]


@pytest.fixture
async def behind_tls(deps: Deps) -> AsyncIterator[Browser]:
    """The product as it is reached over https, its frame allowed for one site."""
    app = build_app(Settings(), replace(deps, public_url="https://forum.example.org"), None, None)
    app[SITE] = replace(app[SITE], embedders=("https://www.example.org",))
    async with TestClient(TestServer(app)) as client:
        yield client


def stated() -> dict[str, Cookie]:
    """Return what the table says each cookie must carry."""
    found = {}
    for name, kept, same_site, _ in rows("retention.md", "Cookies"):
        term = re.match(r"(\d+) (day|minute)", kept)
        assert term is not None, kept
        first, *more = same_site.split(", ")
        found[f"__Host-{in_backticks(name)[0]}"] = {
            "path": "/",
            "secure": "",
            "httponly": "",
            "samesite": first,
            "max-age": str(int(term[1]) * UNITS[term[2]]),
            **{one.lower(): "" for one in more},
        }
    return found


def set_by(answers: Iterable[ClientResponse]) -> dict[str, Cookie]:
    """Return the cookies answers set, each with its attributes; those that are taken away are left out."""
    found = {}
    for answer in answers:
        for line in answer.headers.getall("Set-Cookie", []):
            named, *parts = line.split("; ")
            attributes = {name.lower(): value for name, _, value in (part.partition("=") for part in parts)}
            if attributes["max-age"] != "0":
                found[named.partition("=")[0]] = attributes
    return found


async def test_every_cookie_is_as_stated_and_there_is_no_other(deps: Deps, join: Come, behind_tls: Browser) -> None:
    await join()
    link = await actions.invite(deps, "Bo", Role.MODERATOR)
    answers = [
        await behind_tls.get("/foren?sprache=en"),
        await behind_tls.post("/chat", data={"start": ""}, allow_redirects=False),
        await behind_tls.post(FRAME, data={"start": ""}, allow_redirects=False),
        await behind_tls.post("/moderation/anmelden", data={"name": NAME, "password": PASSWORD}, allow_redirects=False),
        await behind_tls.post(f"/moderation/anmelden/{link}", allow_redirects=False),
    ]

    assert set_by(answers) == stated()


def test_cookies_are_set_in_no_other_place(database: object) -> None:
    found = {module.name for module in modules() if re.search("set.cookie", module.text, re.IGNORECASE)}
    assert found == SETTERS
