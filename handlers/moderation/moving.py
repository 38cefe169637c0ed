"""Move concerns through the queue one by one, claimed while somebody works on them, and undo the last move."""

from dataclasses import dataclass
from datetime import datetime

import structlog

from handlers.concerns import tidings
from handlers.deps import Deps
from handlers.errors import NotFoundError, RefusalError
from handlers.moderation import casework, claims, deadlines, rules, stages, texts
from handlers.moderation.claims import LASTS
from handlers.moderation.stages import ASSIGNED, Planned
from handlers.moderation.vocabulary import Move
from handlers.pages.keys import SignedIn
from storage.models import Concern
from storage.readings.concerns import ClaimedBy, ConcernFilter, ConcernReading
from storage.readings.corrections import CORRECTED, RESTORED
from storage.readings.queue import BeforeReading, ChangeReading, Order
from storage.repositories.changes import written
from storage.unit_of_work import UnitOfWork

log = structlog.get_logger(__name__)
UNDONE = "undone"
TRIES = 20


@dataclass(frozen=True, slots=True)
class Listed:
    """The list somebody works through: what it holds and in which order."""

    narrowed: ConcernFilter
    order: Order


async def move(deps: Deps, who: SignedIn, number: str, wanted: Move) -> None:
    """Confirm a concern, give it to its workgroups, or close it; what is so already stays so."""
    async with deps.open_work() as work:
        concern = await casework.workable(deps, work, who, number)
        await _moved(deps, work, who, concern, wanted)
    log.info("concern.moved", concern_id=concern.id, move=wanted, moderator_id=who.id)


async def pass_on(deps: Deps, who: SignedIn, number: str, listed: Listed) -> str | None:
    """Confirm a concern and give it to its workgroups; returns the next of the list, claimed, None where there is none."""
    async with deps.open_work() as work:
        concern = await casework.workable(deps, work, who, number)
        before = await _moved(deps, work, who, concern, Move.PASS)
        await work.claims.release(concern.id, who.id)
        found = await _claim_next(deps, work, who, listed, before)
    log.info("concern.moved", concern_id=concern.id, move=Move.PASS, moderator_id=who.id)
    return found


async def start_next(deps: Deps, who: SignedIn, listed: Listed, after: str = "") -> str | None:
    """Claim the first concern of a list nobody has confirmed, or the first after one; that one is given free."""
    async with deps.open_work() as work:
        before = await _reading(work, await casework.locked(work, who, after)) if after else None
        if before is not None:
            await work.claims.release(before.id, who.id)
        return await _claim_next(deps, work, who, listed, before)


async def claim(deps: Deps, who: SignedIn, number: str, *, take_over: bool) -> None:
    """Let nobody else work on a concern for a while; taken from somebody else only where that is said."""
    now = deps.now()
    async with deps.open_work() as work:
        concern = await casework.locked(work, who, number)
        if take_over:
            await work.claims.take_over(concern.id, who.id, now, now + LASTS)
        else:
            await claims.take(deps, work, who, concern.id)
    log.info("concern.claimed", concern_id=concern.id, moderator_id=who.id, taken_over=take_over)


async def release(deps: Deps, who: SignedIn, number: str) -> None:
    """Give a concern free that one works on."""
    async with deps.open_work() as work:
        concern = await casework.locked(work, who, number)
        await work.claims.release(concern.id, who.id)


async def last_change(deps: Deps, who: SignedIn) -> ChangeReading | None:
    """Return what this person changed last, if it can be undone."""
    async with deps.open_reading() as work:
        return await work.changes.last_of(casework.actor_of(who))


async def undo(deps: Deps, who: SignedIn, change_id: int) -> str | None:
    """Undo a change of one's own, all of it or nothing; returns the number of its concern, None where it had several."""
    now = deps.now()
    async with deps.open_work() as work:
        found = await work.changes.one(change_id, casework.actor_of(who))
        if found is None:
            raise NotFoundError(texts.NOTHING_TO_UNDO)
        change, before = found
        concerns = [await work.concerns.get_for_update(state.concern_id) for state in before]
        if not before or any(one is None or one.changed_at != change.at for one in concerns):
            raise RefusalError(texts.CHANGED_SINCE)
        for concern, state in zip(concerns, before, strict=True):
            if concern is not None:
                await claims.check_free(deps, work, who, concern.id)
                await _restored(deps, work, who, concern, state, change.act)
                concern.changed_at = now
        await work.changes.drop(change_id)
    log.info("change.undone", act=change.act, concerns=len(before), moderator_id=who.id)
    return concerns[0].number if len(concerns) == 1 and concerns[0] else None


async def carry_out(
    deps: Deps,
    work: UnitOfWork,
    who: SignedIn,
    concern: Concern,
    before: ConcernReading,
    planned: Planned,
    at: datetime,
) -> None:
    """Make a locked concern what was planned, at this moment, and note it; the caller keeps how it was."""
    actor = casework.actor_of(who)
    if CORRECTED in planned.acts:
        await work.concerns.retag(concern.id, planned.topics, planned.workgroups)
    concern.status, concern.changed_at = planned.status, at
    for act in planned.acts:
        await work.concerns.note(concern.id, act, actor, at, _detail(act, before, planned))
    if ASSIGNED in planned.acts:
        await tidings.note(deps, work, [concern], ASSIGNED)


def state_of(concern: ConcernReading) -> BeforeReading:
    """Return what is kept of a concern so that a change of it can be undone."""
    return BeforeReading(concern.id, concern.status, concern.topics, None, ())


def _detail(act: str, before: ConcernReading, planned: Planned) -> object:
    if act != CORRECTED:
        return None
    return {"before": [written(topic) for topic in before.topics], "after": [topic.id for topic in planned.topics]}


async def _moved(deps: Deps, work: UnitOfWork, who: SignedIn, concern: Concern, wanted: Move) -> ConcernReading:
    """Make a move and return the concern as it was before."""
    before = await _reading(work, concern)
    planned = stages.plan(deps.city, wanted, before)
    if planned.acts:
        now = deps.now()
        await carry_out(deps, work, who, concern, before, planned, now)
        await casework.keep(work, who, wanted, now, [state_of(before)])
    return before


async def _claim_next(
    deps: Deps, work: UnitOfWork, who: SignedIn, listed: Listed, after: ConcernReading | None
) -> str | None:
    """Claim what comes next in a list; behind its end it begins anew. Who is faster at the same moment gets it."""
    now, beginning_anew = deps.now(), after is None
    later = deadlines.later(deps.city.deadlines)
    for _ in range(TRIES):
        number = await work.worklist.next_unworked(listed.narrowed, listed.order, later, after, ClaimedBy(who.id, now))
        if number is None:
            if beginning_anew:
                return None
            after, beginning_anew = None, True
            continue
        concern_id = await work.concerns.id_of(number)
        if concern_id is not None and await work.claims.take(concern_id, who.id, now, now + LASTS):
            return number
    return None


async def _restored(
    deps: Deps, work: UnitOfWork, who: SignedIn, concern: Concern, state: BeforeReading, act: str
) -> None:
    """Bring a concern back to how it was; only the words of its topics may differ where its text was changed."""
    before = await _reading(work, concern)
    retagged = casework.key_of(before.topics) != casework.key_of(state.topics)
    if before.topics != state.topics:
        topics = rules.known_topics(deps.city, state.topics)
        await work.concerns.retag(concern.id, topics, deps.city.workgroups_of(topic.id for topic in topics))
    concern.status = state.status
    if state.redacted is not None:
        await work.concerns.set_redacted(concern, state.redacted)
        await work.passages.move(await work.passages.of(concern.id), state.starts)
    detail = {"act": act}
    await work.concerns.note(concern.id, RESTORED if retagged else UNDONE, casework.actor_of(who), deps.now(), detail)
    await work.tidings.drop_untold([concern.id], ASSIGNED)


async def _reading(work: UnitOfWork, concern: Concern) -> ConcernReading:
    found = await work.concerns.one(concern.id)
    if found is None:
        raise NotFoundError(texts.UNKNOWN_CONCERN)
    return found
