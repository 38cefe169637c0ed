"""What a concern comes to: the sum of its passages, and what its end means for those joined to it.

A concern's outcome is never set by itself. It is that of its author's last word (withdrawn, erased), else `joined`, else follows from
the outcomes of its passages; each is written in the same transaction as its cause.
"""

from collections.abc import Iterable, Sequence
from datetime import datetime

from handlers.concerns.rules import SYSTEM
from storage.models import Concern, Objection, ObjectionState, Outcome, Status
from storage.unit_of_work import UnitOfWork

TAKEN_UP = frozenset({Outcome.ADOPTED, Outcome.PARTLY})


def sum_of(passages: Iterable[Outcome]) -> Outcome:
    """Return the outcome of a concern from those of its passages, of which there is at least one.

    Open while one is. All alike: that. Something taken up beside something else: partly. Not adopted beside passed on: passed on,
    for somebody still has it.
    """
    outcomes = set(passages)
    if Outcome.OPEN in outcomes:
        return Outcome.OPEN
    if len(outcomes) == 1:
        return outcomes.pop()
    return Outcome.PARTLY if outcomes & TAKEN_UP else Outcome.PASSED_ON


async def reckon(work: UnitOfWork, concern: Concern, now: datetime) -> None:
    """Write what a locked concern, neither joined nor taken back, comes to; with its status, and that of those joined to it."""
    concern.outcome = sum_of(passage.outcome for passage in await work.passages.of(concern.id))
    for one in (concern, *await work.passages.joined_to(concern.id)):
        one.status, one.changed_at = status_after(one.status, concern.outcome), now
    await work.flush()


async def reopen(work: UnitOfWork, concern: Concern, now: datetime) -> None:
    """Let every passage of a locked concern be open again; nothing may stand for them any more."""
    for passage in await work.passages.of(concern.id):
        passage.outcome = Outcome.OPEN
    await reckon(work, concern, now)


def status_after(status: Status, outcome: Outcome) -> Status:
    """Return where a concern stands in the queue once its outcome (or that of its lead) is this one."""
    if outcome is not Outcome.OPEN:
        return Status.CONSIDERED
    return Status.ASSIGNED if status in (Status.CONSIDERED, Status.CLOSED) else status


async def end(work: UnitOfWork, concern: Concern, last_word: Outcome, now: datetime) -> None:
    """Write the last word of an author on a locked concern that is open or joined; nobody else's concern is lost by it."""
    followers = await work.passages.joined_to(concern.id)
    await work.passages.free([concern.id, *(follower.id for follower in followers)])
    await work.considerations.take_back_all([concern.id])
    for passage in await work.passages.of(concern.id):
        passage.outcome = last_word
    concern.outcome, concern.status, concern.changed_at = last_word, Status.CLOSED, now
    drop_objection(await work.considerations.objection_for_update(concern.id), now)
    await work.tidings.drop_untold([concern.id])
    await stand_alone(work, followers, now)
    heirs = [follower for follower in followers if follower.outcome is Outcome.OPEN]
    if heirs:
        await join(work, heirs[1:], heirs[0], now)
        await work.concerns.note(heirs[0].id, "leads", SYSTEM, now)


def drop_objection(objection: Objection | None, now: datetime) -> None:
    """Ask nobody any more to look at what was taken back or erased; the words of its author go."""
    if objection is not None:
        objection.words = ""
        if objection.state is ObjectionState.OPEN:
            objection.state, objection.answered_at = ObjectionState.DROPPED, now


async def join(work: UnitOfWork, concerns: Sequence[Concern], lead: Concern, now: datetime) -> None:
    """Let these locked open concerns be considered together with a locked lead."""
    if not concerns:
        return
    ids = [concern.id for concern in concerns]
    await work.passages.join(ids, lead.id)
    await work.passages.set_outcome(ids, Outcome.OPEN, Outcome.JOINED)
    for concern in concerns:
        concern.outcome, concern.status, concern.changed_at = (
            Outcome.JOINED,
            status_after(concern.status, lead.outcome),
            now,
        )
    await work.flush()


async def stand_alone(work: UnitOfWork, concerns: Sequence[Concern], now: datetime) -> None:
    """Let these locked concerns, joined until now, stand for themselves; one whose text is erased has come to its end by that."""
    kept = [concern for concern in concerns if concern.redacted]
    gone = [concern for concern in concerns if not concern.redacted]
    ids = [concern.id for concern in concerns]
    await work.passages.free(ids)
    await work.passages.set_outcome([concern.id for concern in kept], Outcome.JOINED, Outcome.OPEN)
    await work.passages.set_outcome([concern.id for concern in gone], Outcome.JOINED, Outcome.ERASED)
    for concern in kept:
        concern.outcome, concern.status, concern.changed_at = (
            Outcome.OPEN,
            status_after(concern.status, Outcome.OPEN),
            now,
        )
    for concern in gone:
        concern.outcome, concern.status, concern.changed_at = Outcome.ERASED, Status.CLOSED, now
    await work.flush()
