"""Counts as rows of a table with a bar each: what the pages draw."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from handlers.counting.tally import NONE
from handlers.results.figures import Count, Figures

COLUMNS_SHOWN = 6
SHADES = 5


@dataclass(frozen=True, slots=True)
class Bar:
    """One row: its id, its name, its count (None: withheld) and its length from 0 to 100."""

    id: str
    label: str
    count: int | None
    length: int


@dataclass(frozen=True, slots=True)
class Shaded:
    """One cell of a grid: its count (None: withheld) and its shade from 0 to SHADES."""

    count: int | None
    shade: int


@dataclass(frozen=True, slots=True)
class Grid:
    """Topics by Stadtbereich: heads as pairs (id, name), and rows of a Stadtbereich (id, name) with its cells."""

    heads: tuple[tuple[str, str], ...]
    rows: tuple[tuple[str, str, tuple[Shaded, ...]], ...]


def bars(counts: Iterable[Count], known: Mapping[str, str], *, by_size: bool = False) -> tuple[Bar, ...]:
    """Return rows in the order given, or the largest first and the withheld last; what nobody named is left out."""
    found = [one for one in counts if one.count != 0]
    longest = max((one.count or 0 for one in found), default=0) or 1
    if by_size:
        found.sort(key=lambda one: (one.count is None, -(one.count or 0)))
    return tuple(
        Bar(one.id, known.get(one.id, one.id), one.count, round((one.count or 0) * 100 / longest)) for one in found
    )


def grid(figures: Figures, topics: Mapping[str, str], areas: Mapping[str, str]) -> Grid | None:
    """Return the topics named most often by Stadtbereich, None where there is nothing to be seen."""
    order = sorted((one for one in figures.topics if one.count and one.id != NONE), key=lambda one: -(one.count or 0))
    columns = [one.id for one in order[:COLUMNS_SHOWN]]
    counts = {(one.area, one.topic): one.count for one in figures.crossed if one.topic in columns}
    most = max((count or 0 for count in counts.values()), default=0)
    if not most:
        return None
    rows = tuple(
        (
            one.id,
            areas.get(one.id, one.id),
            tuple(_shaded(counts.get((one.id, topic)), most) for topic in columns),
        )
        for one in figures.areas
        if one.count is not None
    )
    return Grid(tuple((topic, topics.get(topic, topic)) for topic in columns), rows)


def _shaded(count: int | None, most: int) -> Shaded:
    return Shaded(count, -(-SHADES * (count or 0) // most))
