"""Who floods is answered once and then not heard for a minute; danger is always heard, and others do not notice."""

from collections.abc import AsyncIterator, Callable
from dataclasses import replace
from datetime import timedelta
from itertools import count

import pytest
from aiohttp import web
from aiohttp.test_utils import TestClient, TestServer

from bot.dialog import DIALOG
from bot.settings import Settings
from bot.web import FILES, RATES, RECEIPTS, build_app
from handlers.channels.inbound import Inbound
from handlers.channels.intake import Taken, take_in
from handlers.channels.webchat.web import BEGINNINGS
from handlers.deps import Deps
from handlers.dialog.turn import Said
from handlers.pace import MOST_SENDERS, Pace, Rate
from handlers.pages.callers import is_near
from storage.models import Channel, Standing
from tests.factories import StandingClock
from tests.talking import Talker

pytestmark = pytest.mark.parametrize("database", ["sqlite"], indirect=True)
Browser = TestClient[web.Request, web.Application]
THREE = Rate("messages", 3)
MINUTE = timedelta(minutes=1)
DANGER = "Hilfe, hier brennt es und Leute sind im Haus!"
HERE, BESIDE, ELSEWHERE = "81.169.1.7", "81.169.1.200", "81.169.2.9"
numbers = count(5_000_000)


@pytest.fixture
def deps(deps: Deps) -> Deps:
    return replace(deps, messages=THREE)


@pytest.fixture
async def browser(deps: Deps) -> AsyncIterator[Browser]:
    async with TestClient(TestServer(build_app(Settings(), deps, None, None))) as client:
        yield client


async def tells(deps: Deps, text: str, address: str = "7") -> Taken:
    return await take_in(deps, DIALOG, Inbound(Channel.TELEGRAM, next(numbers), address, Said(text)))


def of(address: str) -> dict[str, str]:
    """Come from an address, as the proxy before us says."""
    return {"X-Forwarded-For": f"10.1.2.3, {address}"}


async def test_who_writes_too_much_is_told_once_and_heard_again_after_a_minute(
    deps: Deps, clock: StandingClock, talker: Callable[..., Talker]
) -> None:
    flooder = talker(Channel.TELEGRAM)
    for _ in range(THREE.most):
        await flooder.says("Guten Tag")

    taken = [await tells(deps, "Guten Tag", flooder.address) for _ in range(5)]
    said = await flooder.answers()

    assert taken == [Taken.SLOWED] * 5
    assert [message.text.partition(".")[0] for message in said] == ["Das waren sehr viele Nachrichten"]
    assert "112" in said[0].text
    clock.advance(MINUTE)
    assert await tells(deps, "Guten Tag", flooder.address) is Taken.DONE


async def test_danger_and_stopp_are_heard_in_the_middle_of_a_flood(deps: Deps, talker: Callable[..., Talker]) -> None:
    flooder = talker(Channel.TELEGRAM)
    for _ in range(THREE.most):
        await flooder.says("Guten Tag")
    for _ in range(4):
        await tells(deps, "Guten Tag", flooder.address)
    await flooder.answers()

    [danger] = await flooder.says(DANGER)
    await flooder.says("Stopp")

    assert "112" in danger.text.partition("\n")[0]
    async with deps.open_reading() as work:
        resident = await work.residents.get(await flooder.resident_id())
    assert resident is not None
    assert resident.standing is Standing.STOPPED


async def test_the_flood_of_one_is_not_that_of_another(deps: Deps) -> None:
    assert [await tells(deps, "Guten Tag", "7") for _ in range(5)][-1] is Taken.SLOWED

    assert await tells(deps, "Guten Tag", "8") is Taken.DONE


async def test_in_the_web_chat_what_was_typed_stays_in_the_field(browser: Browser, deps: Deps) -> None:
    await browser.post("/chat", data={"start": ""})
    for text in ("a", "b"):
        await browser.post("/chat", data={"text": text})

    answers = [await browser.post("/chat", data={"text": "Am Bahnhof ist es dunkel"}) for _ in range(2)]
    page = await answers[1].text()

    assert [(one.status, one.headers["Retry-After"]) for one in answers] == [(429, "60")] * 2
    assert "Am Bahnhof ist es dunkel" in page
    assert "Das waren sehr viele Nachrichten" in page
    danger = await browser.post("/chat", data={"text": DANGER})
    assert danger.status == 200
    assert "112" in await danger.text()


async def test_a_network_beyond_its_rate_is_asked_to_wait_and_no_other(browser: Browser, clock: StandingClock) -> None:
    wrong = {"number": "1", "code": "x"}
    first = [await browser.post("/vorgang", data=wrong, headers=of(f"81.169.3.{n}")) for n in range(RECEIPTS.most)]
    refused = await browser.post("/vorgang", data=wrong, headers=of("81.169.3.250"))
    clock.advance(timedelta(seconds=20))
    later = await browser.post("/vorgang", data=wrong, headers=of("81.169.3.250"))

    assert {one.status for one in first} <= {404, 429}
    assert "Retry-After" in first[-1].headers  # of the wrong tries, an hour
    assert (refused.status, refused.headers["Retry-After"], later.headers["Retry-After"]) == (429, "60", "40")
    assert "Internetanschluss" in await refused.text()
    assert (await browser.post("/vorgang", data=wrong, headers=of(ELSEWHERE))).status == 404


async def test_under_the_api_a_program_reads_the_no(deps: Deps, browser: Browser) -> None:
    rate = RATES["GET", "/api/v1/areas"]
    for _ in range(rate.most):
        deps.pace.charge(rate, "81.169.1.0/24", deps.now())

    answer = await browser.get("/api/v1/areas", headers=of(HERE))

    assert (answer.status, answer.content_type) == (429, "application/problem+json")
    assert (await answer.json())["status"] == 429
    assert (await browser.head("/api/v1/areas", headers=of(BESIDE))).status == 429
    assert (await browser.get("/api/v1/areas", headers=of(ELSEWHERE))).status == 200
    assert (await browser.get("/foren", headers=of(HERE))).status == 200
    assert 'forumsbote_slowed_total{rate="api"} 2' in await (await browser.get("/metrics")).text()


async def test_new_conversations_are_bounded_apart(deps: Deps, browser: Browser) -> None:
    for _ in range(BEGINNINGS.most):
        deps.pace.charge(BEGINNINGS, "2a01:4f8:1::/48", deps.now())

    answer = await browser.post("/chat", data={"start": ""}, headers=of("2a01:4f8:1:2::3"))

    assert answer.status == 429
    assert (await browser.post("/chat", data={"start": ""}, headers=of("2a01:4f8:2::1"))).status == 200


NEAR = ("127.0.0.1", "::1", "10.1.2.3", "fd00::1", "::ffff:10.1.2.3")
FAR = ("81.169.1.7", "::ffff:81.169.1.7", "2a01:4f8::1", "", "unknown", "10.1.2.3:80")


def test_near_is_what_is_near_in_whichever_clothes(database: object) -> None:
    assert [one for one in NEAR if not is_near(one)] == []
    assert [one for one in FAR if is_near(one)] == []


async def test_a_proxy_that_names_nobody_shuts_nobody_out(browser: Browser) -> None:
    answers = [await browser.get("/offene-daten.zip") for _ in range(3)]
    answers += [await browser.get("/foren/x/plakat.pdf") for _ in range(FILES.most)]

    assert 429 not in {answer.status for answer in answers}


def test_every_rate_is_of_an_address_there_is(deps: Deps) -> None:
    routes = build_app(Settings(), deps, None, None).router.routes()
    known = {(route.method, route.resource.canonical) for route in routes if route.resource is not None}
    assert set(RATES) <= known


def test_no_sender_is_kept_and_the_room_for_them_is_bounded(clock: StandingClock, database: object) -> None:
    pace, rate = Pace(), Rate("r", 1)
    for number in range(MOST_SENDERS + 1):
        pace.charge(rate, str(number), clock())

    [window] = pace._windows.values()

    assert (len(window._counts), {type(one) for one in window._counts}) == (MOST_SENDERS, {bytes})
    assert pace.charge(rate, "one more", clock()) == 0
    assert pace.charge(rate, "0", clock()) == 1
