"""Notice when far more people than usual begin a chat: a forum, a report in the press, or somebody with a machine."""

from dataclasses import dataclass
from datetime import datetime, timedelta

import structlog
from pydantic import TypeAdapter

from handlers.deps import Deps

log = structlog.get_logger(__name__)
MARK = "residents.arrivals"
HOUR, WEEK = timedelta(hours=1), timedelta(days=7)
# So many may come to one forum and try it out together.
LEAST = 50
TIMES_USUAL = 5
# A surge is shown for so long after it was seen last.
SHOWN = timedelta(hours=6)


@dataclass(frozen=True, slots=True)
class Arrivals:
    """How many came in the last hour, and how many do in one of the week before.

    surge_at  when it was a surge last; surge_came had come in the hour before.
    """

    came: int = 0
    usual: float = 0.0
    surge_at: datetime | None = None
    surge_came: int = 0

    def surging(self, now: datetime) -> bool:
        """Tell whether somebody should look."""
        return self.surge_at is not None and now - self.surge_at < SHOWN


_kept = TypeAdapter(Arrivals)


async def watch(deps: Deps) -> None:
    """Count who came, and warn once when a surge begins. Only numbers are kept."""
    now = deps.now()
    async with deps.open_work() as work:
        before = _read(await work.marks.get(MARK))
        came = await work.residents.count_come(now - HOUR, now)
        usual = await work.residents.count_come(now - HOUR - WEEK, now - HOUR) / (WEEK / HOUR)
        surge = came >= max(LEAST, TIMES_USUAL * usual)
        last = (now, came) if surge else (before.surge_at, before.surge_came)
        found = Arrivals(came, round(usual, 2), *last)
        words = _kept.dump_json(found).decode()
        await work.marks.renew(MARK, words, now, unless=words)
    if surge and not before.surging(now):
        log.warning("residents.surge_began", came=came, usual=found.usual)


async def arrivals(deps: Deps) -> Arrivals:
    """Return what was counted last."""
    async with deps.open_reading() as work:
        return _read(await work.marks.get(MARK))


def _read(kept: str | None) -> Arrivals:
    return _kept.validate_json(kept) if kept else Arrivals()
