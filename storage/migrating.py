"""Bring a database to the newest shape, or back."""

from collections.abc import Callable
from pathlib import Path

from alembic import command
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection

from storage.database import Database
from storage.reaching import take_your_time

FOLDER = Path(__file__).parent / "migrations"


def _config(connection: Connection) -> Config:
    config = Config()
    config.set_main_option("script_location", str(FOLDER))
    config.attributes["connection"] = connection
    return config


async def _run(database: Database, step: Callable[[Connection], object]) -> None:
    async with database.engine.begin() as connection:
        await take_your_time(connection)
        await connection.run_sync(step)


async def upgrade(database: Database, to: str = "head") -> None:
    """Migrate up to a revision, the newest by default; a database that is there already is left alone."""
    await _run(database, lambda connection: command.upgrade(_config(connection), to))


async def downgrade(database: Database, to: str) -> None:
    """Migrate down to a revision, "base" for an empty database."""
    await _run(database, lambda connection: command.downgrade(_config(connection), to))


async def write_revision(database: Database, message: str) -> None:
    """Write a new migration from the difference between the models and the database; for developers."""
    await _run(database, lambda connection: command.revision(_config(connection), message=message, autogenerate=True))


def head() -> str:
    """Return the newest revision the code knows."""
    config = Config()
    config.set_main_option("script_location", str(FOLDER))
    return ScriptDirectory.from_config(config).get_current_head() or ""


async def current(database: Database) -> str:
    """Return the revision the database is at, "" for an empty one."""
    async with database.engine.connect() as connection:
        return await connection.run_sync(lambda plain: MigrationContext.configure(plain).get_current_revision() or "")


async def is_known(database: Database) -> bool:
    """Say whether the database is at a revision the code knows: not empty, and not written by a newer version."""
    config = Config()
    config.set_main_option("script_location", str(FOLDER))
    known = {script.revision for script in ScriptDirectory.from_config(config).walk_revisions()}
    return await current(database) in known
