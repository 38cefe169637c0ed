"""The loop that empties the outbox: woken after every commit that added something, and once a second at the latest."""

import asyncio
import time

import structlog

from handlers.deps import Deps
from handlers.outbox import actions as outbox
from handlers.outbox.post import Post

log = structlog.get_logger()
LOOK_AGAIN_SECONDS = 1.0
PAUSE_AFTER_FAULT_SECONDS = 2.0


class Sender:
    """Sends what is due until `stop` is set; a message under way is finished first."""

    def __init__(self) -> None:
        self._due = asyncio.Event()

    def wake(self) -> None:
        """Tell the loop that something is due."""
        self._due.set()

    async def run(self, deps: Deps, post: Post, stop: asyncio.Event) -> None:
        while not stop.is_set():
            self._due.clear()
            try:
                dealt_with = await outbox.deliver_due(deps, post)
            except Exception:
                log.exception("outbox.failed")
                await self._wait(stop, PAUSE_AFTER_FAULT_SECONDS, woken=False)
                continue
            deps.meters.sender_looked.note(time.monotonic())
            if not dealt_with:
                await self._wait(stop, LOOK_AGAIN_SECONDS, woken=True)

    async def _wait(self, stop: asyncio.Event, seconds: float, *, woken: bool) -> None:
        waits = [asyncio.create_task(stop.wait())]
        if woken:
            waits.append(asyncio.create_task(self._due.wait()))
        await asyncio.wait(waits, timeout=seconds, return_when=asyncio.FIRST_COMPLETED)
        for waiting in waits:
            waiting.cancel()
