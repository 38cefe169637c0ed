"""Topics from the keywords of a lexicon: the first, explainable way of tagging.

A keyword is a stem and matches inside words, with three limits that keep it from firing in unrelated ones:
- stems of several words begin where a word begins;
- stems of up to five letters (`bus`, `demo`, `licht`) match at the start of a word, or as the head of a compound
  (`Linienbus`, `Hausmüll`), that is at its end but for an inflection, with at least three letters before;
- a hit inside a look-alike (`Bußgeld`, `Demokratie`, `veröffentlicht`) or an `exclude` word of the topic is dropped.
Where stems overlap the longest wins: `Hundekot` is cleanliness, not animals.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from nlp.errors import LexiconError
from nlp.folding import Aligned, folded
from nlp.lexicon import TopicEntry
from nlp.results import Span, TopicTag
from nlp.stems import StemHit, StemIndex, longest_first, words

MOST_TOPICS = 4
# One keyword gives 0.6, two 0.84, three 0.936: more words make it surer, none makes it certain.
_DOUBT_LEFT_BY_A_KEYWORD = 0.4
_SHORT = 5
_LEAST_BEFORE_HEAD = 3
_ENDINGS = frozenset({"", "e", "n", "s", "en", "er", "es", "se", "sen"})
_INFLECTION = 2

# German words that hold a common stem without its meaning; whatever the city's pack says, they are never evidence.
_LOOK_ALIKES = words(
    """
    busch business bussgeld globus kubus robust demograf demograph demokrat demol demont demot kode kodiert
    trampel trampen waffel kamerad durchmesser messergebnis strandet schraub traube mueller
    pflicht schlicht nlicht oeglicht entlicht rklicht utlicht ulicht ldlicht
    aussucht durchsucht untersucht versucht anzeigetafel hinweistafel infotafel schautafel schultafel
    """
) | {"sucht ein", "sucht man", "sucht nach", "sucht sich"}


class KeywordTopics:
    """Find the topics of a folded text."""

    def __init__(self, entries: Sequence[TopicEntry]) -> None:
        self._topics_of: dict[str, list[str]] = {}
        self._excluded_from: dict[str, set[str]] = {}
        for entry in entries:
            for keyword in entry.keywords:
                self._topics_of.setdefault(_checked(keyword, "keywords"), []).append(entry.id)
            for word in entry.exclude:
                self._excluded_from.setdefault(_checked(word, "exclude"), set()).add(entry.id)
        self._index = StemIndex({*self._topics_of, *self._excluded_from, *_LOOK_ALIKES})

    def find(self, text: Aligned, masked: Sequence[Span]) -> tuple[TopicTag, ...]:
        """Return up to MOST_TOPICS topics, the best first.

        masked  names of streets and places: what is inside them is no evidence, but a keyword that is the whole name
                (`Hauptbahnhof`) is.
        """
        hits = list(self._index.find(text.text))
        evidence: dict[str, set[Span]] = {}
        stems: dict[str, set[str]] = {}
        for hit, topics in _longest(self._meant(text, hits, masked)):
            for topic in topics:
                evidence.setdefault(topic, set()).add(_whole_words(text, hit))
                stems.setdefault(topic, set()).add(hit.stem)
        tags = [TopicTag(topic, _score(len(stems[topic])), tuple(sorted(evidence[topic]))) for topic in evidence]
        return tuple(sorted(tags, key=lambda tag: (-tag.score, tag.evidence[0], tag.id))[:MOST_TOPICS])

    def _meant(
        self, text: Aligned, hits: Sequence[StemHit], masked: Sequence[Span]
    ) -> list[tuple[StemHit, tuple[str, ...]]]:
        """Return the keyword hits that mean what they say, each with the topics it stands for."""
        looks = [hit for hit in hits if hit.stem in _LOOK_ALIKES]
        excludes = [hit for hit in hits if hit.stem in self._excluded_from]
        meant = []
        for hit in hits:
            if hit.stem not in self._topics_of or not _stands_alone(text.text, hit) or _inside_any(hit, looks):
                continue
            if _hidden(text.span(hit.start, hit.end), masked):
                continue
            barred = {t for e in excludes if _inside(hit, e) for t in self._excluded_from[e.stem]}
            topics = tuple(topic for topic in self._topics_of[hit.stem] if topic not in barred)
            if topics:
                meant.append((hit, topics))
        return meant


def _checked(word: str, field: str) -> str:
    stem = folded(word).strip()
    if len(stem) < 2:
        raise LexiconError(field, word, "is shorter than two letters")
    return stem


def _stands_alone(text: str, hit: StemHit) -> bool:
    """Tell whether the stem is long enough, or placed so in its word, that it is not there by chance."""
    if hit.start == 0 or not text[hit.start - 1].isalnum():
        return True
    if " " in hit.stem:
        return False
    if len(hit.stem) > _SHORT:
        return True
    start, end = _word(text, hit.start, hit.end, joined="")
    return hit.start - start >= _LEAST_BEFORE_HEAD and text[hit.end : end] in _ENDINGS


def _inside(hit: StemHit, other: StemHit) -> bool:
    return other.start <= hit.start and hit.end <= other.end


def _inside_any(hit: StemHit, others: Iterable[StemHit]) -> bool:
    return any(_inside(hit, other) for other in others)


def _hidden(span: Span, masked: Iterable[Span]) -> bool:
    return any(
        span.overlaps(name) and not (span.start <= name.start and span.end >= name.end - _INFLECTION) for name in masked
    )


def _longest(meant: list[tuple[StemHit, tuple[str, ...]]]) -> list[tuple[StemHit, tuple[str, ...]]]:
    kept: list[tuple[StemHit, tuple[str, ...]]] = []
    for hit, topics in sorted(meant, key=lambda pair: longest_first(pair[0])):
        if all(hit.end <= other.start or other.end <= hit.start for other, _ in kept):
            kept.append((hit, topics))
    return kept


def _whole_words(text: Aligned, hit: StemHit) -> Span:
    start, end = _word(text.text, hit.start, hit.end, joined="-")
    return text.span(start, end)


def _word(text: str, start: int, end: int, joined: str) -> tuple[int, int]:
    """Widen a range to whole words; words joined by one of the characters in `joined` count as one."""
    while start > 0 and (
        text[start - 1].isalnum() or (text[start - 1] in joined and start > 1 and text[start - 2].isalnum())
    ):
        start -= 1
    last = len(text)
    while end < last and (text[end].isalnum() or (text[end] in joined and end + 1 < last and text[end + 1].isalnum())):
        end += 1
    return start, end


def _score(keywords: int) -> float:
    return round(1 - _DOUBT_LEFT_BY_A_KEYWORD**keywords, 3)
