"""When SQLite's file is written anew, so that no piece of a deleted line stays in the unused part of a page."""

import asyncio
from datetime import datetime, timedelta

from bot.disk import Disk
from bot.journal import FileJournal
from handlers.deps import Deps
from handlers.i18n import BERLIN
from handlers.ports import Parting
from storage.database import Database

NIGHT_HOUR = 3  # of Berlin, when hardly anybody writes
A_NIGHT = timedelta(hours=2)
SOON_BYTES = 64 * 1024 * 1024  # about a second of waiting for whoever writes
TAKEN_BACK = frozenset({Parting.ALL, Parting.PERSON, Parting.CONCERN})


class Rebuilding:
    """Writes the file anew each night, and soon after somebody took something back while it is small."""

    def __init__(self, database: Database, disk: Disk, journal: FileJournal) -> None:
        self._database = database
        self._disk = disk
        self._journal = journal
        self._last: datetime | None = None

    async def when_due(self, deps: Deps) -> None:
        """Write it anew if it is time, and if the disk may hold it twice."""
        now = deps.now()
        if not self._disk.full and (self._is_night(now) or await self._is_soon()):
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
