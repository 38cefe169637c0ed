"""Write down meetings and what they decided."""

from dataclasses import dataclass
from datetime import datetime

import structlog

from handlers.deps import Deps
from handlers.errors import NotFoundError, RefusalError
from handlers.pages.keys import SignedIn
from handlers.steering import rules, texts
from storage.models import DecisionState
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


async def decisions_about(deps: Deps, who: SignedIn, number: str) -> list[DecisionReading]:
    """Return the decisions about the concern with a case number; only for who may know of all concerns."""
    async with deps.open_reading() as work:
        known = await work.meetings.concerns_named([number])
        if number not in known or rules.own_list(who) is not None:
            raise NotFoundError(texts.UNKNOWN_CONCERNS(numbers=number))
        return await work.meetings.decisions_of(known[number])


async def get_decision(deps: Deps, decision_id: int) -> DecisionReading:
    """Return a decision, or refuse; for who may change it."""
    async with deps.open_reading() as work:
        decision = await work.meetings.decision(decision_id)
    if decision is None:
        raise NotFoundError(texts.NO_SUCH_DECISION)
    return decision


async def decide(deps: Deps, who: SignedIn, meeting_id: int, details: DecisionDetails, concerns: str) -> int:
    """Write down what a meeting decided, about the concerns with these case numbers; returns its number."""
    async with deps.open_work() as work:
        await _found(work, meeting_id)
        concern_ids = await _concern_ids(work, concerns)
        decision_id = await work.meetings.add_decision(meeting_id, details, deps.now())
        await work.meetings.link_concerns(decision_id, concern_ids)
    log.info("decision.added", decision_id=decision_id, concerns=len(concern_ids), by=who.id)
    return decision_id


async def edit_decision(
    deps: Deps, who: SignedIn, decision_id: int, details: DecisionDetails, concerns: str, *, seen: datetime | None
) -> None:
    """Change a decision and what it is about; `seen` is its `changed_at` as the change was begun."""
    async with deps.open_work() as work:
        decision = await work.meetings.decision_for_update(decision_id)
        if decision is None:
            raise NotFoundError(texts.NO_SUCH_DECISION)
        rules.check_seen(decision.changed_at, seen)
        concern_ids = await _concern_ids(work, concerns)
        await work.meetings.rewrite_decision(decision, details, deps.now())
        await work.meetings.link_concerns(decision_id, concern_ids)
    log.info("decision.edited", decision_id=decision_id, concerns=len(concern_ids), by=who.id)


async def _concern_ids(work: UnitOfWork, typed: str) -> list[int]:
    numbers = rules.case_numbers(typed)
    known = await work.meetings.concerns_named(numbers)
    rules.check_known(set(numbers) - known.keys())
    return [known[number] for number in numbers]


async def _found(work: UnitOfWork, meeting_id: int) -> MeetingReading:
    meeting = await work.meetings.one(meeting_id)
    if meeting is None:
        raise NotFoundError(texts.NO_SUCH_MEETING)
    return meeting
