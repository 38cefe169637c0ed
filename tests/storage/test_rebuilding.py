"""What SQLite leaves of deleted lines in the unused parts of its pages."""

import random
import sqlite3
from contextlib import closing
from pathlib import Path

from storage.database import SQLITE_PRAGMAS, connect

SEED = 4
LINES = 12


def write_and_delete(file: Path) -> set[bytes]:
    """Write, lengthen and delete lines until pages were put in order many times; return marks of the deleted ones."""
    chance, alive, gone = random.Random(SEED), dict[int, bytes](), set[bytes]()  # noqa: S311  (repeatable, not secret)
    with closing(sqlite3.connect(file, isolation_level=None)) as connection:
        for pragma in SQLITE_PRAGMAS:
            connection.execute(f"PRAGMA {pragma}")
        connection.execute("PRAGMA synchronous=OFF")
        connection.execute("CREATE TABLE said (who TEXT, n INTEGER, words TEXT, PRIMARY KEY (who, n))")
        for n in range(3000):
            deed = chance.random()
            if deed < 0.6 or not alive:
                alive[n] = b"Zwiebelmann%05d-" % n
                words = alive[n].decode() + "x" * chance.choice((10, 40, 200, 600, 1500))
                connection.execute("INSERT INTO said VALUES (?, ?, ?)", (f"{n % LINES:02d}", n, words))
            elif deed < 0.8:
                longer = "UPDATE said SET words = words || printf('%.40c', 'y') WHERE n = ?"
                connection.execute(longer, (chance.choice(list(alive)),))
            else:
                which = chance.choice(list(alive))
                connection.execute("DELETE FROM said WHERE n = ?", (which,))
                gone.add(alive.pop(which))
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    return gone


def left_in(file: Path, marks: set[bytes]) -> set[bytes]:
    content = file.read_bytes()
    return {mark for mark in marks if mark in content}


async def test_nothing_of_a_deleted_line_is_left_once_the_file_is_written_anew(tmp_path: Path) -> None:
    file = tmp_path / "forumsbote.db"
    gone = write_and_delete(file)
    assert left_in(file, gone)

    database = connect(f"sqlite+aiosqlite:///{file}")
    await database.rebuild()
    await database.close()

    assert left_in(file, gone) == set()
