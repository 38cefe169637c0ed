"""Passages of concerns, and concerns that are considered together."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

from sqlalchemy import insert as plain_insert
from sqlalchemy import select as select_columns
from sqlalchemy import update
from sqlmodel import col, delete, select

from storage.models import Concern, Consideration, DecisionPassage, Joining, Outcome, Passage, PassageTopic
from storage.repositories.base import Repository


class Passages(Repository):
    """Passages in the order of the text; which concern is joined to which."""

    async def of(self, concern_id: int) -> list[Passage]:
        """Return the passages of a concern whose row is locked, at least one."""
        query = select(Passage).where(Passage.concern_id == concern_id).order_by(col(Passage.start))
        return list((await self._session.exec(query)).all())

    async def topics_of(self, passages: Iterable[Passage]) -> Mapping[int, tuple[str, ...]]:
        """Return the topics of their own by passage; a passage without any is left out."""
        ids = [passage.id for passage in passages]
        query = select_columns(col(PassageTopic.passage_id), col(PassageTopic.topic)).where(
            col(PassageTopic.passage_id).in_(ids)
        )
        found: dict[int, list[str]] = defaultdict(list)
        for passage_id, topic in (await self._session.execute(query.order_by(col(PassageTopic.topic)))).all():
            found[passage_id].append(topic)
        return {passage_id: tuple(topics) for passage_id, topics in found.items()}

    async def split(self, passage: Passage, start: int) -> Passage:
        """Let a new open passage begin inside one; topics and decisions of meetings of that one are its own, too."""
        new = Passage(concern_id=passage.concern_id, start=start)
        self._session.add(new)
        await self._session.flush()
        topics = (await self.topics_of([passage])).get(passage.id, ())
        await self.retag(new.id, topics)
        linked = select(DecisionPassage.decision_id).where(DecisionPassage.passage_id == passage.id)
        rows = [{"decision_id": found, "passage_id": new.id} for found in (await self._session.exec(linked)).all()]
        if rows:
            await self._session.execute(plain_insert(DecisionPassage), rows)
        return new

    async def merge(self, first: Passage, second: Passage) -> None:
        """Let a passage go on over the next one, which ends to be; what was ever decided about that one goes to the first."""
        moved = update(Consideration).where(col(Consideration.passage_id) == second.id).values(passage_id=first.id)
        await self._session.exec(moved)
        linked = select(DecisionPassage.decision_id).where(DecisionPassage.passage_id == first.id)
        only_second = col(DecisionPassage.passage_id) == second.id, col(DecisionPassage.decision_id).not_in(linked)
        await self._session.exec(update(DecisionPassage).where(*only_second).values(passage_id=first.id))
        await self._session.delete(second)
        await self._session.flush()

    async def move(self, passages: Sequence[Passage], starts: Sequence[int]) -> None:
        """Let passages begin elsewhere, in the same order: the text before them was changed."""
        for passage, start in zip(passages, starts, strict=True):
            passage.start = -1 - start  # no two may begin at one place, not even on the way
        await self._session.flush()
        for passage in passages:
            passage.start = -1 - passage.start
        await self._session.flush()

    async def retag(self, passage_id: int, topics: Sequence[str]) -> None:
        """Put these topics in the place of the ones before; none at all where there is only one passage."""
        await self._session.exec(delete(PassageTopic).where(col(PassageTopic.passage_id) == passage_id))
        rows = [{"passage_id": passage_id, "topic": topic} for topic in topics]
        if rows:
            await self._session.execute(plain_insert(PassageTopic), rows)

    async def set_outcome(self, concern_ids: Sequence[int], before: Outcome, after: Outcome) -> None:
        """Give every passage of these concerns that has one outcome another one."""
        changed = (
            update(Passage)
            .where(col(Passage.concern_id).in_(concern_ids), col(Passage.outcome) == before)
            .values(outcome=after)
        )
        await self._session.exec(changed)

    async def lead_of(self, concern_id: int) -> int | None:
        """Return the concern this one is considered together with, None where it stands for itself."""
        return (await self._session.exec(select(Joining.lead_id).where(Joining.concern_id == concern_id))).first()

    async def joined_to(self, lead_id: int) -> list[Concern]:
        """Return the concerns joined to one, in the order of their ids, locked."""
        query = (
            select(Concern)
            .join(Joining, col(Joining.concern_id) == col(Concern.id))
            .where(col(Joining.lead_id) == lead_id)
            .order_by(col(Concern.id))
            .with_for_update(of=Concern)
        )
        return list((await self._session.exec(query)).all())

    async def ids_joined_to(self, lead_id: int) -> list[int]:
        """Return the ids of the concerns joined to one, in their order."""
        query = select(Joining.concern_id).where(Joining.lead_id == lead_id).order_by(col(Joining.concern_id))
        return list((await self._session.exec(query)).all())

    async def join(self, concern_ids: Sequence[int], lead_id: int) -> None:
        """Let these concerns be considered together with a lead, whatever they were joined to before."""
        await self.free(concern_ids)
        await self._session.execute(
            plain_insert(Joining), [{"concern_id": concern_id, "lead_id": lead_id} for concern_id in concern_ids]
        )

    async def free(self, concern_ids: Sequence[int]) -> None:
        """Let these concerns stand for themselves again."""
        await self._session.exec(delete(Joining).where(col(Joining.concern_id).in_(concern_ids)))
