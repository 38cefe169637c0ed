"""The private link: made once, good until it ends, and heard of by nobody else."""

import io
from collections.abc import AsyncIterator
from datetime import timedelta

import pytest
from aiohttp.test_utils import TestClient, TestServer
from lxml.html import document_fromstring

from handlers.channels.webchat import private_link
from handlers.channels.webchat.web_link import on_arrival, on_end_link, on_go_on, on_link, on_new_link
from handlers.deps import Deps
from handlers.pages.sessions import fingerprint
from handlers.residents import actions as residents
from storage.models import Channel
from tests.factories import StandingClock
from tests.rights.test_nothing_is_left import logged as logged
from tests.web.webchat.conftest import Client, Visitor, chat_application

HOST = "http://127.0.0.1:8080"


@pytest.fixture
async def client(deps: Deps) -> AsyncIterator[Client]:
    app = chat_application(deps)
    app.router.add_get("/chat/link", on_link)
    app.router.add_post("/chat/link", on_new_link)
    app.router.add_post("/chat/link/beenden", on_end_link)
    app.router.add_get("/chat/weiter/{token}", on_arrival)
    app.router.add_post("/chat/weiter/{token}", on_go_on)
    async with TestClient(TestServer(app)) as client:
        yield client


@pytest.fixture
async def link(client: Client, visitor: Visitor) -> str:
    """The link of somebody who has begun to talk, as an address on this server; their browser has lost its cookie since."""
    await visitor.begins()
    await visitor.sends(text="Am Brink ist es dunkel.")
    path = await made(client)
    client.session.cookie_jar.clear()
    return path


async def made(client: Client) -> str:
    words = await (await client.post("/chat/link")).text()
    return str(document_fromstring(words).xpath("//code")[0].text_content()).removeprefix(HOST)


async def test_another_browser_goes_on_where_the_first_one_stopped(link: str, client: Client, visitor: Visitor) -> None:
    looked = await client.get(link)
    assert looked.status == 200 and not looked.cookies
    assert (await visitor.looks()).page.xpath("//*[@id='log']") == []

    await client.post(link)

    assert ("own", "Am Brink ist es dunkel.") in (await visitor.looks()).lines


async def test_no_page_hears_of_the_link_and_nothing_keeps_it(
    link: str, client: Client, deps: Deps, logged: io.StringIO
) -> None:
    answers = [await client.get(link), await client.post(link, allow_redirects=False), await client.get(link + "x")]

    assert {answer.headers["Referrer-Policy"] for answer in answers} == {"strict-origin"}
    assert {answer.headers["Cache-Control"] for answer in answers} == {"no-store"}
    assert [answer.status for answer in answers] == [200, 303, 410]
    # The server of this test writes an access log, the product has none.
    ours = [line for line in logged.getvalue().splitlines() if "HTTP/1.1" not in line]
    assert any("private_link.used" in line for line in ours)
    assert link.rpartition("/")[2] not in "".join(ours)
    async with deps.open_reading() as work:
        assert await work.addresses.behind_link(fingerprint(link.rpartition("/")[2]), deps.now()) is not None


async def test_a_new_link_ends_the_one_before_and_it_can_be_ended(link: str, client: Client) -> None:
    await client.post(link)
    newer = await made(client)
    assert [(await client.get(one)).status for one in (link, newer)] == [410, 200]
    assert "Sie haben einen Link" in await (await client.get("/chat/link")).text()

    await client.post("/chat/link/beenden")

    assert (await client.post(newer)).status == 410


async def test_it_ends_after_its_days_and_with_its_resident(
    link: str, client: Client, clock: StandingClock, deps: Deps
) -> None:
    clock.advance(private_link.LASTS - timedelta(days=1))
    assert (await client.get(link)).status == 200
    clock.advance(timedelta(days=1))
    assert (await client.get(link)).status == 410


async def test_it_goes_when_its_resident_is_erased(link: str, client: Client, deps: Deps) -> None:
    owner = await private_link.owner(deps, link.rpartition("/")[2])
    assert owner is not None
    async with deps.open_work() as work:
        await work.residents.erase_traces(owner)

    assert (await client.post(link)).status == 410


async def test_of_many_browsers_the_oldest_goes(link: str, client: Client, deps: Deps) -> None:
    for _ in range(private_link.MOST_BROWSERS + 2):
        client.session.cookie_jar.clear()
        await client.post(link)

    owner = await private_link.owner(deps, link.rpartition("/")[2])
    assert owner is not None
    async with deps.open_reading() as work:
        assert len(await work.addresses.of(owner)) == private_link.MOST_BROWSERS


async def test_who_has_not_begun_gets_none(client: Client, deps: Deps) -> None:
    words = await (await client.post("/chat/link")).text()

    assert "noch kein Gespräch begonnen" in words and "<code>" not in words
    assert await residents.find(deps, Channel.WEB, "") is None


async def test_a_browser_with_another_conversation_is_warned(link: str, client: Client, visitor: Visitor) -> None:
    await visitor.begins()

    assert "schon ein anderes Gespräch" in await (await client.get(link)).text()
