"""Our messages over Telegram, and what became of them."""

import pytest

from handlers.channels.telegram.connection import OurBot
from handlers.channels.telegram.messenger import TelegramMessenger
from handlers.channels.telegram.pace import RecentSends
from handlers.message import Enclosure, Key, Message
from handlers.ports import Fate, Sending
from tests.fakes.bot_api import FakeBotApi, FakeUser


@pytest.fixture
def erika(api: FakeBotApi) -> FakeUser:
    erika = api.user("Erika")
    erika.starts()
    return erika


@pytest.fixture
def messenger(bot: OurBot) -> TelegramMessenger:
    return TelegramMessenger(bot)


async def test_text_and_buttons_arrive_as_they_are(
    api: FakeBotApi, erika: FakeUser, messenger: TelegramMessenger
) -> None:
    keys = ((Key("Ja", code="y.1..ab"), Key("Nein", code="n.1..ab")), (Key("Mehr", url="http://127.0.0.1:8080/foren"),))

    sending = await messenger.send(str(erika.id), Message("<b>*Guten* _Tag_", keys), "de")

    assert sending == Sending(Fate.SENT, str(erika.last.message_id))
    assert (erika.last.text, [[b.label for b in row] for row in erika.last.rows]) == (
        "<b>*Guten* _Tag_",
        [["Ja", "Nein"], ["Mehr"]],
    )
    assert api.violations == []


async def test_long_rows_go_on_below_and_addresses_telegram_refuses_stand_in_the_text(
    api: FakeBotApi, erika: FakeUser, messenger: TelegramMessenger
) -> None:
    row = tuple(Key(str(n), code=f"n.{n}") for n in range(10))

    await messenger.send(
        str(erika.id), Message("Wie viele?", (row, (Key("Seite", url="http://localhost:8080/"),))), "de"
    )

    assert [len(row) for row in erika.last.rows] == [8, 2]
    assert erika.last.text == "Wie viele?\n\nSeite: http://localhost:8080/"
    assert api.violations == []


async def test_a_file_arrives_with_its_words_below(erika: FakeUser, messenger: TelegramMessenger) -> None:
    enclosure = Enclosure("concerns", "Anliegen AG 1.csv")

    await messenger.send(str(erika.id), Message("Ihre Liste", enclosure=enclosure, content=b"Nummer;Text"), "de")

    assert (erika.last.file_name, erika.last.document, erika.last.text) == (
        "Anliegen AG 1.csv",
        b"Nummer;Text",
        "Ihre Liste",
    )


async def test_words_too_long_for_a_caption_go_before_the_file(erika: FakeUser, messenger: TelegramMessenger) -> None:
    message = Message("x" * 1025, enclosure=Enclosure("concerns", "a.csv"), content=b"1")

    sending = await messenger.send(str(erika.id), message, "de")

    assert [(m.text, m.file_name) for m in erika.received] == [("x" * 1025, None), ("", "a.csv")]
    assert sending.channel_message == str(erika.last.message_id)


async def test_the_location_key_comes_and_goes(api: FakeBotApi, erika: FakeUser, messenger: TelegramMessenger) -> None:
    await messenger.send(str(erika.id), Message("Wo ist das?", location=True), "de")
    assert (erika.last.asks_location, erika.last.keyboard) == (True, ["📍 Meinen Standort senden"])

    await messenger.send(str(erika.id), Message("Danke"), "de")
    assert erika.last.removes_keyboard

    await messenger.send(str(erika.id), Message("Wo?", ((Key("Mitte", code="d.1"),),), location=True), "de")
    assert [(m.asks_location, m.labels) for m in erika.received[-2:]] == [(True, []), (False, ["Mitte"])]
    assert api.violations == []


async def test_who_blocked_us_or_is_gone_is_unreachable(
    api: FakeBotApi, erika: FakeUser, messenger: TelegramMessenger
) -> None:
    erika.blocks()

    assert (await messenger.send(str(erika.id), Message("Guten Tag"), "de")).fate is Fate.UNREACHABLE
    assert (await messenger.send("4711", Message("Guten Tag"), "de")).fate is Fate.UNREACHABLE


async def test_what_telegram_will_never_take_is_refused(erika: FakeUser, messenger: TelegramMessenger) -> None:
    sending = await messenger.send(str(erika.id), Message("x" * 5000), "de")

    assert (sending.fate, sending.reason) == (Fate.REFUSED, "400 Message is too long")


@pytest.mark.parametrize(
    ("outage", "fate"),
    [(500, Fate.LATER), (502, Fate.LATER), ("reset", Fate.AMBIGUOUS), ("timeout", Fate.AMBIGUOUS)],
)
async def test_an_outage_is_later_or_ambiguous(
    api: FakeBotApi, erika: FakeUser, messenger: TelegramMessenger, outage: int | str, fate: Fate
) -> None:
    api.fails("sendMessage", outage)  # type: ignore[arg-type]  # parametrize knows no literals

    assert (await messenger.send(str(erika.id), Message("Guten Tag"), "de")).fate is fate


async def test_telegram_away_is_later(api: FakeBotApi, erika: FakeUser, messenger: TelegramMessenger) -> None:
    await api.close()

    assert (await messenger.send(str(erika.id), Message("Guten Tag"), "de")).fate is Fate.LATER


async def test_a_wrong_token_is_later_for_all(api: FakeBotApi, erika: FakeUser, messenger: TelegramMessenger) -> None:
    api.token = "1:another"

    sending = await messenger.send(str(erika.id), Message("Guten Tag"), "de")

    assert (sending.fate, sending.for_all) == (Fate.LATER, True)


async def test_a_flood_out_of_nothing_means_all(api: FakeBotApi, erika: FakeUser, messenger: TelegramMessenger) -> None:
    api.flood(retry_after=7)

    sending = await messenger.send(str(erika.id), Message("Guten Tag"), "de")

    assert sending == Sending(Fate.LATER, None, 7, True, "429")


async def test_a_flood_after_many_messages_means_this_chat(
    api: FakeBotApi, erika: FakeUser, messenger: TelegramMessenger
) -> None:
    for text in ("eins", "zwei"):
        await messenger.send(str(erika.id), Message(text), "de")
    api.flood(erika, 3)

    sending = await messenger.send(str(erika.id), Message("drei"), "de")

    assert sending == Sending(Fate.LATER, None, 3, False, "429")


def test_two_chats_refused_at_once_mean_all() -> None:
    seconds = 100.0
    sends = RecentSends(lambda: seconds)
    for chat in ("1", "2", "1", "2"):
        sends.note_sent(chat)

    first, second = sends.refused("1", 5), sends.refused("2", 5)
    seconds = 106.0
    for chat in ("1", "1"):
        sends.note_sent(chat)

    assert (first, second, sends.refused("1", 5)) == (False, True, False)
