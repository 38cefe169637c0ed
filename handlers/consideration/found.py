"""Find what is to be worked on, or say why it cannot be."""

from collections.abc import Sequence

from handlers.consideration import texts
from handlers.deps import Deps
from handlers.errors import NotFoundError, RefusalError
from handlers.moderation import casework, claims
from handlers.moderation import rules as desk_rules
from handlers.pages.keys import SignedIn
from storage.models import Concern, Passage
from storage.unit_of_work import UnitOfWork


async def workable(deps: Deps, work: UnitOfWork, who: SignedIn, number: str) -> Concern:
    """Return a concern to be weighed by this person, who has it for themselves from now on, locked until the work ends."""
    concern = await standing_alone(work, who, number)
    await claims.take(deps, work, who, concern.id)
    return concern


async def standing_alone(work: UnitOfWork, who: SignedIn, number: str) -> Concern:
    """Return a concern that stands for itself and was not taken back, whoever works on it, locked until the work ends."""
    concern = await casework.locked(work, who, number)
    desk_rules.check_open(concern.outcome)
    await check_stands_alone(work, concern)
    return concern


async def check_stands_alone(work: UnitOfWork, concern: Concern) -> None:
    """Refuse to work on a concern that is considered together with another one."""
    lead_id = await work.passages.lead_of(concern.id)
    if lead_id is not None:
        lead = await work.concerns.one(lead_id)
        raise RefusalError(texts.JOINED_ALREADY(number=lead.number if lead else ""))


def among(passages: Sequence[Passage], passage_id: int) -> Passage:
    """Return one of a concern's passages."""
    found = next((passage for passage in passages if passage.id == passage_id), None)
    if found is None:
        raise NotFoundError(texts.UNKNOWN_PASSAGE)
    return found


async def check_nothing_stands(work: UnitOfWork, passage: Passage) -> None:
    """Refuse to go on with a passage something is decided or proposed about."""
    if await work.considerations.standing(passage.id) is not None:
        raise RefusalError(texts.DECIDED_ALREADY)
