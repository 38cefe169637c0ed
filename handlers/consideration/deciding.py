"""Decide about a passage, let a second person look where that is due, take a decision back."""

from datetime import datetime

import structlog

from handlers.concerns import outcomes, tidings
from handlers.consideration import found, objecting, rules, texts
from handlers.consideration.rules import Decision
from handlers.deps import Deps
from handlers.errors import BadInputError, RefusalError
from handlers.i18n import BERLIN
from handlers.moderation.casework import actor_of
from handlers.pages.keys import SignedIn
from storage.models import Concern, Consideration, ConsiderationState, Outcome, Passage
from storage.unit_of_work import UnitOfWork

log = structlog.get_logger(__name__)


async def decide(deps: Deps, who: SignedIn, number: str, passage_id: int, decision: Decision) -> ConsiderationState:
    """Write down what was decided about a passage; in force at once, or proposed where a second person has to look.

    With the last open passage the concern is free again for others.
    """
    now = deps.now()
    rules.check_decision(deps.city, decision, now.astimezone(BERLIN).date())
    async with deps.open_work() as work:
        concern = await found.workable(deps, work, who, number)
        passage = found.among(await work.passages.of(concern.id), passage_id)
        await found.check_nothing_stands(work, passage)
        await objecting.check_may_decide(work, who, concern)
        await _check_paragraph(work, decision.paragraph_id)
        written = await work.considerations.add(_written(decision, passage, who, now))
        if written.state is ConsiderationState.IN_FORCE:
            await _come_into_force(deps, work, concern, passage, written)
        await _note(work, concern, "considered" if written.confirmed_at else "proposed", who, written, now)
        if all(one.standing for one in await work.considerations.passages_of(concern.id)):
            await work.claims.release(concern.id, who.id)
    log.info("passage.decided", concern_id=concern.id, passage_id=passage_id, state=written.state, moderator_id=who.id)
    return written.state


async def confirm(deps: Deps, who: SignedIn, number: str, passage_id: int) -> None:
    """Put a proposed decision in force, as the second person."""
    now = deps.now()
    async with deps.open_work() as work:
        concern, passage, proposed = await _proposed(work, who, number, passage_id)
        proposed.state, proposed.confirmed_by, proposed.confirmed_at = ConsiderationState.IN_FORCE, who.id, now
        await _come_into_force(deps, work, concern, passage, proposed)
        await _note(work, concern, "considered", who, proposed, now)
    log.info("passage.confirmed", concern_id=concern.id, passage_id=passage_id, moderator_id=who.id)


async def refuse(deps: Deps, who: SignedIn, number: str, passage_id: int) -> None:
    """Say no to a proposed decision, as the second person; the passage is open again."""
    now = deps.now()
    async with deps.open_work() as work:
        concern, _, proposed = await _proposed(work, who, number, passage_id)
        proposed.state, proposed.confirmed_by, proposed.confirmed_at = ConsiderationState.REFUSED, who.id, now
        await _note(work, concern, "proposal_refused", who, proposed, now)
    log.info("passage.refused", concern_id=concern.id, passage_id=passage_id, moderator_id=who.id)


async def take_back(deps: Deps, who: SignedIn, number: str, passage_id: int) -> None:
    """Take back what stands for a passage, proposed or in force; the passage is open again.

    Not where the text is erased: there would be nothing to consider anew. Those joined to it can stand for themselves again.
    """
    now = deps.now()
    async with deps.open_work() as work:
        concern = await found.workable(deps, work, who, number)
        passage = found.among(await work.passages.of(concern.id), passage_id)
        standing = await work.considerations.standing(passage.id)
        if standing is None:
            raise RefusalError(texts.NOTHING_DECIDED)
        if not concern.redacted:
            raise RefusalError(texts.TEXT_ERASED)
        was_told_of = concern.outcome is not Outcome.OPEN
        standing.state = ConsiderationState.TAKEN_BACK
        passage.outcome = Outcome.OPEN
        await outcomes.reckon(work, concern, now)
        await _note(work, concern, "taken_back", who, standing, now)
        if was_told_of and concern.outcome is Outcome.OPEN:
            await tidings.note(deps, work, await _concerned(work, concern), "reopened")
    log.info("passage.reopened", concern_id=concern.id, passage_id=passage_id, moderator_id=who.id)


async def _come_into_force(
    deps: Deps, work: UnitOfWork, concern: Concern, passage: Passage, decided: Consideration
) -> None:
    passage.outcome = decided.outcome
    await outcomes.reckon(work, concern, deps.now())
    if concern.outcome is not Outcome.OPEN:
        await tidings.note(deps, work, await _concerned(work, concern), "considered")


async def _concerned(work: UnitOfWork, concern: Concern) -> list[Concern]:
    return [concern, *await work.passages.joined_to(concern.id)]


async def _proposed(
    work: UnitOfWork, who: SignedIn, number: str, passage_id: int
) -> tuple[Concern, Passage, Consideration]:
    """Return what waits for a second person; who looks need not wait for whoever proposed it to be done."""
    concern = await found.standing_alone(work, who, number)
    passage = found.among(await work.passages.of(concern.id), passage_id)
    proposed = await work.considerations.standing(passage.id)
    if proposed is None or proposed.state is not ConsiderationState.PROPOSED:
        raise RefusalError(texts.NOTHING_PROPOSED)
    rules.check_second_person(who, proposed)
    return concern, passage, proposed


async def _check_paragraph(work: UnitOfWork, paragraph_id: int | None) -> None:
    known = {paragraph.id for paragraph in await work.considerations.paragraphs()} if paragraph_id else set()
    if paragraph_id is not None and paragraph_id not in known:
        raise BadInputError(texts.UNKNOWN_PARAGRAPH)


def _written(decision: Decision, passage: Passage, who: SignedIn, now: datetime) -> Consideration:
    four_eyes = rules.needs_four_eyes(decision.outcome)
    return Consideration(
        passage_id=passage.id,
        outcome=decision.outcome,
        reason=decision.reason,
        words=decision.words,
        paragraph_id=decision.paragraph_id,
        body=decision.body,
        decided_on=decision.decided_on.isoformat(),
        state=ConsiderationState.PROPOSED if four_eyes else ConsiderationState.IN_FORCE,
        proposed_by=who.id,
        proposed_at=now,
        confirmed_at=None if four_eyes else now,
    )


async def _note(
    work: UnitOfWork, concern: Concern, act: str, who: SignedIn, decided: Consideration, now: datetime
) -> None:
    detail = {"passage": decided.passage_id, "consideration": decided.id, "outcome": decided.outcome.value}
    concern.changed_at = now
    await work.concerns.note(concern.id, act, actor_of(who), now, detail)
