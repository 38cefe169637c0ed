"""Which of the city's display rules an alarm belongs to, so that the right helplines stand beside 110 and 112."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from nlp.errors import LexiconError
from nlp.folding import Aligned, folded
from nlp.lexicon import AlarmRule
from nlp.results import Span
from nlp.stems import StemIndex, word_starts

# The alarm of a danger that fits none of the city's rules.
GENERAL = "danger"


class Called(NamedTuple):
    """A rule whose stem stands in the text, and where."""

    alarm: str
    span: Span


class Alarms:
    """The display rules of a city, in the order in which they win."""

    def __init__(self, rules: Sequence[AlarmRule]) -> None:
        self._rules = tuple(rules)
        self._alarm_of: dict[str, str] = {}
        for rule in rules:
            for stem in rule.stems:
                self._alarm_of.setdefault(_checked(stem), rule.id)
        self._index = StemIndex(self._alarm_of)

    def called(self, text: Aligned) -> tuple[Called, ...]:
        """Return the rules whose stems begin a word of a folded text, the first of the city's order first."""
        order = {rule.id: place for place, rule in enumerate(self._rules)}
        hits = self._index.find_at(text.text, word_starts(text.text))
        found = [Called(self._alarm_of[hit.stem], text.span(hit.start, hit.end)) for hit in hits]
        return tuple(sorted(found, key=lambda called: (order[called.alarm], called.span)))

    def none_about(self, topics: Iterable[str]) -> bool:
        """Tell whether there are topics, and no rule is about any of them."""
        known = {matter for rule in self._rules for matter in rule.matters}
        named = set(topics)
        return bool(known) and bool(named) and named.isdisjoint(known)

    def fitting(self, matters: Iterable[str]) -> str:
        """Return the first rule that fits what a text is about, the best-fitting matter first: topics, or a class."""
        for matter in matters:
            for rule in self._rules:
                if matter in rule.matters:
                    return rule.id
        return self._rules[0].id if self._rules else GENERAL


def _checked(stem: str) -> str:
    plain = folded(stem).strip()
    if len(plain) < 2:
        raise LexiconError("stems", stem, "is shorter than two letters")
    return plain
