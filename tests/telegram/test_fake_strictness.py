"""The fake refuses what Telegram refuses, and remembers it."""

import json
from typing import Any

import aiohttp
import pytest

from tests.fakes.bot_api import FakeBotApi, FakeUser
from tests.fakes.bot_api.facts import load_facts
from tests.fakes.bot_api.html_text import parse_html
from tests.fakes.bot_api.methods import METHODS


async def ask(api: FakeBotApi, method: str, **body: Any) -> tuple[int, Any]:
    async with (
        aiohttp.ClientSession() as session,
        session.post(f"{api.url}/bot{api.token}/{method}", json=body) as answer,
    ):
        return answer.status, await answer.json()


@pytest.fixture
def erika(api: FakeBotApi) -> FakeUser:
    erika = api.user("Erika")
    erika.starts()
    return erika


def keyboard(*rows: list[dict[str, str]]) -> dict[str, Any]:
    return {"inline_keyboard": list(rows)}


def button(**kind: str) -> dict[str, str]:
    return {"text": "Ja", **kind}


def test_every_method_of_the_facts_is_played() -> None:
    assert set(METHODS) | {"getUpdates"} == set(load_facts().methods)


@pytest.mark.parametrize(
    ("body", "why"),
    [
        ({}, "text is required"),
        ({"text": ""}, "text is required"),
        ({"text": " \n "}, "message text is empty"),
        ({"text": "x" * 4097}, "message is too long"),
        ({"text": "ja", "colour": "red"}, "unknown parameter colour"),
        ({"text": 5}, "text is no String"),
        ({"text": "ja", "disable_notification": "perhaps"}, "disable_notification is no Boolean"),
        ({"text": "ja", "reply_markup": keyboard([button()])}, "exactly one kind"),
        ({"text": "ja", "reply_markup": keyboard([button(callback_data="", url="https://a.de")])}, "exactly one kind"),
        ({"text": "ja", "reply_markup": keyboard([button(callback_data="")])}, "BUTTON_DATA_INVALID"),
        ({"text": "ja", "reply_markup": keyboard([button(callback_data="ü" * 33)])}, "BUTTON_DATA_INVALID"),
        ({"text": "ja", "reply_markup": keyboard([button(url="http://localhost:8080/foren")])}, "Wrong HTTP URL"),
        ({"text": "ja", "reply_markup": keyboard([button(callback_data="x")] * 9)}, "too many buttons in a row"),
        ({"text": "ja", "reply_markup": keyboard(*[[button(callback_data="x")]] * 101)}, "reply markup is too long"),
        ({"text": "ja", "reply_markup": keyboard([{"text": "Ja", "callback_dta": "x"}])}, "callback_dta is unknown"),
        ({"text": "ja", "reply_markup": {"rows": []}}, "unknown"),
        ({"text": "<b>ja", "parse_mode": "HTML"}, "Can't find end tag"),
        ({"text": "<blink>ja</blink>", "parse_mode": "HTML"}, "Unsupported start tag"),
        ({"text": "1 < 2", "parse_mode": "HTML"}, "can't parse entities"),
    ],
)
async def test_a_wrong_message_is_refused_and_recorded(
    api: FakeBotApi, erika: FakeUser, body: dict[str, Any], why: str
) -> None:
    status, answer = await ask(api, "sendMessage", chat_id=erika.id, **body)

    assert (status, answer["ok"]) == (400, False)
    assert why in answer["description"]
    assert why in api.violations[0]
    assert erika.received == []


async def test_a_right_message_may_use_everything_allowed(api: FakeBotApi, erika: FakeUser) -> None:
    rows = [[button(callback_data="ü" * 32)] * 8] * 12 + [[button(callback_data="x")] * 4]

    status, _ = await ask(api, "sendMessage", chat_id=erika.id, text="x" * 4096, reply_markup=keyboard(*rows))

    assert status == 200
    assert api.violations == []


@pytest.mark.parametrize(
    ("method", "status"), [("sendTelepathy", 404), ("SENDMESSAGE", 400), ("getMe", 200), ("getUpdates", 200)]
)
async def test_methods_are_known_in_any_case_or_refused(api: FakeBotApi, method: str, status: int) -> None:
    assert (await ask(api, method))[0] == status


async def test_all_four_ways_of_asking_are_understood(api: FakeBotApi, erika: FakeUser) -> None:
    url, markup = f"{api.url}/bot{api.token}/sendMessage", json.dumps(keyboard([button(callback_data="x")]))
    given = {"chat_id": str(erika.id), "text": "ja", "reply_markup": markup, "disable_notification": "true"}
    multipart = aiohttp.FormData(given, default_to_multipart=True)
    async with aiohttp.ClientSession() as session:
        for asked in (
            session.get(url, params=given),
            session.post(url, data=given),
            session.post(url, json=given),
            session.post(url, data=multipart),
        ):
            async with asked as answer:
                assert answer.status == 200, await answer.text()

    assert [(m.text, m.labels, m.silent) for m in erika.received] == [("ja", ["Ja"], True)] * 4


async def test_who_never_wrote_cannot_be_written_to(api: FakeBotApi) -> None:
    stranger = api.user()

    assert (await ask(api, "sendMessage", chat_id=stranger.id, text="ja"))[1][
        "description"
    ] == "Bad Request: chat not found"


async def test_a_flood_ends_and_who_did_not_wait_is_counted(erika: FakeUser) -> None:
    seconds = 100.0
    async with FakeBotApi(clock=lambda: seconds) as api:
        erika = api.user()
        erika.starts()
        api.flood(retry_after=3)
        statuses = []
        for seconds in (100.0, 102.0, 103.0):  # noqa: B007 (the clock reads it)
            statuses.append((await ask(api, "sendMessage", chat_id=erika.id, text="ja"))[0])

    assert statuses == [429, 429, 200]
    assert api.floods.ignored == 1


async def test_limits_are_enforced_when_asked_for(erika: FakeUser, api: FakeBotApi) -> None:
    api.enforce_limits = True

    statuses = [(await ask(api, "sendMessage", chat_id=erika.id, text="ja"))[0] for _ in range(6)]

    assert statuses == [200] * 5 + [429]
    assert api.floods.limited == 1


async def test_a_lost_answer_leaves_the_message_with_the_person(api: FakeBotApi, erika: FakeUser) -> None:
    api.fails("sendMessage", 502, after_effect=True)

    async with (
        aiohttp.ClientSession() as session,
        session.post(f"{api.url}/bot{api.token}/sendMessage", json={"chat_id": erika.id, "text": "ja"}) as answer,
    ):
        assert answer.status == 502

    assert [m.text for m in erika.received] == ["ja"]


async def test_what_the_fake_says_fits_the_facts(api: FakeBotApi, erika: FakeUser) -> None:
    await ask(api, "sendMessage", chat_id=erika.id, text="ja", reply_markup=keyboard([button(callback_data="x")]))
    erika.presses("Ja")
    erika.shares(54.09, 12.1)
    erika.sends_photo("Mein Bild")
    erika.sends_voice()
    erika.sends_sticker()
    erika.says("/hilfe@forumsbote_test_bot 😀 /foren", to=api.group())
    erika.says("falsh")
    erika.edits("falsch")
    erika.blocks()
    api.channel().posts("Neues aus der Stadt")

    problems = [
        p
        for update in api.queue.pending.values()
        for p in load_facts().problems("Update", update.body, str(update.kind))
    ]

    assert problems == []
    assert len(api.queue.pending) == 11


def test_html_becomes_text_and_entities() -> None:
    text, entities = parse_html('😀 <b>fett</b> &lt;x&gt; <a href="https://a.de/?a=1&amp;b=2">hier</a>')

    assert text == "😀 fett <x> hier"
    assert entities == [
        {"type": "bold", "offset": 3, "length": 4},
        {"type": "text_link", "offset": 12, "length": 4, "url": "https://a.de/?a=1&b=2"},
    ]
