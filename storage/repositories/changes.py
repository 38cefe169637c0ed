"""What was changed at the desk, and how it was before."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import func
from sqlalchemy import insert as plain_insert
from sqlalchemy import select as select_columns
from sqlmodel import col, delete, select

from storage.models import Concern, DeskChange, StateBefore, TagOrigin
from storage.readings.concerns import TopicReading
from storage.readings.queue import BeforeReading, ChangeReading
from storage.repositories.base import Repository


class Changes(Repository):
    """Changes that can be undone until somebody changed one of their concerns since, at most for as long as they are kept."""

    async def add(self, actor: str, act: str, at: datetime, before: Sequence[BeforeReading]) -> int:
        """Keep how concerns stood before a change; returns its number."""
        change = DeskChange(actor=actor, act=act, at=at)
        self._session.add(change)
        await self._session.flush()
        rows = [
            {
                "change_id": change.id,
                "concern_id": state.concern_id,
                "status": state.status,
                "topics": [written(topic) for topic in state.topics],
                "redacted": state.redacted,
                "starts": None if state.redacted is None else list(state.starts),
            }
            for state in before
        ]
        await self._session.execute(plain_insert(StateBefore), rows)
        return change.id

    async def last_of(self, actor: str) -> ChangeReading | None:
        """Return the last change of somebody, if it can be undone."""
        query = select(DeskChange).where(DeskChange.actor == actor).order_by(col(DeskChange.id).desc()).limit(1)
        change = (await self._session.exec(query)).first()
        if change is None or not await self.is_undoable(change.id):
            return None
        counted = (
            select_columns(func.count(), func.min(col(Concern.number)))
            .join(StateBefore, col(StateBefore.concern_id) == col(Concern.id))
            .where(col(StateBefore.change_id) == change.id)
        )
        concerns, number = (await self._session.execute(counted)).one()
        return ChangeReading(change.id, change.act, concerns, number)

    async def is_undoable(self, change_id: int) -> bool:
        """Tell whether a change is there and all of its concerns are still as it left them."""
        joined = (
            select_columns(func.count(), func.count().filter(col(Concern.changed_at) == col(DeskChange.at)))
            .select_from(StateBefore)
            .join(DeskChange, col(DeskChange.id) == col(StateBefore.change_id))
            .join(Concern, col(Concern.id) == col(StateBefore.concern_id))
            .where(col(StateBefore.change_id) == change_id)
        )
        there, untouched = (await self._session.execute(joined)).one()
        return bool(there) and there == untouched

    async def one(self, change_id: int, actor: str) -> tuple[DeskChange, list[BeforeReading]] | None:
        """Return a change of somebody's own and how its concerns stood before, by their ids."""
        change = await self._session.get(DeskChange, change_id)
        if change is None or change.actor != actor:
            return None
        query = select(StateBefore).where(StateBefore.change_id == change_id).order_by(col(StateBefore.concern_id))
        return change, [_reading(state) for state in (await self._session.exec(query)).all()]

    async def drop(self, change_id: int) -> None:
        """Forget a change: it was undone."""
        await self._session.exec(delete(DeskChange).where(col(DeskChange.id) == change_id))

    async def forget_before(self, moment: datetime) -> None:
        """Forget changes that are too old to be undone."""
        await self._session.exec(delete(DeskChange).where(col(DeskChange.at) < moment))


def written(topic: TopicReading) -> list[Any]:
    """Return a topic as it is kept in a document."""
    return [topic.id, topic.origin.value, topic.score, [list(span) for span in topic.evidence]]


def read_back(topics: Any) -> tuple[TopicReading, ...]:
    """Return the topics of a document."""
    return tuple(
        TopicReading(topic, TagOrigin(origin), score, tuple((start, end) for start, end in spans))
        for topic, origin, score, spans in topics
    )


def _reading(state: StateBefore) -> BeforeReading:
    return BeforeReading(
        state.concern_id, state.status, read_back(state.topics), state.redacted, tuple(state.starts or ())
    )
