"""Change the course of the process, and tell everyone concerned once in the same transaction."""

from dataclasses import dataclass
from uuid import uuid4

import structlog

from handlers.deps import Deps
from handlers.errors import NotFoundError, RefusalError
from handlers.pages.keys import SignedIn
from handlers.process import rules, texts
from storage.models import Course, OutgoingState
from storage.readings.plan import PhaseChangeReading, PhaseDetails, PhaseReading
from storage.unit_of_work import UnitOfWork

log = structlog.get_logger()


@dataclass(frozen=True, slots=True)
class Foreseen:
    """What a change would lead to: what it does to the phase, and how many are told."""

    before: PhaseReading
    course: Course
    told: int

    @property
    def is_told(self) -> bool:
        """Whether people have to hear of it."""
        return self.course in rules.TOLD


@dataclass(frozen=True, slots=True)
class Reported:
    """One change with how far its messages have come."""

    change: PhaseChangeReading
    waiting: int
    sent: int


async def list_all(deps: Deps) -> list[PhaseReading]:
    """Return the plan in its order."""
    async with deps.open_reading() as work:
        return await work.plan.phases()


async def get(deps: Deps, phase_id: int) -> PhaseReading:
    """Return a phase, or refuse."""
    async with deps.open_reading() as work:
        return await _found(work, phase_id)


async def history(deps: Deps, phase_id: int | None = None) -> list[Reported]:
    """Return the changes of a phase, or of all, the latest first, with how far they were told."""
    async with deps.open_reading() as work:
        changes = await work.plan.changes(phase_id)
        tellings = await work.plan.tellings([change.id for change in changes])
    return [
        Reported(
            change,
            waiting=sum(tellings[change.id].get(state, 0) for state in (OutgoingState.WAITING, OutgoingState.SENDING)),
            sent=tellings[change.id].get(OutgoingState.SENT, 0),
        )
        for change in changes
    ]


async def public_changes(deps: Deps) -> list[PhaseChangeReading]:
    """Return the changes of the course that people were to hear of, the latest first."""
    async with deps.open_reading() as work:
        return [change for change in await work.plan.changes() if change.course in rules.TOLD and change.reason]


async def add(deps: Deps, who: SignedIn, details: PhaseDetails) -> int:
    """Put a new phase into the plan; nobody is told. Returns its number."""
    rules.check(details)
    async with deps.open_work() as work:
        phase_id = await work.plan.add(details, key=str(uuid4()))
        await work.plan.note_change(
            phase_id, Course.ADDED, was=None, became=details, reason="", moderator_id=who.id, at=deps.now()
        )
    log.info("phase.added", phase_id=phase_id, by=who.id)
    return phase_id


async def preview(deps: Deps, phase_id: int, details: PhaseDetails, *, reason: str, seen: int) -> Foreseen:
    """Return what a change would lead to, and change nothing; refuse it as the change itself would."""
    async with deps.open_reading() as work:
        before = await _found(work, phase_id)
        course = _checked(before, details, reason, seen)
        told = await work.plan.count_concerned() if course in rules.TOLD else 0
    return Foreseen(before, course, told)


async def change(
    deps: Deps, who: SignedIn, phase_id: int, details: PhaseDetails, *, reason: str, seen: int, quietly: bool = False
) -> Foreseen:
    """Change a phase; where its course changed, everyone concerned is told, once.

    seen     version of the phase the change was made on; refused where somebody else was faster
    quietly  nobody is told; only where an example gives way to the real plan
    """
    now = deps.now()
    async with deps.open_work() as work:
        phase = await work.plan.get_for_update(phase_id)
        if phase is None:
            raise NotFoundError(texts.NO_SUCH_PHASE)
        before = await _found(work, phase_id)
        course = _checked(before, details, reason, seen)
        if rules.details_of(before) == details and not before.example:
            return Foreseen(before, course, 0)
        await work.plan.rewrite(phase, details)
        noted = await work.plan.note_change(
            phase_id,
            course,
            was=rules.details_of(before),
            became=details,
            reason=reason,
            moderator_id=who.id,
            at=now,
        )
        told = 0
        if course in rules.TOLD and not (quietly and before.example):
            await work.plan.drop_tellings(phase_id, str(course))
            told = await work.plan.tell_concerned(noted, now=now, expires_at=now + rules.HELPS_FOR)
            work.after_commit(deps.wake_outbox)
    log.info("phase.changed", phase_id=phase_id, course=course, told=told, by=who.id)
    return Foreseen(before, course, told)


async def remove(deps: Deps, who: SignedIn, phase_id: int, *, seen: int) -> None:
    """Take a phase out of the plan that was added by mistake; nobody was told of it. That it was there stays in the ledger.

    seen  version of the phase that is to go; refused where somebody else changed it since
    """
    async with deps.open_work() as work:
        phase = await work.plan.get_for_update(phase_id)
        if phase is None:
            raise NotFoundError(texts.NO_SUCH_PHASE)
        rules.check_seen(await _found(work, phase_id), seen)
        if not rules.may_go(await work.plan.changes(phase_id)):
            raise RefusalError(texts.TOLD_ALREADY)
        await work.plan.remove(phase)
        await work.ledger.note("phase_removed", f"moderator:{who.id}", deps.now(), {"phase": phase_id})
    log.info("phase.removed", phase_id=phase_id, by=who.id)


def _checked(before: PhaseReading, details: PhaseDetails, reason: str, seen: int) -> Course:
    rules.check(details)
    rules.check_reason(before, details, reason)
    rules.check_seen(before, seen)
    return rules.course_of(before, details)


async def _found(work: UnitOfWork, phase_id: int) -> PhaseReading:
    phase = await work.plan.one(phase_id)
    if phase is None:
        raise NotFoundError(texts.NO_SUCH_PHASE)
    return phase
