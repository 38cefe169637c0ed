"""Tell a full disk from every other fault."""

import errno
from collections.abc import Iterator
from sqlite3 import SQLITE_CANTOPEN, SQLITE_FULL, SQLITE_IOERR

NO_ROOM = frozenset({errno.ENOSPC, errno.EDQUOT})
PRIMARY_CODE = 0xFF  # the rest of an SQLite code says which file could not be written
NO_FILE_WRITTEN = frozenset({SQLITE_IOERR, SQLITE_CANTOPEN})


def is_out_of_room(fault: BaseException, *, disk_is_full: bool) -> bool:
    """Say whether a fault, or one that led to it, is that nothing more fits on the disk.

    disk_is_full  what the disk says itself: SQLite calls a log or an index that cannot grow an I/O error
    """
    return any(_is_it(each, disk_is_full) for each in _led_by(fault))


def _is_it(fault: BaseException, disk_is_full: bool) -> bool:
    if isinstance(fault, OSError):
        return fault.errno in NO_ROOM
    code = getattr(getattr(fault, "orig", fault), "sqlite_errorcode", None)
    if code is None:
        return False
    primary = code & PRIMARY_CODE
    return bool(primary == SQLITE_FULL or (disk_is_full and primary in NO_FILE_WRITTEN))


def _led_by(fault: BaseException | None) -> Iterator[BaseException]:
    """Yield a fault and those it came from, the newest first."""
    seen: set[int] = set()
    while fault is not None and id(fault) not in seen:
        seen.add(id(fault))
        yield fault
        fault = fault.__cause__ or fault.__context__
