"""What the database itself says at the end: receipts, sends that did not end well, updates that were given up."""

import asyncio
import time
from collections.abc import Mapping
from dataclasses import dataclass

from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncConnection

from storage.database import connect
from storage.models import UNFINISHED, OutgoingKind, OutgoingState, UpdateState
from tests.fakes.bot_api.remote import RemoteBotApi

STANDSTILL_SECONDS = 60.0

RECEIPTS = """
    SELECT resident.id, COUNT(outgoing.id) FROM resident
    LEFT JOIN outgoing ON outgoing.resident_id = resident.id AND outgoing.kind = :kind
    GROUP BY resident.id
"""
SENT_RECEIPTS = "SELECT COUNT(*) FROM outgoing WHERE kind = :kind AND state = :state"
STATES = "SELECT state, COUNT(*) FROM outgoing GROUP BY state"
REPEATED = "SELECT COUNT(*) FROM outgoing WHERE reason = 'repeated_after_ambiguous'"
SET_ASIDE = "SELECT COUNT(*) FROM seen_update WHERE state <> :done"


@dataclass(frozen=True, slots=True)
class Ledger:
    """One reading of the outbox and the updates.

    receipts   how many receipt rows each resident has, one number a resident
    states     how many outgoing rows are in each state
    repeated   rows that were sent again because a kill left it open whether they had arrived
    given_up   updates that failed or were set aside
    """

    receipts: tuple[int, ...]
    receipts_sent: int
    states: Mapping[OutgoingState, int]
    repeated: int
    given_up: int

    @property
    def unfinished(self) -> int:
        return sum(self.states.get(state, 0) for state in UNFINISHED)

    @property
    def ambiguous(self) -> int:
        return self.states.get(OutgoingState.AMBIGUOUS, 0)


async def read_ledger(database_url: str) -> Ledger:
    """Look into the database of a running product."""
    database = connect(database_url)
    try:
        async with database.engine.connect() as connection:
            return await _read(connection)
    finally:
        await database.engine.dispose()


async def _read(connection: AsyncConnection) -> Ledger:
    receipt, sent = OutgoingKind.RECEIPT.value, OutgoingState.SENT.value
    receipts = (await connection.execute(text(RECEIPTS), {"kind": receipt})).all()
    states = (await connection.execute(text(STATES))).all()
    return Ledger(
        receipts=tuple(number for _, number in receipts),
        receipts_sent=await _count(connection, SENT_RECEIPTS, kind=receipt, state=sent),
        states={OutgoingState(state): number for state, number in states},
        repeated=await _count(connection, REPEATED),
        given_up=await _count(connection, SET_ASIDE, done=UpdateState.DONE.value),
    )


async def _count(connection: AsyncConnection, query: str, **values: str) -> int:
    return int((await connection.execute(text(query), values)).scalar_one())


async def settle(api: RemoteBotApi, url: str) -> Ledger:
    """Wait until nothing is under way any more, in or out, or the books stand still for long; return how they stand then."""
    before, stood_since = None, time.monotonic()
    while True:
        books = pending, ledger = (await api.state())["pending"], await read_ledger(url)
        if books != before:
            before, stood_since = books, time.monotonic()
        if (not pending and not ledger.unfinished) or time.monotonic() > stood_since + STANDSTILL_SECONDS:
            return ledger
        await asyncio.sleep(0.5)
