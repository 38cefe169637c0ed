"""The process plan, its changes, and who has to be told of them."""

from datetime import date, datetime
from typing import Any
from uuid import UUID

from sqlalchemy import Select, exists, func, literal, or_, true, update
from sqlalchemy import select as select_columns
from sqlmodel import col, delete, select

from storage.inserting import dialect_of, insert
from storage.models import (
    TELLS_CHANGE,
    Concern,
    Course,
    Moderator,
    Outcome,
    Outgoing,
    OutgoingKind,
    OutgoingState,
    Phase,
    PhaseChange,
    PhaseState,
    Registration,
    Resident,
    Standing,
)
from storage.readings.plan import PhaseChangeReading, PhaseDetails, PhaseReading
from storage.repositories.base import Repository
from storage.repositories.outbox import RANKS

GONE = (Outcome.WITHDRAWN, Outcome.ERASED)


class Plan(Repository):
    """Phases and their changes.

    concerned  whoever has a concern or a registration, or wants news, and did not stop
    """

    async def phases(self) -> list[PhaseReading]:
        """Return the plan in the order of its days."""
        query = select(Phase).order_by(col(Phase.starts_on), col(Phase.ends_on), col(Phase.position))
        return [_reading(phase) for phase in (await self._session.exec(query)).all()]

    async def one(self, phase_id: int) -> PhaseReading | None:
        phase = await self._session.get(Phase, phase_id)
        return _reading(phase) if phase else None

    async def get_for_update(self, phase_id: int) -> Phase | None:
        """Return a phase, locked until the work ends."""
        return (await self._session.exec(select(Phase).where(Phase.id == phase_id).with_for_update())).first()

    async def add(self, details: PhaseDetails, *, key: str, example: bool = False) -> int:
        """Store a new phase, the last among those of the same days; returns its number."""
        last = (await self._session.exec(select(func.max(Phase.position)))).one()
        phase = Phase(key=key, position=(last or 0) + 1, example=example, **_values(details))
        self._session.add(phase)
        await self._session.flush()
        return phase.id

    async def rewrite(self, phase: Phase, details: PhaseDetails) -> None:
        """Put new details into a locked phase; what somebody works on is no example any more."""
        for name, value in _values(details).items():
            setattr(phase, name, value)
        phase.version += 1
        phase.example = False
        await self._session.flush()

    async def remove(self, phase: Phase) -> None:
        """Take a locked phase out of the plan, with what was noted of its changes."""
        await self._session.delete(phase)
        await self._session.flush()

    async def remove_examples(self) -> int:
        return (await self._session.exec(delete(Phase).where(col(Phase.example)))).rowcount

    async def note_change(
        self,
        phase_id: int,
        course: Course,
        *,
        was: PhaseDetails | None,
        became: PhaseDetails,
        reason: str,
        moderator_id: int,
        at: datetime,
    ) -> PhaseChange:
        """Write a change down; who is told is counted afterwards."""
        change = PhaseChange(
            phase_id=phase_id,
            course=course,
            was=_values(was) if was else None,
            became=_values(became),
            reason=reason,
            moderator_id=moderator_id,
            at=at,
        )
        self._session.add(change)
        await self._session.flush()
        return change

    async def change(self, change_id: int) -> PhaseChangeReading | None:
        found = (await self._session.exec(_changes().where(PhaseChange.id == change_id))).first()
        return _change_reading(*found) if found else None

    async def changes(self, phase_id: int | None = None) -> list[PhaseChangeReading]:
        """Return the changes of a phase, or of all, the latest first."""
        query = _changes().order_by(col(PhaseChange.id).desc())
        if phase_id is not None:
            query = query.where(PhaseChange.phase_id == phase_id)
        return [_change_reading(*found) for found in (await self._session.exec(query)).all()]

    async def has_later_telling(self, change_id: int, phase_id: int, courses: tuple[Course, ...]) -> bool:
        """Tell whether people were told of a later change of the same phase."""
        query = select(PhaseChange.id).where(
            PhaseChange.phase_id == phase_id, col(PhaseChange.id) > change_id, col(PhaseChange.course).in_(courses)
        )
        return (await self._session.exec(query)).first() is not None

    async def count_concerned(self) -> int:
        return (await self._session.exec(select(func.count()).select_from(_concerned().subquery()))).one()

    async def is_concerned(self, resident_id: UUID) -> bool:
        """Tell it of one resident, without looking at all the others."""
        handed_in = exists().where(col(Concern.resident_id) == resident_id, col(Concern.outcome).not_in(GONE))
        registered = exists().where(col(Registration.resident_id) == resident_id)
        query = select(Resident.id).where(
            Resident.id == resident_id,
            col(Resident.standing) != Standing.STOPPED,
            or_(col(Resident.subscribed), handed_in, registered),
        )
        return (await self._session.exec(query)).first() is not None

    async def drop_tellings(self, phase_id: int, reason: str) -> int:
        """Drop what still waits to be told of earlier changes of a phase."""
        earlier = select_columns(col(PhaseChange.id)).where(col(PhaseChange.phase_id) == phase_id)
        waiting = col(Outgoing.phase_change_id).in_(earlier), col(Outgoing.state) == OutgoingState.WAITING
        dropped = update(Outgoing).where(*waiting).values(state=OutgoingState.DROPPED, reason=reason)
        return (await self._session.exec(dropped)).rowcount

    async def tell_concerned(self, change: PhaseChange, *, now: datetime, expires_at: datetime) -> int:
        """Promise a change to everyone concerned in one statement, once each; returns how many rows are new."""
        columns: dict[str, object] = {
            "kind": OutgoingKind.NOTICE,
            "state": OutgoingState.WAITING,
            "rank": RANKS[OutgoingKind.NOTICE],
            "tries": 0,
            "sends": 0,
            "fence": 0,
            "not_before": now,
            "expires_at": expires_at,
            "phase_change_id": change.id,
            "created_at": now,
        }
        types: Any = Outgoing.__table__.c  # type: ignore[attr-defined]  # SQLModel does not type it
        constants = (literal(value, type_=types[name].type).label(name) for name, value in columns.items())
        who = _concerned().subquery()
        source = select_columns(who.c.resident_id, *constants).where(true()).order_by(who.c.resident_id)
        written = (
            insert(dialect_of(self._session), Outgoing)
            .from_select(["resident_id", *columns], source, include_defaults=False)
            .on_conflict_do_nothing(index_elements=["phase_change_id", "resident_id"], index_where=TELLS_CHANGE)
        )
        result: Any = await self._session.exec(written)
        change.told = int(result.rowcount)
        await self._session.flush()
        return change.told

    async def tellings(self, change_ids: list[int]) -> dict[int, dict[OutgoingState, int]]:
        """Count the messages about each of these changes by what became of them."""
        query = (
            select(Outgoing.phase_change_id, Outgoing.state, func.count())
            .where(col(Outgoing.phase_change_id).in_(change_ids))
            .group_by(col(Outgoing.phase_change_id), col(Outgoing.state))
        )
        found: dict[int, dict[OutgoingState, int]] = {change_id: {} for change_id in change_ids}
        for change_id, state, n in (await self._session.exec(query)).all():
            found[change_id or 0][OutgoingState(state)] = n
        return found


def _concerned() -> Select[tuple[UUID]]:
    # Not as EXISTS: registrations are found by their forum, so each resident would mean a look at all of them.
    handed_in = select_columns(col(Concern.resident_id)).where(
        col(Concern.resident_id).is_not(None), col(Concern.outcome).not_in(GONE)
    )
    registered = select_columns(col(Registration.resident_id))
    return select_columns(col(Resident.id).label("resident_id")).where(
        col(Resident.standing) != Standing.STOPPED,
        or_(col(Resident.subscribed), col(Resident.id).in_(handed_in), col(Resident.id).in_(registered)),
    )


def _changes() -> Any:
    return select(PhaseChange, Moderator.name).join(
        Moderator, col(Moderator.id) == col(PhaseChange.moderator_id), isouter=True
    )


def _values(details: PhaseDetails) -> dict[str, Any]:
    """Return the details as columns, and as the history keeps them."""
    return {
        "title": details.title,
        "starts_on": details.starts_on.isoformat(),
        "ends_on": details.ends_on.isoformat(),
        "tasks": details.tasks,
        "state": str(details.state),
    }


def _details(values: dict[str, Any]) -> PhaseDetails:
    return PhaseDetails(
        title=values["title"],
        starts_on=date.fromisoformat(values["starts_on"]),
        ends_on=date.fromisoformat(values["ends_on"]),
        tasks=values["tasks"],
        state=PhaseState(values["state"]),
    )


def _reading(phase: Phase) -> PhaseReading:
    return PhaseReading(
        id=phase.id,
        title=phase.title,
        starts_on=date.fromisoformat(phase.starts_on),
        ends_on=date.fromisoformat(phase.ends_on),
        tasks=phase.tasks,
        state=PhaseState(phase.state),
        version=phase.version,
        example=phase.example,
    )


def _change_reading(change: PhaseChange, by: str | None) -> PhaseChangeReading:
    return PhaseChangeReading(
        id=change.id,
        phase_id=change.phase_id,
        course=Course(change.course),
        was=_details(change.was) if change.was else None,
        became=_details(change.became),
        reason=change.reason,
        told=change.told,
        by=by,
        at=change.at,
    )
