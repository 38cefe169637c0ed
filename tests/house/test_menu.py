"""The real menu, registered at a Bot API that takes nothing Telegram would not."""

import re

from bot.dialog import DIALOG
from handlers.channels.telegram.connection import open_bot
from handlers.channels.telegram.request import open_session
from handlers.channels.telegram.setup import describe, register_commands
from handlers.i18n import speaker
from handlers.languages import shipped
from tests.fakes.bot_api import FakeBotApi

NAME = re.compile(r"[a-z0-9_]{1,32}")
PURPOSE_LIMIT = 256
MOST_COMMANDS = 100


async def test_telegram_takes_the_whole_menu_and_the_profile() -> None:
    session = open_session()
    async with FakeBotApi() as api, session:
        bot = open_bot(api.token, session, api.url)
        await register_commands(bot, DIALOG, shipped())
        await describe(bot, "Rostock", shipped())

        assert api.violations == []
        menus = api.world.commands
        assert {language for _, language in menus} == {"", *(tag for tag in shipped() if len(tag) == 2)}
        shown = {name for name, command in DIALOG.commands.items() if command.in_menu}
        assert {each["command"] for each in menus["all_private_chats", "de"]} == shown
        for commands in menus.values():
            assert len(shown) == len({each["command"] for each in commands}) <= MOST_COMMANDS
            assert all(NAME.fullmatch(each["command"]) for each in commands)
            assert all(1 <= len(each["description"]) <= PURPOSE_LIMIT for each in commands)


def test_the_menu_speaks_german_and_english() -> None:
    for command in DIALOG.commands.values():
        assert speaker("de").say(command.purpose) != speaker("en").say(command.purpose)


def test_no_word_calls_two_commands() -> None:
    words = [word for name, command in DIALOG.commands.items() for word in (name, *command.aliases)]
    assert sorted(words) == sorted(set(words))
    assert all(word == word.casefold() for word in words)


def test_every_command_in_the_menu_has_an_english_name() -> None:
    assert [name for name, command in DIALOG.commands.items() if command.in_menu and not command.aliases] == []
