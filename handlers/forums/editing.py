"""Change a forum, and tell everyone who was told of it in the same transaction."""

from dataclasses import dataclass
from datetime import datetime

import structlog

from handlers.deps import Deps
from handlers.errors import RefusalError
from handlers.forums import rules, telling, texts
from handlers.forums.lookups import found, locked
from handlers.forums.rules import ForumMoment
from handlers.forums.telling import Audience
from storage.models import Forum, ForumState
from storage.readings.forums import ForumDetails, ForumReading
from storage.unit_of_work import UnitOfWork

log = structlog.get_logger()


@dataclass(frozen=True, slots=True)
class Changed:
    """What an edit led to: whether the forum counts as moved, and who is told."""

    moved: bool
    told: Audience


async def edit(deps: Deps, forum_id: int, details: ForumDetails, *, seen: datetime | None = None) -> Changed:
    """Change a forum; where it moved, everyone who was told is told, and who was not yet told hears the new date instead.

    seen  `changed_at` of the forum the change was made on; refused where somebody else was faster.
    """
    rules.check(details)
    now = deps.now()
    async with deps.open_work() as work:
        forum = await locked(work, forum_id)
        before = found(await work.forums.one(forum_id))
        _check_editable(before, details, now, seen)
        change = _change(before, details)
        if change.visible:
            await work.forums.rewrite(forum, details)
            await _mark_changed(work, forum, change, now)
        told = await _tell_change(work, forum, before, change, now)
        work.after_commit(deps.wake_outbox)
    log.info("forum.edited", forum_id=forum_id, moved=change.moved, told=told.corrected, announced=told.announced)
    return Changed(change.moved, told)


async def preview_edit(deps: Deps, forum_id: int, details: ForumDetails) -> Changed:
    """Return what an edit would lead to, and change nothing."""
    rules.check(details)
    async with deps.open_reading() as work:
        before = found(await work.forums.one(forum_id))
        _check_editable(before, details, deps.now(), None)
        change = _change(before, details)
        if before.state is not ForumState.ANNOUNCED:
            return Changed(change.moved, Audience())
        corrected = await work.promises.count_told(forum_id) if change.moved else 0
        reaches = change.moved or change.widened
        announced = await work.promises.count_audience(forum_id, details.scope, details.districts) if reaches else 0
        return Changed(change.moved, Audience(corrected, announced))


@dataclass(frozen=True, slots=True)
class _Change:
    visible: bool
    moved: bool
    widened: bool
    roomier: bool


def _change(before: ForumReading, after: ForumDetails) -> _Change:
    return _Change(
        visible=rules.details_of(before) != after,
        moved=rules.moved(before, after),
        widened=rules.widened(before, after),
        roomier=after.capacity is None or (before.capacity is not None and after.capacity > before.capacity),
    )


def _check_editable(before: ForumReading, after: ForumDetails, now: datetime, seen: datetime | None) -> None:
    if seen is not None and seen != before.changed_at:
        raise RefusalError(texts.CHANGED_MEANWHILE)
    if before.state is ForumState.CANCELLED:
        raise RefusalError(texts.CANCELLED_STAYS)
    if before.state is ForumState.ANNOUNCED and rules.moved(before, after):
        rules.check_coming(after, now)


async def _mark_changed(work: UnitOfWork, forum: Forum, change: _Change, now: datetime) -> None:
    """Count a visible change; what somebody works on is no example any more."""
    forum.changed_at, forum.example = now, False
    forum.sequence += 1
    forum.version += change.moved
    await work.flush()


async def _tell_change(
    work: UnitOfWork, forum: Forum, before: ForumReading, change: _Change, now: datetime
) -> Audience:
    if before.state is not ForumState.ANNOUNCED:
        return Audience()
    corrected = announced = 0
    if change.moved:
        helps_until = max(before.ends_at, forum.ends_at)
        corrected = await telling.correct(work, forum, ForumMoment.MOVED, now, helps_until=helps_until)
    if change.moved or change.widened:
        announced = await telling.announce(work, forum, now)
    if change.roomier:
        await telling.fill_places(work, forum, now)
    return Audience(corrected, announced)
