"""What the tick does for forums. Every process may tick: the same reminder is one row, however often it is planned."""

import structlog

from handlers.deps import Deps
from handlers.forums import registering
from handlers.forums.rules import ForumMoment
from handlers.reminders import rules
from handlers.reminders.rules import Reminder
from storage.models import OutgoingKind
from storage.readings.forums import ForumReading
from storage.repositories.promises import Promise

log = structlog.get_logger()


async def plan_due(deps: Deps) -> int:
    """Write a row for every reminder that is due now and has none yet; returns how many are new."""
    planned = 0
    for promise in await _lacking(deps):
        async with deps.open_work() as work:
            rows = await work.promises.promise_reminder(promise, corrected_by=ForumMoment.MOVED)
            work.after_commit(deps.wake_outbox)
        log.info("reminders.planned", forum_id=promise.forum_id, moment=promise.moment, rows=rows)
        planned += rows
    return planned


async def fill_places(deps: Deps) -> int:
    """Give out places that became free unnoticed; returns how many people moved up."""
    return await registering.fill_free_places(deps)


async def _lacking(deps: Deps) -> list[Promise]:
    """Look, without holding a writer back, which due reminders somebody still has no row for."""
    now = deps.now()
    lacking = []
    async with deps.open_reading() as work:
        for forum in await work.forums.upcoming(now):
            for reminder in rules.due_now(forum.starts_at, now):
                promise = _promise(forum, reminder, deps)
                if await work.promises.count_to_remind(promise, corrected_by=ForumMoment.MOVED):
                    lacking.append(promise)
    return lacking


def _promise(forum: ForumReading, reminder: Reminder, deps: Deps) -> Promise:
    return Promise(
        forum_id=forum.id,
        version=forum.version,
        moment=reminder.moment,
        kind=OutgoingKind.REMINDER,
        not_before=reminder.due,
        expires_at=reminder.helps_until,
        made_at=deps.now(),
    )
