"""The first decision about a text: is somebody in danger now?"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from nlp.danger import ALARMS, SIGNALS
from nlp.errors import LexiconError
from nlp.folding import folded
from nlp.guards import all_clear, is_harmless, without_idioms
from nlp.lexicon import AlarmRule
from nlp.stems import StemIndex, word_starts

# A subordinate clause stays with its main clause: the condition may stand in the one, the danger in the other.
_CLAUSE_END = re.compile(r"(?<=[.!?;:,…])\s+(?!(?:dass|der|die|das|ob|weil)\b)|\s+(?:aber|sondern)\s+")

# What takes a danger back stands this near; text without any full stop must not take quadratic time.
_NEAR = 200


class Alarms:
    """Find out which display rule a text calls for."""

    def __init__(self, rules: Sequence[AlarmRule]) -> None:
        self._order = {rule.id: place for place, rule in enumerate(rules)}
        for alarm in ALARMS:
            self._order.setdefault(alarm, len(self._order))
        self._alarm_of: dict[str, str] = {}
        for rule in rules:
            for stem in rule.stems:
                self._alarm_of.setdefault(_checked(stem), rule.id)
        self._index = StemIndex(self._alarm_of)

    def find(self, text: str) -> str | None:
        """Return the id of the first rule, in the city's order, that a folded text calls for."""
        plain = without_idioms(text)
        raised = {
            alarm
            for clause in _CLAUSE_END.split(plain)
            for alarm, start, end in self._signals(clause)
            if not all_clear(plain, alarm) and not _taken_back(clause, start, end, alarm)
        }
        return min(raised, key=self._order.__getitem__, default=None)

    def _signals(self, clause: str) -> Iterator[tuple[str, int, int]]:
        for hit in self._index.find_at(clause, word_starts(clause)):
            yield self._alarm_of[hit.stem], hit.start, hit.end
        for alarm, cue, pattern in SIGNALS:
            if cue in clause:
                for match in pattern.finditer(clause):
                    yield alarm, match.start(), match.end()


def _taken_back(clause: str, start: int, end: int, alarm: str) -> bool:
    first = max(0, start - _NEAR)
    return is_harmless(clause[first : end + _NEAR], start - first, end - first, alarm)


def _checked(stem: str) -> str:
    plain = folded(stem).strip()
    if len(plain) < 2:
        raise LexiconError("stems", stem, "is shorter than two letters")
    return plain
