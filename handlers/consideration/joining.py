"""Take alike concerns together and let them stand for themselves again; each keeps its text, its number and its author."""

from collections.abc import Sequence

import structlog

from handlers.concerns import outcomes, tidings
from handlers.consideration import found, rules, texts
from handlers.deps import Deps
from handlers.errors import BadInputError, RefusalError
from handlers.moderation import claims
from handlers.moderation.casework import actor_of, locked
from handlers.moderation.rules import check_open
from handlers.pages.keys import SignedIn
from storage.models import Concern
from storage.unit_of_work import UnitOfWork

log = structlog.get_logger(__name__)


async def join(deps: Deps, who: SignedIn, lead_number: str, numbers: Sequence[str]) -> int:
    """Let concerns be considered together with a lead, all of them or none; who was joined to one of them comes along.

    Returns how many were joined.
    """
    now = deps.now()
    async with deps.open_work() as work:
        by_number = {number: await locked(work, who, number) for number in sorted({lead_number, *numbers}) if number}
        lead = by_number.pop(lead_number)
        check_open(lead.outcome)
        await found.check_stands_alone(work, lead)
        await claims.take(deps, work, who, lead.id)
        if not by_number:
            raise BadInputError(texts.NOT_WITH_ITSELF)
        joining: list[Concern] = []
        for concern in by_number.values():
            await claims.check_free(deps, work, who, concern.id)
            joining += await _coming_along(work, concern)
        await outcomes.join(work, joining, lead, now)
        for concern in joining:
            await work.concerns.note(concern.id, "joined", actor_of(who), now, {"lead": lead.number})
        await tidings.note(deps, work, joining, "joined")
    log.info("concern.joined", lead_id=lead.id, concerns=len(joining), moderator_id=who.id)
    return len(joining)


async def free(deps: Deps, who: SignedIn, number: str) -> None:
    """Let one joined concern stand for itself again."""
    async with deps.open_work() as work:
        concern = await locked(work, who, number)
        check_open(concern.outcome)
        lead_id = await work.passages.lead_of(concern.id)
        if lead_id is None:
            raise RefusalError(texts.NOT_JOINED)
        await claims.check_free(deps, work, who, lead_id)
        await _let_go(deps, work, who, [concern])
    log.info("concern.freed", concern_id=concern.id, moderator_id=who.id)


async def dissolve(deps: Deps, who: SignedIn, lead_number: str) -> int:
    """Let every concern joined to a lead stand for itself again; returns how many there were."""
    async with deps.open_work() as work:
        lead = await locked(work, who, lead_number)
        await claims.check_free(deps, work, who, lead.id)
        concerns = await work.passages.joined_to(lead.id)
        if not concerns:
            raise RefusalError(texts.NOT_JOINED)
        await _let_go(deps, work, who, concerns)
    log.info("concern.dissolved", lead_id=lead.id, concerns=len(concerns), moderator_id=who.id)
    return len(concerns)


async def _coming_along(work: UnitOfWork, concern: Concern) -> list[Concern]:
    """Return a concern about which nothing is decided, with those joined to it, which are free after this."""
    check_open(concern.outcome)
    await found.check_stands_alone(work, concern)
    for passage in await work.passages.of(concern.id):
        if rules.is_decided(passage) or await work.considerations.standing(passage.id) is not None:
            raise RefusalError(texts.HAS_DECISIONS(number=concern.number))
    return [concern, *await work.passages.joined_to(concern.id)]


async def _let_go(deps: Deps, work: UnitOfWork, who: SignedIn, concerns: Sequence[Concern]) -> None:
    await outcomes.stand_alone(work, concerns, deps.now())
    for concern in concerns:
        await work.concerns.note(concern.id, "freed", actor_of(who), deps.now())
    await tidings.note(deps, work, concerns, "freed")
