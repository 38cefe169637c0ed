"""Making ourselves known."""

import pytest
from telegram.error import InvalidToken

from handlers.channels.telegram.connection import OurBot, open_bot
from handlers.channels.telegram.request import open_session
from handlers.channels.telegram.setup import (
    ask_name,
    describe,
    receive_by_polling,
    receive_by_webhook,
    register_commands,
)
from handlers.dialog.table import Dialog
from tests.fakes.bot_api import FakeBotApi


async def test_commands_stand_in_german_and_english_for_private_chats(
    api: FakeBotApi, bot: OurBot, dialog: Dialog
) -> None:
    await register_commands(bot, dialog, ("de", "de-simple", "en"))

    named = {key: [(c["command"], c["description"]) for c in commands] for key, commands in api.world.commands.items()}
    german = [("anliegen", "I can only read text."), ("stopp", "Privaten Chat öffnen")]
    assert named == {
        ("all_private_chats", ""): german,
        ("all_private_chats", "de"): german,
        ("all_private_chats", "en"): [("concern", "I can only read text."), ("stop", "Open private chat")],
    }
    assert api.violations == []


async def test_the_profile_says_it_is_no_emergency_line(api: FakeBotApi, bot: OurBot) -> None:
    await describe(bot, "Rostock", ("de", "en"))

    assert "wählen Sie 110 oder 112" in api.world.profile[("Description", "")]
    assert "call 110 or 112" in api.world.profile[("ShortDescription", "en")]
    assert api.violations == []


async def test_changing_the_way_keeps_what_waits(api: FakeBotApi, bot: OurBot) -> None:
    await receive_by_webhook(bot, "https://forum.example.org/", "geheim")
    assert (await bot.get_webhook_info()).url == "https://forum.example.org/telegram/webhook"
    api.user().says("Guten Tag")

    await receive_by_polling(bot)

    assert len(await bot.raw_updates(offset=0, wait_seconds=0, kinds=("message",))) == 1


async def test_our_name_is_asked_for_and_a_wrong_token_never_shown(api: FakeBotApi, bot: OurBot) -> None:
    assert await ask_name(bot) == "forumsbote_bot"
    session = open_session()

    with pytest.raises(InvalidToken) as caught:
        await ask_name(open_bot("99:wrong-token", session, api.url + "/"))

    await session.close()
    assert "wrong-token" not in str(caught.value)
