"""What went wrong and waits for a person: updates set aside, and messages out that failed or may not have arrived."""

from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass
from datetime import timedelta

import structlog

from handlers.deps import Deps
from handlers.errors import NotFoundError, RefusalError
from handlers.moderation import texts
from handlers.pages.pagination import SIZE
from storage.models import Channel
from storage.readings.troubles import SetAsideReading, UnresolvedReading

log = structlog.get_logger(__name__)
TakeAgain = Callable[[Deps, Channel, int], Awaitable[bool]]
"""Takes an update that was set aside in once more, by channel and number; False when it failed again."""
CONTENTS_KEPT = timedelta(days=30)
UPDATES_SHOWN = 100
LARGEST_NUMBER = 2**63


@dataclass(frozen=True, slots=True)
class UpdateName:
    """The name of an update for people, unique whatever its channel: `telegram-4711`."""

    channel: Channel
    number: int

    def __str__(self) -> str:
        return f"{self.channel}-{self.number}"

    @classmethod
    def read(cls, typed: str) -> "UpdateName":
        """Return the name as somebody typed it; what is none does not exist."""
        channel, _, digits = typed.partition("-")
        known = channel in list(Channel) and digits.isascii() and digits.isdigit() and len(digits) < 20
        if not known or int(digits) >= LARGEST_NUMBER:
            raise NotFoundError(texts.NOT_LISTED)
        return cls(Channel(channel), int(digits))


@dataclass(frozen=True, slots=True)
class TroublesPage:
    """The oldest UPDATES_SHOWN updates and one page of messages, with how many there are in all."""

    updates: Sequence[SetAsideReading]
    updates_total: int
    messages: Sequence[UnresolvedReading]
    messages_total: int


@dataclass(frozen=True, slots=True)
class Retried:
    """How many updates were taken in at last, and how many failed again."""

    taken: int
    failed: int


async def count(deps: Deps) -> int:
    """Count everything that waits."""
    async with deps.open_reading() as work:
        return await work.troubles.count_updates() + await work.troubles.count_unresolved()


async def page(deps: Deps, number: int) -> TroublesPage:
    """Return what waits, with the given page of messages; beyond the end the last one."""
    async with deps.open_reading() as work:
        total = await work.troubles.count_unresolved()
        last = max(1, -(-total // SIZE))
        return TroublesPage(
            await work.troubles.updates(UPDATES_SHOWN),
            await work.troubles.count_updates(),
            await work.troubles.unresolved(offset=(min(number, last) - 1) * SIZE, limit=SIZE),
            total,
        )


async def updates(deps: Deps, limit: int) -> Sequence[SetAsideReading]:
    """Return the updates that are set aside, the oldest first."""
    async with deps.open_reading() as work:
        return await work.troubles.updates(limit)


async def retry(deps: Deps, take_again: TakeAgain, actor: str, name: UpdateName) -> None:
    """Take an update in once more, as if it came now; refuse where its content is gone, or it fails again."""
    async with deps.open_reading() as work:
        if await work.troubles.content(name.channel, name.number) is None:
            raise NotFoundError(texts.UPDATE_GONE)
    taken = await take_again(deps, name.channel, name.number)
    log.info("update.retried", update=str(name), taken=taken, actor=actor)
    if not taken:
        raise RefusalError(texts.UPDATE_FAILED_AGAIN)


async def count_retryable(deps: Deps) -> int:
    """Count the updates that can be tried again."""
    async with deps.open_reading() as work:
        return len(await work.troubles.retryable())


async def retry_all(deps: Deps, take_again: TakeAgain, actor: str) -> Retried:
    """Take every update in once more that still has its content, the oldest first, each by itself."""
    async with deps.open_reading() as work:
        waiting = await work.troubles.retryable()
    taken = [await take_again(deps, Channel(channel), number) for channel, number in waiting]
    done = Retried(taken.count(True), taken.count(False))
    log.info("updates.retried", taken=done.taken, failed=done.failed, actor=actor)
    return done


async def drop(deps: Deps, actor: str, name: UpdateName) -> None:
    """Give an update up: its content is gone for good, and it stands on no list any more."""
    async with deps.open_work() as work:
        if not await work.troubles.settle_update(name.channel, name.number, deps.now()):
            raise NotFoundError(texts.NOT_LISTED)
    log.info("update.dropped", update=str(name), actor=actor)


async def repeatable(deps: Deps, message_id: int) -> UnresolvedReading:
    """Return an answer that can be sent once more."""
    async with deps.open_reading() as work:
        message = await work.troubles.one_unresolved(message_id)
    if message is None or not message.repeatable:
        raise NotFoundError(texts.NOT_REPEATABLE)
    return message


async def send_again(deps: Deps, actor: str, message_id: int) -> None:
    """Put an answer into the outbox once more."""
    async with deps.open_work() as work:
        if not await work.troubles.send_again(message_id, deps.now()):
            raise NotFoundError(texts.NOT_REPEATABLE)
        work.after_commit(deps.wake_outbox)
    log.info("message.sent_again", outgoing_id=message_id, actor=actor)


async def strike(deps: Deps, actor: str, message_id: int) -> None:
    """Take a message off the list: somebody has looked at it."""
    async with deps.open_work() as work:
        if not await work.troubles.strike(message_id):
            raise NotFoundError(texts.NOT_LISTED)
    log.info("message.struck", outgoing_id=message_id, actor=actor)
