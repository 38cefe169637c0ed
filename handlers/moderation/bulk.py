"""The same move for many concerns: first what it would change, then all of that in one transaction, and one way back."""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass

import structlog

from handlers.deps import Deps
from handlers.errors import BadInputError, RefusalError
from handlers.i18n import BERLIN, Phrase
from handlers.moderation import casework, deadlines, rules, stages, texts
from handlers.moderation.moving import Listed, carry_out, state_of
from handlers.moderation.stages import Planned
from handlers.moderation.vocabulary import Move
from handlers.pages.keys import SignedIn
from storage.readings.concerns import ConcernReading
from storage.readings.queue import ClaimReading
from storage.unit_of_work import UnitOfWork

log = structlog.get_logger(__name__)
MOST = 500


@dataclass(frozen=True, slots=True)
class Wish:
    """What is to be done: a move, and for moves of topics which one."""

    move: Move
    topic: str


@dataclass(frozen=True, slots=True)
class Change:
    """A concern as it is, and what it would become."""

    concern: ConcernReading
    planned: Planned


@dataclass(frozen=True, slots=True)
class Preview:
    """What would change and what would stay, and why.

    left_out  how many of the list are beyond what is done at once
    key       names all of this, to notice that something changed before it was carried out
    """

    changes: tuple[Change, ...]
    stays: tuple[tuple[ConcernReading, Phrase], ...]
    left_out: int
    key: str


async def preview(deps: Deps, who: SignedIn, wish: Wish, listed: Listed, numbers: Sequence[str] | None) -> Preview:
    """Return what a wish would do to these concerns, or (None) to those of a list, of which at most MOST."""
    _check(deps, wish)
    later = deadlines.later(deps.city.deadlines)
    async with deps.open_reading() as work:
        if numbers is None:
            total = await work.concerns.count(listed.narrowed)
            ids = await work.worklist.ids(listed.narrowed, listed.order, later, offset=0, limit=MOST)
        else:
            ids = await work.worklist.ids_of(list(dict.fromkeys(numbers))[:MOST])
            total = max(len(set(numbers)), len(ids))
        return await _preview(deps, work, who, wish, ids, total)


async def carry_out_all(deps: Deps, who: SignedIn, wish: Wish, numbers: Sequence[str], key: str) -> int:
    """Do what a preview said, all of it or nothing; returns how many concerns were changed."""
    _check(deps, wish)
    now = deps.now()
    async with deps.open_work() as work:
        ids = await work.worklist.ids_of(numbers[:MOST])
        concerns = {concern.id: concern for concern in await work.concerns.several_for_update(ids)}
        found = await _preview(deps, work, who, wish, ids, len(ids))
        if found.key != key or not found.changes:
            raise RefusalError(texts.CHANGED_SINCE_PREVIEW)
        for change in found.changes:
            await carry_out(deps, work, who, concerns[change.concern.id], change.concern, change.planned, now)
        states = [state_of(change.concern) for change in found.changes]
        await casework.keep(work, who, wish.move, now, states)
    log.info("concerns.moved", move=wish.move, concerns=len(states), moderator_id=who.id)
    return len(states)


def _check(deps: Deps, wish: Wish) -> None:
    if wish.move in (Move.ADD_TOPIC, Move.REMOVE_TOPIC) and wish.topic not in {one.id for one in deps.city.topics}:
        raise BadInputError(texts.UNKNOWN_TOPIC)


async def _preview(deps: Deps, work: UnitOfWork, who: SignedIn, wish: Wish, ids: Sequence[int], total: int) -> Preview:
    claims = await work.claims.of(ids, deps.now())
    changes: list[Change] = []
    stays: list[tuple[ConcernReading, Phrase]] = []
    for concern in await work.concerns.some(ids):
        if not rules.may_see(who, concern.workgroups):
            continue
        found = _outcome(deps, who, wish, concern, claims.get(concern.id))
        if isinstance(found, Phrase):
            stays.append((concern, found))
        else:
            changes.append(Change(concern, found))
    return Preview(tuple(changes), tuple(stays), total - len(ids), _key(changes))


def _outcome(
    deps: Deps, who: SignedIn, wish: Wish, concern: ConcernReading, claim: ClaimReading | None
) -> Planned | Phrase:
    """Return what becomes of a concern, or why it stays as it is."""
    if claim is not None and claim.moderator_id != who.id:
        since = claim.since.astimezone(BERLIN).time().replace(microsecond=0)
        return texts.CLAIMED(name=claim.name, since=since)
    try:
        planned = stages.plan(deps.city, wish.move, concern, wish.topic)
    except RefusalError as refusal:
        return refusal.sentence
    return planned if planned.acts else texts.SO_ALREADY


def _key(changes: Sequence[Change]) -> str:
    """Return a word that is another one where a concern of these has changed since."""
    stood = ((one.concern.id, one.concern.status.value, casework.key_of(one.concern.topics)) for one in changes)
    return hashlib.sha256(repr(sorted(stood)).encode()).hexdigest()
