"""Count concerns for a report, one batch after another: what is kept does not grow with their number."""

import hashlib
import heapq
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from handlers.city.pack import CityPack
from handlers.i18n import BERLIN
from handlers.reports.document import printable
from nlp.results import Triage
from storage.models import Outcome
from storage.readings.concerns import ConcernReading

NONE = "none"
"""In place of a topic or a Stadtbereich: the concern has none."""
QUOTE_CHARACTERS = range(40, 401)
KEPT_A_TOPIC = 3
QUESTIONS_KEPT = 20
UNQUOTABLE = frozenset({Outcome.WITHDRAWN, Outcome.ERASED})


@dataclass(frozen=True, slots=True, order=True)
class Quotable:
    """A text that may be quoted. Which ones come first follows from their numbers alone, and from nothing anybody could wish."""

    rank: str
    number: str
    text: str
    topic: str


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
        self._quotable: dict[str, list[Quotable]] = defaultdict(list)
        self._questions: list[Quotable] = []

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
            topics = [topic.id for topic in concern.topics] or [NONE]
            for topic in topics:
                self.topics[topic] += 1
                self.topics_by_area[area, topic] += 1
                self.topics_by_month[month, topic] += 1
            self._consider_quoting(concern, topics)

    def _consider_quoting(self, concern: ConcernReading, topics: Sequence[str]) -> None:
        text = " ".join(printable(concern.text).split())
        if concern.outcome in UNQUOTABLE or len(text) not in QUOTE_CHARACTERS:
            return
        rank = hashlib.sha256(concern.number.encode()).hexdigest()
        if concern.triage == Triage.QUESTION and concern.outcome is Outcome.OPEN:
            _keep(self._questions, Quotable(rank, concern.number, text, topics[0]), QUESTIONS_KEPT)
        for topic in topics:
            if topic != NONE:
                _keep(self._quotable[topic], Quotable(rank, concern.number, text, topic), KEPT_A_TOPIC)

    def quotes(self, most: int) -> list[Quotable]:
        """Return quotes, none twice: one of each topic in turn, those named most often first; within a topic by rank."""
        order = sorted(self._quotable, key=lambda topic: (-self.topics[topic], topic))
        waiting = {topic: heapq.nsmallest(KEPT_A_TOPIC, self._quotable[topic]) for topic in order}
        chosen: dict[str, Quotable] = {}
        while len(chosen) < most and any(waiting.values()):
            for topic in order:
                fresh = next((one for one in waiting[topic] if one.number not in chosen), None)
                waiting[topic] = [one for one in waiting[topic] if fresh is not None and one.rank > fresh.rank]
                if fresh is not None and len(chosen) < most:
                    chosen[fresh.number] = fresh
        return list(chosen.values())

    def questions(self) -> list[Quotable]:
        """Return questions that are still open, by their numbers."""
        return sorted(heapq.nsmallest(QUESTIONS_KEPT, self._questions), key=lambda one: one.number)


def _keep(kept: list[Quotable], one: Quotable, most: int) -> None:
    """Keep only those of the lowest rank."""
    kept.append(one)
    if len(kept) > 4 * most:
        kept[:] = heapq.nsmallest(most, kept)
