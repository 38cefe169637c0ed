"""Count concerns for a report, and keep the few texts of them that it may quote."""

import hashlib
import heapq
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from handlers.city.pack import CityPack
from handlers.counting.tally import NONE, Tally, topics_of
from handlers.signs import plain
from nlp.results import Triage
from storage.models import Outcome
from storage.readings.concerns import ConcernReading

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


class Voiced(Tally):
    """A tally that also keeps what may be quoted."""

    def __init__(self, city: CityPack) -> None:
        super().__init__(city)
        self._quotable: dict[str, list[Quotable]] = defaultdict(list)
        self._questions: list[Quotable] = []

    def add(self, concerns: Iterable[ConcernReading]) -> None:
        """Count some more, and consider what they say."""
        some = list(concerns)
        super().add(some)
        for concern in some:
            self._consider_quoting(concern, topics_of(concern))

    def _consider_quoting(self, concern: ConcernReading, topics: Sequence[str]) -> None:
        text = " ".join(plain(concern.text).split())
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
