"""Meetings and what they decided."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from datetime import date, datetime
from typing import Any

from sqlalchemy import ColumnElement, func, or_, update
from sqlalchemy.orm import aliased
from sqlmodel import col, delete, select

from storage.models import (
    Concern,
    ConcernWorkgroup,
    Decision,
    DecisionConcern,
    DecisionKind,
    DecisionPassage,
    DecisionState,
    Meeting,
    Passage,
)
from storage.readings.steering import (
    AboutReading,
    DecisionDetails,
    DecisionReading,
    MeetingDetails,
    MeetingReading,
    NamedReading,
)
from storage.repositories.base import Repository


class Meetings(Repository):
    """Meetings, decisions, and the concerns and passages decisions are about.

    workgroup  where it is given, only concerns on this list are named
    """

    async def count(self, hidden: Collection[str] = ()) -> int:
        """Count the meetings of all bodies but the hidden ones."""
        query = select(func.count()).select_from(Meeting).where(col(Meeting.body).not_in(hidden))
        return (await self._session.exec(query)).one()

    async def all(self, *, offset: int, limit: int, hidden: Collection[str] = ()) -> list[MeetingReading]:
        """Return meetings of all bodies but the hidden ones, the latest first."""
        query = _meetings().where(col(Meeting.body).not_in(hidden))
        ordered = query.order_by(col(Meeting.held_on).desc(), col(Meeting.id).desc()).offset(offset).limit(limit)
        return [_meeting(*row) for row in (await self._session.exec(ordered)).all()]

    async def one(self, meeting_id: int) -> MeetingReading | None:
        found = (await self._session.exec(_meetings().where(Meeting.id == meeting_id))).first()
        return _meeting(*found) if found else None

    async def get_for_update(self, meeting_id: int) -> Meeting | None:
        """Return a meeting, locked until the work ends."""
        return (await self._session.exec(select(Meeting).where(Meeting.id == meeting_id).with_for_update())).first()

    async def add(self, details: MeetingDetails, at: datetime) -> int:
        meeting = Meeting(**_meeting_values(details), changed_at=at)
        self._session.add(meeting)
        await self._session.flush()
        return meeting.id

    async def rewrite(self, meeting: Meeting, details: MeetingDetails, at: datetime) -> None:
        for name, value in _meeting_values(details).items():
            setattr(meeting, name, value)
        meeting.changed_at = at
        await self._session.flush()

    async def remove(self, meeting: Meeting) -> None:
        """Remove a meeting with all it decided."""
        await self._session.delete(meeting)
        await self._session.flush()

    async def count_decisions(self, state: DecisionState | None = None, hidden: Collection[str] = ()) -> int:
        query = (
            select(func.count())
            .select_from(Decision)
            .join(Meeting, col(Meeting.id) == Decision.meeting_id)
            .where(*_wanted(state, hidden))
        )
        return (await self._session.exec(query)).one()

    async def decisions(
        self,
        state: DecisionState | None = None,
        *,
        offset: int,
        limit: int,
        hidden: Collection[str] = (),
        workgroup: str | None = None,
    ) -> list[DecisionReading]:
        """Return decisions in a state (or all) of all bodies but the hidden ones: the first due first, without a day last."""
        order = (col(Decision.due).is_(None), col(Decision.due), col(Decision.id))
        return await self._decisions(*_wanted(state, hidden), order=order, window=(offset, limit), workgroup=workgroup)

    async def decisions_at(self, meeting_id: int, workgroup: str | None = None) -> list[DecisionReading]:
        """Return what a meeting decided, in the order it was written down."""
        return await self._decisions(col(Decision.meeting_id) == meeting_id, workgroup=workgroup)

    async def decisions_of(
        self, concern_id: int, passage_ids: Iterable[int], hidden: Collection[str] = ()
    ) -> list[DecisionReading]:
        """Return the decisions of all bodies but the hidden ones about a concern or these passages, the first taken first."""
        whole = select(DecisionConcern.decision_id).where(DecisionConcern.concern_id == concern_id)
        parts = select(DecisionPassage.decision_id).where(col(DecisionPassage.passage_id).in_(passage_ids))
        about = or_(col(Decision.id).in_(whole), col(Decision.id).in_(parts))
        order = (col(Meeting.held_on), col(Decision.id))
        return await self._decisions(about, col(Meeting.body).not_in(hidden), order=order)

    async def decision(self, decision_id: int) -> DecisionReading | None:
        found = await self._decisions(col(Decision.id) == decision_id)
        return found[0] if found else None

    async def decision_for_update(self, decision_id: int) -> Decision | None:
        """Return a decision, locked until the work ends."""
        query = select(Decision).where(Decision.id == decision_id).with_for_update()
        return (await self._session.exec(query)).first()

    async def add_decision(self, meeting_id: int, details: DecisionDetails, at: datetime) -> int:
        decision = Decision(meeting_id=meeting_id, **_decision_values(details), changed_at=at)
        self._session.add(decision)
        await self._session.flush()
        return decision.id

    async def rewrite_decision(self, decision: Decision, details: DecisionDetails, at: datetime) -> None:
        for name, value in _decision_values(details).items():
            setattr(decision, name, value)
        decision.changed_at = at
        await self._session.flush()

    async def link(self, decision_id: int, concern_ids: Iterable[int], passage_ids: Iterable[int]) -> None:
        """Let a decision be about exactly these concerns as a whole, and these passages."""
        await self._session.exec(delete(DecisionConcern).where(col(DecisionConcern.decision_id) == decision_id))
        await self._session.exec(delete(DecisionPassage).where(col(DecisionPassage.decision_id) == decision_id))
        self._session.add_all(DecisionConcern(decision_id=decision_id, concern_id=each) for each in concern_ids)
        self._session.add_all(DecisionPassage(decision_id=decision_id, passage_id=each) for each in passage_ids)
        await self._session.flush()

    async def concerns_named(self, numbers: Collection[str], *, locked: bool = False) -> dict[str, NamedReading]:
        """Return the concerns with these case numbers; what is none is left out.

        locked  nobody can split or merge them until the work ends
        """
        query = select(Concern.number, Concern.id).where(col(Concern.number).in_(numbers)).order_by(col(Concern.number))
        found = (await self._session.exec(query.with_for_update() if locked else query)).all()
        cut = (
            select(Passage.concern_id, Passage.id)
            .where(col(Passage.concern_id).in_([concern_id for _, concern_id in found]))
            .order_by(col(Passage.start))
        )
        passages: defaultdict[int, list[int]] = defaultdict(list)
        for concern_id, passage_id in (await self._session.exec(cut)).all():
            passages[concern_id].append(passage_id)
        return {number: NamedReading(concern_id, tuple(passages[concern_id])) for number, concern_id in found}

    async def touch_passage_decisions(self, concern_id: int, at: datetime) -> None:
        """Note on the decisions about passages of a concern that these are about to be counted anew.

        Whoever is just changing such a decision has the old places before their eyes, and is asked to look again.
        """
        parts = (
            select(DecisionPassage.decision_id)
            .join(Passage, col(Passage.id) == DecisionPassage.passage_id)
            .where(Passage.concern_id == concern_id)
        )
        await self._session.exec(update(Decision).where(col(Decision.id).in_(parts)).values(changed_at=at))

    async def _decisions(
        self,
        *conditions: ColumnElement[bool],
        order: Sequence[Any] = (),
        window: tuple[int, int] | None = None,
        workgroup: str | None = None,
    ) -> list[DecisionReading]:
        query = (
            select(Decision, Meeting)
            .join(Meeting, col(Meeting.id) == Decision.meeting_id)
            .where(*conditions)
            .order_by(*order or (col(Decision.id),))
        )
        if window is not None:
            query = query.offset(window[0]).limit(window[1])
        found = (await self._session.exec(query)).all()
        about = await self._about([decision.id for decision, _ in found], workgroup)
        return [_decision(decision, meeting, about[decision.id]) for decision, meeting in found]

    async def _about(self, decision_ids: list[int], workgroup: str | None) -> dict[int, list[AboutReading]]:
        whole = (
            select(DecisionConcern.decision_id, Concern.number)
            .join(Concern, col(Concern.id) == DecisionConcern.concern_id)
            .where(col(DecisionConcern.decision_id).in_(decision_ids), *_on_list(workgroup))
            .order_by(col(Concern.number))
        )
        earlier = aliased(Passage)
        place = (
            select(func.count())
            .select_from(earlier)
            .where(earlier.concern_id == Passage.concern_id, earlier.start <= Passage.start)
            .correlate(Passage)
            .scalar_subquery()
        )
        parts = (
            select(DecisionPassage.decision_id, Concern.number, place, Passage.id)
            .join(Passage, col(Passage.id) == DecisionPassage.passage_id)
            .join(Concern, col(Concern.id) == Passage.concern_id)
            .where(col(DecisionPassage.decision_id).in_(decision_ids), *_on_list(workgroup))
            .order_by(col(Concern.number), col(Passage.start))
        )
        about: defaultdict[int, list[AboutReading]] = defaultdict(list)
        for query in (whole, parts):
            for decision_id, *named in (await self._session.exec(query)).all():
                about[decision_id].append(AboutReading(*named))
        return about


def _wanted(state: DecisionState | None, hidden: Collection[str]) -> list[ColumnElement[bool]]:
    conditions: list[ColumnElement[bool]] = [col(Meeting.body).not_in(hidden)]
    if state is not None:
        conditions.append(col(Decision.state) == state)
    return conditions


def _on_list(workgroup: str | None) -> list[ColumnElement[bool]]:
    if workgroup is None:
        return []
    on_list = select(ConcernWorkgroup.concern_id).where(ConcernWorkgroup.workgroup == workgroup)
    return [col(Concern.id).in_(on_list)]


def _meetings() -> Any:
    taken = select(func.count()).select_from(Decision).where(Decision.meeting_id == Meeting.id).correlate(Meeting)
    return select(Meeting, taken.scalar_subquery())


def _meeting_values(details: MeetingDetails) -> dict[str, Any]:
    return {
        "body": details.body,
        "held_on": details.held_on.isoformat(),
        "place": details.place,
        "agenda": details.agenda,
        "minutes": details.minutes,
    }


def _meeting(meeting: Meeting, decisions: int) -> MeetingReading:
    return MeetingReading(
        id=meeting.id,
        body=meeting.body,
        held_on=date.fromisoformat(meeting.held_on),
        place=meeting.place,
        agenda=meeting.agenda,
        minutes=meeting.minutes,
        decisions=decisions,
        changed_at=meeting.changed_at,
    )


def _decision_values(details: DecisionDetails) -> dict[str, Any]:
    return {
        "kind": details.kind,
        "text": details.text,
        "in_charge": details.in_charge,
        "due": details.due.isoformat() if details.due else None,
        "state": details.state,
    }


def _decision(decision: Decision, meeting: Meeting, about: Sequence[AboutReading]) -> DecisionReading:
    return DecisionReading(
        id=decision.id,
        meeting_id=meeting.id,
        body=meeting.body,
        held_on=date.fromisoformat(meeting.held_on),
        kind=DecisionKind(decision.kind),
        text=decision.text,
        in_charge=decision.in_charge,
        due=date.fromisoformat(decision.due) if decision.due else None,
        state=DecisionState(decision.state),
        changed_at=decision.changed_at,
        about=tuple(sorted(about, key=lambda one: (one.number, one.place or 0))),
    )
