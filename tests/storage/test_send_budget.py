"""The rate of the whole installation, which several processes may be the first to ask for."""

import asyncio

from storage.database import Database
from storage.repositories.outbox import BUCKET_SECONDS
from tests.factories import StandingClock

RATE, SENDERS = 40.0, 4


async def test_senders_that_begin_at_once_share_one_budget(database: Database, clock: StandingClock) -> None:
    async def take_one() -> None:
        async with database.work() as work:
            budget, tokens = await work.outbox.budget("all", rate=RATE, now=clock())
            work.outbox.spend(budget, tokens - 1, clock())

    await asyncio.gather(*(take_one() for _ in range(SENDERS)))

    async with database.work() as work:
        _, left = await work.outbox.budget("all", rate=RATE, now=clock())
    assert left == RATE * BUCKET_SECONDS - SENDERS
