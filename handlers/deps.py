"""What an action gets handed: the way to its data, the clock, the city, the reader of texts."""

import asyncio
import time
from collections.abc import AsyncIterator, Callable
from concurrent.futures import Executor, ThreadPoolExecutor
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from dataclasses import dataclass, field, replace
from datetime import timedelta

from handlers.city.pack import CityPack
from handlers.city.places import DistrictFinder
from handlers.hashing import Hashing
from handlers.meters import Meters
from handlers.pace import Pace, Rate
from handlers.ports import Clock, Journal, Vault
from handlers.recent import RecentReadings
from nlp.in_force import InForce
from nlp.reader import Reader
from nlp.results import Reading
from storage.unit_of_work import UnitOfWork

OpenWork = Callable[[], AbstractAsyncContextManager[UnitOfWork]]
LONGEST_READ = 4096
# One a second: Telegram lets us answer a chat no faster, and nobody who ticks through a survey is as quick for a whole minute.
MESSAGES = Rate("messages", 60)


@dataclass(frozen=True, slots=True)
class Deps:
    """The one bundle every action takes.

    open_work     a transaction that commits at its end; inside a turn it is the turn's own, which commits with the turn
    open_reading  one consistent look, nothing kept
    in_force      the model of topics that the reader reads with
    journal       what was erased, for the day a backup is restored
    public_url    origin of our pages, without a slash at its end
    raw_texts_kept  how long raw texts are kept, None for as long as their concern
    bot_name      Telegram user name of the bot without @, "" while Telegram is off
    wake_outbox   tell the sender of this process that something is due
    recent        what this process read a moment ago
    reading_thread  reads texts; several threads would only wait for each other, and each keep memory of its own
    meters        what this process counts of itself
    hashing       hashes the passwords of the desk
    messages      how many messages one resident may send
    pace          how often whom this process heard in this minute
    """

    open_work: OpenWork
    open_reading: OpenWork
    now: Clock
    city: CityPack
    places: DistrictFinder
    reader: Reader
    in_force: InForce
    vault: Vault
    journal: Journal
    public_url: str
    bot_name: str
    send_rate: float
    raw_texts_kept: timedelta | None
    wake_outbox: Callable[[], None]
    meters: Meters
    recent: RecentReadings = field(default_factory=RecentReadings)
    hashing: Hashing = field(default_factory=Hashing)
    messages: Rate = MESSAGES
    pace: Pace = field(default_factory=Pace)
    reading_thread: Executor = field(default_factory=lambda: ThreadPoolExecutor(1, "reading"))

    async def read(self, text: str) -> Reading:
        """Return what the language floor makes of a text, of its beginning where it is longer than any channel sends at once.

        In a thread of its own, one text after another: it takes about a hundredth of a second, unless it was read a moment ago.
        """
        model, beginning = (self.reader, self.in_force.name), text[:LONGEST_READ]
        known = self.recent.get(model, beginning)
        if known is None:
            begun = time.perf_counter()
            loop = asyncio.get_running_loop()
            known = await loop.run_in_executor(self.reading_thread, self.reader.read, beginning)
            self.meters.reading.observe(time.perf_counter() - begun)
            self.recent.keep(model, beginning, known)
        return known

    def within(self, work: UnitOfWork) -> "Deps":
        """Return the same bundle whose actions join a transaction that is already open."""

        @asynccontextmanager
        async def joined() -> AsyncIterator[UnitOfWork]:
            yield work

        return replace(self, open_work=joined, open_reading=joined)
