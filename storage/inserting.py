"""INSERT … ON CONFLICT for whichever engine a session speaks to."""

from typing import Any

from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.ext.asyncio import AsyncSession

from storage.models.base import Table

_INSERTS: dict[str, Any] = {"sqlite": sqlite.insert, "postgresql": postgresql.insert}
ENGINES = tuple(_INSERTS)


def dialect_of(session: AsyncSession) -> str:
    """Return the name of the engine a session speaks to."""
    return session.get_bind().dialect.name


def insert(engine: str, table: type[Table]) -> "sqlite.Insert | postgresql.Insert":
    """Return an engine's own INSERT, which knows `on_conflict_do_nothing` and `on_conflict_do_update`."""
    made: sqlite.Insert | postgresql.Insert = _INSERTS[engine](table)
    return made
