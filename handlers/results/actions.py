"""Publish the figures of a week, and hand out the latest."""

import asyncio
import hashlib
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

import structlog

from handlers.counting.names import names
from handlers.counting.tally import Tally
from handlers.deps import Deps
from handlers.i18n import BERLIN
from handlers.ledger.jobs import SYSTEM
from handlers.results.composing import compose
from handlers.results.figures import Figures, read, written
from storage.readings.concerns import ConcernFilter
from storage.readings.published import PublishedReading
from storage.unit_of_work import UnitOfWork

log = structlog.get_logger(__name__)
FEWEST_NEW = 25
"""So many new concerns are counted together, so that a count that has grown says little of each."""


@dataclass(frozen=True, slots=True)
class Publication:
    """Figures with the SHA-256 of the text they are kept as."""

    figures: Figures
    sha256: str


async def publish_due(deps: Deps) -> None:
    """Publish the figures as of this week's Monday (of Berlin), once; what was received on it or later waits for the next."""
    monday, last = week_of(deps.now()), await latest(deps)
    if last is not None and last.figures.as_of >= monday:
        return
    content = written(await _reckoned(deps, monday, last.figures if last else None))
    sha256 = hashlib.sha256(content.encode()).hexdigest()
    async with deps.open_work() as work:
        if not await work.published.add(PublishedReading(monday.isoformat(), content, sha256, deps.now())):
            return
        detail = {"as_of": monday.isoformat(), "sha256": sha256}
        await work.ledger.note("figures_published", SYSTEM, deps.now(), detail)
    log.info("figures.published", as_of=monday.isoformat())


async def latest(deps: Deps) -> Publication | None:
    """Return what was published last, None before the first time."""
    async with deps.open_reading() as work:
        found = await work.published.latest()
    return Publication(read(found.content), found.sha256) if found else None


def week_of(at: datetime) -> date:
    """Return the Monday of a moment's week, by the Berlin calendar."""
    today = at.astimezone(BERLIN).date()
    return today - timedelta(days=today.weekday())


async def _reckoned(deps: Deps, as_of: date, last: Figures | None) -> Figures:
    tally = Tally(deps.city)
    async with deps.open_reading() as work:
        before = await _taken_in(work, as_of, last)
        async for concerns in work.concerns.batches(ConcernFilter(until=_midnight(before))):
            tally.add(concerns)
            await asyncio.sleep(0)
        reviewed = await work.corrections.count_looked_at(_midnight(before))
    return compose(as_of, before, tally, names(deps.city), reviewed)


async def _taken_in(work: UnitOfWork, as_of: date, last: Figures | None) -> date:
    """Return the day before which concerns are counted: the same as last time while fewer than FEWEST_NEW came in since."""
    if last is None or last.total is None:
        return as_of
    new = ConcernFilter(since=_midnight(last.received_before), until=_midnight(as_of))
    return as_of if await work.concerns.count(new) >= FEWEST_NEW else last.received_before


def _midnight(day: date) -> datetime:
    return datetime.combine(day, time.min, BERLIN)
