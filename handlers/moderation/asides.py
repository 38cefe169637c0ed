"""Texts taken for insults: read by the facilitators only, taken as a concern after all, or erased."""

from collections.abc import Sequence
from dataclasses import dataclass

import structlog

from handlers.concerns import actions as concerns
from handlers.concerns.actions import Submission
from handlers.deps import Deps
from handlers.errors import NotFoundError
from handlers.moderation import texts
from handlers.pages.keys import SignedIn
from handlers.pages.pagination import SIZE
from storage.models import Aside
from storage.unit_of_work import UnitOfWork

log = structlog.get_logger(__name__)


@dataclass(frozen=True, slots=True)
class AsidesPage:
    """One page of them, the newest first, and how many there are in all."""

    total: int
    rows: Sequence[Aside]


async def page(deps: Deps, number: int) -> AsidesPage:
    """Return a page; beyond the end the last one."""
    async with deps.open_reading() as work:
        total = await work.asides.count()
        last = max(1, -(-total // SIZE))
        return AsidesPage(total, await work.asides.page(offset=(min(number, last) - 1) * SIZE, limit=SIZE))


async def take_up(deps: Deps, who: SignedIn, aside_id: int) -> str:
    """Make a concern of it after all, in the name of who wrote it; return its case number."""
    async with deps.open_work() as work:
        aside = await _found(work, aside_id)
        concern = await concerns.submit(
            deps.within(work),
            Submission(
                resident_id=aside.resident_id,
                reading=await deps.read(aside.text),
                source=aside.source,
                received_at=aside.at,
            ),
            f"moderator:{who.id}",
        )
        await work.asides.drop(aside)
    log.info("aside.taken_up", aside_id=aside_id, concern_id=concern.id, moderator_id=who.id)
    return concern.number


async def erase(deps: Deps, who: SignedIn, aside_id: int) -> None:
    """Erase it for good."""
    async with deps.open_work() as work:
        await work.asides.drop(await _found(work, aside_id))
    log.info("aside.erased", aside_id=aside_id, moderator_id=who.id)


async def _found(work: UnitOfWork, aside_id: int) -> Aside:
    aside = await work.asides.get_for_update(aside_id)
    if aside is None:
        raise NotFoundError(texts.UNKNOWN_ASIDE)
    return aside
