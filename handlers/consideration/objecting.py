"""“Please look at it again”: the author of a concern objects once, and a person answers who had no part in the decision."""

from uuid import UUID

import structlog

from handlers.concerns import outcomes, tidings
from handlers.concerns.rules import RESIDENT
from handlers.consideration import rules, texts
from handlers.deps import Deps
from handlers.errors import NotFoundError, RefusalError
from handlers.moderation.casework import actor_of, locked
from handlers.pages.keys import SignedIn
from storage.models import Concern, Objection, ObjectionState
from storage.readings.concerns import ConcernReading
from storage.unit_of_work import UnitOfWork

log = structlog.get_logger(__name__)


async def object_to(deps: Deps, resident_id: UUID, concern_id: int, words: str = "") -> str:
    """Ask for one's own decided concern to be looked at again; returns its number.

    words  what was overlooked; kept without personal data
    """
    redacted = (await deps.read(words)).redacted if words else ""
    async with deps.open_work() as work:
        concern = await work.concerns.get_for_update(concern_id)
        if concern is None or concern.resident_id != resident_id:
            raise NotFoundError(texts.NOT_OBJECTABLE)
        if await work.considerations.objection_for_update(concern_id) is not None:
            raise RefusalError(texts.OBJECTED_ALREADY)
        if not await is_decided(work, concern):
            raise RefusalError(texts.NOT_OBJECTABLE)
        deciders = await work.considerations.deciders(await _considered_as(work, concern))
        await work.considerations.object(
            Objection(concern_id=concern_id, words=redacted, deciders=sorted(deciders), at=deps.now())
        )
        await work.concerns.note(concern_id, "objected", RESIDENT, deps.now())
    log.info("concern.objected", concern_id=concern_id)
    return concern.number


async def check_possible(deps: Deps, concern_id: int) -> None:
    """Refuse to ask why where an objection would be refused."""
    async with deps.open_reading() as work:
        concern = await work.concerns.one(concern_id)
        if await work.considerations.objection_to(concern_id) is not None:
            raise RefusalError(texts.OBJECTED_ALREADY)
        if concern is None or not await is_decided(work, concern):
            raise RefusalError(texts.NOT_OBJECTABLE)


async def uphold(deps: Deps, who: SignedIn, number: str) -> None:
    """Let it stay as it was decided; for a person who had no part in that."""
    async with deps.open_work() as work:
        concern = await _to_answer(deps, work, who, number, ObjectionState.UPHELD)
        if not await is_decided(work, concern):
            raise RefusalError(texts.NOTHING_DECIDED)
        await tidings.note(deps, work, [concern], "upheld")
    log.info("objection.upheld", concern_id=concern.id, moderator_id=who.id)


async def reopen(deps: Deps, who: SignedIn, number: str) -> None:
    """Agree with the author: the concern stands for itself and is open again; for a person who had no part in the decision."""
    async with deps.open_work() as work:
        concern = await _to_answer(deps, work, who, number, ObjectionState.CHANGED)
        followers = await work.passages.joined_to(concern.id)
        if await work.passages.lead_of(concern.id) is not None:
            await outcomes.stand_alone(work, [concern], deps.now())
        else:
            await work.considerations.take_back_all([concern.id])
            await outcomes.reopen(work, concern, deps.now())
        await tidings.note(deps, work, [concern, *followers], "reopened")
    log.info("objection.reopened", concern_id=concern.id, moderator_id=who.id)


async def check_may_decide(work: UnitOfWork, who: SignedIn, concern: Concern) -> None:
    """Refuse to let a reopened concern be decided anew by whoever had a part in the first decision."""
    objection = await work.considerations.objection_for_update(concern.id)
    if objection is not None and objection.state is ObjectionState.CHANGED:
        rules.check_not_involved(who, objection.deciders)


async def is_decided(work: UnitOfWork, concern: Concern | ConcernReading) -> bool:
    """Tell whether a person decided what became of a concern, or of the one it is joined with."""
    lead_id = await work.passages.lead_of(concern.id)
    weighed = concern if lead_id is None else await work.concerns.one(lead_id)
    return weighed is not None and weighed.outcome in texts.DECIDABLE


async def _considered_as(work: UnitOfWork, concern: Concern) -> int:
    """Return the concern whose passages were weighed for this one."""
    return await work.passages.lead_of(concern.id) or concern.id


async def _to_answer(deps: Deps, work: UnitOfWork, who: SignedIn, number: str, answer: ObjectionState) -> Concern:
    """Return the locked concern of an objection that is hereby answered, by a person who may."""
    now = deps.now()
    concern = await locked(work, who, number)
    objection = await work.considerations.objection_for_update(concern.id)
    if objection is None or objection.state is not ObjectionState.OPEN:
        raise RefusalError(texts.NO_OBJECTION)
    rules.check_not_involved(who, objection.deciders)
    objection.state, objection.answered_by, objection.answered_at = answer, who.id, now
    concern.changed_at = now
    await work.concerns.note(concern.id, f"objection_{answer}", actor_of(who), now)
    return concern
