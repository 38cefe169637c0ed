"""The loop that empties the outbox: woken after every commit that added something, and once a second at the latest."""

import asyncio
import time
from collections.abc import Coroutine
from typing import Any

import structlog

from handlers.deps import Deps
from handlers.outbox.actions import Delivery
from handlers.outbox.post import Post

log = structlog.get_logger()
LOOK_AGAIN_SECONDS = 1.0
# Tokens and chats that must rest come back sooner than that.
WHILE_SENDING_SECONDS = 0.1
# Where every slot was taken: long enough for several to become free, which are then filled in one transaction.
GATHER_SECONDS = 0.02
PAUSE_AFTER_FAULT_SECONDS = 2.0


class Sender:
    """Sends what is due until `stop` is set; messages under way are finished first."""

    def __init__(self) -> None:
        self._due = asyncio.Event()

    def wake(self) -> None:
        """Tell the loop that something is due."""
        self._due.set()

    async def run(self, deps: Deps, post: Post, stop: asyncio.Event) -> None:
        delivery = Delivery(deps, post)
        pause = LOOK_AGAIN_SECONDS
        while not stop.is_set():
            self._due.clear()
            try:
                started = await delivery.start_due()
            except Exception:
                log.exception("outbox.failed")
                await _first(PAUSE_AFTER_FAULT_SECONDS, stop.wait())
                continue
            deps.meters.sender_looked.note(time.monotonic())
            if started:
                pause = WHILE_SENDING_SECONDS
            elif delivery.is_full:
                await _first(LOOK_AGAIN_SECONDS, stop.wait(), delivery.a_slot())
                await _first(GATHER_SECONDS, stop.wait())
            else:
                await _first(pause, stop.wait(), self._due.wait())
                pause = min(LOOK_AGAIN_SECONDS, pause * 2)
        await delivery.finish()


async def _first(seconds: float, *waits: Coroutine[Any, Any, object]) -> None:
    """Wait for the first of several, for so many seconds at most."""
    tasks = [asyncio.create_task(wait) for wait in waits]
    await asyncio.wait(tasks, timeout=seconds, return_when=asyncio.FIRST_COMPLETED)
    for task in tasks:
        task.cancel()
