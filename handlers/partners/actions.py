"""Keep the list of partners, and count how often their links were opened."""

from dataclasses import dataclass
from datetime import timedelta

import structlog

from handlers.deps import Deps
from handlers.errors import NotFoundError
from handlers.i18n import BERLIN, Phrase
from handlers.pages.keys import SignedIn
from handlers.partners import rules, texts
from storage.models import PartnerKind, Way
from storage.readings.partners import PartnerReading

log = structlog.get_logger()
LATELY = timedelta(days=30)


@dataclass(frozen=True, slots=True)
class Opened:
    """How often the links of a partner were opened by one way; both numbers as they may be shown."""

    way: Phrase
    lately: Phrase
    before: Phrase


async def list_all(deps: Deps) -> list[PartnerReading]:
    """Return every partner by name."""
    async with deps.open_reading() as work:
        return await work.partners.all()


async def get(deps: Deps, partner_id: int) -> PartnerReading:
    """Return a partner, or refuse."""
    async with deps.open_reading() as work:
        partner = await work.partners.one(partner_id)
    if partner is None:
        raise NotFoundError(texts.NO_SUCH_PARTNER)
    return partner


async def add(deps: Deps, who: SignedIn, name: str, kind: PartnerKind, code: str) -> int:
    """Put a partner on the list; returns their number."""
    async with deps.open_work() as work:
        free = rules.checked_code(code, name, await work.partners.codes())
        partner_id = await work.partners.add(name, kind, free, deps.now())
    log.info("partner.added", partner_id=partner_id, by=who.id)
    return partner_id


async def edit(deps: Deps, who: SignedIn, partner_id: int, name: str, kind: PartnerKind, *, active: bool) -> None:
    """Change a partner; the code stays, it is on paper."""
    await get(deps, partner_id)
    async with deps.open_work() as work:
        await work.partners.rewrite(partner_id, name, kind, active=active)
    log.info("partner.edited", partner_id=partner_id, by=who.id)


async def opened(deps: Deps, partner_id: int) -> list[Opened]:
    """Return how often each link was opened; the two stretches have no day in common, so that no sum tells a small number."""
    since = (deps.now() - LATELY).astimezone(BERLIN).date().isoformat()
    async with deps.open_reading() as work:
        found = {one.way: one for one in await work.partners.opened(partner_id, since)}
    return [
        Opened(said, rules.shown(one.lately if one else 0), rules.shown(one.before if one else 0))
        for way, said in texts.WAYS.items()
        for one in (found.get(way),)
    ]


async def count_arrival(deps: Deps, code: str, way: Way) -> None:
    """Add one to today's number of a partner and this way, and nothing else; an unknown code counts nowhere."""
    code = code.strip().casefold()
    if not rules.CODE.fullmatch(code):
        return
    today = deps.now().astimezone(BERLIN).date().isoformat()
    async with deps.open_work() as work:
        await work.partners.count_arrival(code, way, today)
