"""What an update of Telegram means to us."""

from collections.abc import Callable
from typing import Any

import pytest

from handlers.channels.telegram.translate import Arrival, NoUpdateError, number, translate
from handlers.dialog.turn import Commanded, Pressed, Said, Shared, Unreadable
from tests.fakes.bot_api import FakeBotApi, FakeUser, Received

US = "forumsbote_bot"


def read(api: FakeBotApi) -> Arrival:
    """Return the latest update as we read it."""
    return translate(list(api.queue.pending.values())[-1].body, US)


@pytest.fixture
def erika(api: FakeBotApi) -> FakeUser:
    return api.user("Erika", language_code="de-AT")


@pytest.mark.parametrize(
    ("text", "act"),
    [
        ("Am Bahnhof ist es dunkel", Said("Am Bahnhof ist es dunkel")),
        ("eins\n/stopp", Said("eins\n/stopp")),
        ("/stopp", Commanded("stopp")),
        ("/STOPP", Commanded("stopp")),
        ("/start forum-12_a", Commanded("start", "forum-12_a")),
        ("/start", Commanded("start")),
        ("/hilfe@Forumsbote_Bot", Commanded("hilfe")),
        ("/anliegen Am Bahnhof\nist es dunkel", Commanded("anliegen", "Am Bahnhof\nist es dunkel")),
        ("/ 24 Uhr", Said("/ 24 Uhr")),
        ("/übermut", Said("/übermut")),
        ("<b>=cmd()</b> *x* \u202eabc", Said("<b>=cmd()</b> *x* \u202eabc")),
    ],
)
async def test_words_in_a_private_chat(api: FakeBotApi, erika: FakeUser, text: str, act: object) -> None:
    update_id = erika.says(text)

    inbound = read(api).inbound

    assert (inbound.act, inbound.address, inbound.update_id, inbound.language) == (act, str(erika.id), update_id, "de")


@pytest.mark.parametrize(
    ("does", "act"),
    [
        (lambda u: u.shares(54.0924, 12.0991), Shared(54.0924, 12.0991)),
        (lambda u: u.sends_photo("Sehen Sie"), Unreadable("photo", "Sehen Sie")),
        (lambda u: u.sends_voice(), Unreadable("voice")),
        (lambda u: u.sends_sticker(), Unreadable("sticker")),
        (lambda u: u.sends({"contact": {"phone_number": "110", "first_name": "P"}}), Unreadable("contact")),
        (lambda u: u.sends({"dice": {"emoji": "🎲", "value": 6}}), Unreadable("dice")),
        (lambda u: (u.says("falsh"), u.edits("falsch")), Unreadable("edited", "falsch")),
        (lambda u: u.sends({"pinned_message": {"message_id": 1, "date": 0, "chat": u.chat()}}), None),
        (lambda u: u.unblocks(), None),
    ],
)
async def test_what_is_not_words(
    api: FakeBotApi, erika: FakeUser, does: Callable[[FakeUser], Any], act: object
) -> None:
    does(erika)

    assert read(api).inbound.act == act


async def test_a_live_location_that_moves_on_is_no_new_act(api: FakeBotApi, erika: FakeUser) -> None:
    moved = {"message_id": 1, "date": 0, "chat": erika.chat(), "location": {"latitude": 54.0, "longitude": 12.0}}
    api.update("edited_message", moved)

    assert read(api).inbound.act is None


async def test_a_press_is_its_code_and_waits_for_an_answer(api: FakeBotApi, erika: FakeUser) -> None:
    erika.presses_data("x.1..abc", Received(5, erika.id, "sendMessage", "Ja?", 0))

    arrival = read(api)

    assert arrival.inbound.act == Pressed("x.1..abc")
    assert arrival.press in api.world.presses


async def test_blocking_is_stopping(api: FakeBotApi, erika: FakeUser) -> None:
    erika.blocks()

    arrival = read(api)

    assert (arrival.inbound.act, arrival.blocked) == (Commanded("stopp"), True)


@pytest.mark.parametrize(
    ("text", "hinted"),
    [
        ("/start", True),
        ("/anliegen@forumsbote_bot Laut", True),
        ("/start@other_bot", False),
        ("/hilfe", False),
        ("Laut", False),
    ],
)
async def test_a_group_gets_a_hint_when_it_asks_for_us_and_nothing_else(
    api: FakeBotApi, erika: FakeUser, text: str, hinted: bool
) -> None:
    group = api.group()
    erika.says(text, to=group)

    arrival = read(api)

    assert arrival.inbound.act is None
    assert arrival.hint_to == (group.id if hinted else None)


async def test_a_press_in_a_group_does_nothing(api: FakeBotApi, erika: FakeUser) -> None:
    erika.presses_data("x.1..abc", Received(5, api.group().id, "sendMessage", "Ja?", 0))

    assert read(api).inbound.act is None


async def test_a_channel_is_ignored(api: FakeBotApi) -> None:
    api.channel().posts("/start@forumsbote_bot")

    assert (read(api).inbound.act, read(api).hint_to) == (None, None)


async def test_an_update_of_unknown_kind_is_only_remembered(api: FakeBotApi) -> None:
    update_id = api.update("telepathy_received", {"thought": "Laut hier"})

    assert (read(api).inbound.update_id, read(api).inbound.act) == (update_id, None)


@pytest.mark.parametrize(
    "raw", [{}, {"update_id": "1"}, {"update_id": True}, {"update_id": -1}, {"update_id": 2**63}, [], None, 1]
)
def test_what_has_no_number_is_no_update(raw: object) -> None:
    with pytest.raises(NoUpdateError):
        number(raw)
