"""Chain what was noted, and verify the chain."""

import json
from collections.abc import Callable
from dataclasses import dataclass

import structlog

from handlers.deps import Deps
from handlers.ports import Vault
from storage.models import LedgerEntry

log = structlog.get_logger(__name__)
AT_ONCE = 500


@dataclass(frozen=True, slots=True)
class Proof:
    """What the verification of the chain found.

    entries   how many were read, all that are chained
    broken    position of the first entry that is not as it was chained, or that is missing; None where all are
    head      the MAC at the end of the chain, to be written down elsewhere: it shows later whether the end was cut off
    waiting   acts noted but not chained yet
    """

    entries: int
    broken: int | None
    head: str
    waiting: int


def canonical(entry: LedgerEntry) -> bytes:
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


def linking(vault: Vault) -> Callable[[bytes, LedgerEntry], bytes]:
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


async def verify(deps: Deps, told: Callable[[int], None] = lambda entries: None) -> Proof:
    """Read the whole chain and say whether it is whole; `told` hears after each batch how many entries were read.

    Found is whatever was changed, put in, taken out or put in another order without the key. The end cut off is found by the
    head kept in the database, and, where somebody changed that too, by one written down elsewhere.
    """
    link, before, entries, broken = linking(deps.vault), b"", 0, None
    async with deps.open_reading() as work:
        (position, mac), waiting = await work.ledger.head(), await work.ledger.count_waiting()
        async for batch in work.ledger.batches():
            for entry in batch:
                entries += 1
                expected = link(before, entry)
                if broken is None and (entry.position != entries or entry.mac != expected):
                    broken = entries
                before = entry.mac or b""
            told(entries)
    if broken is None and (position != entries or mac != before):
        broken = entries + 1
    if broken is not None:
        log.error("ledger.broken", position=broken)
    return Proof(entries, broken, mac.hex(), waiting)
