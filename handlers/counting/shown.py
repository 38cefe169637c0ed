"""What may be shown of a tally."""

from collections.abc import Mapping
from dataclasses import dataclass

from handlers.counting.cells import LEAST, Cells, counted, safe_grid, safe_parts
from handlers.counting.names import Names
from handlers.counting.tally import NONE, Tally

TOPICS_IN_GRID = 6
Grid = Mapping[tuple[str, str], int | None]


@dataclass(frozen=True, slots=True)
class Safe:
    """What may be shown of a tally; keys in the order of the names they have."""

    total: int
    sources: Cells[str]
    topics: Cells[str]
    areas: Cells[str]
    months: Cells[str]
    outcomes: Cells[str]
    topics_by_area: Grid
    topics_by_month: Grid

    @property
    def top(self) -> tuple[str, ...]:
        """Return the topics shown that were named most often, no others."""
        shown = [(count, topic) for topic, count in self.topics.shown.items() if count is not None and topic != NONE]
        order = sorted(shown, key=lambda pair: (-pair[0], pair[1]))
        return tuple(topic for _, topic in order[:TOPICS_IN_GRID])


def safe(tally: Tally, known: Names) -> Safe | None:
    """Return what may be shown of a tally, None where even the total may not be."""
    if tally.total < LEAST:
        return None
    areas = safe_parts(counted(list(known.areas), tally.areas.items()), tally.total)
    months = safe_parts(counted(sorted(tally.months), tally.months.items()), tally.total)
    topics = safe_parts(counted(list(known.topics), tally.topics.items()), tally.total, overlapping=True)
    shown = Safe(
        total=tally.total,
        sources=safe_parts(counted(list(known.sources), tally.sources.items()), tally.total),
        topics=topics,
        areas=areas,
        months=months,
        outcomes=safe_parts(counted(list(known.outcomes), tally.outcomes.items()), tally.total),
        topics_by_area={},
        topics_by_month={},
    )
    totals = {topic: tally.topics[topic] for topic in shown.top}
    return Safe(
        shown.total,
        shown.sources,
        topics,
        areas,
        months,
        shown.outcomes,
        safe_grid(tally.topics_by_area, areas, totals),
        safe_grid(tally.topics_by_month, months, totals),
    )
