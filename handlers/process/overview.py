"""Gather what the public start page tells: the plan, and the next forums."""

from dataclasses import dataclass
from datetime import datetime

from handlers.deps import Deps
from handlers.i18n import BERLIN
from handlers.process.plan import Stretch, plan_on
from storage.readings.forums import ForumReading
from storage.readings.press import PressReading

NEXT_FORUMS = 3
LATEST_NEWS = 3


@dataclass(frozen=True, slots=True)
class Overview:
    """The start page's content at a moment; empty lists on an empty installation."""

    now: datetime
    phases: tuple[Stretch, ...]
    forums: tuple[ForumReading, ...]
    news: tuple[PressReading, ...]

    @property
    def example(self) -> bool:
        """Tell whether any of it is example content, which the page must say."""
        return any(phase.example for phase in self.phases) or any(forum.example for forum in self.forums)


async def overview(deps: Deps) -> Overview:
    """Return what is public now."""
    now = deps.now()
    async with deps.open_reading() as work:
        phases = await work.plan.phases()
        forums = await work.forums.upcoming(now, NEXT_FORUMS)
        news = await work.press.public(now, limit=LATEST_NEWS, withdrawn=False)
    return Overview(now, plan_on(now.astimezone(BERLIN).date(), phases), tuple(forums), tuple(news))
