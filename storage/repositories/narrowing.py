"""What a filter of concerns means in SQL."""

from datetime import UTC, datetime
from typing import Any

from sqlalchemy import Boolean, ColumnElement, and_, exists, or_
from sqlalchemy.ext.compiler import compiles
from sqlalchemy.sql.compiler import SQLCompiler
from sqlalchemy.sql.functions import FunctionElement
from sqlmodel import col, select
from sqlmodel.sql.expression import SelectOfScalar

from storage.models import Claim, Concern, ConcernTopic, ConcernWorkgroup, Outcome, Status
from storage.readings.concerns import ClaimedBy, ConcernFilter, Overdue

UNBOUND = datetime.min.replace(tzinfo=UTC)  # stands in where a filter has no bound; such a condition is left out


def conditions(narrowed: ConcernFilter, *, all_of_them: bool = False) -> list[ColumnElement[bool]]:
    """Return the WHERE of a filter.

    all_of_them  whoever looks at all that fit begins with those of a workgroup or a topic; whoever wants a page of the newest
                 asks for each of these whether it fits, and is done soon
    """
    on_list = exists().where(col(ConcernWorkgroup.concern_id) == col(Concern.id))
    of_workgroup = select(ConcernWorkgroup.concern_id).where(ConcernWorkgroup.workgroup == narrowed.workgroup)
    of_topic = select(ConcernTopic.concern_id).where(ConcernTopic.topic == narrowed.topic)
    words = narrowed.words.strip()
    wanted = (
        (narrowed.workgroup, _is_among(of_workgroup, ConcernWorkgroup, all_of_them)),
        (narrowed.unassigned, ~on_list),
        (narrowed.topic, _is_among(of_topic, ConcernTopic, all_of_them)),
        (narrowed.districts, col(Concern.district).in_(narrowed.districts)),
        (narrowed.since, col(Concern.received_at) >= (narrowed.since or UNBOUND)),
        (narrowed.until, col(Concern.received_at) < (narrowed.until or UNBOUND)),
        (narrowed.status, col(Concern.status) == narrowed.status),
        (narrowed.outcome, col(Concern.outcome) == narrowed.outcome),
        (words, says(words)),
        (narrowed.resident_id, col(Concern.resident_id) == narrowed.resident_id),
        (narrowed.source, col(Concern.source) == narrowed.source),
    )
    plain = [condition for narrows, condition in wanted if narrows]
    claimed = [_claimed(narrowed.claimed_by)] if narrowed.claimed_by else []
    late = [overdue(narrowed.overdue)] if narrowed.overdue else []
    return [*plain, *claimed, *late]


class _Roughly(FunctionElement[bool]):
    """Whether a text may hold a pattern at all: SQLite's own LIKE, many times as quick as the lower() we gave it."""

    type = Boolean()
    inherit_cache = True


@compiles(_Roughly)
def _perhaps(_element: _Roughly, _compiler: SQLCompiler, **_given: object) -> str:
    return "true"


@compiles(_Roughly, "sqlite")
def _like(element: _Roughly, compiler: SQLCompiler, **given: Any) -> str:
    text, pattern = (compiler.process(clause, **given) for clause in element.clauses)
    return f"{text} LIKE {pattern} ESCAPE '/'"


def says(words: str) -> ColumnElement[bool]:
    """Return whether the redacted text holds these words, in capitals or not.

    SQLite's LIKE knows capitals of ASCII only: every other letter may first be any one, and lower() looks at what is left.
    """
    rough = "".join(f"/{c}" if c in "/%_" else c if c.isascii() else "_" for c in words)
    return and_(_Roughly(col(Concern.redacted), f"%{rough}%"), col(Concern.redacted).icontains(words, autoescape=True))


def _is_among(
    ids: SelectOfScalar[int], table: type[ConcernWorkgroup | ConcernTopic], all_of_them: bool
) -> ColumnElement[bool]:
    if all_of_them:
        return col(Concern.id).in_(ids)
    return ids.where(col(table.concern_id) == col(Concern.id)).exists()


def overdue(late: Overdue) -> ColumnElement[bool]:
    """Return what has waited too long."""
    unseen = and_(col(Concern.status) == Status.NEW, col(Concern.received_at) < late.unseen_before)
    return and_(col(Concern.outcome) == Outcome.OPEN, or_(unseen, col(Concern.received_at) < late.open_before))


def _claimed(by: ClaimedBy) -> ColumnElement[bool]:
    mine = (col(Claim.moderator_id) == by.moderator_id, col(Claim.until) > by.at)
    return exists().where(col(Claim.concern_id) == col(Concern.id), *mine)
