"""The library's Bot over our request class and real HTTP."""

import traceback
from io import BytesIO

import pytest
from telegram import Bot, InlineKeyboardButton, InlineKeyboardMarkup
from telegram.error import BadRequest, Forbidden, InvalidToken, NetworkError, TelegramError, TimedOut

from handlers.channels.telegram.request import AiohttpRequest, FloodError, NotSentError, ServerFaultError, open_session
from tests.fakes.bot_api import FakeBotApi


def everything_told(error: BaseException) -> str:
    """Return all a log could show of an error, causes and contexts too."""
    chain = [error]
    while (inner := chain[-1].__cause__ or chain[-1].__context__) is not None:
        chain.append(inner)
    return "".join(traceback.format_exception(error)) + "".join(f"{each!r} {each.args}" for each in chain)


async def test_a_message_with_buttons_arrives(api: FakeBotApi, bot: Bot) -> None:
    erika = api.user("Erika")
    erika.starts()
    keyboard = InlineKeyboardMarkup(
        [[InlineKeyboardButton("Ja", callback_data="yes"), InlineKeyboardButton("Mehr", url="https://rostock.de")]]
    )

    await bot.send_message(erika.id, "Grüße & <b>kein</b> HTML", reply_markup=keyboard)

    assert [(m.text, m.labels) for m in erika.received] == [("Grüße & <b>kein</b> HTML", ["Ja", "Mehr"])]
    assert api.violations == []


async def test_a_document_arrives_with_its_name_and_bytes(api: FakeBotApi, bot: Bot) -> None:
    erika = api.user("Erika")
    erika.starts()

    sent = await bot.send_document(
        erika.id, BytesIO(b"\xef\xbb\xbfNummer;Text\r\n"), filename="Anliegen Übersicht.csv", caption="Die Liste"
    )

    assert (erika.last.file_name, erika.last.document) == ("Anliegen Übersicht.csv", b"\xef\xbb\xbfNummer;Text\r\n")
    assert erika.last.text == "Die Liste"
    assert sent.document is not None
    file = await bot.get_file(sent.document.file_id)
    assert bytes(await file.download_as_bytearray()) == b"\xef\xbb\xbfNummer;Text\r\n"


@pytest.mark.parametrize("status", [500, 502, "timeout", "reset"])
async def test_an_outage_is_a_network_error_without_the_token(api: FakeBotApi, bot: Bot, status: int | str) -> None:
    erika = api.user()
    erika.starts()
    api.fails("sendMessage", status)  # type: ignore[arg-type]  # parametrize knows no literals

    with pytest.raises(NetworkError) as caught:
        await bot.send_message(erika.id, "Guten Tag")

    assert not isinstance(caught.value, NotSentError)
    assert isinstance(caught.value, ServerFaultError) == isinstance(status, int)
    assert isinstance(caught.value, TimedOut) == (status == "timeout")
    assert api.token not in everything_told(caught.value)


async def test_a_refused_connection_is_known_not_to_be_sent(api: FakeBotApi) -> None:
    session = open_session()
    bot = Bot(api.token, base_url="http://127.0.0.1:9/bot", request=AiohttpRequest(session))

    with pytest.raises(NotSentError) as caught:
        await bot.send_message(1, "Guten Tag")

    await session.close()
    assert api.token not in everything_told(caught.value)


async def test_an_address_that_is_none_does_not_show_the_token(api: FakeBotApi) -> None:
    session = open_session()
    bot = Bot(api.token, base_url="nothing://::/bot", request=AiohttpRequest(session))

    with pytest.raises(TelegramError) as caught:
        await bot.send_message(1, "Guten Tag")

    await session.close()
    assert api.token not in everything_told(caught.value)


async def test_each_refusal_has_its_error(api: FakeBotApi, bot: Bot) -> None:
    erika, blocker = api.user(), api.user()
    erika.starts()
    blocker.starts()
    blocker.blocks()
    api.flood(erika, 7)

    with pytest.raises(FloodError) as wait:
        await bot.send_message(erika.id, "Guten Tag")
    with pytest.raises(Forbidden):
        await bot.send_message(blocker.id, "Guten Tag")
    with pytest.raises(BadRequest, match="Chat not found"):
        await bot.send_message(4711, "Guten Tag")

    assert wait.value.wait_seconds == 7
    assert api.violations == ["sendMessage: Bad Request: chat not found"]


async def test_a_wrong_token_is_told(api: FakeBotApi) -> None:
    session = open_session()
    bot = Bot("1:wrong", base_url=f"{api.url}/bot", request=AiohttpRequest(session))

    with pytest.raises(InvalidToken):
        await bot.get_me()

    await session.close()


async def test_long_polling_gets_what_is_said_meanwhile(api: FakeBotApi, bot: Bot) -> None:
    erika = api.user()
    waiting = bot.get_updates(timeout=5)
    erika.says("Am Bahnhof ist es dunkel")

    updates = await waiting

    assert [u.message.text for u in updates if u.message] == ["Am Bahnhof ist es dunkel"]
