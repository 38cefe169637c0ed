"""Topics decided at the desk: streamed to learn from, and counted."""

from collections import defaultdict
from collections.abc import AsyncIterator, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, func, or_
from sqlalchemy import select as select_columns
from sqlmodel import col, select

from storage.models import Concern, ConcernTopic, LedgerEntry, Outcome, Status
from storage.readings.corrections import CONFIRMED, CORRECTED, RESTORED, CorrectionReading
from storage.repositories.base import Repository

CHUNK = 500
DECIDED = (Status.CONFIRMED, Status.ASSIGNED, Status.CONSIDERED, Status.CLOSED)
GONE = (Outcome.WITHDRAWN, Outcome.ERASED)


class Corrections(Repository):
    """Concerns whose topics were corrected or confirmed; never those that were taken back or erased."""

    async def batches(self) -> AsyncIterator[list[CorrectionReading]]:
        """Yield all of them, the oldest concern first, in lists of at most CHUNK; only one is held at a time."""
        columns: tuple[Any, ...] = (col(Concern.id), col(Concern.redacted), col(Concern.language), _decided_at())
        after = 0
        while True:
            query = (
                select_columns(*columns)
                .where(*_conditions(), col(Concern.id) > after)
                .order_by(col(Concern.id))
                .limit(CHUNK)
            )
            rows = (await self._session.execute(query)).all()
            topics = await self._topics_of([row[0] for row in rows])
            if rows:
                yield [CorrectionReading(text, tuple(topics[key]), spoken, at) for key, text, spoken, at in rows]
            if len(rows) < CHUNK:
                return
            after = rows[-1][0]

    async def count(self, language: str, since: datetime | None) -> int:
        """Count those in a language that were decided after a moment, all where there is none."""
        query = select(func.count()).select_from(Concern).where(*_conditions(), col(Concern.language) == language)
        if since is not None:
            query = query.where(_decided_at() > since)
        return (await self._session.exec(query)).one()

    async def count_looked_at(self, before: datetime) -> tuple[int, int]:
        """Count, of what was received before a moment, whose topics a person confirmed, and where they changed them for it."""
        changed = func.count().filter(_last_change() == CORRECTED)
        query = select_columns(func.count(), changed).where(
            col(Concern.status).in_(DECIDED), col(Concern.outcome).not_in(GONE), col(Concern.received_at) < before
        )
        looked_at, corrected = (await self._session.execute(query)).one()
        return looked_at, corrected

    async def _topics_of(self, ids: Sequence[int]) -> dict[int, list[str]]:
        query = select(ConcernTopic.concern_id, ConcernTopic.topic).where(col(ConcernTopic.concern_id).in_(ids))
        topics: dict[int, list[str]] = defaultdict(list)
        for concern_id, topic in (await self._session.exec(query.order_by(col(ConcernTopic.topic)))).all():
            topics[concern_id].append(topic)
        return topics


def _conditions() -> tuple[ColumnElement[bool], ...]:
    """Return what makes a concern an example: confirmed, or corrected and that not undone, and its text still there."""
    decided = or_(col(Concern.status).in_(DECIDED), _last_change() == CORRECTED)
    return decided, col(Concern.outcome).not_in(GONE), col(Concern.redacted) != ""


def _last_change() -> ColumnElement[Any]:
    """Return the last act that changed the topics of a concern by hand, or took that back."""
    return (
        select(LedgerEntry.act)
        .where(col(LedgerEntry.concern_id) == col(Concern.id), col(LedgerEntry.act).in_((CORRECTED, RESTORED)))
        .order_by(col(LedgerEntry.id).desc())
        .limit(1)
        .scalar_subquery()
    )


def _decided_at() -> ColumnElement[Any]:
    """Return when topics were decided the last time; what was handed in as confirmed was so from its last change on."""
    last = (
        select(func.max(col(LedgerEntry.at)))
        .where(
            col(LedgerEntry.concern_id) == col(Concern.id),
            col(LedgerEntry.act).in_((CORRECTED, RESTORED, CONFIRMED)),
        )
        .scalar_subquery()
    )
    return func.coalesce(last, col(Concern.changed_at))
