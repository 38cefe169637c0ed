"""What a database that was brought back must not do again: it does not know what happened after its copy was made."""

from datetime import datetime
from typing import Any

from sqlalchemy import func, or_, update
from sqlmodel import col, delete, select

from storage.models import (
    ANSWERS,
    UNFINISHED,
    CaseCounter,
    DeskSession,
    Identity,
    KnownDevice,
    Mark,
    OneTimeLink,
    Outgoing,
    OutgoingState,
    PendingSignIn,
    RecoveryCode,
    Resident,
    SendBudget,
)
from storage.repositories.base import Repository

GIVEN_UP: dict[str, Any] = {"reason": "restored", "leased_until": None, "body": None}


class Restored(Repository):
    """The steps after a restore, each safe to do twice but `skip_numbers`."""

    async def newest_moment(self) -> datetime | None:
        """Return the last moment this database knows of, which is never after its copy was made; None for an empty one."""
        newest = [
            (await self._session.exec(select(func.max(moment)))).one()
            for moment in (Outgoing.created_at, Resident.created_at, SendBudget.filled_at, Mark.at)
        ]
        return max((moment for moment in newest if moment is not None), default=None)

    async def give_up_outgoing(self, now: datetime) -> tuple[int, int]:
        """Send nothing that may have been sent after the copy was made; returns (dropped, ambiguous).

        Answers are older than the copy and dropped. What goes out unasked and was due by now, or on its way, is ambiguous: it counts
        as told, and is listed.
        """
        unfinished = update(Outgoing).where(col(Outgoing.state).in_(UNFINISHED))
        dropped = await self._session.exec(
            unfinished.where(col(Outgoing.kind).in_(ANSWERS)).values(state=OutgoingState.DROPPED, **GIVEN_UP)
        )
        started = or_(col(Outgoing.state) == OutgoingState.SENDING, col(Outgoing.not_before) <= now)
        ambiguous = await self._session.exec(
            unfinished.where(started).values(state=OutgoingState.AMBIGUOUS, **GIVEN_UP)
        )
        return dropped.rowcount, ambiguous.rowcount

    async def end_sessions(self) -> None:
        """End every session of the desk and take back every link and recovery code: some were ended or used up since."""
        await self._session.exec(delete(DeskSession))
        await self._session.exec(delete(OneTimeLink).where(col(OneTimeLink.used_at).is_(None)))
        for table in (RecoveryCode, PendingSignIn, KnownDevice):
            await self._session.exec(delete(table))

    async def skip_numbers(self, step: int) -> None:
        """Let case numbers go on at the next multiple of a step: residents hold some that this database does not know of."""
        await self._session.exec(update(CaseCounter).values(last=(CaseCounter.last // step + 1) * step))

    async def a_sealed_address(self) -> bytes | None:
        """Return one address as it is stored, to try the key on."""
        return (await self._session.exec(select(Identity.sealed).limit(1))).first()
