"""How well topics are recognised, for everyone: the card of the model in force, and what people changed."""

import asyncio
from dataclasses import dataclass

from handlers.deps import Deps
from handlers.results.actions import latest
from handlers.results.bars import Bar
from handlers.results.composing import CORRECTED, KEPT
from nlp.errors import ModelError
from nlp.learning.card import Card


@dataclass(frozen=True, slots=True)
class Tagging:
    """Marks are out of 100; `kept` and `corrected` are rounded counts of reviewed concerns, None where withheld or none.

    card    None where it cannot be read
    topics  the best first
    """

    card: Card | None
    mark: int
    mark_of_topics: int
    topics: tuple[Bar, ...]
    reviewed: bool
    kept: int | None
    corrected: int | None


async def tagging(deps: Deps) -> Tagging:
    """Return what the page shows."""
    card = await asyncio.to_thread(_card, deps)
    published = await latest(deps)
    reviewed = {one.id: one.count for one in published.figures.reviewed} if published else {}
    return Tagging(
        card=card,
        mark=_mark(card.frozen.micro) if card else 0,
        mark_of_topics=_mark(card.frozen.macro) if card else 0,
        topics=_topics(card, {topic.id: topic.label for topic in deps.city.topics}) if card else (),
        reviewed=bool(reviewed),
        kept=reviewed.get(KEPT, 0),
        corrected=reviewed.get(CORRECTED, 0),
    )


def _card(deps: Deps) -> Card | None:
    try:
        return deps.in_force.card()
    except ModelError:
        return None


def _topics(card: Card, known: dict[str, str]) -> tuple[Bar, ...]:
    figures = sorted((one for one in card.frozen.topics if one.n and one.topic in known), key=lambda one: -one.f1)
    return tuple(Bar(one.topic, known[one.topic], _mark(one.f1), _mark(one.f1)) for one in figures)


def _mark(share: float) -> int:
    return round(share * 100)
