"""What waits for a person: updates that were set aside, and messages out that failed or may not have arrived."""

from datetime import datetime

from sqlalchemy import ColumnElement, and_, literal_column, update
from sqlmodel import col, delete, func, select

from storage.inserting import dialect_of, insert
from storage.models import ANSWERS, UNRESOLVED, KeptUpdate, Outgoing, OutgoingState, SeenUpdate, UpdateState
from storage.readings.troubles import SetAsideReading, UnresolvedReading
from storage.repositories.base import Repository

SET_ASIDE = col(SeenUpdate.state) == literal_column(f"'{UpdateState.SET_ASIDE}'")  # as in its index
SAME = and_(col(KeptUpdate.channel) == SeenUpdate.channel, col(KeptUpdate.update_id) == SeenUpdate.update_id)
UNSETTLED = col(Outgoing.state).in_(UNRESOLVED)
REPEATABLE = and_(col(Outgoing.kind).in_(ANSWERS), col(Outgoing.body).is_not(None))


class Troubles(Repository):
    """Updates set aside, and unresolved messages out."""

    async def keep(self, kept: KeptUpdate) -> None:
        """Keep what stood in an update that is set aside; what is kept already stays."""
        row = insert(dialect_of(self._session), KeptUpdate).values(kept.model_dump())
        await self._session.exec(row.on_conflict_do_nothing())

    async def content(self, channel: str, update_id: int) -> bytes | None:
        """Return the sealed content of an update that is set aside, None where there is none any more."""
        query = select(KeptUpdate.sealed).where(*_kept(channel, update_id))
        return (await self._session.exec(query)).first()

    async def updates(self, limit: int) -> list[SetAsideReading]:
        """Return the updates that were set aside first, the oldest first."""
        query = (
            select(SeenUpdate, col(KeptUpdate.update_id).is_not(None))
            .join(KeptUpdate, SAME, isouter=True)
            .where(SET_ASIDE)
            .order_by(col(SeenUpdate.at), col(SeenUpdate.update_id))
            .limit(limit)
        )
        return [
            SetAsideReading(seen.channel, seen.update_id, seen.at, seen.reason or "", seen.tries, bool(kept))
            for seen, kept in (await self._session.exec(query)).all()
        ]

    async def retryable(self) -> list[tuple[str, int]]:
        """Return channel and number of every update that is set aside and still has its content, the oldest first."""
        query = (
            select(SeenUpdate.channel, SeenUpdate.update_id)
            .join(KeptUpdate, SAME)
            .where(SET_ASIDE)
            .order_by(col(SeenUpdate.at), col(SeenUpdate.update_id))
        )
        return [(channel, update_id) for channel, update_id in (await self._session.exec(query)).all()]

    async def count_updates(self) -> int:
        return (await self._session.exec(select(func.count()).select_from(SeenUpdate).where(SET_ASIDE))).one()

    async def settle_update(self, channel: str, update_id: int, at: datetime) -> bool:
        """Set an update that is set aside down as done and forget its content; False if it is not set aside (any more)."""
        done = update(SeenUpdate).where(*_seen(channel, update_id), SET_ASIDE)
        settled = await self._session.exec(done.values(state=UpdateState.DONE, at=at))
        await self._session.exec(delete(KeptUpdate).where(*_kept(channel, update_id)))
        return settled.rowcount == 1

    async def note_another_failure(self, channel: str, update_id: int, reason: str) -> None:
        """Count one more try of an update that stays set aside."""
        counted = update(SeenUpdate).where(*_seen(channel, update_id), SET_ASIDE)
        await self._session.exec(counted.values(tries=SeenUpdate.tries + 1, reason=reason[:200]))

    async def count_unresolved(self) -> int:
        return (await self._session.exec(select(func.count()).select_from(Outgoing).where(UNSETTLED))).one()

    async def unresolved(self, *, offset: int, limit: int) -> list[UnresolvedReading]:
        """Return one page of the messages out that failed or whose send is ambiguous, the newest first."""
        query = select(Outgoing, REPEATABLE).where(UNSETTLED).order_by(col(Outgoing.id).desc())
        rows = (await self._session.exec(query.offset(offset).limit(limit))).all()
        return [_unresolved(row, repeatable) for row, repeatable in rows]

    async def one_unresolved(self, row_id: int) -> UnresolvedReading | None:
        query = select(Outgoing, REPEATABLE).where(UNSETTLED, col(Outgoing.id) == row_id)
        found = (await self._session.exec(query)).first()
        return _unresolved(*found) if found else None

    async def send_again(self, row_id: int, now: datetime) -> bool:
        """Let an answer wait to be sent once more, as if it were new; False if it is not there to be sent."""
        again = update(Outgoing).where(col(Outgoing.id) == row_id, UNSETTLED, REPEATABLE)
        waiting = again.values(
            state=OutgoingState.WAITING,
            not_before=now,
            created_at=now,
            expires_at=None,
            tries=0,
            leased_until=None,
            reason="sent_again_by_hand",
        )
        return (await self._session.exec(waiting)).rowcount == 1

    async def strike(self, row_id: int) -> bool:
        """Take an unresolved message off the list and forget its words; False if it is not on it (any more)."""
        struck = update(Outgoing).where(col(Outgoing.id) == row_id, UNSETTLED)
        values = {"state": OutgoingState.DROPPED, "reason": "struck_by_hand", "body": None}
        return (await self._session.exec(struck.values(**values))).rowcount == 1

    async def forget_contents(self, before: datetime) -> int:
        """Forget what stood in troubles older than a moment, and return how many; that they are there stays."""
        kept = await self._session.exec(delete(KeptUpdate).where(col(KeptUpdate.at) < before))
        old = update(Outgoing).where(UNSETTLED, col(Outgoing.created_at) < before, col(Outgoing.body).is_not(None))
        unsent = await self._session.exec(old.values(body=None))
        return kept.rowcount + unsent.rowcount


def _seen(channel: str, update_id: int) -> tuple[ColumnElement[bool], ColumnElement[bool]]:
    return col(SeenUpdate.channel) == channel, col(SeenUpdate.update_id) == update_id


def _kept(channel: str, update_id: int) -> tuple[ColumnElement[bool], ColumnElement[bool]]:
    return col(KeptUpdate.channel) == channel, col(KeptUpdate.update_id) == update_id


def _unresolved(row: Outgoing, repeatable: bool) -> UnresolvedReading:
    return UnresolvedReading(
        row.id, row.kind, row.state, row.created_at, row.reason or "", row.forum_id, bool(repeatable)
    )
