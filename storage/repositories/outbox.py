"""The outbox table: claim by lease and fence, on SQLite and PostgreSQL with one statement."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from uuid import UUID

from sqlalchemy import exists, func, or_, update
from sqlalchemy.orm import aliased
from sqlmodel import col, select
from sqlmodel.sql.expression import SelectOfScalar

from storage.models import IN_FLIGHT, UNFINISHED, Outgoing, OutgoingKind, OutgoingState, SendBudget
from storage.repositories.base import Repository

RANKS = {
    OutgoingKind.REPLY: 0,
    OutgoingKind.RECEIPT: 0,
    OutgoingKind.NOTICE: 10,
    OutgoingKind.REMINDER: 10,
    OutgoingKind.BROADCAST: 20,
}
ANSWER_SENDS = 5
BULK_RANK = 20
BULK_SHARE = 0.8
CLOCKS_APART = timedelta(seconds=5)


class Outbox(Repository):
    """Messages on their way out."""

    async def add(self, row: Outgoing) -> None:
        row.rank = RANKS[row.kind]
        self._session.add(row)
        await self._session.flush()

    async def drop_promises(self, forum_id: int, below_version: int, reason: str) -> int:
        """Drop what still waits for an older version of a forum."""
        dropped = (
            update(Outgoing)
            .where(
                col(Outgoing.forum_id) == forum_id,
                col(Outgoing.forum_version) < below_version,
                col(Outgoing.state) == OutgoingState.WAITING,
            )
            .values(state=OutgoingState.DROPPED, reason=reason)
        )
        return (await self._session.exec(dropped)).rowcount

    async def drop_bulk_of(self, resident_id: UUID, reason: str) -> int:
        """Drop every waiting message to a resident that is not an answer to them."""
        dropped = (
            update(Outgoing)
            .where(
                col(Outgoing.resident_id) == resident_id,
                col(Outgoing.state) == OutgoingState.WAITING,
                col(Outgoing.kind).not_in((OutgoingKind.REPLY, OutgoingKind.RECEIPT)),
            )
            .values(state=OutgoingState.DROPPED, reason=reason)
        )
        return (await self._session.exec(dropped)).rowcount

    async def drop_all_of(self, resident_id: UUID, reason: str) -> int:
        """Drop every waiting message to a resident who cannot be reached any more."""
        dropped = (
            update(Outgoing)
            .where(col(Outgoing.resident_id) == resident_id, col(Outgoing.state) == OutgoingState.WAITING)
            .values(state=OutgoingState.DROPPED, reason=reason, body=None)
        )
        return (await self._session.exec(dropped)).rowcount

    async def claim(
        self, *, now: datetime, lease: timedelta, limit: int, bulk_limit: int, answers_only: bool
    ) -> list[Outgoing]:
        """Lease up to `limit` due rows, at most `bulk_limit` of them broadcasts: answers first, each resident's rows in order.

        A resident with a row in flight, or with an earlier row of the same urgency waiting, is left for later, so one resident
        never has two messages under way at once. Rows another process is claiming at this moment are passed over.
        """
        query = _due(now).limit(limit).with_for_update(skip_locked=True)
        if answers_only:
            query = query.where(col(Outgoing.rank) == RANKS[OutgoingKind.REPLY])
        bulk = 0
        claimed = []
        for row in (await self._session.exec(query)).all():
            bulk += row.rank >= BULK_RANK
            if row.rank >= BULK_RANK and bulk > bulk_limit:
                continue
            row.state, row.leased_until = OutgoingState.CLAIMED, now + lease
            row.fence += 1
            row.tries += 1
            claimed.append(row)
        await self._session.flush()
        return claimed

    async def begin_sending(self, row_ids: Sequence[int], now: datetime) -> None:
        """Note that claimed rows are handed to the channel now: from here on nobody can know whether they arrive."""
        mine = col(Outgoing.id).in_(row_ids), col(Outgoing.state) == OutgoingState.CLAIMED
        begun = update(Outgoing).where(*mine, col(Outgoing.leased_until) >= now)
        await self._session.exec(begun.values(state=OutgoingState.SENDING, sends=Outgoing.sends + 1))

    async def settle_abandoned(self, now: datetime) -> tuple[int, int]:
        """Decide about rows whose sender vanished.

        What was only claimed has not left and simply waits again. What was being sent may have arrived: answers are sent again,
        up to ANSWER_SENDS times, for a number nobody got is worse than one that came twice; everything else is set down as
        ambiguous. Returns (repeated, ambiguous).
        """
        late = col(Outgoing.leased_until) < now
        untouched = update(Outgoing).where(late, col(Outgoing.state) == OutgoingState.CLAIMED)
        await self._session.exec(untouched.values(state=OutgoingState.WAITING, leased_until=None))
        sending = late, col(Outgoing.state) == OutgoingState.SENDING
        again = col(Outgoing.rank) == RANKS[OutgoingKind.REPLY], col(Outgoing.sends) < ANSWER_SENDS
        repeated = await self._session.exec(
            update(Outgoing)
            .where(*sending, *again)
            .values(state=OutgoingState.WAITING, leased_until=None, reason="repeated_after_ambiguous")
        )
        ambiguous = await self._session.exec(
            update(Outgoing)
            .where(*sending)
            .values(state=OutgoingState.AMBIGUOUS, leased_until=None, reason="sender_vanished")
        )
        return repeated.rowcount, ambiguous.rowcount

    async def drop_expired(self, now: datetime) -> int:
        """Give up what would come too late to help."""
        late = col(Outgoing.state) == OutgoingState.WAITING, col(Outgoing.expires_at) <= now
        dropped = update(Outgoing).where(*late).values(state=OutgoingState.DROPPED, reason="too_late", body=None)
        return (await self._session.exec(dropped)).rowcount

    async def finish(
        self,
        row_id: int,
        fence: int,
        state: OutgoingState,
        *,
        now: datetime,
        reason: str | None = None,
        channel_message: str | None = None,
        keep_body: bool = False,
        not_before: datetime | None = None,
    ) -> bool:
        """Write the result of a send, unless another sender has claimed the row since; False if it has."""
        values: dict[str, object] = {"state": state, "leased_until": None, "reason": reason}
        if channel_message is not None:
            values["channel_message"] = channel_message
        if state is OutgoingState.SENT:
            values["sent_at"] = now
        if not_before is not None:
            values["not_before"] = not_before
        if not keep_body and state not in UNFINISHED:
            values["body"] = None
        mine = col(Outgoing.id) == row_id, col(Outgoing.fence) == fence, col(Outgoing.state).in_(IN_FLIGHT)
        return (await self._session.exec(update(Outgoing).where(*mine).values(**values))).rowcount == 1

    async def write_body(self, row_id: int, fence: int, body: object) -> None:
        """Keep the words that were composed for a row, before they are sent."""
        mine = col(Outgoing.id) == row_id, col(Outgoing.fence) == fence
        await self._session.exec(update(Outgoing).where(*mine).values(body=body))

    async def take_tokens(self, channel: str, *, rate: float, wanted: int, now: datetime) -> int:
        """Take up to `wanted` messages from the installation's budget of `rate` a second; returns how many may go out now.

        The bucket holds one second's worth, and at least one message: with a rate below 1 it takes longer to fill.
        """
        most = max(rate, 1.0)
        budget = await self._session.get(SendBudget, channel, with_for_update=True)
        if budget is None:
            budget = SendBudget(channel=channel, tokens=most, filled_at=now)
            self._session.add(budget)
        if budget.held_until and budget.held_until > now:
            return 0
        if (
            budget.filled_at - now > CLOCKS_APART
        ):  # a clock was far ahead; it must not starve us until its time has come
            budget.filled_at = now
        gone = max((now - budget.filled_at).total_seconds(), 0.0)
        available = min(most, budget.tokens + gone * rate)
        granted = min(wanted, int(available))
        budget.tokens, budget.filled_at = available - granted, max(now, budget.filled_at)
        await self._session.flush()
        return granted

    async def return_tokens(self, channel: str, unused: int) -> None:
        """Give back what was taken and not used."""
        back = update(SendBudget).where(col(SendBudget.channel) == channel).values(tokens=SendBudget.tokens + unused)
        await self._session.exec(back)

    async def hold(self, channel: str, until: datetime) -> None:
        """Send nothing at all before a moment."""
        await self._session.exec(update(SendBudget).where(col(SendBudget.channel) == channel).values(held_until=until))

    async def next_due(self) -> datetime | None:
        """Return when the earliest waiting row becomes due."""
        query = select(func.min(Outgoing.not_before)).where(Outgoing.state == OutgoingState.WAITING)
        return (await self._session.exec(query)).first()

    async def shown_to(self, resident_id: UUID, last: int) -> list[Outgoing]:
        """Return the last messages a resident of the web chat can see, oldest first."""
        shown = (OutgoingState.SENT, *UNFINISHED)
        query = (
            select(Outgoing)
            .where(
                Outgoing.resident_id == resident_id,
                col(Outgoing.body).is_not(None),
                col(Outgoing.state).in_(shown),
                or_(col(Outgoing.state) == OutgoingState.SENT, col(Outgoing.rank) == RANKS[OutgoingKind.REPLY]),
            )
            .order_by(col(Outgoing.id).desc())
            .limit(last)
        )
        return list(reversed((await self._session.exec(query)).all()))

    async def counts(self) -> dict[OutgoingState, int]:
        """Count the rows by state."""
        query = select(Outgoing.state, func.count()).group_by(col(Outgoing.state))
        return {OutgoingState(state): n for state, n in (await self._session.exec(query)).all()}

    async def unresolved(self, limit: int) -> list[Outgoing]:
        """Return the rows that failed or whose send is ambiguous, the newest first."""
        states = (OutgoingState.AMBIGUOUS, OutgoingState.FAILED)
        query = select(Outgoing).where(col(Outgoing.state).in_(states)).order_by(col(Outgoing.id).desc()).limit(limit)
        return list((await self._session.exec(query)).all())


def _due(now: datetime) -> SelectOfScalar[Outgoing]:
    """Return the query for rows that may go out now, the most urgent first."""
    other = aliased(Outgoing)
    in_flight = col(other.state).in_(IN_FLIGHT)
    earlier = (
        (col(other.state) == OutgoingState.WAITING)
        & (col(other.rank) == col(Outgoing.rank))
        & (col(other.id) < col(Outgoing.id))
        & or_(col(other.not_before) <= now, col(other.tries) > 0)
    )
    busy = exists().where(
        col(other.resident_id) == col(Outgoing.resident_id),
        col(other.id) != col(Outgoing.id),
        or_(in_flight, earlier),
    )
    return (
        select(Outgoing)
        .where(col(Outgoing.state) == OutgoingState.WAITING, col(Outgoing.not_before) <= now, ~busy)
        .order_by(col(Outgoing.rank), col(Outgoing.not_before), col(Outgoing.id))
    )
