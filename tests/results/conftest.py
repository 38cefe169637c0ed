"""Concerns enough to be counted, and browsers at the whole application."""

from collections.abc import Awaitable, Callable, Sequence
from datetime import datetime
from itertools import count

import pytest
from sqlalchemy import insert

from storage.database import Database
from storage.models import Concern, ConcernTopic, Outcome, Source, Status
from tests.factories import StandingClock
from tests.process.conftest import seat as seat

Take = Callable[..., Awaitable[None]]


@pytest.fixture
def take_in(database: Database, clock: StandingClock) -> Take:
    """Store many concerns at once, all alike."""
    numbers = count(1)

    async def take(
        how_many: int,
        *topics: str,
        district: str | None = None,
        source: Source = Source.WEB,
        outcome: Outcome = Outcome.OPEN,
        status: Status = Status.NEW,
        at: datetime | None = None,
    ) -> None:
        ids: Sequence[int] = [next(numbers) for _ in range(how_many)]
        received = at or clock()
        concern = {
            "source": source,
            "language": "de",
            "district": district,
            "status": status,
            "outcome": outcome,
            "triage": "concern",
            "redacted": "Ein Satz.",
            "received_at": received,
            "changed_at": received,
        }
        tags = [
            {"concern_id": one, "topic": topic, "origin": "model", "evidence": []} for one in ids for topic in topics
        ]
        async with database.engine.begin() as connection:
            await connection.execute(
                insert(Concern), [concern | {"id": one, "number": f"2026-{one:06d}"} for one in ids]
            )
            if tags:
                await connection.execute(insert(ConcernTopic), tags)

    return take
