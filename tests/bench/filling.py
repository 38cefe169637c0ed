"""Fill a database with many rows at once; what is measured comes afterwards."""

import random
from collections.abc import AsyncIterator, Iterator, Mapping, Sequence
from contextlib import asynccontextmanager
from datetime import UTC, datetime, timedelta
from itertools import islice
from pathlib import Path
from typing import Any
from uuid import UUID

from sqlalchemy import insert

from bot.wiring import now
from handlers.city.loading import load
from handlers.city.pack import CityPack
from storage import migrating
from storage.database import Database, connect
from storage.models import (
    Channel,
    Outcome,
    OutgoingKind,
    OutgoingState,
    RegistrationState,
    Source,
    Standing,
    Status,
    TagOrigin,
    UpdateState,
    metadata,
)
from storage.repositories.outbox import RANKS
from tests.bench.processes import sqlite_url
from tests.bench.sentences import short_texts

CHUNK = 5_000
FIRST = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)
SEED = 2
Columns = Mapping[str, Any]


@asynccontextmanager
async def migrated(folder: Path) -> AsyncIterator[Database]:
    """Open an empty database in this folder."""
    database = connect(sqlite_url(folder))
    try:
        await migrating.upgrade(database)
        yield database
    finally:
        await database.close()


async def fill_concerns(database: Database, many: int) -> None:
    """Store concerns with raw text, up to three topics each, and their workgroups."""
    await _fill(database, _concerns(many, load("rostock")), CHUNK)


async def fill_subscribers(database: Database, many: int) -> list[UUID]:
    """Store residents who want to hear of forums, spread over the districts; return their ids."""
    rows = list(_subscribers(many, load("rostock")))
    await _fill(database, iter(rows), CHUNK)
    return [each["resident"][0]["id"] for each in rows]


async def fill_outbox(database: Database, residents: Sequence[UUID]) -> None:
    """Store for each resident one message that was sent and one that is due in a month."""
    at = now()
    states = ((OutgoingState.SENT, at), (OutgoingState.WAITING, at + timedelta(days=30)))
    rows = ({"outgoing": [_reminder(resident, state, due) for state, due in states]} for resident in residents)
    await _fill(database, rows, CHUNK)


async def fill_conversations(database: Database, residents: Sequence[UUID]) -> None:
    """Store for each resident an address, an update that was taken in, and the question that is open."""
    at = now()
    rows = (
        {
            "identity": [{"resident_id": resident, "channel": Channel.TELEGRAM, "digest": f"{resident.int:064x}",
                          "sealed": b"sealed", "created_at": at}],
            "seen_update": [{"channel": Channel.TELEGRAM, "update_id": number, "state": UpdateState.DONE, "tries": 0,
                             "at": at}],
            "open_question": [{"resident_id": resident, "step": "idle", "token": "token", "asked_at": at}],
        }
        for number, resident in enumerate(residents, start=1)
    )  # fmt: skip
    await _fill(database, rows, CHUNK)


async def fill_registrations(database: Database, forum_id: int, residents: Sequence[UUID]) -> None:
    """Let residents come to a forum."""
    given = {"forum_id": forum_id, "state": RegistrationState.COMING, "at": FIRST}
    await _fill(database, ({"registration": [given | {"resident_id": each}]} for each in residents), CHUNK)


def _reminder(resident: UUID, state: OutgoingState, due: datetime) -> Columns:
    return {
        "resident_id": resident,
        "kind": OutgoingKind.REMINDER,
        "state": state,
        "rank": RANKS[OutgoingKind.REMINDER],
        "not_before": due,
        "tries": 0,
        "sends": 0,
        "fence": 0,
        "created_at": due,
    }


async def _fill(database: Database, rows: Iterator[dict[str, list[Columns]]], chunk: int) -> None:
    """Write rows by table; parents stand before what hangs on them."""
    async with database.engine.begin() as connection:
        while together := list(islice(rows, chunk)):
            for table in together[0]:
                values = [row for each in together for row in each[table]]
                if values:
                    await connection.execute(insert(metadata.tables[table]), values)


def _concerns(many: int, city: CityPack) -> Iterator[dict[str, list[Columns]]]:
    chosen, texts = random.Random(SEED), short_texts(SEED)  # noqa: S311  (repeatable, not secret)
    for number in range(1, many + 1):
        topics = chosen.sample([topic.id for topic in city.topics], chosen.randrange(4))
        received, text = FIRST + timedelta(seconds=number), next(texts)
        yield {
            "concern": [
                {
                    "id": number,
                    "number": f"2026-{number:06d}",
                    "source": Source.TELEGRAM,
                    "language": "de",
                    "district": chosen.choice(city.districts).id,
                    "status": Status.NEW,
                    "outcome": Outcome.OPEN,
                    "triage": "concern",
                    "redacted": text,
                    "received_at": received,
                    "changed_at": received,
                }
            ],
            "concern_text": [{"concern_id": number, "text": text}],
            "passage": [{"concern_id": number, "start": 0, "outcome": Outcome.OPEN}],
            "ledger_entry": [{"concern_id": number, "act": "submitted", "actor": "resident", "at": received}],
            "concern_topic": [
                {"concern_id": number, "topic": topic, "origin": TagOrigin.MODEL, "score": 0.8, "evidence": [[0, 7]]}
                for topic in topics
            ],
            "concern_workgroup": [
                {"concern_id": number, "workgroup": workgroup} for workgroup in city.workgroups_of(topics)
            ],
        }


def _subscribers(many: int, city: CityPack) -> Iterator[dict[str, list[Columns]]]:
    chosen = random.Random(SEED)  # noqa: S311  (repeatable, not secret)
    for _ in range(many):
        yield {
            "resident": [
                {
                    "id": UUID(int=chosen.getrandbits(128), version=4),
                    "language": "de",
                    "district": chosen.choice(city.districts).id,
                    "standing": Standing.ACTIVE,
                    "subscribed": True,
                    "consent_version": "1",
                    "created_at": FIRST,
                }
            ]
        }
