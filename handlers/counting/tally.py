"""Count concerns, one batch after another: what is kept does not grow with their number."""

from collections import Counter
from collections.abc import Iterable, Sequence

from handlers.city.pack import CityPack
from handlers.i18n import BERLIN
from storage.readings.concerns import ConcernReading

NONE = "none"
"""In place of a topic or a Stadtbereich: the concern has none."""


class Tally:
    """What is counted: every concern once as a whole, in its source, Stadtbereich, month and outcome, and once in each topic."""

    def __init__(self, city: CityPack) -> None:
        self._areas = {district.id: district.area for district in city.districts}
        self.total = 0
        self.sources: Counter[str] = Counter()
        self.areas: Counter[str] = Counter()
        self.months: Counter[str] = Counter()
        self.outcomes: Counter[str] = Counter()
        self.topics: Counter[str] = Counter()
        self.topics_by_area: Counter[tuple[str, str]] = Counter()
        self.topics_by_month: Counter[tuple[str, str]] = Counter()

    def add(self, concerns: Iterable[ConcernReading]) -> None:
        """Count some more."""
        for concern in concerns:
            area = self._areas.get(concern.district or "", NONE)
            month = concern.received_at.astimezone(BERLIN).strftime("%Y-%m")
            self.total += 1
            self.sources[concern.source.value] += 1
            self.areas[area] += 1
            self.months[month] += 1
            self.outcomes[concern.outcome.value] += 1
            for topic in topics_of(concern):
                self.topics[topic] += 1
                self.topics_by_area[area, topic] += 1
                self.topics_by_month[month, topic] += 1


def topics_of(concern: ConcernReading) -> Sequence[str]:
    """Return the ids of its topics, NONE alone where it has none."""
    return [topic.id for topic in concern.topics] or [NONE]
