"""Take Telegram's updates in, whichever way they came, and do what is polite once they are on the disk."""

import asyncio
from collections import OrderedDict
from collections.abc import Coroutine
from dataclasses import replace
from typing import Any

import structlog
from telegram import Bot
from telegram.error import TelegramError

from handlers.channels.inbound import Inbound, Unread
from handlers.channels.intake import Taken, set_unread_aside, take_in
from handlers.channels.telegram import texts
from handlers.channels.telegram.keyboards import link_keyboard
from handlers.channels.telegram.translate import Arrival, NoUpdateError, number, private_address, translate, unread
from handlers.deps import Deps
from handlers.dialog.table import Dialog
from handlers.i18n import speaker
from handlers.languages import GERMAN
from handlers.residents import actions as residents
from handlers.residents import reach
from storage.models import Channel

log = structlog.get_logger(__name__)
ALBUMS_REMEMBERED = 1000


class Door:
    """Where updates come in. One for the process; `close` waits for the last courtesies."""

    def __init__(self, deps: Deps, dialog: Dialog, bot: Bot) -> None:
        self._deps = deps
        self._dialog = dialog
        self._bot = bot
        self._albums: OrderedDict[str, int] = OrderedDict()
        self._courtesies: set[asyncio.Task[None]] = set()

    async def take(self, raw: dict[str, Any]) -> Taken:
        """Take one update as it came; what it led to is on the disk when this returns DONE.

        Raises NoUpdateError for what has no number, and what the database raises when nothing can be stored at all.
        """
        try:
            arrival = translate(raw, self._deps.bot_name)
        except NoUpdateError:
            raise
        except Exception as fault:  # noqa: BLE001 (it must not come again for ever, whatever the library stumbles over)
            return await self._set_aside(raw, fault)
        inbound = arrival.inbound
        if arrival.album and not self._is_first_of_album(arrival):
            inbound = replace(inbound, act=None)
        if arrival.blocked and not await self._stops_everything(inbound):
            inbound = replace(inbound, act=None)
        taken = await take_in(self._deps, self._dialog, inbound)
        self._be_polite(arrival, taken)
        return taken

    async def _stops_everything(self, inbound: Inbound) -> bool:
        """Tell whether who blocked us wants nothing any more: somebody we know, and can write to nowhere else."""
        resident_id = await residents.find(self._deps, inbound.channel, inbound.address)
        return resident_id is not None and not await reach.refuse(self._deps, resident_id, inbound.channel)

    async def close(self) -> None:
        """Wait for the answers to presses that are under way."""
        await asyncio.gather(*self._courtesies)

    async def _set_aside(self, raw: dict[str, Any], fault: Exception) -> Taken:
        """Keep an update that cannot be read, where it tells whose it is; else nobody's erasure would find it."""
        update_id, name = number(raw), type(fault).__name__
        # Not its traceback: the library's errors quote what they could not read.
        log.error("telegram.update_unreadable", update_id=update_id, fault=name)
        address = private_address(raw)
        if not address:
            return await take_in(self._deps, self._dialog, unread(update_id).inbound)
        return await set_unread_aside(self._deps, Unread(Channel.TELEGRAM, update_id, address, raw, name))

    def _is_first_of_album(self, arrival: Arrival) -> bool:
        """Tell whether this is the picture of an album that gets the answer, also when it is delivered again."""
        first = self._albums.setdefault(arrival.album, arrival.inbound.update_id)
        if len(self._albums) > ALBUMS_REMEMBERED:
            self._albums.popitem(last=False)
        return first == arrival.inbound.update_id

    def _be_polite(self, arrival: Arrival, taken: Taken) -> None:
        if arrival.press and taken is not Taken.FAILED:
            self._start(self._answer_press(arrival.press))
        if arrival.hint_to is not None and taken is Taken.DONE:
            self._start(self._hint(arrival.hint_to, arrival.inbound.language))

    def _start(self, courtesy: Coroutine[Any, Any, None]) -> None:
        task = asyncio.create_task(courtesy)
        self._courtesies.add(task)
        task.add_done_callback(self._courtesies.discard)

    async def _answer_press(self, press: str) -> None:
        """Stop the button's spinning. If that fails, it stops by itself: what the press did is stored."""
        try:
            await self._bot.answer_callback_query(press)
        except TelegramError as error:
            log.info("telegram.press_unanswered", error=type(error).__name__)

    async def _hint(self, chat_id: int, language: str) -> None:
        """Tell a group where we are."""
        words = speaker(language if language in self._deps.city.info.languages else GERMAN)
        link = f"https://t.me/{self._deps.bot_name}?start=gruppe"
        try:
            await self._bot.send_message(
                chat_id, words.say(texts.GROUP_HINT), reply_markup=link_keyboard(words.say(texts.GO_PRIVATE), link)
            )
        except TelegramError as error:
            log.info("telegram.group_hint_unsent", error=type(error).__name__)
