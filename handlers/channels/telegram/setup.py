"""Make ourselves known at Telegram: who we are, what our commands do, and where updates go."""

from collections.abc import Iterable, Iterator

import structlog
from telegram import Bot, BotCommand, BotCommandScopeAllGroupChats, BotCommandScopeAllPrivateChats

from handlers.channels.telegram import texts
from handlers.channels.telegram.translate import KINDS
from handlers.dialog.table import Dialog
from handlers.i18n import speaker
from handlers.languages import ENGLISH, GERMAN

log = structlog.get_logger(__name__)
WEBHOOK_PATH = "/telegram/webhook"
CONNECTIONS = 40
DEFAULT = ""
ISO_LETTERS = 2


async def ask_name(bot: Bot) -> str:
    """Return our user name without @. InvalidToken when the token is wrong."""
    return (await bot.get_me()).username or ""


async def register_commands(bot: Bot, dialog: Dialog, languages: Iterable[str]) -> None:
    """Show our commands with their purpose in private chats, in each language Telegram has a name for, and none in groups."""
    private = BotCommandScopeAllPrivateChats()
    for code, language in _menus(languages):
        commands = list(_commands(dialog, language))
        await bot.set_my_commands(commands, scope=private, language_code=code or None)
    await bot.delete_my_commands(scope=BotCommandScopeAllGroupChats())
    log.info("telegram.commands_registered", commands=len(commands))


async def describe(bot: Bot, city: str, languages: Iterable[str]) -> None:
    """Say in our profile what this is, and that it is no emergency line."""
    for code, language in _menus(languages):
        words = speaker(language)
        await bot.set_my_description(words.say(texts.DESCRIPTION(city=city)), language_code=code or None)
        await bot.set_my_short_description(words.say(texts.SHORT_DESCRIPTION(city=city)), language_code=code or None)


async def receive_by_webhook(bot: Bot, public_url: str, secret: str) -> None:
    """Let Telegram bring updates to our door; what waits already is kept."""
    await bot.set_webhook(
        public_url.rstrip("/") + WEBHOOK_PATH, secret_token=secret, allowed_updates=KINDS, max_connections=CONNECTIONS
    )
    log.info("telegram.webhook_set")


async def receive_by_polling(bot: Bot) -> None:
    """Take back a webhook set before, so that updates can be fetched; what waits already is kept."""
    await bot.delete_webhook()


def _menus(languages: Iterable[str]) -> list[tuple[str, str]]:
    """Return what Telegram shows to whom: (its code, our language); German to everybody whose language we do not speak.

    Telegram knows two-letter codes of ISO 639-1 only; who reads Leichte Sprache gets it in the messages themselves.
    """
    return [(DEFAULT, GERMAN), *((tag, tag) for tag in languages if len(tag) == ISO_LETTERS)]


def _commands(dialog: Dialog, language: str) -> Iterator[BotCommand]:
    """Yield the commands of the menu, in English by their English names."""
    for name, command in dialog.commands.items():
        if not command.in_menu:
            continue
        shown = command.aliases[0] if language == ENGLISH and command.aliases else name
        yield BotCommand(shown, speaker(language).say(command.purpose))
