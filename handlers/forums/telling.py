"""Keep the promise that everyone who was told of a forum is told what became of it; all inside the caller's transaction."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from handlers.forums import rules
from handlers.forums.rules import ForumMoment
from storage.models import Forum, ForumScope, ForumState, OutgoingKind, RegistrationState
from storage.repositories.promises import Promise
from storage.unit_of_work import UnitOfWork


@dataclass(frozen=True, slots=True)
class Audience:
    """How many people a change is told to.

    corrected  were told of the forum already, or registered
    announced  hear of it for the first time
    """

    corrected: int = 0
    announced: int = 0


async def announce(work: UnitOfWork, forum: Forum, now: datetime) -> int:
    """Promise the announcement to every subscriber of the scope who was not told yet; returns how many."""
    promise = _promise(forum, ForumMoment.ANNOUNCED, OutgoingKind.BROADCAST, now, expires_at=forum.starts_at)
    return await work.promises.promise_audience(promise, ForumScope(forum.scope), forum.districts)


async def correct(work: UnitOfWork, forum: Forum, moment: ForumMoment, now: datetime, *, helps_until: datetime) -> int:
    """Take back what still waits for an older version and tell everyone who was told; returns how many."""
    await work.outbox.drop_promises(forum.id, forum.version, str(moment))
    return await work.promises.promise_told(_promise(forum, moment, OutgoingKind.NOTICE, now, expires_at=helps_until))


async def fill_places(work: UnitOfWork, forum: Forum, now: datetime) -> list[UUID]:
    """Give free places to those who wait longest, and tell them; the forum is locked by the caller."""
    if forum.state != ForumState.ANNOUNCED or forum.starts_at <= now:
        return []
    coming = await work.forums.count_registered(forum.id, RegistrationState.COMING)
    waiting = await work.forums.count_registered(forum.id, RegistrationState.WAITING)
    free = rules.free_places(forum.capacity, coming=coming, waiting=waiting)
    moved_up = await work.forums.first_waiting(forum.id, free) if free else []
    promise = _promise(forum, ForumMoment.PLACE_FREE, OutgoingKind.NOTICE, now, expires_at=forum.starts_at)
    for resident_id in moved_up:
        await work.forums.register(forum.id, resident_id, RegistrationState.COMING, now)
        await work.promises.renew(promise, resident_id)
    return moved_up


def _promise(forum: Forum, moment: ForumMoment, kind: OutgoingKind, now: datetime, *, expires_at: datetime) -> Promise:
    return Promise(
        forum_id=forum.id,
        version=forum.version,
        moment=moment,
        kind=kind,
        not_before=now,
        expires_at=expires_at,
        made_at=now,
    )
