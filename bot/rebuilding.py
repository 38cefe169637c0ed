"""When SQLite's file is written anew, so that no piece of a deleted line stays in the unused part of a page."""

import asyncio
from datetime import datetime, timedelta

import structlog

from bot.disk import Disk
from bot.journal import FileJournal
from handlers.deps import Deps
from handlers.i18n import BERLIN
from handlers.ports import Parting
from storage.database import Database

log = structlog.get_logger()
NIGHT_HOUR = 3  # of Berlin, when hardly anybody writes
A_NIGHT = timedelta(hours=2)
SOON_BYTES = 64 * 1024 * 1024  # about a second of waiting for whoever writes
COPIES = 2  # SQLite writes the file anew beside itself, and from there into its log
TAKEN_BACK = frozenset({Parting.ALL, Parting.PERSON, Parting.CONCERN})


class Rebuilding:
    """Writes the file anew each night, and soon after somebody took something back while it is small."""

    def __init__(self, database: Database, disk: Disk, journal: FileJournal) -> None:
        self._database = database
        self._disk = disk
        self._journal = journal
        self._last: datetime | None = None
        self._lacked_room = False

    async def when_due(self, deps: Deps) -> None:
        """Write it anew if it is time and the disk has room for that; where it has none, say so once."""
        now = deps.now()
        if self._disk.full or not (self._is_night(now) or await self._is_soon()):
            return
        needed = COPIES * self._disk.database.stat().st_size
        if not self._disk.holds(needed):
            if not self._lacked_room:
                log.warning("file.not_written_anew", room_needed_mb=needed // 1_000_000)
            self._lacked_room = True
            return
        self._lacked_room = False
        await self._database.rebuild()
        self._last = now

    def _is_night(self, now: datetime) -> bool:
        return now.astimezone(BERLIN).hour == NIGHT_HOUR and (self._last is None or now - self._last > A_NIGHT)

    async def _is_soon(self) -> bool:
        """Tell whether something was taken back since the last time, which nobody knows after a start."""
        if self._disk.database.stat().st_size > SOON_BYTES:
            return False
        noted = await asyncio.to_thread(self._journal.read)
        return any(
            entry.parting in TAKEN_BACK and (self._last is None or entry.at >= self._last) for entry in noted.entries
        )
