"""What was under way when processes were killed: how soon others settled it, and how much of it nobody can know about."""

import asyncio
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from sqlalchemy import text

from handlers.outbox.rules import parallel_sends
from storage.database import Database
from tests.chaos.audience import in_daytime
from tests.chaos.fleet import Fleet
from tests.running.process import Process

LOOK_SECONDS = 0.1
LIMIT_SECONDS = 12.0
GIVEN_UP_AFTER_SECONDS = 90.0
UNDER_WAY = "SELECT id, fence FROM outgoing WHERE state = 'sending'"
AMBIGUOUS = "SELECT id, fence FROM outgoing WHERE state = 'ambiguous'"

ANNOUNCEMENTS = "SELECT id, fence FROM outgoing WHERE state = 'waiting' AND kind = 'broadcast' LIMIT 1"

Send = tuple[int, int]  # row and fence: one that was taken over has another fence


@dataclass
class Kill:
    """One blow, which may have hit several processes.

    senders    how many of them were sending
    amid       announcements were still waiting
    under_way  all sends that were under way then, of the other processes too; left: those that still are
    seconds    until nothing of it was left; manned: those of them in which somebody was there who could take over
    """

    senders: int
    amid: bool
    at: float
    under_way: frozenset[Send]
    left: set[Send] = field(default_factory=set)
    seconds: float = 0.0
    manned: float = 0.0


class TakeOver:
    """Watches the sends under way, from the first kill to the last settled one.

    unmanned  stretches in which nobody was there who sends, by the clock of the fleet
    """

    def __init__(self, database: Database, running: Fleet) -> None:
        self.kills: list[Kill] = []
        self.unmanned: list[tuple[datetime, datetime]] = []
        self._database, self._running = database, running

    async def note(self, victims: Sequence[Process]) -> None:
        """Note what was under way: after a kill, and before anybody starts again."""
        at, under_way = time.monotonic(), await self._sends(UNDER_WAY)
        senders = sum(victim in self._running.senders for victim in victims)
        amid = bool(await self._sends(ANNOUNCEMENTS))
        self.kills.append(Kill(senders, amid, at, under_way, set(under_way)))

    async def run(self, over: asyncio.Event) -> None:
        """Look again and again until it is over and nothing is left, or it has taken far too long."""
        looked = time.monotonic()
        while not over.is_set() or any(self._open()):
            await asyncio.sleep(LOOK_SECONDS)
            manned, kills = any(sender.works for sender in self._running.senders), list(self._open())
            still, before, looked = await self._sends(UNDER_WAY), looked, time.monotonic()
            if not manned:
                self.unmanned.append((in_daytime() - timedelta(seconds=looked - before), in_daytime()))
            for kill in kills:
                kill.seconds = looked - kill.at
                kill.manned += (looked - max(before, kill.at)) * manned
                kill.left &= still

    def _open(self) -> Iterator[Kill]:
        return (kill for kill in self.kills if kill.left and kill.seconds < GIVEN_UP_AFTER_SECONDS)

    async def ambiguous(self) -> tuple[list[tuple[Kill, int]], int, set[int]]:
        """Return for each kill how many sends it left ambiguous, how many no kill did, and the rows of all.

        A send belongs to the first kill of a sender that found it under way.
        """
        sends = await self._sends(AMBIGUOUS)
        left, by_kill = set(sends), []
        for kill in self.kills:
            of_it = left & kill.under_way if kill.senders else set()
            by_kill.append((kill, len(of_it)))
            left -= of_it
        return by_kill, len(left), {row for row, _ in sends}

    async def _sends(self, query: str) -> frozenset[Send]:
        async with self._database.engine.connect() as connection:
            return frozenset((row[0], row[1]) for row in await connection.execute(text(query)))


@dataclass(frozen=True, slots=True)
class Settled:
    """What became of what was under way.

    amid        kills while announcements were still waiting
    seconds     until all of it was settled, one number a kill; manned: while somebody was there who could
    ambiguous   sends left ambiguous, one number a kill; too_many: kills that left more than their senders send at once
    of_no_kill  ambiguous sends that were not under way at any kill
    unlisted    ambiguous rows the operator is not shown
    """

    amid: int
    seconds: tuple[float, ...]
    manned: tuple[float, ...]
    ambiguous: tuple[int, ...]
    too_many: int
    of_no_kill: int
    unlisted: int

    def faults(self) -> Iterator[str]:
        slow = [f"{seconds:.1f}" for seconds in self.manned if seconds > LIMIT_SECONDS]
        if slow:
            yield f"{len(slow)} kills were taken over late, after {', '.join(slow)} s in which somebody could have"
        if self.too_many:
            yield f"{self.too_many} kills left more ambiguous than their senders send at once, {max(self.ambiguous)} at most"
        if self.of_no_kill:
            yield f"{self.of_no_kill} sends are ambiguous that were not under way at any kill"
        if self.unlisted:
            yield f"{self.unlisted} ambiguous sends are not on the operator's list"


async def settled(watched: TakeOver, send_rate: float, listed: set[int]) -> Settled:
    """Return what became of everything, with the numbers of the messages the operator's list shows."""
    by_kill, of_no_kill, rows = await watched.ambiguous()
    at_once = parallel_sends(send_rate)
    return Settled(
        amid=sum(kill.amid for kill in watched.kills),
        seconds=tuple(kill.seconds for kill in watched.kills),
        manned=tuple(kill.manned for kill in watched.kills),
        ambiguous=tuple(many for _, many in by_kill),
        too_many=sum(many > at_once * kill.senders for kill, many in by_kill),
        of_no_kill=of_no_kill,
        unlisted=len(rows - listed),
    )
