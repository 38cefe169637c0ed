"""Chain what was noted, and verify the chain."""

import json
from collections.abc import Callable
from dataclasses import dataclass

import structlog

from handlers.deps import Deps
from handlers.ledger import rules
from handlers.ports import Vault
from storage.models import LedgerEntry
from storage.readings.ledger import ChainedReading

log = structlog.get_logger(__name__)
AT_ONCE = 500
Entry = LedgerEntry | ChainedReading


@dataclass(frozen=True, slots=True)
class Proof:
    """What the verification of the chain found.

    entries   how many were read, all that are chained
    broken    position of the first entry that is not as it was chained, or that is missing; None where all are
    head      the MAC at the end of the chain, to be written down elsewhere: it shows later whether the end was cut off
    waiting   acts noted but not chained yet
    ended_at  position at which the chain once ended in the head that was asked for; None where it never did, or none was
    """

    entries: int
    broken: int | None
    head: str
    waiting: int
    ended_at: int | None = None


def canonical(entry: Entry) -> bytes:
    """Return everything an entry says in one spelling: JSON without spaces, keys in order, moments in UTC."""
    said = [
        entry.position,
        entry.id,
        entry.concern_id,
        entry.act,
        entry.actor,
        entry.detail,
        entry.at.isoformat(),
    ]
    return json.dumps(said, sort_keys=True, separators=(",", ":"), ensure_ascii=True).encode()


def linking(vault: Vault) -> Callable[[bytes, Entry], bytes]:
    """Return what makes the MAC of an entry from the MAC before it: HMAC-SHA256(key, MAC before ‖ canonical entry)."""
    return lambda before, entry: vault.chain(before + canonical(entry))


async def chain_new(deps: Deps) -> None:
    """Give every act noted since the last time its place in the chain."""
    chained = AT_ONCE
    while chained == AT_ONCE:
        async with deps.open_reading() as work:
            if not await work.ledger.count_waiting():
                return
        async with deps.open_work() as work:
            chained = await work.ledger.chain(linking(deps.vault), limit=AT_ONCE)


async def verify(deps: Deps, head: str = "", told: Callable[[int, int], None] = lambda done, total: None) -> Proof:
    """Read the whole chain and say whether it is whole.

    head  a head written down earlier, in hexadecimal digits; the proof says where the chain ended in it
    told  hears after each batch how many entries of how many were read

    Found is whatever was changed, put in, taken out or put in another order without the key. The end cut off is found by the
    head kept in the database, and, where somebody changed that too, by one written down elsewhere.
    """
    reading = Reading(linking(deps.vault), rules.checked_head(head))
    async with deps.open_reading() as work:
        (position, mac), waiting = await work.ledger.head(), await work.ledger.count_waiting()
        async for batch in work.ledger.batches():
            for entry in batch:
                reading.add(entry)
            told(reading.entries, position)
    if reading.broken is None and (position != reading.entries or mac != reading.before):
        reading.broken = reading.entries + 1
    if reading.broken is not None:
        log.error("ledger.broken", position=reading.broken)
    return Proof(reading.entries, reading.broken, mac.hex(), waiting, reading.ended_at)


@dataclass(slots=True)
class Reading:
    """A walk along the chain: how far it has come, and what it found on its way."""

    link: Callable[[bytes, Entry], bytes]
    head: str
    before: bytes = b""
    entries: int = 0
    broken: int | None = None
    ended_at: int | None = None

    def add(self, entry: ChainedReading) -> None:
        """Take the next entry. Behind the first broken one no head is recognised: nothing there is proven."""
        self.entries += 1
        if self.broken is None and (entry.position != self.entries or entry.mac != self.link(self.before, entry)):
            self.broken = self.entries
        self.before = entry.mac or b""
        if self.broken is None and self.head and self.before.hex() == self.head:
            self.ended_at = self.entries
