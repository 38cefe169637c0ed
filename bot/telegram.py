"""Bring Telegram up beside everything else: it may be away at the start, and come and go."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, replace

import structlog
from telegram.error import TelegramError

from bot.settings import Settings, TelegramMode
from handlers.channels.telegram import setup
from handlers.channels.telegram.connection import OurBot, open_bot
from handlers.channels.telegram.door import Door
from handlers.channels.telegram.messenger import TelegramMessenger
from handlers.channels.telegram.poller import Poller
from handlers.channels.telegram.request import open_session
from handlers.deps import Deps
from handlers.dialog.table import Dialog

log = structlog.get_logger()
FIRST_PAUSE_SECONDS, LONGEST_PAUSE_SECONDS = 1.0, 60.0
NAME_PATIENCE_SECONDS = 5.0


@dataclass(slots=True)
class Telegram:
    """The channel of one process. `up` turns true once Telegram knows where to bring updates."""

    bot: OurBot
    messenger: TelegramMessenger
    name: str
    up: bool = False


@asynccontextmanager
async def telegram(settings: Settings) -> AsyncIterator[Telegram | None]:
    """Open the connection to Telegram, None while no token is set."""
    if not settings.telegram_on:
        yield None
        return
    session = open_session()
    try:
        bot = open_bot(settings.telegram_token.get_secret_value(), session, settings.telegram_api_url)
        yield Telegram(bot, TelegramMessenger(bot), await _name(bot))
    finally:
        await session.close()


async def _name(bot: OurBot) -> str:
    """Return our user name; "" when Telegram does not answer soon: links then wait for the next start."""
    try:
        return await asyncio.wait_for(setup.ask_name(bot), NAME_PATIENCE_SECONDS)
    except (TelegramError, TimeoutError) as error:
        log.warning("telegram.name_unknown", error=type(error).__name__)
        return ""


async def receive(
    channel: Telegram, settings: Settings, deps: Deps, dialog: Dialog, door: Door, stop: asyncio.Event
) -> None:
    """Register commands and the way updates come, again and again until Telegram takes it; then poll, if we poll."""
    pause = FIRST_PAUSE_SECONDS
    while not stop.is_set():
        try:
            await setup.register_commands(channel.bot, dialog, deps.city.info.languages)
            await setup.describe(channel.bot, deps.city.info.short_name, deps.city.info.languages)
            if settings.telegram_mode is TelegramMode.WEBHOOK:
                secret = settings.telegram_secret.get_secret_value()
                await setup.receive_by_webhook(channel.bot, settings.origin, secret)
            else:
                await setup.receive_by_polling(channel.bot)
            break
        except TelegramError as error:
            log.warning("telegram.setup_failed", error=type(error).__name__, again_in=pause)
            await _sleep_unless(stop, pause)
            pause = min(pause * 2, LONGEST_PAUSE_SECONDS)
    channel.up = not stop.is_set()
    if settings.telegram_mode is TelegramMode.POLLING and not stop.is_set():
        await Poller(channel.bot, door).run(stop)


async def _sleep_unless(stop: asyncio.Event, seconds: float) -> None:
    waiting = asyncio.create_task(stop.wait())
    await asyncio.wait({waiting}, timeout=seconds)
    waiting.cancel()


def named(deps: Deps, channel: Telegram | None) -> Deps:
    """Return the bundle that knows the bot's name."""
    return replace(deps, bot_name=channel.name) if channel else deps
