"""What the clock does for access to the desk."""

from handlers.accounts import rules
from handlers.accounts.slowing import FORGOTTEN_AFTER
from handlers.deps import Deps


async def forget_sign_ins(deps: Deps) -> None:
    """Drop sessions, links, awaited codes and known browsers that have run out, and tries nobody repeated for a day."""
    now = deps.now()
    async with deps.open_work() as work:
        await work.desk.forget_expired(now, rules.IDLE)
        await work.accounts.forget_old(now, tries_before=now - FORGOTTEN_AFTER)
