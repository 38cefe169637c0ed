"""What the clock does for the ledger: chain it, and note what was erased."""

from handlers.deps import Deps
from handlers.ledger.actions import chain_new

SYSTEM = "system"
RETENTION = "retention"

__all__ = ["chain_new"]


async def note_retention(deps: Deps) -> None:
    """Note for each day that is over how much was erased because its time was over, kind by kind; nothing for a day without."""
    async with deps.open_work() as work:
        for day, erased in (await work.retention.take_before(deps.now())).items():
            await work.ledger.note(RETENTION, SYSTEM, deps.now(), {"day": day, "erased": dict(erased)})
