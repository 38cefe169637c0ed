"""Write down meetings and what they decided."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

import structlog

from handlers.deps import Deps
from handlers.errors import NotFoundError, RefusalError
from handlers.pages.keys import SignedIn
from handlers.steering import rules, texts
from storage.models import DecisionState, Role
from storage.readings.steering import DecisionDetails, DecisionReading, MeetingDetails, MeetingReading
from storage.unit_of_work import UnitOfWork

log = structlog.get_logger()


@dataclass(frozen=True, slots=True)
class Minutes:
    """A meeting with what it decided."""

    meeting: MeetingReading
    decisions: tuple[DecisionReading, ...]


async def list_all(deps: Deps, who: SignedIn, *, offset: int, limit: int) -> tuple[int, list[MeetingReading]]:
    """Return how many meetings this person may read of, and one page of them, the latest first."""
    hidden = rules.hidden_bodies(deps.city, who)
    async with deps.open_reading() as work:
        return await work.meetings.count(hidden), await work.meetings.all(offset=offset, limit=limit, hidden=hidden)


async def get(deps: Deps, who: SignedIn, meeting_id: int) -> Minutes:
    """Return a meeting with its decisions, or refuse."""
    async with deps.open_reading() as work:
        meeting = await _found(work, meeting_id)
        rules.check_readable(deps.city, who, meeting.body)
        return Minutes(meeting, tuple(await work.meetings.decisions_at(meeting_id, rules.own_list(who))))


async def add(deps: Deps, who: SignedIn, details: MeetingDetails) -> int:
    """Write a meeting down; returns its number."""
    rules.check_body(deps.city, details.body)
    async with deps.open_work() as work:
        meeting_id = await work.meetings.add(details, deps.now())
    log.info("meeting.added", meeting_id=meeting_id, by=who.id)
    return meeting_id


async def edit(deps: Deps, who: SignedIn, meeting_id: int, details: MeetingDetails, *, seen: datetime | None) -> None:
    """Change a meeting; `seen` is its `changed_at` as the change was begun."""
    rules.check_body(deps.city, details.body)
    async with deps.open_work() as work:
        meeting = await work.meetings.get_for_update(meeting_id)
        if meeting is None:
            raise NotFoundError(texts.NO_SUCH_MEETING)
        rules.check_seen(meeting.changed_at, seen)
        await work.meetings.rewrite(meeting, details, deps.now())
    log.info("meeting.edited", meeting_id=meeting_id, by=who.id)


async def discard(deps: Deps, who: SignedIn, meeting_id: int) -> None:
    """Remove a meeting that decided nothing; what was decided stays for good."""
    async with deps.open_work() as work:
        meeting = await work.meetings.get_for_update(meeting_id)
        if meeting is None:
            raise NotFoundError(texts.NO_SUCH_MEETING)
        if (await _found(work, meeting_id)).decisions:
            raise RefusalError(texts.HAS_DECISIONS)
        await work.meetings.remove(meeting)
    log.info("meeting.discarded", meeting_id=meeting_id, by=who.id)


async def decisions(
    deps: Deps, who: SignedIn, state: DecisionState | None, *, offset: int, limit: int
) -> tuple[int, list[DecisionReading]]:
    """Return how many decisions in a state (or in any) this person may read, and one page of them, the first due first."""
    hidden = rules.hidden_bodies(deps.city, who)
    async with deps.open_reading() as work:
        total = await work.meetings.count_decisions(state, hidden)
        found = await work.meetings.decisions(
            state, offset=offset, limit=limit, hidden=hidden, workgroup=rules.own_list(who)
        )
    return total, found


async def decisions_about(deps: Deps, who: SignedIn, typed: str) -> list[DecisionReading]:
    """Return the decisions about one concern, or about one passage of it; only for who may know of all concerns."""
    found = rules.NAMED.fullmatch(typed)
    async with deps.open_reading() as work:
        known = await work.meetings.concerns_named([found[1]]) if found and rules.own_list(who) is None else {}
        if not found or found[1] not in known:
            raise NotFoundError(texts.UNKNOWN_CONCERNS(numbers=typed))
        named = known[found[1]]
        passages = named.passage_ids[int(found[2]) - 1 :][:1] if found[2] else named.passage_ids
        return await work.meetings.decisions_of(named.concern_id, passages)


async def decisions_on_page(
    deps: Deps, work: UnitOfWork, who: SignedIn, concern_id: int, passage_ids: Sequence[int]
) -> list[DecisionReading]:
    """Return the decisions about a concern or its passages, as far as somebody who looks at it may read of them."""
    if who.role is Role.READER:
        return []
    return await work.meetings.decisions_of(concern_id, passage_ids, rules.hidden_bodies(deps.city, who))


async def get_decision(deps: Deps, decision_id: int) -> DecisionReading:
    """Return a decision, or refuse; for who may change it."""
    async with deps.open_reading() as work:
        decision = await work.meetings.decision(decision_id)
    if decision is None:
        raise NotFoundError(texts.NO_SUCH_DECISION)
    return decision


async def decide(deps: Deps, who: SignedIn, meeting_id: int, details: DecisionDetails, about: str) -> int:
    """Write down what a meeting decided, about the concerns and passages that are named; returns its number."""
    async with deps.open_work() as work:
        await _found(work, meeting_id)
        concern_ids, passage_ids = await _named(work, about)
        decision_id = await work.meetings.add_decision(meeting_id, details, deps.now())
        await work.meetings.link(decision_id, concern_ids, passage_ids)
    log.info("decision.added", decision_id=decision_id, about=len(concern_ids) + len(passage_ids), by=who.id)
    return decision_id


async def edit_decision(
    deps: Deps, who: SignedIn, decision_id: int, details: DecisionDetails, about: str, *, seen: datetime | None
) -> None:
    """Change a decision and what it is about; `seen` is its `changed_at` as the change was begun."""
    async with deps.open_work() as work:
        # Concerns before the decision, in the order in which who splits them locks both.
        concern_ids, passage_ids = await _named(work, about)
        decision = await work.meetings.decision_for_update(decision_id)
        if decision is None:
            raise NotFoundError(texts.NO_SUCH_DECISION)
        rules.check_seen(decision.changed_at, seen)
        await work.meetings.rewrite_decision(decision, details, deps.now())
        await work.meetings.link(decision_id, concern_ids, passage_ids)
    log.info("decision.edited", decision_id=decision_id, about=len(concern_ids) + len(passage_ids), by=who.id)


async def _named(work: UnitOfWork, typed: str) -> tuple[list[int], list[int]]:
    """Return the concerns named as a whole and the passages named, all of them locked."""
    named = rules.named_in(typed)
    known = await work.meetings.concerns_named({one.number for one in named}, locked=True)
    rules.check_there(named, known)
    whole = [known[one.number].concern_id for one in named if one.place is None]
    return whole, [known[one.number].passage_ids[one.place - 1] for one in named if one.place is not None]


async def _found(work: UnitOfWork, meeting_id: int) -> MeetingReading:
    meeting = await work.meetings.one(meeting_id)
    if meeting is None:
        raise NotFoundError(texts.NO_SUCH_MEETING)
    return meeting
