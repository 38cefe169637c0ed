"""A full disk is told from every other fault, however SQLite calls it."""

import errno
import sqlite3

import pytest
from sqlalchemy.exc import OperationalError

from storage.room import is_out_of_room


def of_sqlite(code: int) -> OperationalError:
    fault = sqlite3.OperationalError("as SQLite says it")
    fault.sqlite_errorcode = code
    return OperationalError("UPDATE …", None, fault)


@pytest.mark.parametrize(
    ("fault", "disk_is_full", "expected"),
    [
        (of_sqlite(sqlite3.SQLITE_FULL), False, True),
        (of_sqlite(sqlite3.SQLITE_IOERR_SHMSIZE), True, True),
        (of_sqlite(sqlite3.SQLITE_IOERR_SHMSIZE), False, False),
        (of_sqlite(sqlite3.SQLITE_BUSY), True, False),
        (OSError(errno.ENOSPC, "no space"), False, True),
        (OSError(errno.EACCES, "not yours"), True, False),
        (ValueError("of a rule"), True, False),
    ],
)
def test_a_full_disk_is_known(fault: Exception, disk_is_full: bool, expected: bool) -> None:
    assert is_out_of_room(fault, disk_is_full=disk_is_full) is expected


def test_a_fault_that_came_of_a_full_disk_is_known_by_it() -> None:
    later = LookupError("no such savepoint")
    later.__context__ = of_sqlite(sqlite3.SQLITE_FULL)

    assert is_out_of_room(later, disk_is_full=False)
