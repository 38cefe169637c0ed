"""The figures of one week as they are kept: counts rounded down to fives, None where one is withheld."""

from dataclasses import dataclass
from datetime import date

from pydantic import TypeAdapter

from handlers.counting.cells import LEAST
from handlers.results.coarse import STEP


@dataclass(frozen=True, slots=True)
class Count:
    """How many concerns are of one source, topic, and so on."""

    id: str
    count: int | None


@dataclass(frozen=True, slots=True)
class Crossing:
    """How many concerns of a Stadtbereich have a topic."""

    area: str
    topic: str
    count: int | None


@dataclass(frozen=True, slots=True)
class Figures:
    """All figures as of the beginning of a day (of Berlin); only what was found at all is named.

    received_before  the day before which these concerns were received; earlier than `as_of` while too few new ones came in
    total     None where there are fewer concerns than may be counted; then there is nothing else
    reviewed  concerns whose topics a person has confirmed: `kept` as they were found, or `corrected`
    """

    as_of: date
    received_before: date
    total: int | None
    sources: tuple[Count, ...] = ()
    areas: tuple[Count, ...] = ()
    months: tuple[Count, ...] = ()
    topics: tuple[Count, ...] = ()
    outcomes: tuple[Count, ...] = ()
    crossed: tuple[Crossing, ...] = ()
    reviewed: tuple[Count, ...] = ()
    least: int = LEAST
    step: int = STEP

    def in_area(self, area: str) -> tuple[Count, ...]:
        """Return the counts of topics in a Stadtbereich."""
        return tuple(Count(one.topic, one.count) for one in self.crossed if one.area == area)

    def on_topic(self, topic: str) -> tuple[Count, ...]:
        """Return the counts of Stadtbereiche with a topic."""
        return tuple(Count(one.area, one.count) for one in self.crossed if one.topic == topic)


_FORM = TypeAdapter(Figures)


def written(figures: Figures) -> str:
    """Return figures as JSON; the same figures always give the same text."""
    return _FORM.dump_json(figures).decode()


def read(content: str) -> Figures:
    """Return figures from their JSON."""
    return _FORM.validate_json(content)
