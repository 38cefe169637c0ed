"""Take in paper cards and their like, typed in one by one or as a file: all of it or nothing, and the same file never twice."""

import asyncio
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass

import structlog

from handlers.concerns import actions as concerns
from handlers.concerns.actions import Submission
from handlers.concerns.rules import SYSTEM, check_text
from handlers.deps import Deps
from handlers.i18n import speaker
from handlers.moderation import rules, texts
from handlers.moderation.cards import MOST_CARDS, Card, CardReader
from handlers.moderation.casework import actor_of
from handlers.pages.keys import SignedIn
from nlp.results import Reading, Triage

Progress = Callable[[int, int], None]

log = structlog.get_logger(__name__)
MARK = "card:"
MARK_LENGTH = 64


@dataclass(frozen=True, slots=True)
class Imported:
    """How many cards were added, how many were there already, and the numbers of those that speak of danger now."""

    added: int
    known: int
    dangers: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Checked:
    """A file free of mistakes: its new cards in its order, each with its mark, and how many were handed in before."""

    marked: tuple[tuple[str, Card], ...]
    known: int

    @property
    def new(self) -> tuple[Card, ...]:
        return tuple(card for _, card in self.marked)


async def check_cards(deps: Deps, content: bytes, most: int | None = MOST_CARDS) -> Checked:
    """Return what an import of this file would add, or raise CardFileError with everything that is wrong with it.

    A card is known by its cells and by the how-manieth of its kind it is in the file: the same file twice adds nothing, a
    longer one only what is new, and two cards with the same words on the same day are two.
    """
    marked = await asyncio.to_thread(_marked, deps, content, most)
    async with deps.open_reading() as work:
        known = await work.marks.known([mark for mark, _ in marked])
    return Checked(tuple((mark, card) for mark, card in marked if mark not in known), len(known))


async def import_cards(deps: Deps, checked: Checked, tell: Progress, who: SignedIn | None = None) -> Imported:
    """Hand in every new card of a file, all of them or none.

    Texts are read before anything is stored, so that others can write meanwhile; `tell` hears how many of how many are read.
    """
    readings = []
    for done, (mark, card) in enumerate(checked.marked, start=1):
        readings.append((mark, card, await deps.read(card.text)))
        tell(done, len(checked.marked))
    async with deps.open_work() as work:
        known = await work.marks.known([mark for mark, _, _ in readings])
        new = [(mark, card, reading) for mark, card, reading in readings if mark not in known]
        submissions = [_submission(card, reading) for _, card, reading in new]
        stored = await concerns.submit_all(deps, work, submissions, actor_of(who) if who else SYSTEM)
        marks = {mark: concern.number for (mark, _, _), concern in zip(new, stored, strict=True)}
        await work.marks.add(marks, deps.now())
    before = checked.known + len(known)
    log.info("concerns.imported", added=len(stored), known=before)
    dangers = tuple(concern.number for concern in stored if concern.triage is Triage.ACUTE_DANGER)
    return Imported(len(stored), before, dangers)


async def import_file(deps: Deps, content: bytes, tell: Progress) -> Imported:
    """Take in a file of any length without a preview; raises CardFileError and adds nothing where something is wrong with it."""
    return await import_cards(deps, await check_cards(deps, content, most=None), tell)


async def enter(deps: Deps, who: SignedIn, card: Card, danger_seen: bool) -> str | None:
    """Hand in one card or note as somebody typed it; returns its number.

    None where it speaks of danger now and nobody has seen that yet: then nothing is stored.
    """
    rules.check_card(deps.city, card.district, card.received_at, deps.now())
    reading = await deps.read(check_text(card.text))
    if reading.triage is Triage.ACUTE_DANGER and not danger_seen:
        return None
    return (await concerns.submit(deps, _submission(card, reading), actor_of(who))).number


def _marked(deps: Deps, content: bytes, most: int | None) -> Sequence[tuple[str, Card]]:
    """Return the cards of a file, each with the name under which it is remembered."""
    labels = {source: speaker("de").say(label) for source, label in texts.SOURCES.items()}
    cards = CardReader(deps.places, labels, deps.now()).read(content, most)
    seen: Counter[Card] = Counter()
    marked = []
    for card in cards:
        seen[card] += 1
        marked.append((_mark(deps, card, seen[card]), card))
    return marked


def _submission(card: Card, reading: Reading) -> Submission:
    district = card.district or reading.district
    return Submission(reading, card.source, district=district, received_at=card.received_at)


def _mark(deps: Deps, card: Card, nth: int) -> str:
    """Return the name under which a card is remembered; keyed, so that it says nothing of the words on it."""
    received = card.received_at.isoformat() if card.received_at else ""
    words = "\x1f".join((card.text, card.district or "", card.source, received, str(nth)))
    return (MARK + deps.vault.digest("card", words))[:MARK_LENGTH]
