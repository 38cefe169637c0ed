"""The disk beside an SQLite database: a reserve for the day it is full, and what is known of that day.

On a full disk SQLite cannot even delete. The reserve is given up then, so that who wants to be erased or left alone is heard.
"""

import asyncio
import os
import shutil
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import structlog

from handlers.deps import Deps, OpenWork
from handlers.errors import DiskFullError
from storage.room import is_out_of_room
from storage.unit_of_work import UnitOfWork

log = structlog.get_logger()
RESERVE_BYTES = 64 * 1024 * 1024
ROOM_BYTES = 2 * RESERVE_BYTES  # so that making the reserve does not fill the disk again
NOTHING_FITS_BYTES = 1024 * 1024
MARK = "disk"


class Disk:
    """What one process knows of its disk.

    database  the file this is about
    storing   what is to be stored has room
    full      from the first thing that could not be stored until there is plenty of room again
    """

    def __init__(self, database: Path) -> None:
        self.database = database
        self._reserve = reserve_beside(database)
        self.storing = True
        self.full = False

    def begin(self) -> None:
        """Look at the start: give the reserve up where nothing fits, or make it where there is room and none.

        DiskFullError where nothing fits without a reserve either: SQLite could not even open its files.
        """
        self._reserve.parent.mkdir(parents=True, exist_ok=True)
        if self._is_full():
            self._note_full()
            if self._is_full():
                raise DiskFullError
        else:
            self._make_reserve()

    def watched(self, open_work: OpenWork) -> OpenWork:
        """Return the same way to store, which notices a full disk and then raises DiskFullError."""

        @asynccontextmanager
        async def work() -> AsyncIterator[UnitOfWork]:
            try:
                async with open_work() as unit:
                    yield unit
            except Exception as fault:
                if not is_out_of_room(fault, disk_is_full=self._is_full()):
                    raise
                self._note_full()
                self.storing = False
                raise DiskFullError from fault
            # A small thing may still fit into the log of a database that cannot grow: that is no room to speak of.
            self.storing = self.storing or not self._is_full()

        return work

    def holds(self, more_bytes: int) -> bool:
        """Tell whether so much more would leave room for the reserve."""
        return self._free() >= more_bytes + RESERVE_BYTES

    async def keep(self, deps: Deps) -> None:
        """Look how full the disk is, also while nobody writes, and make the reserve anew once there is plenty of room."""
        if self._is_full():
            self._note_full()
            self.storing = not self._is_full()
        elif not self.storing:
            async with deps.open_work() as work:
                await work.marks.put(MARK, "stored", deps.now())
        await asyncio.to_thread(self._make_reserve)

    def _note_full(self) -> None:
        """Give the reserve up and say so once, however often it is tried to store something."""
        had = self._reserve.exists()
        self._reserve.unlink(missing_ok=True)
        if not self.full:
            self.full = True
            log.error("disk.full", reserve_given_up=had)

    def _make_reserve(self) -> None:
        if not self._reserve.exists() and (self._free() < ROOM_BYTES or not self._allocate()):
            return
        if self.full:
            self.full = False
            log.info("disk.room_again")

    def _allocate(self) -> bool:
        """Really take the room, not only promise it; False where it was gone in the meantime."""
        unfinished = self._reserve.with_name(f"{self._reserve.name}.unfinished")
        try:
            with unfinished.open("wb") as handle:
                os.posix_fallocate(handle.fileno(), 0, RESERVE_BYTES)
            unfinished.rename(self._reserve)
        except OSError:
            unfinished.unlink(missing_ok=True)
            return False
        return True

    def _is_full(self) -> bool:
        return self._free() < NOTHING_FITS_BYTES

    def _free(self) -> int:
        return shutil.disk_usage(self._reserve.parent).free


def reserve_beside(database: Path) -> Path:
    """Return where the reserve of a database lies."""
    return database.with_name("reserve")
