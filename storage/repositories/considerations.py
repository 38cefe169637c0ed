"""What was decided about passages, objections to it, the paragraphs of the plan, and the balance."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, func, update
from sqlalchemy import select as select_columns
from sqlmodel import col, select

from storage.models import (
    Concern,
    Consideration,
    ConsiderationState,
    LedgerEntry,
    Objection,
    ObjectionState,
    Outcome,
    Passage,
    PlanParagraph,
)
from storage.readings.considerations import (
    BalanceReading,
    ConsiderationReading,
    ObjectionReading,
    ParagraphReading,
    PassageReading,
    WaitingReading,
)
from storage.repositories.base import Repository
from storage.repositories.passages import Passages

STANDING = (ConsiderationState.PROPOSED, ConsiderationState.IN_FORCE)


class Considerations(Repository):
    """Considerations of passages; nothing of them is ever deleted but with its concern."""

    async def add(self, consideration: Consideration) -> Consideration:
        """Store a new one; a second that stands for the same passage is refused by the database."""
        self._session.add(consideration)
        await self._session.flush()
        return consideration

    async def standing(self, passage_id: int) -> Consideration | None:
        """Return the one in force or proposed of a passage whose concern is locked."""
        query = select(Consideration).where(
            Consideration.passage_id == passage_id, col(Consideration.state).in_(STANDING)
        )
        return (await self._session.exec(query)).first()

    async def deciders(self, concern_id: int) -> set[int]:
        """Return everybody at the desk who had a part in what is in force for a concern."""
        query = (
            select_columns(col(Consideration.proposed_by), col(Consideration.confirmed_by))
            .join(Passage, col(Passage.id) == col(Consideration.passage_id))
            .where(col(Passage.concern_id) == concern_id, col(Consideration.state) == ConsiderationState.IN_FORCE)
        )
        return {who for pair in (await self._session.execute(query)).all() for who in pair if who is not None}

    async def take_back_all(self, concern_ids: Sequence[int]) -> None:
        """Let nothing that is proposed or in force stand any longer for these concerns."""
        passages = select_columns(col(Passage.id)).where(col(Passage.concern_id).in_(concern_ids))
        await self._session.exec(
            update(Consideration)
            .where(col(Consideration.passage_id).in_(passages), col(Consideration.state).in_(STANDING))
            .values(state=ConsiderationState.TAKEN_BACK)
        )

    async def passages_of(self, concern_id: int) -> list[PassageReading]:
        """Return a concern's passages in the order of its text, each with what stands for it."""
        passages = Passages(self._session)
        found = await passages.of(concern_id)
        topics = await passages.topics_of(found)
        standing = await self._by_passage(
            col(Consideration.passage_id).in_([passage.id for passage in found]), col(Consideration.state).in_(STANDING)
        )
        ends = [passage.start for passage in found[1:]]
        return [
            PassageReading(
                passage.id,
                passage.start,
                end,
                passage.outcome,
                topics.get(passage.id, ()),
                standing[passage.id][0] if passage.id in standing else None,
            )
            for passage, end in zip(found, (*ends, None), strict=True)
        ]

    async def history_of(self, concern_id: int) -> list[ConsiderationReading]:
        """Return all there ever were for a concern, the oldest first."""
        passages = select_columns(col(Passage.id)).where(col(Passage.concern_id) == concern_id)
        found = await self._by_passage(col(Consideration.passage_id).in_(passages))
        return sorted((one for several in found.values() for one in several), key=lambda reading: reading.id)

    async def _by_passage(self, *conditions: ColumnElement[bool]) -> Mapping[int, list[ConsiderationReading]]:
        query: Any = (
            select_columns(Consideration, PlanParagraph)
            .outerjoin(PlanParagraph, col(PlanParagraph.id) == col(Consideration.paragraph_id))
            .where(*conditions)
            .order_by(col(Consideration.id))
        )
        found: dict[int, list[ConsiderationReading]] = {}
        for row, paragraph in (await self._session.execute(query)).all():
            found.setdefault(row.passage_id, []).append(_reading(row, paragraph))
        return found

    async def objection_for_update(self, concern_id: int) -> Objection | None:
        """Return the objection to what became of a concern, locked."""
        query = select(Objection).where(Objection.concern_id == concern_id).with_for_update()
        return (await self._session.exec(query)).first()

    async def objection_to(self, concern_id: int) -> ObjectionReading | None:
        found = (await self._session.exec(select(Objection).where(Objection.concern_id == concern_id))).first()
        if found is None:
            return None
        return ObjectionReading(
            found.id,
            found.words,
            frozenset(found.deciders),
            found.state,
            found.at,
            found.answered_by,
            found.answered_at,
        )

    async def object(self, objection: Objection) -> None:
        """Store an objection; a second one to the same concern is refused by the database."""
        self._session.add(objection)
        await self._session.flush()

    async def paragraphs(self) -> list[ParagraphReading]:
        """Return the paragraphs of the plan in its order."""
        query = select(PlanParagraph).order_by(col(PlanParagraph.position), col(PlanParagraph.id))
        return [_paragraph(found) for found in (await self._session.exec(query)).all()]

    async def waiting_proposals(self, *, limit: int) -> list[WaitingReading]:
        """Return concerns with a decision that waits for a second person, who waits longest first."""
        query = (
            select_columns(col(Concern.number), col(Consideration.proposed_at), col(Consideration.proposed_by))
            .join(Passage, col(Passage.id) == col(Consideration.passage_id))
            .join(Concern, col(Concern.id) == col(Passage.concern_id))
            .where(col(Consideration.state) == ConsiderationState.PROPOSED)
            .order_by(col(Consideration.id))
            .limit(limit)
        )
        rows = (await self._session.execute(query)).all()
        return [WaitingReading(number, at, frozenset({who})) for number, at, who in rows]

    async def waiting_objections(self, *, limit: int) -> list[WaitingReading]:
        """Return concerns with an objection that waits for an answer, who waits longest first."""
        query = (
            select_columns(col(Concern.number), col(Objection.at), col(Objection.deciders))
            .join(Concern, col(Concern.id) == col(Objection.concern_id))
            .where(col(Objection.state) == ObjectionState.OPEN)
            .order_by(col(Objection.id))
            .limit(limit)
        )
        rows = (await self._session.execute(query)).all()
        return [WaitingReading(number, at, frozenset(deciders)) for number, at, deciders in rows]

    async def balance(self) -> BalanceReading:
        """Return what was received beside what became of it."""
        by_concern = select_columns(col(Concern.outcome), func.count()).group_by(col(Concern.outcome))
        by_passage = select_columns(col(Passage.outcome), func.count()).group_by(col(Passage.outcome))
        received = select_columns(func.count()).where(col(LedgerEntry.act) == "submitted")
        proposed = select_columns(func.count()).where(col(Consideration.state) == ConsiderationState.PROPOSED)
        objections = select_columns(func.count()).where(col(Objection.state) == ObjectionState.OPEN)
        return BalanceReading(
            received=(await self._session.execute(received)).scalar_one(),
            concerns={Outcome(outcome): n for outcome, n in (await self._session.execute(by_concern)).all()},
            passages={Outcome(outcome): n for outcome, n in (await self._session.execute(by_passage)).all()},
            proposed=(await self._session.execute(proposed)).scalar_one(),
            objections=(await self._session.execute(objections)).scalar_one(),
        )


def _reading(row: Consideration, paragraph: PlanParagraph | None) -> ConsiderationReading:
    return ConsiderationReading(
        row.id,
        row.outcome,
        row.reason,
        row.words,
        None if paragraph is None else _paragraph(paragraph),
        row.body,
        date.fromisoformat(row.decided_on),
        row.state,
        row.proposed_by,
        row.proposed_at,
        row.confirmed_by,
    )


def _paragraph(found: PlanParagraph) -> ParagraphReading:
    return ParagraphReading(found.id, found.chapter, found.label, found.title, found.words)
