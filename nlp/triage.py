"""The first decision about a text: is somebody in danger now?"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence

from nlp.danger import ALARMS, SIGNALS, Signal
from nlp.danger_abroad import raised_abroad
from nlp.danger_german import SCENES
from nlp.danger_nearby import NEARBY
from nlp.danger_signs import SIGN_OF, joint_alarm
from nlp.errors import LexiconError
from nlp.folding import folded
from nlp.guards import all_clear, is_harmless, is_told, is_wished, without_idioms
from nlp.lexicon import AlarmRule
from nlp.stems import StemHit, StemIndex, word_starts

# A subordinate clause stays with its main clause: the condition may stand in the one, the danger in the other.
_CLAUSE_END = re.compile(r"(?<=[.!?;:,…])\s+(?!(?:dass|der|die|das|ob|weil)\b)|\s+(?:aber|sondern)\s+")

_SENTENCE_END = re.compile(r"(?<=[.!?;…])\s+")
_LONGEST_SENTENCE = 600

_SCENES_OF: dict[str, list[tuple[str, re.Pattern[str]]]] = {}
for _alarm, _cues, _scene in (*SCENES, *NEARBY):
    for _cue in _cues.split():
        _SCENES_OF.setdefault(_cue, []).append((_alarm, re.compile(_scene)))
_CUES = frozenset((*_SCENES_OF, *SIGN_OF))

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
        self._all_stems = StemIndex((*self._alarm_of, *_CUES))

    def find(self, text: str, original: str, language: str) -> str | None:
        """Return the id of the first rule, in the city's order, that a text calls for.

        text      the folded text.
        original  the same text with its letters as written, for the languages other than German.
        language  what `nlp.script` tells of it.
        """
        plain = without_idioms(text)
        hits = list(self._all_stems.find_at(plain, word_starts(plain)))
        raised = self._told_shortly(plain, hits) | _told_at_length(plain, hits) | raised_abroad(original, language)
        return min(raised, key=self._order.__getitem__, default=None)

    def _told_shortly(self, plain: str, hits: Sequence[StemHit]) -> set[str]:
        signals = [signal for signal in SIGNALS if signal.cue in plain]
        with_stems = any(hit.stem in self._alarm_of for hit in hits)
        if not signals and not with_stems:
            return set()
        return {
            alarm
            for clause in _CLAUSE_END.split(plain)
            for alarm, start, end in self._signals(clause, signals, with_stems)
            if not all_clear(plain, alarm) and not _taken_back(clause, start, end, alarm)
        }

    def _signals(self, clause: str, signals: Iterable[Signal], with_stems: bool) -> Iterator[tuple[str, int, int]]:
        if with_stems:
            for hit in self._index.find_at(clause, word_starts(clause)):
                yield self._alarm_of[hit.stem], hit.start, hit.end
        for alarm, cue, pattern in signals:
            if cue in clause:
                for match in pattern.finditer(clause):
                    yield alarm, match.start(), match.end()


def _told_at_length(plain: str, hits: Sequence[StemHit]) -> set[str]:
    if not hits:
        return set()
    raised: set[str] = set()
    places = [hit.start for hit in hits]
    for start, end in _sentences(plain):
        cues = {hit.stem for hit in hits[bisect_left(places, start) : bisect_left(places, end)]}
        if cues:
            shown = plain[start : min(end, start + _LONGEST_SENTENCE)]
            raised.update(
                alarm
                for alarm in _shown_in(shown, cues, plain)
                if not all_clear(plain, alarm) and not is_told(shown, alarm)
            )
    return raised


def _sentences(plain: str) -> Iterator[tuple[int, int]]:
    start = 0
    for gap in _SENTENCE_END.finditer(plain):
        yield start, gap.start()
        start = gap.end()
    yield start, len(plain)


def _shown_in(sentence: str, cues: set[str], text: str) -> Iterator[str]:
    joint = joint_alarm(cues)
    if joint and not is_wished(text):
        yield joint
    for alarm, pattern in _scenes_for(cues):
        if pattern.search(sentence):
            yield alarm


def _scenes_for(cues: Iterable[str]) -> Iterable[tuple[str, re.Pattern[str]]]:
    return {scene: None for cue in cues for scene in _SCENES_OF.get(cue, ())}


def _taken_back(clause: str, start: int, end: int, alarm: str) -> bool:
    first = max(0, start - _NEAR)
    return is_harmless(clause[first : end + _NEAR], start - first, end - first, alarm)


def _checked(stem: str) -> str:
    plain = folded(stem).strip()
    if len(plain) < 2:
        raise LexiconError("stems", stem, "is shorter than two letters")
    return plain
