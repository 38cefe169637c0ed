"""What the clock does for the desk."""

import asyncio

import structlog

from handlers.deps import Deps
from nlp.errors import ModelError
from nlp.in_force import InForce

log = structlog.get_logger(__name__)


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
