"""The migrations lead to what the models say, and back, on both engines."""

from datetime import UTC, datetime
from typing import Any
from uuid import UUID

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import Connection, insert, inspect, select, text
from sqlalchemy.exc import IntegrityError

from storage import migrating
from storage.database import Database
from storage.models import OutgoingKind, OutgoingState, Standing, metadata

AT = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)
RESIDENT = UUID(int=7)
OUTGOING = metadata.tables["outgoing"]
MESSAGE = {
    "id": 1, "resident_id": RESIDENT, "kind": OutgoingKind.REPLY, "state": OutgoingState.SENT, "rank": 0, "not_before": AT,
    "body": {"text": "Guten Tag"}, "expires_at": AT, "tries": 1, "sends": 1, "fence": 2, "leased_until": None, "reason": "late",
    "channel_message": "9", "forum_id": None, "forum_moment": None, "forum_version": None, "created_at": AT, "sent_at": AT,
}  # fmt: skip


def _difference(connection: Connection) -> list[object]:
    return list(compare_metadata(MigrationContext.configure(connection, opts={"compare_type": True}), metadata))


async def test_migrated_database_equals_the_models(database: Database) -> None:
    async with database.engine.connect() as connection:
        assert await connection.run_sync(_difference) == []


async def test_migrations_go_down_and_up_again(database: Database) -> None:
    await migrating.downgrade(database, "base")
    async with database.engine.connect() as connection:
        left = await connection.run_sync(lambda plain: inspect(plain).get_table_names())
    assert left == ["alembic_version"]

    await migrating.upgrade(database)

    assert await migrating.current(database) == migrating.head()
    async with database.engine.connect() as connection:
        assert await connection.run_sync(_difference) == []


async def test_messages_survive_a_copy_of_their_table_and_a_state_that_is_none_any_more_is_refused(
    database: Database,
) -> None:
    await migrating.downgrade(database, "0006")
    async with database.engine.begin() as connection:
        resident = {"id": RESIDENT, "language": "de", "standing": Standing.ACTIVE, "subscribed": True, "created_at": AT}
        await connection.execute(insert(metadata.tables["resident"]), resident)
        await connection.execute(insert(OUTGOING), MESSAGE)
        await connection.execute(text("UPDATE outgoing SET state = 'claimed'"))
        await connection.execute(text("UPDATE outgoing SET state = 'sent'"))

    await migrating.upgrade(database)

    async with database.engine.connect() as connection:
        [message] = (await connection.execute(select(OUTGOING))).mappings().all()
        assert dict(message) == MESSAGE | {"phase_change_id": None, "channel": None}
        assert await connection.run_sync(_difference) == []
    for wrong in ({"state": "claimed"}, {"kind": "letter"}, {"resident_id": UUID(int=8)}, {"id": 1}):
        await _is_refused(database, wrong)


async def _is_refused(database: Database, wrong: dict[str, Any]) -> None:
    """Try to add a message with something wrong, past the types that would notice it before the database."""
    plain = text(
        "INSERT INTO outgoing (id, resident_id, kind, state, rank, not_before, tries, sends, fence, created_at) "
        "SELECT :id, :resident, :kind, :state, 0, not_before, 0, 0, 0, created_at FROM outgoing WHERE id = 1"
    )
    values = {"id": 2, "resident_id": RESIDENT, "kind": "reply", "state": "waiting"} | wrong
    resident = values.pop("resident_id")
    async with database.engine.connect() as connection:
        with pytest.raises(IntegrityError):
            await connection.execute(plain, values | {"resident": resident.hex if database.is_sqlite else resident})
