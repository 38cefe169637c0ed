"""Copy an SQLite database while it is in use, and say how PostgreSQL is copied."""

import os
import shlex
import sqlite3
from collections.abc import Callable
from contextlib import closing, suppress
from pathlib import Path

from sqlalchemy import make_url

STEP_PAGES = 1000
SOUND = "ok"


class BrokenCopyError(Exception):
    """What was copied is no sound database; `finding` is SQLite's own first words about it."""

    def __init__(self, finding: str) -> None:
        super().__init__(finding)
        self.finding = finding


def copy(source: Path, target: Path, tell: Callable[[int, int], None]) -> None:
    """Write a copy as it stands at one moment, checked and on the disk.

    `tell` is called with the pages done and all pages after every STEP_PAGES of them.
    Writers go on: the reader that is held open sees one moment of the log. Without it each of their commits would begin the copy
    anew. Raises FileExistsError, BrokenCopyError, and what the disk raises; then no target is left.
    """
    if target.exists():
        raise FileExistsError(target)
    unfinished = target.with_name(f"{target.name}.unfinished")
    unfinished.unlink(missing_ok=True)
    os.close(os.open(unfinished, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600))
    try:
        _write(source, unfinished, tell)
        _sync(unfinished)
        unfinished.rename(target)
        _sync(target.parent)
    except BaseException:
        unfinished.unlink(missing_ok=True)
        raise


def put_in_place(fresh: Path, database: Path, aside: Path) -> None:
    """Put a fresh database in the place of the one that nobody has open, which from then on is `aside`; there may be none.

    Killed at any moment, a whole database stands in the place.
    """
    if database.exists():
        with suppress(sqlite3.Error), closing(_open(database)) as present:
            present.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        os.link(database, aside)
        for end in ("-wal", "-shm"):
            # Of a broken database the log may still be there: left behind it would be read into the fresh one.
            with suppress(FileNotFoundError):
                database.with_name(f"{database.name}{end}").rename(aside.with_name(f"{aside.name}{end}"))
    fresh.replace(database)
    _sync(database.parent)


def remove(database: Path) -> None:
    """Remove a database and what SQLite puts beside it, where they are."""
    for end in ("", "-wal", "-shm"):
        database.with_name(f"{database.name}{end}").unlink(missing_ok=True)


def dump_command(url: str, file: Path) -> str:
    """Return what to type to copy a PostgreSQL database into a file; without the password, which pg_dump asks for."""
    return f"pg_dump -Fc -f {shlex.quote(str(file))} -d {shlex.quote(_plain(url))}"


def load_command(url: str, file: Path) -> str:
    """Return what to type to bring a PostgreSQL database back from such a file."""
    return f"pg_restore --clean --if-exists --exit-on-error -d {shlex.quote(_plain(url))} {shlex.quote(str(file))}"


def _plain(url: str) -> str:
    """Return an address as PostgreSQL's own programs take it, without anything secret or meant for our driver."""
    given = make_url(url)
    query = {name: value for name, value in given.query.items() if name in {"host", "port"}}
    return str(given.set(drivername="postgresql", query=query)._replace(password=None))


def _write(source: Path, unfinished: Path, tell: Callable[[int, int], None]) -> None:
    with closing(_open(source)) as original, closing(sqlite3.connect(unfinished, isolation_level=None)) as made:
        try:
            original.execute("BEGIN")
            original.execute("SELECT count(*) FROM sqlite_master").fetchone()
            original.backup(made, pages=STEP_PAGES, progress=lambda _status, left, pages: tell(pages - left, pages))
            made.execute("PRAGMA journal_mode = DELETE")
            [finding] = made.execute("PRAGMA integrity_check(1)").fetchone()
        except sqlite3.DatabaseError as fault:
            if fault.sqlite_errorcode in {sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB}:
                raise BrokenCopyError(str(fault)) from fault
            raise OSError(str(fault)) from fault
        if finding != SOUND:
            raise BrokenCopyError(finding)


def _open(file: Path) -> sqlite3.Connection:
    """Open a database that must be there already."""
    try:
        return sqlite3.connect(f"{file.absolute().as_uri()}?mode=rw", uri=True, isolation_level=None)
    except sqlite3.OperationalError as fault:
        raise FileNotFoundError(f"{file}: {fault}") from fault


def _sync(path: Path) -> None:
    descriptor = os.open(path, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
