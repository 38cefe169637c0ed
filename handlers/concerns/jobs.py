"""What is done with concerns by the clock."""

from datetime import timedelta

import structlog

from handlers.deps import Deps

log = structlog.get_logger()
ASIDES_KEPT = timedelta(days=30)


async def forget_asides(deps: Deps) -> None:
    """Erase what was set aside as an insult long ago."""
    async with deps.open_work() as work:
        erased = await work.asides.forget(deps.now() - ASIDES_KEPT)
    if erased:
        log.info("aside.forgotten", count=erased)
