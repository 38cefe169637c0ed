"""What is done with concerns by the clock."""

from datetime import timedelta

import structlog

from handlers.deps import Deps
from nlp.meaning.alike import mark

log = structlog.get_logger()
ASIDES_KEPT = timedelta(days=30)
READ_AT_ONCE = 100


async def forget_asides(deps: Deps) -> None:
    """Erase what was set aside as an insult long ago."""
    async with deps.open_work() as work:
        erased = await work.asides.forget(deps.now() - ASIDES_KEPT)
        await work.retention.count("aside", erased, deps.now())
    if erased:
        log.info("aside.forgotten", count=erased)


async def read_meanings(deps: Deps) -> None:
    """Read anew what open concerns mean that came before there was an encoder, or were read by another one."""
    async with deps.open_reading() as work:
        missing = await work.concerns.texts_without_meaning(mark(), limit=READ_AT_ONCE)
    stored = 0
    for concern_id, text in missing:
        meaning = (await deps.read(text)).meaning
        if not meaning:
            return
        # One at a time: a concern is locked only for a moment, and nobody waits for a hundred of them.
        async with deps.open_work() as work:
            stored += await work.concerns.set_meaning(concern_id, text, meaning)
    if stored:
        log.info("meaning.read", count=stored)
