"""What is done by the clock, at a glance. APScheduler only ticks; every process may tick, because each job is safe to do twice."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

import structlog
from apscheduler.schedulers.asyncio import AsyncIOScheduler

from bot import memory
from bot.disk import Disk
from bot.journal import FileJournal
from bot.rebuilding import Rebuilding
from handlers.accounts import jobs as accounts
from handlers.concerns import jobs as concerns
from handlers.consideration import telling
from handlers.deps import Deps
from handlers.ledger import jobs as ledger
from handlers.moderation import jobs as desk
from handlers.outbox import jobs as outbox
from handlers.reminders import jobs as reminders
from handlers.residents import actions as residents
from handlers.residents import arrivals
from handlers.results import actions as results
from storage.database import Database

log = structlog.get_logger()


@dataclass(frozen=True, slots=True)
class Job:
    """One thing to do again and again."""

    name: str
    every: timedelta
    do: Callable[[Deps], Awaitable[object]]


# A process that only serves pages reads texts as well.
EVERYWHERE = (
    Job("follow_model", timedelta(seconds=30), desk.follow_model),
    Job("give_memory_back", timedelta(seconds=30), memory.give_back),
)
JOBS = (
    *EVERYWHERE,
    Job("plan_reminders", timedelta(seconds=20), reminders.plan_due),
    Job("fill_places", timedelta(minutes=1), reminders.fill_places),
    Job("end_pauses", timedelta(minutes=5), residents.end_pauses),
    Job("watch_arrivals", timedelta(minutes=5), arrivals.watch),
    Job("purge_erased", timedelta(minutes=1), residents.purge_erased),
    Job("forget_conversations", timedelta(hours=1), residents.forget_conversations),
    Job("tell_authors", timedelta(minutes=1), telling.tell_due),
    Job("note_retention", timedelta(hours=1), ledger.note_retention),
    Job("publish_figures", timedelta(minutes=10), results.publish_due),
    Job("chain_ledger", timedelta(seconds=10), ledger.chain_new),
    Job("read_meanings", timedelta(minutes=1), concerns.read_meanings),
    Job("forget_raw_texts", timedelta(minutes=5), desk.forget_raw_texts),
    Job("forget_asides", timedelta(hours=1), concerns.forget_asides),
    Job("forget_troubles", timedelta(hours=1), desk.forget_troubles),
    Job("forget_updates", timedelta(hours=1), outbox.forget_updates),
    Job("forget_sign_ins", timedelta(hours=1), accounts.forget_sign_ins),
)


def jobs_of(database: Database, journal: FileJournal, disk: Disk | None, *, works: bool) -> tuple[Job, ...]:
    """Return the jobs of one process, with those that need more than Deps."""

    async def prune(_deps: Deps) -> None:
        journal.prune()

    async def fold(_deps: Deps) -> None:
        await database.fold_log()

    if not works:
        return EVERYWHERE
    files = (Job("prune_journal", timedelta(hours=1), prune), Job("fold_log", timedelta(minutes=1), fold))
    if not disk:
        return (*JOBS, *files)
    file = (
        Job("rebuild_file", timedelta(minutes=1), Rebuilding(database, disk, journal).when_due),
        Job("keep_reserve", timedelta(seconds=3), disk.keep),
    )
    return (*JOBS, *files, *file)


def start(deps: Deps, jobs: tuple[Job, ...]) -> AsyncIOScheduler:
    """Start ticking, at once and then again and again; the caller shuts the scheduler down.

    A process that never lives as long as a job's pause does it all the same.
    """
    scheduler = AsyncIOScheduler(timezone=UTC)
    for job in jobs:
        scheduler.add_job(
            tick,
            "interval",
            seconds=job.every.total_seconds(),
            next_run_time=datetime.now(UTC),
            args=(deps, job),
            id=job.name,
            max_instances=1,
            coalesce=True,
            misfire_grace_time=None,
        )
    scheduler.start()
    return scheduler


async def tick(deps: Deps, job: Job) -> None:
    """Do one job; a fault is logged and the next tick tries again."""
    try:
        await job.do(deps)
    except Exception:
        deps.meters.jobs.add(job.name, "failed")
        log.exception("job.failed", job=job.name)
    else:
        deps.meters.jobs.add(job.name, "done")
    deps.wake_outbox()
