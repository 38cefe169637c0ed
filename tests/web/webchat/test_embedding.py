"""The chat in a frame of another site: who may show it, which cookie it has, and that it leads nowhere else."""

from collections.abc import AsyncIterator
from dataclasses import replace

import pytest
from aiohttp.test_utils import TestClient, TestServer

from bot.settings import SettingsError, read_settings
from handlers.deps import Deps
from handlers.pages.site import SITE
from tests.web.webchat.conftest import Client, Seen, chat_application

CITY = "https://www.example.org"
FRAME = "/chat?eingebettet"


@pytest.fixture
async def framed(deps: Deps) -> AsyncIterator[Client]:
    app = chat_application(deps)
    app[SITE] = replace(app[SITE], embedders=(CITY,))
    async with TestClient(TestServer(app)) as client:
        yield client


async def ancestors(client: Client, path: str) -> str:
    policy = (await client.get(path)).headers["Content-Security-Policy"]
    return policy.partition("frame-ancestors ")[2].partition(";")[0]


async def test_only_the_frame_of_the_chat_may_be_shown_and_only_by_who_is_named(framed: Client) -> None:
    found = [await ancestors(framed, path) for path in (FRAME, "/chat", "/hilfe", "/hilfe?eingebettet")]

    assert found == [CITY, "'none'", "'none'", "'none'"]


async def test_where_nobody_is_named_nobody_may(client: Client) -> None:
    assert await ancestors(client, FRAME) == "'none'"
    assert "<header" in await (await client.get(FRAME)).text()


async def test_the_frame_has_a_cookie_of_its_own_and_stays_in_the_frame(framed: Client) -> None:
    answer = await framed.post(FRAME, data={"start": ""}, allow_redirects=False)

    assert answer.headers["Location"] == "/chat?eingebettet&cookie=1"
    [cookie] = answer.headers.getall("Set-Cookie")
    assert cookie.startswith("chat_framed=")
    assert cookie.endswith("; Path=/; HttpOnly; SameSite=None; Secure; Partitioned")


async def test_in_the_frame_there_is_no_header_but_the_emergency_line_and_privacy(framed: Client) -> None:
    seen = Seen(await (await framed.get(FRAME)).text(), 200)

    assert seen.page.xpath("//header") == []
    assert seen.page.xpath("//form/@action") == [FRAME]
    assert seen.page.xpath("//footer//a/@href") == ["/datenschutz", "/hilfe", "/chat"]
    assert "110" in seen.page.xpath("//footer")[0].text_content()


async def test_a_form_of_the_site_around_it_is_refused(framed: Client) -> None:
    refused = await framed.post(FRAME, data={"start": ""}, headers={"Sec-Fetch-Site": "cross-site", "Origin": CITY})
    taken = await framed.post(FRAME, data={"start": ""}, headers={"Sec-Fetch-Site": "same-origin"})

    assert (refused.status, taken.status) == (403, 200)


@pytest.mark.parametrize(
    "origins",
    ["*", "https://*.example.org", "http://www.example.org", "https://www.example.org/x", "https://a.de; script-src *"],
)
def test_an_origin_that_is_none_stops_the_start(origins: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("FORUMSBOTE_EMBED_ORIGINS", origins)

    with pytest.raises(SettingsError, match="FORUMSBOTE_EMBED_ORIGINS"):
        read_settings()


def test_several_origins_are_separated_by_spaces(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("FORUMSBOTE_EMBED_ORIGINS", f"{CITY} https://stadt.example:8443")

    assert read_settings().embedders == (CITY, "https://stadt.example:8443")
