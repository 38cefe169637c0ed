"""From a tally to what everyone may read of it."""

from collections.abc import Mapping
from datetime import date

from handlers.counting.cells import LEAST, WIDTH, Cells, counted, safe_grid, safe_parts
from handlers.counting.names import Names
from handlers.counting.shown import Grid
from handlers.counting.tally import Tally
from handlers.results.coarse import at_least, column_at_least, held_to, rounded, tells_the_rest
from handlers.results.figures import Count, Crossing, Figures

KEPT, CORRECTED = "kept", "corrected"


def compose(as_of: date, received_before: date, tally: Tally, known: Names, reviewed: tuple[int, int]) -> Figures:
    """Return the figures of a tally.

    reviewed  concerns whose topics a person has confirmed, and how many of them they had changed for it
    """
    if tally.total < LEAST:
        return Figures(as_of, received_before, None)
    sources = safe_parts(counted(list(known.sources), tally.sources.items()), tally.total)
    areas = safe_parts(counted(list(known.areas), tally.areas.items()), tally.total)
    months = safe_parts(counted(sorted(tally.months), tally.months.items()), tally.total)
    outcomes = safe_parts(counted(list(known.outcomes), tally.outcomes.items()), tally.total)
    topics = safe_parts(counted(list(known.topics), tally.topics.items()), tally.total, overlapping=True)
    total = at_least(tally.total, (sources, areas, months, outcomes, topics))
    grid = _grid(tally, areas, topics)
    said = {
        topic: min(total, column_at_least(tally.topics[topic], column, areas) if column else rounded(count))
        for topic, count in topics.shown.items()
        if count is not None
        for column in (_column(grid, topic),)
    }
    return Figures(
        as_of=as_of,
        received_before=received_before,
        total=total,
        sources=_counts(sources, total),
        areas=_counts(areas, total),
        months=_counts(months, total),
        topics=tuple(Count(topic, said.get(topic)) for topic in topics.shown),
        outcomes=_counts(outcomes, total),
        crossed=_crossed(grid, areas, said),
        reviewed=_reviewed(*reviewed),
    )


def _grid(tally: Tally, areas: Cells[str], topics: Cells[str]) -> Grid:
    """Return topics by Stadtbereich: as many of those shown as no row gives a withheld count away for, the largest first."""
    columns = sorted((key for key, count in topics.shown.items() if count), key=lambda key: (-tally.topics[key], key))
    while columns:
        grid = safe_grid(tally.topics_by_area, areas, {topic: tally.topics[topic] for topic in columns})
        elsewhere = sum(
            rounded(count) if (count := topics.shown[topic]) else WIDTH
            for topic in topics.shown
            if topic not in columns
        )
        rows = [
            tells_the_rest(total, (grid[area, topic] for topic in columns), elsewhere=elsewhere)
            for area, total in areas.shown.items()
            if total is not None
        ]
        if not any(rows):
            return grid
        columns.pop()
    return {}


def _column(grid: Grid, topic: str) -> dict[str, int | None]:
    return {area: count for (area, column), count in grid.items() if column == topic}


def _crossed(grid: Grid, areas: Cells[str], said: Mapping[str, int]) -> tuple[Crossing, ...]:
    """Return the grid rounded, the Stadtbereiche in their order and within each the topics in theirs."""
    columns = {topic: held_to(_rounded(_column(grid, topic)), said[topic]) for topic in said if _column(grid, topic)}
    return tuple(Crossing(area, topic, column[area]) for area in areas.shown for topic, column in columns.items())


def _reviewed(looked_at: int, corrected: int) -> tuple[Count, ...]:
    if looked_at < LEAST:
        return ()
    return _counts(safe_parts({KEPT: looked_at - corrected, CORRECTED: corrected}, looked_at), looked_at)


def _counts(cells: Cells[str], total: int) -> tuple[Count, ...]:
    return tuple(Count(key, count) for key, count in held_to(_rounded(cells.shown), total).items())


def _rounded(counts: Mapping[str, int | None]) -> dict[str, int | None]:
    return {key: None if count is None else rounded(count) for key, count in counts.items()}
