"""What reports need beside the concerns themselves."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import and_
from sqlalchemy import select as select_columns
from sqlmodel import col, select

from storage.models import (
    Concern,
    Consideration,
    ConsiderationState,
    Joining,
    NoteKind,
    Passage,
    PassageTopic,
    PlanParagraph,
    ReleasedReport,
    ReportNote,
)
from storage.readings.reports import NotesReading, ReleaseReading, WeighedPassage
from storage.repositories.base import Repository


class Reports(Repository):
    """Readings over many concerns at once, and the words and releases of forum reports."""

    async def weighed(self, concern_ids: Sequence[int]) -> Mapping[int, list[WeighedPassage]]:
        """Return the passages of these concerns in the order of the text, each with what is in force, in two queries."""
        topics: dict[int, list[str]] = defaultdict(list)
        tagged = (
            select_columns(col(PassageTopic.passage_id), col(PassageTopic.topic))
            .join(Passage, col(Passage.id) == col(PassageTopic.passage_id))
            .where(col(Passage.concern_id).in_(concern_ids))
            .order_by(col(PassageTopic.topic))
        )
        for passage_id, topic in (await self._session.execute(tagged)).all():
            topics[passage_id].append(topic)
        rows: dict[int, list[Any]] = defaultdict(list)
        for row in (await self._session.execute(_in_force(concern_ids))).all():
            rows[row.concern_id].append(row)
        return {concern_id: _passages(found, topics) for concern_id, found in rows.items()}

    async def leads(self, concern_ids: Sequence[int]) -> Mapping[int, str]:
        """Return the number of the concern each of these is considered together with; who stands alone is left out."""
        query = (
            select_columns(col(Joining.concern_id), col(Concern.number))
            .join(Concern, col(Concern.id) == col(Joining.lead_id))
            .where(col(Joining.concern_id).in_(concern_ids))
        )
        return {concern_id: number for concern_id, number in (await self._session.execute(query)).all()}  # noqa: C416  (a result with keys() is no pairs to dict)

    async def citations(self) -> Mapping[int, tuple[str, ...]]:
        """Return the numbers of the concerns that led to each paragraph of the plan, in their order, by its id."""
        query = (
            select_columns(col(Consideration.paragraph_id), col(Concern.number))
            .join(Passage, col(Passage.id) == col(Consideration.passage_id))
            .join(Concern, col(Concern.id) == col(Passage.concern_id))
            .where(
                col(Consideration.state) == ConsiderationState.IN_FORCE, col(Consideration.paragraph_id).is_not(None)
            )
            .order_by(col(Concern.id))
        )
        numbers: dict[int, dict[str, None]] = defaultdict(dict)
        for paragraph_id, number in (await self._session.execute(query)).all():
            numbers[paragraph_id][number] = None
        return {paragraph_id: tuple(found) for paragraph_id, found in numbers.items()}

    async def notes(self, forum_id: int) -> NotesReading:
        """Return what facilitation wrote about a forum, and what was released."""
        written = (await self._session.exec(select(ReportNote).where(ReportNote.forum_id == forum_id))).all()
        columns = [col(getattr(ReleasedReport, name)) for name in ("format", "sha256", "released_at", "released_by")]
        released = (
            select_columns(*columns)
            .where(col(ReleasedReport.forum_id) == forum_id)
            .order_by(col(ReleasedReport.format))
        )
        return NotesReading(
            {NoteKind(note.kind): note.words for note in written},
            tuple(ReleaseReading(*row) for row in (await self._session.execute(released)).all()),
        )

    async def write(self, forum_id: int, words: Mapping[NoteKind, str], by: int | None, at: datetime) -> None:
        """Put these words of facilitation in the place of the ones before."""
        for kind, said in words.items():
            note = ReportNote(forum_id=forum_id, kind=kind.value, words=said, changed_at=at, changed_by=by)
            await self._session.merge(note)
        await self._session.flush()

    async def release(self, report: ReleasedReport) -> None:
        """Keep a report as it leaves the desk; a second one of the same format is refused by the database."""
        self._session.add(report)
        await self._session.flush()

    async def released(self, forum_id: int, form: str) -> bytes | None:
        """Return the released content, None where nothing was released."""
        query = select(ReleasedReport.content).where(ReleasedReport.forum_id == forum_id, ReleasedReport.format == form)
        return (await self._session.exec(query)).first()


def _in_force(concern_ids: Sequence[int]) -> Any:
    standing = and_(
        col(Consideration.passage_id) == col(Passage.id), col(Consideration.state) == ConsiderationState.IN_FORCE
    )
    return (
        select_columns(
            col(Passage.concern_id),
            col(Passage.id),
            col(Passage.start),
            col(Passage.outcome),
            col(Consideration.reason),
            col(Consideration.words),
            col(Consideration.body),
            col(Consideration.decided_on),
            col(PlanParagraph.label),
        )
        .outerjoin(Consideration, standing)
        .outerjoin(PlanParagraph, col(PlanParagraph.id) == col(Consideration.paragraph_id))
        .where(col(Passage.concern_id).in_(concern_ids))
        .order_by(col(Passage.concern_id), col(Passage.start))
    )


def _passages(rows: Sequence[Any], topics: Mapping[int, Sequence[str]]) -> list[WeighedPassage]:
    ends = (*(row.start for row in rows[1:]), None)
    return [
        WeighedPassage(
            row.start,
            end,
            row.outcome,
            tuple(topics.get(row.id, ())),
            row.reason or "",
            row.words or "",
            row.body or "",
            row.decided_on or "",
            row.label or "",
        )
        for row, end in zip(rows, ends, strict=True)
    ]
