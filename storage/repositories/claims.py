"""Who works on which concern."""

from collections.abc import Mapping, Sequence
from datetime import datetime

from sqlalchemy import case, or_, update
from sqlalchemy import select as select_columns
from sqlmodel import col, delete, select

from storage.inserting import dialect_of, insert
from storage.models import Claim, DeskSession, Moderator
from storage.readings.queue import ClaimReading
from storage.repositories.base import Repository


class Claims(Repository):
    """Claims; one that is over counts as none."""

    async def take(self, concern_id: int, moderator_id: int, now: datetime, until: datetime) -> bool:
        """Claim a concern nobody else works on, or prolong one's own claim; of two people at once one gets it."""
        row = {"moderator_id": moderator_id, "until": until}
        is_mine, is_over = col(Claim.moderator_id) == moderator_id, col(Claim.until) <= now
        adding = insert(dialect_of(self._session), Claim).values(concern_id=concern_id, since=now, **row)
        taken = adding.on_conflict_do_update(
            index_elements=["concern_id"],
            set_={**row, "since": case((is_over, now), else_=col(Claim.since))},
            where=or_(is_mine, is_over),
        ).returning(col(Claim.concern_id))
        return (await self._session.exec(taken)).scalar_one_or_none() is not None

    async def take_over(self, concern_id: int, moderator_id: int, now: datetime, until: datetime) -> None:
        """Claim a concern whoever works on it."""
        await self.release(concern_id)
        self._session.add(Claim(concern_id=concern_id, moderator_id=moderator_id, since=now, until=until))
        await self._session.flush()

    async def prolong(self, concern_id: int, moderator_id: int, until: datetime) -> None:
        """Let one's own claim, if there is one, last longer."""
        own = update(Claim).where(col(Claim.concern_id) == concern_id, col(Claim.moderator_id) == moderator_id)
        await self._session.exec(own.values(until=until))

    async def release(self, concern_id: int, moderator_id: int | None = None) -> None:
        """Give a concern free, where a moderator is named only if it is theirs."""
        gone = delete(Claim).where(col(Claim.concern_id) == concern_id)
        if moderator_id is not None:
            gone = gone.where(col(Claim.moderator_id) == moderator_id)
        await self._session.exec(gone)

    async def release_all_of(self, moderator_id: int) -> None:
        """Give everything free that somebody works on."""
        await self._session.exec(delete(Claim).where(col(Claim.moderator_id) == moderator_id))

    async def release_all_of_session(self, digest: str) -> None:
        """Give everything free that the person of a session works on."""
        whose = select(DeskSession.moderator_id).where(DeskSession.digest == digest)
        await self._session.exec(delete(Claim).where(col(Claim.moderator_id).in_(whose)))

    async def of(self, concern_ids: Sequence[int], now: datetime) -> Mapping[int, ClaimReading]:
        """Return who works on these concerns."""
        query = (
            select_columns(col(Claim.concern_id), col(Claim.moderator_id), col(Moderator.name), col(Claim.since))
            .join(Moderator, col(Moderator.id) == col(Claim.moderator_id))
            .where(col(Claim.concern_id).in_(concern_ids), col(Claim.until) > now)
        )
        return {row[0]: ClaimReading(*row[1:]) for row in (await self._session.execute(query)).all()}
