"""Updates on their way to the bot: kept until confirmed, delivered by webhook or fetched by getUpdates.

As in the real server, webhook updates wait in one lane per chat for messages and another per user for presses; within a lane
they go in order and one at a time, and a lane waits for its first update however often that has to be repeated.
"""

import asyncio
import contextlib
from collections import defaultdict, deque
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

import aiohttp

from tests.fakes.bot_api.refusal import RefusedError

Lane = tuple[str, int]
SECRET_HEADER = "X-Telegram-Bot-Api-Secret-Token"
WAIT_MOST = 60.0
WEBHOOK_TIMEOUT = aiohttp.ClientTimeout(total=60)
LIFETIMES = {"callback_query": 150.0}
LIFETIME = 86_400.0
ONLY_ON_REQUEST = {"chat_member", "message_reaction", "message_reaction_count"}


@dataclass
class Pending:
    """One update that the bot has not yet confirmed; `attempts` holds the HTTP status of each delivery (0: no answer)."""

    update_id: int
    kind: str
    body: dict[str, Any]
    lane: Lane
    since: float
    attempts: list[int] = field(default_factory=list)


@dataclass(frozen=True)
class Webhook:
    """Where updates go."""

    url: str
    secret: str | None
    max_connections: int


class UpdateQueue:
    """All updates that are not yet confirmed, in their order."""

    def __init__(self, clock: Callable[[], float], time_scale: float, first_id: int = 500_001) -> None:
        self.time_scale = time_scale
        self.pending: dict[int, Pending] = {}
        self.confirmed: list[Pending] = []
        self.expired: list[Pending] = []
        self.allowed: list[str] = []
        self.webhook: Webhook | None = None
        self.conflicts = 0
        self.last_error = ""
        self._clock = clock
        self._next_id = first_id
        self._news = asyncio.Event()
        self._poll: asyncio.Future[None] | None = None
        self._lanes: dict[Lane, deque[int]] = defaultdict(deque)
        self._workers: dict[Lane, asyncio.Task[None]] = {}
        self._session: aiohttp.ClientSession | None = None
        self._connections = asyncio.Semaphore(40)

    def add(self, kind: str, content: dict[str, Any], lane: Lane) -> int:
        """Take a new update in and return its id; kinds the bot did not ask for are dropped."""
        update_id = self._next_id
        self._next_id += 1
        if (self.allowed and kind not in self.allowed) or (not self.allowed and kind in ONLY_ON_REQUEST):
            return update_id
        self._take(Pending(update_id, kind, {"update_id": update_id, kind: content}, lane, self._clock()))
        return update_id

    def repeat(self, update: Pending) -> None:
        """Deliver an update that was confirmed once more, as happens when an acknowledgement is lost."""
        self._take(Pending(update.update_id, update.kind, update.body, update.lane, self._clock()))

    def _take(self, update: Pending) -> None:
        self.pending[update.update_id] = update
        if self.webhook is not None:
            self._queue(update)
        self._news.set()

    def drop_all(self) -> None:
        """Forget every pending update."""
        self.pending.clear()
        self._lanes.clear()

    # --- getUpdates

    async def fetch(self, offset: int, limit: int, seconds: float, allowed: list[str] | None) -> list[dict[str, Any]]:
        """Answer getUpdates; a newer call ends this one with 409."""
        if self.webhook is not None:
            raise _conflict(
                "can't use getUpdates method while webhook is active; use deleteWebhook to delete the webhook first"
            )
        if self._poll is not None and not self._poll.done():
            self._poll.set_exception(
                _conflict("terminated by other getUpdates request; make sure that only one bot instance is running")
            )
            self.conflicts += 1
        mine = self._poll = asyncio.get_running_loop().create_future()
        if allowed is not None:
            self.allowed = allowed
        self._confirm_before(offset)
        try:
            return await self._wait_for_updates(mine, offset, limit, seconds)
        finally:
            if not mine.done():
                mine.cancel()

    def _confirm_before(self, offset: int) -> None:
        if offset < 0:
            offset = sorted(self.pending)[offset:][0] if self.pending else 0
        for update_id in [each for each in self.pending if each < offset]:
            self.confirmed.append(self.pending.pop(update_id))

    async def _wait_for_updates(
        self, mine: asyncio.Future[None], offset: int, limit: int, seconds: float
    ) -> list[dict[str, Any]]:
        until = asyncio.get_running_loop().time() + seconds
        while True:
            self._news.clear()
            found = [each for each in sorted(self.pending) if each >= offset][:limit]
            left = until - asyncio.get_running_loop().time()
            if found or left <= 0:
                for update_id in found:
                    self.pending[update_id].attempts.append(200)
                return [self.pending[update_id].body for update_id in found]
            news = asyncio.ensure_future(self._news.wait())
            either: set[asyncio.Future[Any]] = {news, mine}
            try:
                await asyncio.wait(either, timeout=left, return_when=asyncio.FIRST_COMPLETED)
            finally:
                news.cancel()
            if mine.done():
                mine.result()

    # --- webhook

    def set_webhook(self, webhook: Webhook) -> None:
        """Send everything pending, and what comes, to this address."""
        self.stop_webhook()
        self.webhook = webhook
        self._connections = asyncio.Semaphore(webhook.max_connections)
        for update in self.pending.values():
            self._queue(update)

    def stop_webhook(self) -> None:
        """Deliver no more; what is pending stays."""
        self.webhook = None
        for worker in self._workers.values():
            worker.cancel()
        self._workers.clear()
        self._lanes.clear()

    async def close(self) -> None:
        """End all deliveries."""
        workers = list(self._workers.values())
        self.stop_webhook()
        await asyncio.gather(*workers, return_exceptions=True)
        if self._session is not None:
            await self._session.close()

    def _queue(self, update: Pending) -> None:
        self._lanes[update.lane].append(update.update_id)
        worker = self._workers.get(update.lane)
        if worker is None or worker.done():
            self._workers[update.lane] = asyncio.create_task(self._serve(update.lane))

    async def _serve(self, lane: Lane) -> None:
        waiting = self._lanes[lane]
        while waiting:
            update = self.pending.get(waiting[0])
            if update is not None:
                await self._deliver_until_taken(update)
            waiting.popleft()
        # No await since the lane was seen empty: a new update finds this worker gone and starts another.
        self._workers.pop(lane, None)

    async def _deliver_until_taken(self, update: Pending) -> None:
        pause = 0.0
        while self.webhook is not None and update.update_id in self.pending:
            if self._clock() - update.since > LIFETIMES.get(update.kind, LIFETIME):
                self.expired.append(self.pending.pop(update.update_id))
                return
            async with self._connections:
                status = await self._post(self.webhook, update)
            update.attempts.append(status)
            if 200 <= status < 300:
                self.confirmed.append(update)
                self.pending.pop(update.update_id, None)
                return
            self.last_error = f"Wrong response from the webhook: {status}" if status else "Connection failed"
            await asyncio.sleep(pause * self.time_scale)
            pause = min(WAIT_MOST, pause * 2 or 2.0)

    async def _post(self, webhook: Webhook, update: Pending) -> int:
        if self._session is None:
            self._session = aiohttp.ClientSession(timeout=WEBHOOK_TIMEOUT, connector=aiohttp.TCPConnector(limit=0))
        headers = {SECRET_HEADER: webhook.secret} if webhook.secret else {}
        with contextlib.suppress(aiohttp.ClientError, TimeoutError, OSError):
            async with self._session.post(
                webhook.url, json=update.body, headers=headers, allow_redirects=False
            ) as answer:
                await answer.read()
                return answer.status
        return 0


def _conflict(what: str) -> RefusedError:
    return RefusedError(409, f"Conflict: {what}", ours=False)
