"""Take in a file of paper cards: all of it or nothing, and the same card never twice."""

from collections import Counter
from dataclasses import dataclass

import structlog

from handlers.concerns import actions as concerns
from handlers.concerns.rules import SYSTEM
from handlers.deps import Deps
from handlers.i18n import speaker
from handlers.moderation import texts
from handlers.moderation.cards import Card, CardReader
from storage.unit_of_work import UnitOfWork

log = structlog.get_logger(__name__)
MARK = "card:"
MARK_LENGTH = 64


@dataclass(frozen=True, slots=True)
class Imported:
    """How many cards were added, and how many were there already."""

    added: int
    known: int


async def import_cards(deps: Deps, content: bytes) -> Imported:
    """Hand in every card of a CSV file that was not handed in before; raises CardFileError and adds nothing otherwise.

    A card is known by its cells and by the how-manieth of its kind it is in the file: the same file twice adds nothing, a
    longer one only what is new, and two cards with the same words on the same day are two.
    """
    labels = {source: speaker("de").say(label) for source, label in texts.SOURCES.items()}
    cards = CardReader(deps.places, labels, deps.now()).read(content)
    seen: Counter[Card] = Counter()
    added = 0
    async with deps.open_work() as work:
        joined = deps.within(work)
        for card in cards:
            seen[card] += 1
            added += await _take(joined, work, card, seen[card])
    log.info("concerns.imported", added=added, known=len(cards) - added)
    return Imported(added, len(cards) - added)


async def _take(deps: Deps, work: UnitOfWork, card: Card, nth: int) -> bool:
    """Hand a card in, unless it was before."""
    mark = _mark(deps, card, nth)
    if await work.marks.get(mark) is not None:
        return False
    reading = await deps.read(card.text)
    found = await concerns.submit(
        deps,
        resident_id=None,
        reading=reading,
        source=card.source,
        district=card.district or reading.district,
        received_at=card.received_at,
        actor=SYSTEM,
    )
    await work.marks.put(mark, found.number, deps.now())
    return True


def _mark(deps: Deps, card: Card, nth: int) -> str:
    """Return the name under which a card is remembered; keyed, so that it says nothing of the words on it."""
    received = card.received_at.isoformat() if card.received_at else ""
    words = "\x1f".join((card.text, card.district or "", card.source, received, str(nth)))
    return (MARK + deps.vault.digest("card", words))[:MARK_LENGTH]
