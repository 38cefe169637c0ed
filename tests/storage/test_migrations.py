"""The migrations lead to what the models say, and back, on both engines."""

from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import Connection, inspect

from storage import migrating
from storage.database import Database
from storage.models import metadata


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
