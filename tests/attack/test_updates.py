"""Updates Telegram would never send, from somebody who knows the secret: nothing breaks and nothing is stuck in the outbox."""

import json
from itertools import count

import pytest
from structlog.testing import capture_logs

from handlers.deps import Deps
from storage.models import OutgoingState
from tests.attack.conftest import SECRET, Browser
from tests.attack.payloads import CHAT_IDS, MARK, TELEGRAM_TEXTS, UPDATE_IDS

numbers = count(900_000)


async def sends(browser: Browser, update: str) -> int:
    headers = {"X-Telegram-Bot-Api-Secret-Token": SECRET}
    return (await browser.post("/telegram/webhook", data=update.encode("utf-8"), headers=headers)).status


def message(chat_id: str, text: str) -> str:
    """Return an update as JSON, with whatever stands for the id of the chat."""
    person = '{"id": 7, "is_bot": false, "first_name": "E"}'
    chat = f'{{"id": {chat_id}, "type": "private"}}'
    said = f'{{"message_id": 1, "date": 1790000000, "chat": {chat}, "from": {person}, "text": {json.dumps(text)}}}'
    return f'{{"update_id": {next(numbers)}, "message": {said}}}'


async def waiting(deps: Deps) -> int:
    async with deps.open_reading() as work:
        return (await work.outbox.counts()).get(OutgoingState.WAITING, 0)


@pytest.mark.parametrize("chat_id", CHAT_IDS)
async def test_a_chat_without_a_proper_id_is_not_answered(browser: Browser, deps: Deps, chat_id: str) -> None:
    assert await sends(browser, message(chat_id, "/start")) == 200
    assert await waiting(deps) == 0


@pytest.mark.parametrize("update_id", UPDATE_IDS)
async def test_an_update_without_a_proper_number_is_none(browser: Browser, update_id: str) -> None:
    assert await sends(browser, f'{{"update_id": {update_id}}}') == 400


async def test_every_text_is_stored_and_answered_and_none_is_logged(browser: Browser, deps: Deps) -> None:
    with capture_logs() as logged:
        for words in ("/start", "ja", *TELEGRAM_TEXTS):
            assert await sends(browser, message("7", words)) == 200, words

    assert await waiting(deps) >= len(TELEGRAM_TEXTS)
    assert MARK not in str(logged)


@pytest.mark.parametrize("place", ["NaN", "Infinity", "1e308", "-1e999"])
async def test_a_place_beyond_the_earth_is_outside_the_city(browser: Browser, place: str) -> None:
    await sends(browser, message("7", "/start"))
    await sends(browser, message("7", "ja"))
    update = message("7", "x").replace('"text": "x"', f'"location": {{"latitude": {place}, "longitude": {place}}}')

    assert await sends(browser, update) == 200


async def test_the_same_key_twice_counts_once(browser: Browser) -> None:
    assert await sends(browser, '{"update_id": 5, "update_id": 6}') == 200
    assert await sends(browser, '{"update_id": {"a": 1}, "update_id": 6}') == 200
