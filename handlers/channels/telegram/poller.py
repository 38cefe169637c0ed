"""Fetch updates ourselves. The offset that confirms them moves only past what is on the disk.

The library's own updater confirms what is still in memory only: a killed process then loses it.
"""

import asyncio
from collections import defaultdict
from collections.abc import Awaitable
from typing import Any, TypeVar

import structlog
from telegram.error import Conflict, InvalidToken, TelegramError

from handlers.channels.intake import Taken
from handlers.channels.telegram.connection import OurBot
from handlers.channels.telegram.door import Door
from handlers.channels.telegram.request import FloodError
from handlers.channels.telegram.translate import KINDS, number

log = structlog.get_logger(__name__)
T = TypeVar("T")
WAIT_SECONDS = 30
PAUSE_FIRST_SECONDS, PAUSE_MOST_SECONDS = 1.0, 60.0
CHATS_AT_ONCE = 16

Update = dict[str, Any]


class Poller:
    """The loop that fetches. `run` returns when `stop` is set and what was fetched is stored."""

    def __init__(self, bot: OurBot, door: Door, *, first_pause_seconds: float = PAUSE_FIRST_SECONDS) -> None:
        self._bot = bot
        self._door = door
        self._first_pause = first_pause_seconds
        self._pause = 0.0
        self._offset = 0
        self._at_once = asyncio.Semaphore(CHATS_AT_ONCE)
        self._turns: set[asyncio.Future[Taken]] = set()

    async def run(self, stop: asyncio.Event) -> None:
        """Fetch and take updates until `stop` is set. An update that is under way then is finished first."""
        while not stop.is_set():
            updates = await self._fetch(stop)
            if updates:
                await self._take_all(updates)
            if self._pause:
                await _unless(stop, asyncio.sleep(self._pause))
        await self._confirm()

    async def _fetch(self, stop: asyncio.Event) -> list[Update] | None:
        """Wait for updates; None when there are none, Telegram cannot be reached, or it is time to stop."""
        asking = self._bot.raw_updates(offset=self._offset, wait_seconds=WAIT_SECONDS, kinds=KINDS)
        try:
            updates = await _unless(stop, asking)
        except TelegramError as error:
            self._slow_down(error)
            return None
        self._pause = 0.0
        return updates

    def _slow_down(self, error: TelegramError) -> None:
        self._pause = min(PAUSE_MOST_SECONDS, self._pause * 2 or self._first_pause)
        match error:
            case Conflict():
                # Two processes with one token, or a webhook that is still set: both are for the operator to end.
                log.error(
                    "telegram.poll_conflict", hint="another process or a webhook uses this token", again_in=self._pause
                )
            case InvalidToken():
                log.error("telegram.token_refused", again_in=self._pause)
            case FloodError(wait_seconds=wait):
                self._pause = max(self._pause, wait)
                log.warning("telegram.poll_limited", again_in=self._pause)
            case _:
                log.warning("telegram.poll_failed", error=type(error).__name__, again_in=self._pause)

    async def _take_all(self, updates: list[Update]) -> None:
        """Take a batch: chats side by side, each chat in its order, and move the offset past what was taken."""
        lanes: dict[object, list[Update]] = defaultdict(list)
        for update in updates:
            lanes[_lane(update)].append(update)
        left = [update_id for lane in await asyncio.gather(*map(self._take_lane, lanes.values())) for update_id in lane]
        self._offset = min(left) if left else max(map(number, updates)) + 1
        if left:
            self._pause = min(PAUSE_MOST_SECONDS, self._pause * 2 or self._first_pause)

    async def _take_lane(self, updates: list[Update]) -> list[int]:
        """Take the updates of one chat in their order; return those not taken: from the first that failed on."""
        async with self._at_once:
            for index, update in enumerate(updates):
                if not await self._is_taken(update):
                    return [number(each) for each in updates[index:]]
        return []

    async def _is_taken(self, update: Update) -> bool:
        # A turn is never cut off within its transaction, which on SQLite would leave the lock of the writer behind.
        turn = asyncio.ensure_future(self._door.take(update))
        self._turns.add(turn)
        turn.add_done_callback(self._turns.discard)
        try:
            return await asyncio.shield(turn) is not Taken.FAILED
        except Exception:
            # Nothing can be stored, not even the failure (the database is away): Telegram keeps the update for us.
            log.exception("telegram.update_not_stored")
            return False

    async def _confirm(self) -> None:
        """Tell Telegram what was taken last, so that the next start need not see it again; it does no harm if this fails."""
        try:
            await self._bot.raw_updates(offset=self._offset, wait_seconds=0, kinds=KINDS)
        except TelegramError as error:
            log.info("telegram.offset_unconfirmed", error=type(error).__name__)


def _lane(update: Update) -> object:
    """Return whose update it is, as far as it says so: the person who pressed, else the chat."""
    for kind, content in update.items():
        if not isinstance(content, dict):
            continue
        owner = content.get("from" if kind == "callback_query" else "chat")
        if isinstance(owner, dict):
            return owner.get("id")
    return None


async def _unless(stop: asyncio.Event, work: Awaitable[T]) -> T | None:
    """Wait for work, but give it up as soon as `stop` is set; None then."""
    working, stopping = asyncio.ensure_future(work), asyncio.ensure_future(stop.wait())
    try:
        await asyncio.wait({working, stopping}, return_when=asyncio.FIRST_COMPLETED)
        return working.result() if working.done() else None
    finally:
        working.cancel()
        stopping.cancel()
