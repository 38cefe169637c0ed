"""Addresses, fields, bodies and senders that no browser of ours would produce: a clear no, never a fault, never a way in."""

import asyncio
import re
import time

import pytest
from aiohttp import FormData
from aiohttp.test_utils import TestServer

from bot.web import DESK
from storage.models import Role
from tests.attack.conftest import SECRET, Browser, Seat, raw, status
from tests.attack.payloads import FIELD_VALUES, MULTIPARTS, NUMBERS, PLANS, QUERIES, RAW_PATHS, SURVEYS

FORM = {"Content-Type": "application/x-www-form-urlencoded"}
PLENTY_SECONDS = 5.0  # what these bodies cost while the hole was open was minutes
FOREIGN = (
    {"Sec-Fetch-Site": "cross-site"}, {"Sec-Fetch-Site": "same-site"}, {"Sec-Fetch-Site": ""}, {"Origin": "null"}, {"Origin": ""},
    {"Origin": "http://evil.example"}, {"Origin": "http://127.0.0.1:8080.evil.example"}, {"Origin": "http://127.0.0.1:8080@evil"},
    {"Origin": "http://evil.example", "Sec-Fetch-Site": "cross-site"},
)  # fmt: skip


@pytest.mark.parametrize("path", RAW_PATHS)
async def test_a_crooked_path_leads_nowhere(server: TestServer, path: bytes) -> None:
    answer = await raw(server, b"GET " + path + b" HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n")

    assert status(answer) in (303, 400, 404, 410)
    assert b"X-Evil:1" not in answer
    assert b"Traceback" not in answer


@pytest.mark.parametrize("method", ["HEAD", "OPTIONS", "PUT", "DELETE", "TRACE", "PATCH", "PROPFIND"])
async def test_no_other_method_passes_the_gate(seat: Seat, method: str) -> None:
    admin = await seat(Role.ADMIN)

    assert (await admin.request(method, "/moderation/concerns.csv")).status in (400, 405)


async def test_no_number_in_an_address_is_a_fault(seat: Seat) -> None:
    admin = await seat(Role.ADMIN)
    for route in DESK:
        for number in NUMBERS if "{" in route.path and "{token}" not in route.path else ():
            path = re.sub(r"\{\w+\}", number, route.path)
            answer = await admin.request(route.method, path, allow_redirects=False)
            assert answer.status in (303, 400, 403, 404, 409), (route.method, path, answer.status)


async def test_no_query_is_a_fault(seat: Seat) -> None:
    admin = await seat(Role.ADMIN)
    paths = ("/", "/foren", "/foren.ics", "/chat", "/chat/neues", "/moderation/concerns", "/moderation/concerns.csv")
    for path in (*paths, "/moderation/forums", "/moderation/surveys", "/metrics"):
        for query in QUERIES:
            assert (await admin.get(f"{path}?{query}")).status in (200, 204, 400, 404, 410), (path, query)


async def test_no_value_of_a_field_is_a_fault(seat: Seat) -> None:
    admin = await seat(Role.ADMIN)
    good = {
        "title": "T", "kind": "citizen", "scope": "central", "starts_at": "2027-03-03T18:00", "ends_at": "2027-03-03T20:00",
        "place": "P",
    }  # fmt: skip
    for field in (*good, "districts", "capacity", "seen", "confirmed", "access", "agenda"):
        for value in FIELD_VALUES:
            answer = await admin.post("/moderation/forums/new", data=good | {field: value}, allow_redirects=False)
            assert answer.status in (303, 400), (field, value)
    for value in FIELD_VALUES:
        person = {"name": "Ada", "role": value, "workgroup": value}
        assert (await admin.post("/moderation/people", data=person)).status == 400


@pytest.mark.parametrize("headers", FOREIGN)
async def test_what_another_site_sends_is_refused(seat: Seat, headers: dict[str, str]) -> None:
    admin = await seat(Role.ADMIN)
    for path in ("/chat", "/moderation/people", "/moderation/abmelden", "/moderation/telegram/unlink"):
        assert (await admin.post(path, headers=headers, allow_redirects=False)).status == 403


async def test_a_link_is_good_once_even_at_once(seat: Seat) -> None:
    admin = await seat(Role.ADMIN)
    shown = await (await admin.post("/moderation/people", data={"name": "Ada", "role": "moderator"})).text()
    link = re.search(r"/moderation/anmelden/[\w-]{43}", shown)
    assert link is not None
    browsers = [await seat(None) for _ in range(5)]

    answers = await asyncio.gather(*(one.post(link[0], allow_redirects=False) for one in browsers))

    assert sorted(answer.status for answer in answers) == [303, 410, 410, 410, 410]


async def test_a_session_is_neither_chosen_by_the_browser_nor_good_after_signing_out(seat: Seat) -> None:
    admin, stranger = await seat(Role.ADMIN), await seat(None)
    cookie = next(one.value for one in admin.session.cookie_jar if one.key == "desk")
    await admin.post("/moderation/abmelden")

    for token in (cookie, "A" * 43, "", cookie[:-1]):
        answer = await stranger.get("/moderation", headers={"Cookie": f"desk={token}"}, allow_redirects=False)
        assert (answer.status, answer.headers["Location"]) == (303, "/moderation/anmelden")


@pytest.mark.parametrize("body", ["a&" * 900_000, "a=&" * 500_000, "&".join(f"a{n}=1" for n in range(200_000))])
async def test_very_many_fields_cost_next_to_nothing(browser: Browser, body: str) -> None:
    before = time.monotonic()
    answer = await browser.post("/chat", data=body, headers=FORM)

    assert (answer.status, time.monotonic() - before < PLENTY_SECONDS) == (422, True)


@pytest.mark.parametrize("field", ["text", "command", "press", "page"])
async def test_a_huge_text_is_refused_in_whichever_field(browser: Browser, field: str) -> None:
    before = time.monotonic()
    answer = await browser.post("/chat", data={"text": "Es ist dunkel", field: "Er hat ein Messer. " * 50_000})

    assert (answer.status, time.monotonic() - before < PLENTY_SECONDS) == (422, True)


@pytest.mark.parametrize("body", MULTIPARTS)
async def test_a_torn_multipart_gets_a_clear_answer(seat: Seat, body: bytes) -> None:
    moderator = await seat(Role.MODERATOR)
    headers = {"Content-Type": "multipart/form-data; boundary=x"}

    assert (await moderator.post("/moderation/surveys/import", data=body, headers=headers)).status == 400
    assert (await moderator.post("/chat", data=body, headers=headers)).status == 422


@pytest.mark.parametrize("path", ["/chat", "/telegram/webhook"])
async def test_a_body_not_packed_as_it_says_is_the_senders_mistake(browser: Browser, path: str) -> None:
    headers = {**FORM, "Content-Encoding": "gzip", "X-Telegram-Bot-Api-Secret-Token": SECRET}

    assert (await browser.post(path, data=b"no gzip at all", headers=headers)).status == 400


async def test_too_large_a_body_is_refused(browser: Browser) -> None:
    assert (await browser.post("/chat", data="text=" + "a" * 2_100_000, headers=FORM)).status == 413


@pytest.mark.parametrize("survey", SURVEYS)
async def test_a_survey_that_is_a_bomb_is_refused_in_words(seat: Seat, survey: str) -> None:
    moderator = await seat(Role.MODERATOR)
    before = time.monotonic()
    form = FormData()
    form.add_field("file", survey.encode(), filename="umfrage.toml")
    answer = await moderator.post("/moderation/surveys/import", data=form)

    assert (answer.status, time.monotonic() - before < PLENTY_SECONDS) == (400, True)
    assert len(await answer.text()) < 50_000


@pytest.mark.parametrize("plan", PLANS)
async def test_a_plan_that_is_a_bomb_is_refused_in_words(seat: Seat, plan: str) -> None:
    moderator = await seat(Role.MODERATOR)
    before = time.monotonic()
    form = FormData()
    form.add_field("file", plan.encode(), filename="plan.toml")
    answer = await moderator.post("/moderation/plan/import", data=form)

    assert (answer.status, time.monotonic() - before < PLENTY_SECONDS) == (400, True)
    assert len(await answer.text()) < 50_000


async def test_no_page_tells_which_versions_run_here(browser: Browser) -> None:
    for path in ("/", "/healthz", "/nothing", "/static/style.css"):
        assert (await browser.get(path)).headers["Server"] == "Forumsbote"
