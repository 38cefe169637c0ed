"""Open questions, updates already seen, and lines said in the web chat."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import UpdateBase
from sqlmodel import col, delete, select

from storage.inserting import ENGINES, dialect_of, insert
from storage.models import OpenQuestion, SaidLine, SeenUpdate, UpdateState
from storage.repositories.base import Repository


def _remembering(engine: str) -> UpdateBase:
    """Return the statement that every update begins with; it returns a row where the update is new, or failed before."""
    row = insert(engine, SeenUpdate)
    return row.on_conflict_do_update(
        index_elements=["channel", "update_id"],
        set_={"state": row.excluded.state, "at": row.excluded.at},
        where=col(SeenUpdate.state) == UpdateState.FAILED,
    ).returning(col(SeenUpdate.update_id))


_REMEMBERING = {engine: _remembering(engine) for engine in ENGINES}


class Dialogs(Repository):
    """What a conversation must remember."""

    async def remember_update(self, channel: str, update_id: int, at: datetime) -> bool:
        """Remember an update as done; False if it was done (or set aside) before, so that nothing may be done again."""
        remembering = _REMEMBERING[dialect_of(self._session)]
        seen = {"channel": channel, "update_id": update_id, "state": UpdateState.DONE, "tries": 0, "at": at}
        return (await self._session.exec(remembering, params=seen)).first() is not None

    async def set_aside(self, channel: str, update_id: int, reason: str, at: datetime) -> bool:
        """Set an update aside at its first try; False if it was done, or set aside, before."""
        row = insert(dialect_of(self._session), SeenUpdate).values(
            channel=channel, update_id=update_id, state=UpdateState.SET_ASIDE, tries=1, reason=reason[:200], at=at
        )
        noted = row.on_conflict_do_update(
            index_elements=["channel", "update_id"],
            set_={"state": row.excluded.state, "tries": SeenUpdate.tries + 1, "reason": row.excluded.reason, "at": at},
            where=col(SeenUpdate.state) == UpdateState.FAILED,
        ).returning(col(SeenUpdate.update_id))
        return (await self._session.exec(noted)).first() is not None

    async def note_failure(
        self, channel: str, update_id: int, reason: str, at: datetime, tries_limit: int
    ) -> UpdateState:
        """Count one more failed try of an update; after `tries_limit` of them it is set aside and never tried by itself."""
        row = insert(dialect_of(self._session), SeenUpdate).values(
            channel=channel, update_id=update_id, state=UpdateState.FAILED, tries=1, reason=reason[:200], at=at
        )
        counted = row.on_conflict_do_update(
            index_elements=["channel", "update_id"],
            set_={"tries": SeenUpdate.tries + 1, "reason": reason[:200], "at": at},
            where=col(SeenUpdate.state) == UpdateState.FAILED,
        )
        await self._session.exec(counted)
        seen = await self._session.get(SeenUpdate, (channel, update_id), populate_existing=True)
        if seen is None:
            raise LookupError("the update was noted a moment ago")
        if seen.state is UpdateState.FAILED and seen.tries >= tries_limit:
            seen.state = UpdateState.SET_ASIDE
        return seen.state

    async def forget_updates(self, before: datetime) -> int:
        """Drop what was done longer ago than any channel repeats itself; returns how many."""
        old = delete(SeenUpdate).where(col(SeenUpdate.at) < before, col(SeenUpdate.state) == UpdateState.DONE)
        return (await self._session.exec(old)).rowcount

    async def open_question(self, resident_id: UUID) -> OpenQuestion | None:
        return await self._session.get(OpenQuestion, resident_id)

    async def ask(self, question: OpenQuestion) -> None:
        """Put this question in the place of the one before."""
        await self._session.merge(question)
        await self._session.flush()

    async def close_question(self, resident_id: UUID) -> None:
        await self._session.exec(delete(OpenQuestion).where(col(OpenQuestion.resident_id) == resident_id))

    async def add_said(self, line: SaidLine) -> None:
        self._session.add(line)
        await self._session.flush()

    async def said_lines(self, resident_id: UUID, last: int) -> list[SaidLine]:
        """Return the last lines a resident said in the web chat, oldest first."""
        query = (
            select(SaidLine).where(SaidLine.resident_id == resident_id).order_by(col(SaidLine.id).desc()).limit(last)
        )
        return list(reversed((await self._session.exec(query)).all()))
