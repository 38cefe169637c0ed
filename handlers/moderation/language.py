"""The model of topics as the desk shows it: what it is, how often it is right, what waits to be learned."""

import asyncio
from dataclasses import dataclass
from datetime import datetime

from handlers.city.pack import CityPack
from handlers.deps import Deps
from handlers.moderation.texts import ModelState
from nlp.errors import ModelError
from nlp.learning.card import Card
from nlp.learning.shelf import SHIPPED_NAME, Kept, Shelf
from nlp.results import GERMAN


@dataclass(frozen=True, slots=True)
class TopicRow:
    """One topic: its share in 100, of how many sentences."""

    label: str
    percent: int
    sentences: int


@dataclass(frozen=True, slots=True)
class ModelRow:
    """Another model: its name, when it was made, its share in 100, and what became of it."""

    name: str
    at: datetime
    percent: int
    corrections: int
    state: ModelState


@dataclass(frozen=True, slots=True)
class LanguagePage:
    """The model that this process reads with.

    card     None where it cannot be read
    waiting  German corrections and confirmations it has not learned from
    """

    card: Card | None
    is_shipped: bool
    name: str
    waiting: int
    percent: int
    percent_of_topics: int
    topics: tuple[TopicRow, ...]
    others: tuple[ModelRow, ...]


async def language_page(deps: Deps) -> LanguagePage:
    """Read the cards and count what waits."""
    card, others = await asyncio.to_thread(_read, deps)
    async with deps.open_reading() as work:
        waiting = await work.corrections.count(GERMAN, card.until if card else None)
    return LanguagePage(
        card=card,
        is_shipped=deps.in_force.name == SHIPPED_NAME,
        name=deps.in_force.name,
        waiting=waiting,
        percent=_percent(card.frozen.micro) if card else 0,
        percent_of_topics=_percent(card.frozen.macro) if card else 0,
        topics=_topics(card, deps.city) if card else (),
        others=others,
    )


def _read(deps: Deps) -> tuple[Card | None, tuple[ModelRow, ...]]:
    shelf, name = deps.in_force.shelf, deps.in_force.name
    try:
        card = deps.in_force.card()
    except ModelError:
        card = None
    kept = [_row(one, _state(shelf, one.name)) for one in shelf.kept() if one.name != name]
    refused = [_row(one, ModelState.REFUSED) for one in shelf.refused()]
    return card, tuple(sorted((*kept, *refused), key=lambda row: row.name, reverse=True))


def _state(shelf: Shelf, name: str) -> ModelState:
    """Tell a model that was in force from one that is to be so, but that this process does not read with yet."""
    try:
        return ModelState.AWAITED if shelf.current() == name else ModelState.EARLIER
    except ModelError:
        return ModelState.EARLIER


def _row(kept: Kept, state: ModelState) -> ModelRow:
    card = kept.card
    return ModelRow(kept.name, card.at, _percent(card.frozen.micro), card.corrections, state)


def _topics(card: Card, city: CityPack) -> tuple[TopicRow, ...]:
    """Return the topics in the order of the pack."""
    figures = {one.topic: one for one in card.frozen.topics if one.n}
    return tuple(
        TopicRow(topic.label, _percent(figures[topic.id].f1), figures[topic.id].n)
        for topic in city.topics
        if topic.id in figures
    )


def _percent(share: float) -> int:
    return round(share * 100)
