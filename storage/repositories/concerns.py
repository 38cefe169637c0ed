"""Concerns: handed in, listed, streamed, corrected."""

from collections import defaultdict
from collections.abc import AsyncIterator, Mapping, Sequence
from datetime import datetime
from typing import Any, cast
from uuid import UUID

from sqlalchemy import Insert, case, func, null, or_
from sqlalchemy import insert as plain_insert
from sqlalchemy import select as select_columns
from sqlmodel import col, delete, select

from storage.inserting import dialect_of, insert
from storage.models import (
    CaseCounter,
    Concern,
    ConcernMeaning,
    ConcernText,
    ConcernTopic,
    ConcernWorkgroup,
    LedgerEntry,
    Outcome,
    Passage,
    StateBefore,
    TextLook,
)
from storage.models.base import Table
from storage.readings.concerns import (
    Arrival,
    ConcernFilter,
    ConcernReading,
    EventReading,
    MeaningReading,
    RawReading,
    TopicReading,
)
from storage.repositories.base import Repository
from storage.repositories.narrowing import conditions

CHUNK = 500
SEPARATOR = " "  # between the ids of topics, none of which has one
CONCERN_COLUMNS = tuple(
    getattr(Concern, name)
    for name in (
        "id",
        "number",
        "resident_id",
        "received_at",
        "source",
        "language",
        "district",
        "redacted",
        "status",
        "outcome",
        "reason",
        "triage",
    )
)
TOPIC_COLUMNS = tuple(getattr(ConcernTopic, name) for name in ("concern_id", "topic", "origin", "score"))

_ADDING: dict[type[Table], Insert] = {
    table: plain_insert(cast(Any, table).__table__)
    for table in (ConcernText, ConcernMeaning, ConcernTopic, ConcernWorkgroup, LedgerEntry, Passage)
}


class Concerns(Repository):
    """Concerns with their texts, topics, workgroups and history."""

    async def next_numbers(self, year: int, many: int) -> list[str]:
        """Return the next case numbers of a year, e.g. 2026-000123; two doors at once get different ones."""
        counted = (
            insert(dialect_of(self._session), CaseCounter)
            .values(year=year, last=many)
            .on_conflict_do_update(index_elements=["year"], set_={"last": CaseCounter.last + many})
            .returning(col(CaseCounter.last))
        )
        last = (await self._session.exec(counted)).scalar_one()
        return [f"{year}-{number:06d}" for number in range(last - many + 1, last + 1)]

    async def add(self, arrivals: Sequence[Arrival], actor: str) -> None:
        """Store concerns and note that they were submitted; each has its id then. Many at once cost far less than one by one."""
        self._session.add_all(arrival.concern for arrival in arrivals)
        await self._session.flush()
        new = [(arrival.concern.id, arrival) for arrival in arrivals]
        await self._write(ConcernText, [{"concern_id": of, "text": arrival.text} for of, arrival in new])
        meant = [{"concern_id": of, "vector": arrival.meaning} for of, arrival in new if arrival.meaning]
        await self._write(ConcernMeaning, meant)
        await self._write_topics([(of, arrival.topics, arrival.workgroups) for of, arrival in new])
        whole = [{"concern_id": of, "start": 0, "outcome": arrival.concern.outcome} for of, arrival in new]
        await self._write(Passage, whole)
        noted = [_entry(of, "submitted", actor, arrival.concern.received_at) for of, arrival in new]
        await self._write(LedgerEntry, noted)

    async def _write(self, table: type[Table], rows: Sequence[Mapping[str, Any]]) -> None:
        """Add rows past the session's unit of work, which would cost more than they do."""
        if rows:
            await self._session.exec(_ADDING[table], params=rows)

    async def retag(self, concern_id: int, topics: Sequence[TopicReading], workgroups: Sequence[str]) -> None:
        """Put these topics and workgroups in the place of the ones before."""
        await self._session.exec(delete(ConcernTopic).where(col(ConcernTopic.concern_id) == concern_id))
        await self._session.exec(delete(ConcernWorkgroup).where(col(ConcernWorkgroup.concern_id) == concern_id))
        await self._write_topics([(concern_id, topics, workgroups)])

    async def _write_topics(self, of: Sequence[tuple[int, Sequence[TopicReading], Sequence[str]]]) -> None:
        named = [
            {
                "concern_id": concern_id,
                "topic": topic.id,
                "origin": topic.origin,
                "score": topic.score,
                "evidence": [list(span) for span in topic.evidence],
            }
            for concern_id, topics, _ in of
            for topic in topics
        ]
        await self._write(ConcernTopic, named)
        going = [
            {"concern_id": concern_id, "workgroup": workgroup}
            for concern_id, _, workgroups in of
            for workgroup in workgroups
        ]
        await self._write(ConcernWorkgroup, going)

    async def note(self, concern_id: int, act: str, actor: str, at: datetime, detail: Any = None) -> None:
        """Add one act to a concern's history."""
        await self._write(LedgerEntry, [_entry(concern_id, act, actor, at, detail)])

    async def get_for_update(self, concern_id: int) -> Concern | None:
        return (await self._session.exec(select(Concern).where(Concern.id == concern_id).with_for_update())).first()

    async def by_number_for_update(self, number: str) -> Concern | None:
        return (await self._session.exec(select(Concern).where(Concern.number == number).with_for_update())).first()

    async def several_for_update(self, ids: Sequence[int]) -> list[Concern]:
        """Return the concerns with these ids in their order, locked."""
        query = select(Concern).where(col(Concern.id).in_(ids)).order_by(col(Concern.id)).with_for_update()
        return list((await self._session.exec(query)).all())

    async def all_of_for_update(self, resident_id: UUID) -> list[Concern]:
        """Return every concern of a resident, locked."""
        query = select(Concern).where(Concern.resident_id == resident_id).order_by(col(Concern.id)).with_for_update()
        return list((await self._session.exec(query)).all())

    async def id_of(self, number: str) -> int | None:
        return (await self._session.exec(select(Concern.id).where(Concern.number == number))).first()

    async def raw_text(self, concern_id: int) -> str | None:
        """Return the raw text, or None when it was erased; the caller notes the look."""
        text = await self._session.get(ConcernText, concern_id)
        return text.text if text else None

    async def raw_texts_before(self, moment: datetime, *, limit: int) -> list[RawReading]:
        """Return raw texts of concerns that were handed in before a moment, in the order of their ids, locked."""
        query = (
            select_columns(col(Concern.id), col(ConcernText.text), col(Concern.redacted))
            .join(ConcernText, col(ConcernText.concern_id) == col(Concern.id))
            .where(col(Concern.received_at) < moment)
            .order_by(col(Concern.id))
            .limit(limit)
            .with_for_update()
        )
        rows = (await self._session.execute(query)).all()
        topics = await self._topics_of([row[0] for row in rows], evidence=True)
        return [
            RawReading(concern_id, raw, redacted, {topic.id: topic.evidence for topic in topics[concern_id]})
            for concern_id, raw, redacted in rows
        ]

    async def forget_raw_text(self, concern_id: int, evidence: Mapping[str, Sequence[tuple[int, int]]]) -> None:
        """Erase the raw text and what it means; the words of its topics are from now on those of the redacted text."""
        await self._erase_raw_text(concern_id)
        for topic, spans in evidence.items():
            row = await self._session.get(ConcernTopic, (concern_id, topic))
            if row is not None:
                row.evidence = [list(span) for span in spans]
        await self._session.flush()

    async def replace_text(self, concern_id: int, text: str, meaning: bytes) -> None:
        """Put another raw text and its meaning (unless empty) in the place of what was there."""
        await self._erase_raw_text(concern_id)
        await self._write(ConcernText, [{"concern_id": concern_id, "text": text}])
        await self._write(ConcernMeaning, [{"concern_id": concern_id, "vector": meaning}] if meaning else [])

    async def erase_text(self, concern_id: int) -> None:
        """Erase the raw text and its meaning, and empty the redacted text."""
        await self._erase_raw_text(concern_id)
        concern = await self._session.get(Concern, concern_id)
        if concern is not None:
            concern.redacted = ""
            await self._session.flush()

    async def set_redacted(self, concern: Concern, redacted: str) -> None:
        """Put another redacted text in the place of a locked concern's; where it is all there is, what it means is read anew."""
        concern.redacted = redacted
        await self._session.flush()
        if await self.raw_text(concern.id) is None:
            await self._forget_meaning(concern.id)

    async def _erase_raw_text(self, concern_id: int) -> None:
        """Erase what follows from the words as they were written, with what could bring them back."""
        await self._session.exec(delete(ConcernText).where(col(ConcernText.concern_id) == concern_id))
        await self._forget_meaning(concern_id)
        await self._session.exec(delete(StateBefore).where(col(StateBefore.concern_id) == concern_id))

    async def _forget_meaning(self, concern_id: int) -> None:
        """Forget what a text means; the clock reads it anew."""
        await self._session.exec(delete(ConcernMeaning).where(col(ConcernMeaning.concern_id) == concern_id))

    async def note_look(self, concern_id: int, moderator_id: int, at: datetime) -> None:
        self._session.add(TextLook(concern_id=concern_id, moderator_id=moderator_id, at=at))
        await self._session.flush()

    async def history(self, concern_id: int) -> list[EventReading]:
        """Return every act, the oldest first."""
        query = select(LedgerEntry).where(LedgerEntry.concern_id == concern_id).order_by(col(LedgerEntry.id))
        return [EventReading(e.act, e.actor, e.at, e.detail) for e in (await self._session.exec(query)).all()]

    async def count(self, narrowed: ConcernFilter) -> int:
        query = select(func.count()).select_from(Concern).where(*conditions(narrowed, all_of_them=True))
        return (await self._session.exec(query)).one()

    async def count_by_workgroup(self) -> dict[str, tuple[int, int]]:
        """Count the concerns on each workgroup's list, all and those still open, in one go."""
        still_open = func.count(case((col(Concern.outcome) == Outcome.OPEN, 1)))
        query = (
            select_columns(col(ConcernWorkgroup.workgroup), func.count(), still_open)
            .join(Concern, col(Concern.id) == col(ConcernWorkgroup.concern_id))
            .group_by(col(ConcernWorkgroup.workgroup))
        )
        return {workgroup: (total, left) for workgroup, total, left in (await self._session.execute(query)).all()}

    async def count_by_outcome(self) -> dict[Outcome, int]:
        """Count all concerns by what became of them; the sum is what was received."""
        query = select(Concern.outcome, func.count()).group_by(col(Concern.outcome))
        return {Outcome(outcome): n for outcome, n in (await self._session.exec(query)).all()}

    async def count_by_district(self, narrowed: ConcernFilter) -> dict[str | None, int]:
        """Count the concerns of a filter by their Ortsteil, None where none was named."""
        query = (
            select(Concern.district, func.count())
            .where(*conditions(narrowed, all_of_them=True))
            .group_by(col(Concern.district))
        )
        return dict((await self._session.exec(query)).all())

    async def page(
        self, narrowed: ConcernFilter, *, offset: int, limit: int, raw: bool = False
    ) -> list[ConcernReading]:
        """Return one page of concerns, the newest first; the number of queries does not grow with the page."""
        query = (
            select(Concern).where(*conditions(narrowed)).order_by(col(Concern.id).desc()).offset(offset).limit(limit)
        )
        return await self._readings((await self._session.exec(query)).all(), raw)

    async def one(self, concern_id: int, *, raw: bool = False) -> ConcernReading | None:
        """Return one concern as lists show it."""
        found = await self._session.get(Concern, concern_id)
        return (await self._readings([found], raw))[0] if found else None

    async def some(self, ids: Sequence[int]) -> list[ConcernReading]:
        """Return the concerns with these ids, all of which exist, in the order given, as lists show them."""
        found = (await self._session.exec(select(Concern).where(col(Concern.id).in_(ids)))).all()
        return sorted(await self._readings(found, raw=False), key=lambda concern: ids.index(concern.id))

    async def meaning_of(self, concern_id: int) -> bytes | None:
        """Return the stored meaning of a concern, or None where there is none or it was erased."""
        query = select(ConcernMeaning.vector).where(ConcernMeaning.concern_id == concern_id)
        return (await self._session.exec(query)).first()

    async def texts_without_meaning(self, mark: bytes, *, limit: int) -> list[tuple[int, str]]:
        """Return ids and texts of the newest open concerns that have no meaning beginning with this mark, the newest first.

        The text is the raw one, or the redacted one where that was forgotten.
        """
        begins = func.substr(col(ConcernMeaning.vector), 1, len(mark))
        query = (
            select_columns(col(Concern.id), func.coalesce(col(ConcernText.text), col(Concern.redacted)))
            .outerjoin(ConcernText, col(ConcernText.concern_id) == col(Concern.id))
            .outerjoin(ConcernMeaning, col(ConcernMeaning.concern_id) == col(Concern.id))
            .where(
                col(Concern.outcome) == Outcome.OPEN,
                col(Concern.redacted) != "",
                or_(col(ConcernMeaning.concern_id).is_(None), begins != mark),
            )
            .order_by(col(Concern.id).desc())
            .limit(limit)
        )
        return [(concern_id, text) for concern_id, text in (await self._session.execute(query)).all()]

    async def set_meaning(self, concern_id: int, of_text: str, vector: bytes) -> bool:
        """Store what a text of a concern means, and tell whether that is still its text: it may have been erased meanwhile."""
        concern = await self.get_for_update(concern_id)
        raw = await self.raw_text(concern_id)
        if concern is None or not of_text or of_text != (concern.redacted if raw is None else raw):
            return False
        await self._session.merge(ConcernMeaning(concern_id=concern_id, vector=vector))
        await self._session.flush()
        return True

    async def newest_meanings(self, narrowed: ConcernFilter, *, limit: int) -> list[MeaningReading]:
        """Return what the newest concerns of a filter are compared by, the newest first, in one query and without texts."""
        topics = (
            select_columns(func.aggregate_strings(col(ConcernTopic.topic), SEPARATOR))
            .where(col(ConcernTopic.concern_id) == col(Concern.id))
            .scalar_subquery()
        )
        query = (
            select_columns(col(Concern.id), col(Concern.district), topics, col(ConcernMeaning.vector))
            .join(ConcernMeaning, col(ConcernMeaning.concern_id) == col(Concern.id))
            .where(*conditions(narrowed))
            .order_by(col(Concern.id).desc())
            .limit(limit)
        )
        return [
            MeaningReading(concern_id, district, tuple(named.split(SEPARATOR)) if named else (), vector)
            for concern_id, district, named, vector in (await self._session.execute(query)).all()
        ]

    async def batches(self, narrowed: ConcernFilter, *, raw: bool = False) -> AsyncIterator[list[ConcernReading]]:
        """Yield all concerns of a filter, the oldest first, in lists of at most CHUNK; only one is held at a time.

        Their topics come without evidence: a list names topics, one concern's page shows the words.
        """
        after = 0
        while True:
            query = (
                select_columns(*CONCERN_COLUMNS)
                .where(*conditions(narrowed), col(Concern.id) > after)
                .order_by(col(Concern.id))
                .limit(CHUNK)
            )
            rows = (await self._session.execute(query)).all()
            if rows:
                yield await self._readings(rows, raw, evidence=False)
            if len(rows) < CHUNK:
                return
            after = rows[-1].id

    async def _readings(self, concerns: Sequence[Any], raw: bool, *, evidence: bool = True) -> list[ConcernReading]:
        """Return what lists show of these concerns, which are rows or entities."""
        ids = [concern.id for concern in concerns]
        if not ids:
            return []
        topics = await self._topics_of(ids, evidence=evidence)
        workgroups: dict[int, list[str]] = defaultdict(list)
        assigned = select(ConcernWorkgroup.concern_id, ConcernWorkgroup.workgroup)
        on_lists = assigned.where(col(ConcernWorkgroup.concern_id).in_(ids)).order_by(col(ConcernWorkgroup.workgroup))
        for concern_id, workgroup in (await self._session.exec(on_lists)).all():
            workgroups[concern_id].append(workgroup)
        texts: dict[int, str] = {}
        if raw:
            kept = select(ConcernText.concern_id, ConcernText.text).where(col(ConcernText.concern_id).in_(ids))
            texts = {concern_id: text for concern_id, text in (await self._session.exec(kept)).all()}  # noqa: C416  (a result with keys() is no pairs to dict)
        return [
            ConcernReading(
                c.id,
                c.number,
                c.resident_id,
                c.received_at,
                c.source,
                c.language,
                c.district,
                tuple(topics[c.id]),
                tuple(workgroups[c.id]),
                texts.get(c.id, c.redacted),
                c.status,
                c.outcome,
                c.reason,
                c.triage,
            )
            for c in concerns
        ]

    async def _topics_of(self, ids: Sequence[int], *, evidence: bool) -> Mapping[int, list[TopicReading]]:
        # Columns and not entities: long lists are read four times as fast, and nothing of them is kept by the session.
        words: Any = col(ConcernTopic.evidence) if evidence else null()
        found = (
            select_columns(*TOPIC_COLUMNS, words)
            .where(col(ConcernTopic.concern_id).in_(ids))
            .order_by(col(ConcernTopic.topic))
        )
        topics: dict[int, list[TopicReading]] = defaultdict(list)
        for concern_id, topic, origin, score, spans in (await self._session.execute(found)).all():
            topics[concern_id].append(TopicReading(topic, origin, score, tuple((a, b) for a, b in spans or ())))
        return topics


def _entry(concern_id: int, act: str, actor: str, at: datetime, detail: Any = None) -> dict[str, Any]:
    return {"concern_id": concern_id, "act": act, "actor": actor, "at": at, "detail": detail}
