"""Who works on a concern: nobody else then does, until it is given free or twenty minutes have passed without an act."""

from datetime import timedelta

from handlers.deps import Deps
from handlers.errors import RefusalError
from handlers.i18n import BERLIN
from handlers.moderation import texts
from handlers.pages.keys import SignedIn
from storage.unit_of_work import UnitOfWork

LASTS = timedelta(minutes=20)


class ClaimedError(RefusalError):
    """Somebody else works on it."""


async def take(deps: Deps, work: UnitOfWork, who: SignedIn, concern_id: int) -> None:
    """Let nobody else act on a locked concern from now on; refuse where somebody else works on it already."""
    now = deps.now()
    if not await work.claims.take(concern_id, who.id, now, now + LASTS):
        await check_free(deps, work, who, concern_id)


async def check_free(deps: Deps, work: UnitOfWork, who: SignedIn, concern_id: int) -> None:
    """Refuse to act on a locked concern somebody else works on; one's own claim lasts longer by it."""
    now = deps.now()
    claim = (await work.claims.of([concern_id], now)).get(concern_id)
    if claim is None:
        return
    if claim.moderator_id != who.id:
        since = claim.since.astimezone(BERLIN).time().replace(microsecond=0)
        raise ClaimedError(texts.CLAIMED(name=claim.name, since=since))
    await work.claims.prolong(concern_id, who.id, now + LASTS)
