"""The entries of the starting position: four chapters, their figures, and where each figure comes from."""

from dataclasses import dataclass
from datetime import date
from typing import Literal

from handlers.city.entry import Entry, Text

ChapterId = Literal["crime_statistics", "perceived_safety", "order_partnership", "security_architecture"]


@dataclass(frozen=True, slots=True)
class FigureSource(Entry):
    """Where figures come from; an empty link means that none is known."""

    id: Text
    name: Text
    licence: Text
    retrieved: date
    link: str = ""


@dataclass(frozen=True, slots=True)
class Figure(Entry):
    """One figure; `value` is written as people read it ("67", "fast 60")."""

    chapter: ChapterId
    what: Text
    value: Text
    unit: str
    year: int
    source: Text


@dataclass(frozen=True, slots=True)
class Chapter(Entry):
    """One chapter of the starting position."""

    id: ChapterId
    title: Text
    paragraphs: tuple[Text, ...] = ()


@dataclass(frozen=True, slots=True)
class StartingPosition:
    """What was known before anybody was asked; all empty in a city that has not written it down."""

    chapters: tuple[Chapter, ...] = ()
    figures: tuple[Figure, ...] = ()
    sources: tuple[FigureSource, ...] = ()

    def figures_of(self, chapter_id: str) -> tuple[Figure, ...]:
        """Return the figures of a chapter in the order of the file."""
        return tuple(figure for figure in self.figures if figure.chapter == chapter_id)

    def number_of(self, source_id: str) -> int:
        """Return under which number a source stands on the list, from 1."""
        return next(number for number, source in enumerate(self.sources, start=1) if source.id == source_id)
