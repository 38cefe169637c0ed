"""The outbox table: claim by lease and fence, on SQLite and PostgreSQL with one statement."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, cast
from uuid import UUID

from sqlalchemy import Integer, Table, Update, bindparam, exists, func, null, or_, update
from sqlalchemy import insert as insert_plainly
from sqlalchemy.orm import aliased
from sqlmodel import col, select
from sqlmodel.sql.expression import SelectOfScalar

from storage.columns import UtcDateTime
from storage.inserting import dialect_of, insert
from storage.models import (
    ANSWERS,
    UNFINISHED,
    UNRESOLVED,
    Channel,
    Identity,
    Outgoing,
    OutgoingKind,
    OutgoingState,
    SendBudget,
)
from storage.repositories.base import Repository

RANKS = {
    OutgoingKind.REPLY: 0,
    OutgoingKind.RECEIPT: 0,
    OutgoingKind.NOTICE: 10,
    OutgoingKind.REMINDER: 10,
    OutgoingKind.BROADCAST: 20,
}
RANKS_IN_ORDER = sorted({*RANKS.values()})
ANSWER_SENDS = 5
BULK_RANK = RANKS[OutgoingKind.BROADCAST]
BUCKET_SECONDS = 0.25
CLOCKS_APART = timedelta(seconds=5)
# One message a second to a chat, of which so many may come at once.
PACE, PACE_BURST = timedelta(seconds=1), 3
# What is further ahead was noted by a clock that was wrong.
_PACED_AT_MOST = PACE_BURST * PACE + CLOCKS_APART


@dataclass(frozen=True, slots=True)
class SendResult:
    """What became of one send.

    again_at     when it is tried again
    keeps_words  the words stay in the row: it may be sent again, or our own page shows them
    arrived_not  it surely did not arrive
    """

    row_id: int
    fence: int
    state: OutgoingState
    reason: str | None
    at: datetime
    channel_message: str | None = None
    again_at: datetime | None = None
    keeps_words: bool = False
    arrived_not: bool = False

    def parameters(self) -> dict[str, Any]:
        return {
            "row": self.row_id,
            "its_fence": self.fence,
            "new_state": self.state,
            "new_reason": self.reason,
            "message": self.channel_message,
            "new_sent_at": self.at if self.state is OutgoingState.SENT else None,
            "again_at": self.again_at,
            "not_arrived": int(self.arrived_not),
        }


def _noting(*, keeps_words: bool) -> Update:
    table: Table = cast(Any, Outgoing).__table__
    row = table.c
    values: dict[str, Any] = {
        "state": bindparam("new_state"),
        "reason": bindparam("new_reason"),
        "leased_until": null(),
        "channel_message": bindparam("message"),
        "sent_at": bindparam("new_sent_at"),
        "not_before": func.coalesce(bindparam("again_at", type_=row.not_before.type), row.not_before),
        "sends": row.sends - bindparam("not_arrived", type_=row.sends.type),
    }
    if not keeps_words:
        values["body"] = null()
    mine = row.id == bindparam("row"), row.fence == bindparam("its_fence"), row.state == OutgoingState.SENDING
    return update(table).where(*mine).values(values)


_ADDING = insert_plainly(cast(Any, Outgoing).__table__).returning(cast(Any, Outgoing).__table__.c.id)
_KEEPING, _FORGETTING = _noting(keeps_words=True), _noting(keeps_words=False)


def _due() -> SelectOfScalar[Outgoing]:
    """Return the query for rows of one rank that may go out `at` a moment; those of a chat that is `paced` may not.

    One rank at a time: so the index leads to what is due past all that waits for another day.
    """
    at = bindparam("at", type_=UtcDateTime())
    other = aliased(Outgoing)
    earlier = (
        (col(other.state) == OutgoingState.WAITING)
        & (col(other.rank) == col(Outgoing.rank))
        & (col(other.id) < col(Outgoing.id))
        & or_(col(other.not_before) <= at, col(other.tries) > 0)
    )
    busy = exists().where(
        col(other.resident_id) == col(Outgoing.resident_id),
        col(other.id) != col(Outgoing.id),
        or_(col(other.state) == OutgoingState.SENDING, earlier),
    )
    paced = exists().where(
        col(Identity.resident_id) == col(Outgoing.resident_id),
        col(Identity.paced_until) > bindparam("paced_from", type_=UtcDateTime()),
        col(Identity.paced_until) <= bindparam("paced_to", type_=UtcDateTime()),
    )
    of_rank = col(Outgoing.rank) == bindparam("its_rank", type_=Integer())
    return (
        select(Outgoing)
        .where(col(Outgoing.state) == OutgoingState.WAITING, of_rank, col(Outgoing.not_before) <= at, ~busy, ~paced)
        .order_by(col(Outgoing.not_before), col(Outgoing.id))
        .limit(bindparam("most", type_=Integer()))
        .with_for_update(skip_locked=True)
    )


# The sender asks this all the time: written down once, for putting it together costs more than running it.
_DUE = _due()


class Outbox(Repository):
    """Messages on their way out."""

    async def add(
        self,
        resident_id: UUID,
        kind: OutgoingKind,
        body: object,
        *,
        at: datetime,
        due: datetime | None = None,
        expires_at: datetime | None = None,
        composer: str | None = None,
        channel: str | None = None,
    ) -> int:
        """Add a message to a resident, due at once where nothing else is said; returns the number of its row.

        composer  who writes the words when it is sent; then there is no body.
        channel   where an answer belongs: to where the resident spoke.

        Every turn does this, so it goes past the session's unit of work, which would cost more than all the rest.
        """
        given = {
            "resident_id": resident_id,
            "kind": kind,
            "state": OutgoingState.WAITING,
            "rank": RANKS[kind],
            "body": body,
            "not_before": due or at,
            "expires_at": expires_at,
            "tries": 0,
            "sends": 0,
            "fence": 0,
            "forum_moment": composer,
            "channel": channel,
            "created_at": at,
        }
        added = await self._session.exec(_ADDING, params=given)
        return int(added.scalar_one())

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
                col(Outgoing.kind).not_in(ANSWERS),
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

    async def due(self, *, now: datetime, limit: int, bulk_limit: int, answers_only: bool) -> list[Outgoing]:
        """Return up to `limit` rows that may go out now, locked, at most `bulk_limit` broadcasts among them.

        Answers come first, each resident's rows in order.

        A resident with a row in flight, or with an earlier row of the same urgency waiting, is left for later, so one resident
        never has two messages under way at once; so is one who has had PACE_BURST messages at once and has not rested since.
        Rows another process has locked at this moment are passed over.
        """
        given = {"at": now, "paced_from": now + (PACE_BURST - 1) * PACE, "paced_to": now + _PACED_AT_MOST}
        found: list[Outgoing] = []
        for rank in RANKS_IN_ORDER[:1] if answers_only else RANKS_IN_ORDER:
            most = limit - len(found) if rank < BULK_RANK else min(bulk_limit, limit - len(found))
            if most > 0:
                found += (await self._session.exec(_DUE, params=given | {"its_rank": rank, "most": most})).all()
        return found

    async def begin_sending(self, rows: Sequence[Outgoing], *, now: datetime, lease: timedelta) -> None:
        """Note that rows are handed to the channel now: once this is committed nobody can know whether they arrive."""
        for row in rows:
            row.state, row.leased_until = OutgoingState.SENDING, now + lease
            row.fence += 1
            row.tries += 1
            row.sends += 1
        await self._session.flush()

    def keep_pace(self, addresses: Iterable[Identity], now: datetime) -> None:
        """Note that each of these addresses is sent one message more."""
        for address in addresses:
            paced = address.paced_until
            address.paced_until = (paced if paced and now < paced <= now + _PACED_AT_MOST else now) + PACE

    async def settle_abandoned(self, now: datetime) -> tuple[int, int]:
        """Decide about rows whose sender vanished while it was sending: they may have arrived.

        Answers are sent again, up to ANSWER_SENDS times, for a number nobody got is worse than one that came twice; everything
        else is set down as ambiguous. Returns (repeated, ambiguous).
        """
        late = col(Outgoing.state) == OutgoingState.SENDING, col(Outgoing.leased_until) < now
        again = col(Outgoing.rank) == RANKS[OutgoingKind.REPLY], col(Outgoing.sends) < ANSWER_SENDS
        repeated = await self._session.exec(
            update(Outgoing)
            .where(*late, *again)
            .values(state=OutgoingState.WAITING, leased_until=None, reason="repeated_after_ambiguous")
        )
        ambiguous = await self._session.exec(
            update(Outgoing)
            .where(*late)
            .values(state=OutgoingState.AMBIGUOUS, leased_until=None, reason="sender_vanished")
        )
        return repeated.rowcount, ambiguous.rowcount

    async def drop_expired(self, now: datetime) -> int:
        """Give up what would come too late to help."""
        late = col(Outgoing.state) == OutgoingState.WAITING, col(Outgoing.expires_at) <= now
        dropped = update(Outgoing).where(*late).values(state=OutgoingState.DROPPED, reason="too_late", body=None)
        return (await self._session.exec(dropped)).rowcount

    async def give_up(self, row: Outgoing, reason: str, state: OutgoingState = OutgoingState.DROPPED) -> None:
        """Set a locked row down as not to be sent; its words stay only where a person may want to send it again."""
        row.state, row.reason = state, reason
        if state not in UNRESOLVED:
            row.body = None
        await self._session.flush()

    async def put_off(self, row: Outgoing, reason: str, until: datetime) -> None:
        """Leave a locked row for later."""
        row.reason, row.not_before = reason, until
        await self._session.flush()

    async def note_results(self, results: Sequence[SendResult]) -> None:
        """Write down what became of sends; what another sender has taken over since stays as that one has it."""
        for statement, keeps_words in ((_FORGETTING, False), (_KEEPING, True)):
            noted = [result.parameters() for result in results if result.keeps_words is keeps_words]
            if noted:
                await self._session.exec(statement, params=noted)

    async def budget(
        self, channel: str, *, rate: float, now: datetime, seconds: float = BUCKET_SECONDS
    ) -> tuple[SendBudget, float]:
        """Return a budget of `rate` messages a second, locked, and the tokens it has by now; `spend` writes what is left.

        The bucket holds what comes in so many seconds, and at least one message: so much more than the rate may go out in a second.
        """
        most = max(rate * seconds, 1.0)
        budget = await self._session.get(SendBudget, channel, with_for_update=True)
        if budget is None:
            budget = await self._first_budget(channel, most, now)
        if budget.filled_at - now > CLOCKS_APART:
            # A clock was far ahead; it must not starve us until its time has come.
            budget.filled_at = now
        gone = max((now - budget.filled_at).total_seconds(), 0.0)
        return budget, min(most, budget.tokens + gone * rate)

    async def _first_budget(self, channel: str, tokens: float, now: datetime) -> SendBudget:
        """Return a budget nobody had yet, locked; where several processes begin at once it is that of the first."""
        full = insert(dialect_of(self._session), SendBudget).values(channel=channel, tokens=tokens, filled_at=now)
        await self._session.exec(full.on_conflict_do_nothing())
        return await self._session.get_one(SendBudget, channel, with_for_update=True)

    def spend(self, budget: SendBudget, left: float, now: datetime) -> None:
        """Note how many tokens are left in a locked budget."""
        budget.tokens, budget.filled_at = left, max(now, budget.filled_at)

    async def hold(self, channel: str, until: datetime) -> None:
        """Send nothing at all before a moment."""
        await self._session.exec(update(SendBudget).where(col(SendBudget.channel) == channel).values(held_until=until))

    async def oldest_due(self, now: datetime) -> dict[int, datetime]:
        """Return since when the oldest due row of each rank waits; a rank with none is left out."""
        # Rank by rank, as in `due`: the index leads to each past all that waits for another day.
        oldest = select(func.min(Outgoing.not_before)).where(
            col(Outgoing.state) == OutgoingState.WAITING, col(Outgoing.not_before) <= now
        )
        found = {rank: (await self._session.exec(oldest.where(Outgoing.rank == rank))).one() for rank in RANKS_IN_ORDER}
        return {rank: since for rank, since in found.items() if since is not None}

    async def shown_to(self, resident_id: UUID, last: int) -> list[Outgoing]:
        """Return the last messages a resident of the web chat can see, oldest first: not what was answered in another channel."""
        shown = (OutgoingState.SENT, *UNFINISHED)
        query = (
            select(Outgoing)
            .where(
                Outgoing.resident_id == resident_id,
                col(Outgoing.body).is_not(None),
                func.coalesce(Outgoing.channel, Channel.WEB) == Channel.WEB,
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
