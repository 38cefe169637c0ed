"""INSERT … ON CONFLICT for whichever engine a session speaks to."""

from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.ext.asyncio import AsyncSession

from storage.models.base import Table


def insert(session: AsyncSession, table: type[Table]) -> "sqlite.Insert | postgresql.Insert":
    """Return the engine's own INSERT, which knows `on_conflict_do_nothing` and `on_conflict_do_update`."""
    if session.get_bind().dialect.name == "sqlite":
        return sqlite.insert(table)
    return postgresql.insert(table)
