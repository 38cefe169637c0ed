"""Plan forums, announce them, call them off; and what doors may read of them."""

from collections.abc import Sequence
from datetime import datetime

import structlog

from handlers.deps import Deps
from handlers.errors import RefusalError
from handlers.forums import rules, telling, texts
from handlers.forums.lookups import found, locked, public
from handlers.forums.rules import ForumMoment
from handlers.slugs import free_slug
from storage.models import ForumState
from storage.readings.forums import ForumDetails, ForumReading, TellingReading

log = structlog.get_logger()


async def create(deps: Deps, details: ForumDetails, *, slug: str = "") -> int:
    """Plan a forum as a draft nobody sees; returns its id."""
    rules.check(details)
    async with deps.open_work() as work:
        taken = await work.forums.slugs()
        free = free_slug(slug or rules.slug_of(details), taken)
        forum = await work.forums.add(details, slug=free, now=deps.now(), example=False)
    log.info("forum.created", forum_id=forum.id)
    return forum.id


async def announce(deps: Deps, forum_id: int) -> int:
    """Make a draft public and promise one message to every subscriber of its scope; returns how many are told."""
    now = deps.now()
    async with deps.open_work() as work:
        forum = await locked(work, forum_id)
        if forum.state != ForumState.DRAFT:
            raise RefusalError(texts.NOT_A_DRAFT)
        rules.check_coming(found(await work.forums.one(forum_id)), now)
        # From here on the version counts the moves people were told of.
        forum.state, forum.changed_at, forum.version = ForumState.ANNOUNCED, now, 1
        await work.flush()
        told = await telling.announce(work, forum, now)
        work.after_commit(deps.wake_outbox)
    log.info("forum.announced", forum_id=forum_id, told=told)
    return told


async def cancel(deps: Deps, forum_id: int) -> int:
    """Call an announced forum off and tell everyone who was told of it; returns how many."""
    now = deps.now()
    async with deps.open_work() as work:
        forum = await locked(work, forum_id)
        if forum.state != ForumState.ANNOUNCED:
            raise RefusalError(texts.NOT_ANNOUNCED)
        forum.state, forum.changed_at = ForumState.CANCELLED, now
        forum.version += 1
        forum.sequence += 1
        await work.flush()
        told = await telling.correct(work, forum, ForumMoment.CANCELLED, now, helps_until=forum.ends_at)
        work.after_commit(deps.wake_outbox)
    log.info("forum.cancelled", forum_id=forum_id, told=told)
    return told


async def discard(deps: Deps, forum_id: int) -> None:
    """Remove a draft; a forum that people were told of stays, and is cancelled instead."""
    async with deps.open_work() as work:
        forum = await locked(work, forum_id)
        if forum.state != ForumState.DRAFT:
            raise RefusalError(texts.NOT_A_DRAFT)
        await work.forums.remove(forum)
    log.info("forum.discarded", forum_id=forum_id)


async def list_next(deps: Deps, limit: int | None = None) -> list[ForumReading]:
    """Return the announced forums that are not over, the next first."""
    async with deps.open_reading() as work:
        return await work.forums.upcoming(deps.now(), limit)


async def list_public(deps: Deps, since: datetime, district: str | None = None) -> list[ForumReading]:
    """Return what the public may see that ends after a moment, the cancelled too; only what concerns a district, if given."""
    async with deps.open_reading() as work:
        forums = await work.forums.public(since)
    return [forum for forum in forums if district is None or rules.concerns(forum, district)]


async def list_all(deps: Deps, *, offset: int, limit: int) -> tuple[int, list[ForumReading]]:
    """Return how many forums there are and one page of them, the latest first; for the desk."""
    async with deps.open_reading() as work:
        return await work.forums.count(), await work.forums.all(offset=offset, limit=limit)


async def get_public(deps: Deps, slug: str) -> ForumReading:
    """Return a forum the public may see, or refuse."""
    async with deps.open_reading() as work:
        return public(await work.forums.by_slug(slug))


async def get(deps: Deps, forum_id: int) -> ForumReading:
    """Return any forum, or refuse; for the desk."""
    async with deps.open_reading() as work:
        return found(await work.forums.one(forum_id))


async def tellings(deps: Deps, forum_id: int) -> Sequence[TellingReading]:
    """Return how far the messages about a forum have come."""
    async with deps.open_reading() as work:
        return await work.promises.tellings(forum_id)


async def count_announced(deps: Deps, forum_id: int) -> int:
    """Return how many an announcement would reach now."""
    async with deps.open_reading() as work:
        forum = found(await work.forums.one(forum_id))
        return await work.promises.count_audience(forum_id, forum.scope, forum.districts)


async def count_told(deps: Deps, forum_id: int) -> int:
    """Return how many were told of a forum and would hear of a change."""
    async with deps.open_reading() as work:
        return await work.promises.count_told(forum_id)
