"""Housekeeping around the messages."""

from datetime import timedelta

from handlers.deps import Deps

REMEMBER_UPDATES = timedelta(days=3)  # Telegram repeats an update for 24 hours at most


async def forget_updates(deps: Deps) -> None:
    """Forget updates that no channel will repeat any more."""
    async with deps.open_work() as work:
        erased = await work.dialogs.forget_updates(deps.now() - REMEMBER_UPDATES)
        await work.retention.count("update", erased, deps.now())
