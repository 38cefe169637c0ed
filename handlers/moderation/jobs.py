"""What the clock does for the desk."""

import asyncio

import structlog

from handlers.concerns.rules import SYSTEM
from handlers.deps import Deps
from handlers.moderation.marking import carry_over
from handlers.moderation.troubles import CONTENTS_KEPT
from nlp.errors import ModelError
from nlp.in_force import InForce

log = structlog.get_logger(__name__)


FORGOTTEN_AT_ONCE = 50


async def forget_raw_texts(deps: Deps) -> None:
    """Erase raw texts whose time is over; the redacted text stays, and where the words of its topics stand in it."""
    if deps.raw_texts_kept is None:
        return
    async with deps.open_work() as work:
        old = await work.concerns.raw_texts_before(deps.now() - deps.raw_texts_kept, limit=FORGOTTEN_AT_ONCE)
        for text in old:
            evidence = {topic: carry_over(spans, text.raw, text.redacted) for topic, spans in text.evidence.items()}
            await work.concerns.forget_raw_text(text.concern_id, evidence)
            await work.concerns.note(text.concern_id, "original_forgotten", SYSTEM, deps.now())
        await work.retention.count("raw_text", len(old), deps.now())
    if old:
        log.info("raw_text.forgotten", count=len(old))


async def forget_troubles(deps: Deps) -> None:
    """Erase what residents wrote in messages that could not be taken in or sent; that there was one stays on the list."""
    async with deps.open_work() as work:
        erased = await work.troubles.forget_contents(deps.now() - CONTENTS_KEPT)
        await work.retention.count("trouble", erased, deps.now())
    if erased:
        log.info("trouble.forgotten", count=erased)


async def follow_model(deps: Deps) -> None:
    """Read with the model that is in force now; in a thread, since a model takes a moment to load."""
    await asyncio.to_thread(take_model, deps.in_force)


def take_model(in_force: InForce) -> None:
    """Take the model in force where it is another one; a broken one is reported once, and the one before stays."""
    try:
        if in_force.follow():
            log.info("model.taken", model=in_force.name or "shipped")
    except ModelError as fault:
        log.error("model.broken", model=fault.name, fault=fault.fault, stays=in_force.name or "shipped")
