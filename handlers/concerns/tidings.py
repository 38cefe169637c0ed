"""Note that authors are to hear of a step of their concerns: the steps of a day come in one message."""

from collections.abc import Iterable
from datetime import datetime, time, timedelta

from handlers.deps import Deps
from handlers.i18n import BERLIN
from storage.models import Concern
from storage.unit_of_work import UnitOfWork

BUNDLED_AT = time(17)


def bundle_time(now: datetime) -> datetime:
    """Return when what happens now is told: at five in the afternoon of Berlin, today where that is still to come."""
    local = now.astimezone(BERLIN)
    day = local.date() if local.time() < BUNDLED_AT else local.date() + timedelta(days=1)
    return datetime.combine(day, BUNDLED_AT, tzinfo=BERLIN).astimezone(now.tzinfo)


async def note(deps: Deps, work: UnitOfWork, concerns: Iterable[Concern], act: str) -> None:
    """Note in the caller's transaction that the authors of these concerns are to hear of an act."""
    now = deps.now()
    await work.tidings.add(list(concerns), act, at=now, due_at=bundle_time(now))
