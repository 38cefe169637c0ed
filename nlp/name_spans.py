"""From words that are names to the whole names they belong to."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from nlp.name_tokens import Token
from nlp.stems import words

_PARTICLES = words(
    "von van der den dem de da di du la le zu zur vom el al bin ben ibn abu freiherr freifrau graf gräfin"
)
_INITIAL = re.compile(r"(?<![\w.])(?:[A-ZÄÖÜ]\.[ -]?)+$")
_ARTICLE = re.compile(r"(?<![\w-])(?:al|el|Al|El|abu|Abu)[ '-]$")
_SHORTENED = re.compile(r" [A-ZÄÖÜ][a-zäöü]{0,2}\.(?=\W|$)")
_DUTCH = re.compile(r" van(?: de[rn]?)? [A-ZÄÖÜ][\w-]+")
_TURNED = ", "
_MOST_PARTICLES = 3


def spans_of(text: str, tokens: Sequence[Token], named: Iterable[int]) -> Iterator[tuple[int, int]]:
    """Yield the ranges of whole names: words side by side, particles between them, initials before or behind them."""
    for group in _groups(text, tokens, sorted(named)):
        start, end = tokens[group[0]].start, tokens[group[-1]].end
        initial = _INITIAL.search(text, max(0, start - 8), start) or _ARTICLE.search(text, max(0, start - 6), start)
        more = _DUTCH.match(text, end)
        if len(group) == 1 and tokens[group[0]].form.first and not more:
            more = _SHORTENED.match(text, end)
        yield initial.start() if initial else start, more.end() if more else end


def _groups(text: str, tokens: Sequence[Token], named: Sequence[int]) -> list[list[int]]:
    groups: list[list[int]] = []
    for i in named:
        if groups and _belongs(text, tokens, groups[-1], i):
            groups[-1].append(i)
        else:
            groups.append([i])
    return groups


def _belongs(text: str, tokens: Sequence[Token], group: Sequence[int], i: int) -> bool:
    last = group[-1]
    between = text[tokens[last].end : tokens[i].start]
    if between == _TURNED:
        return len(group) == 1 and _is_turned(tokens, last, i)
    skipped = tokens[last + 1 : i]
    return between in (" ", ". ") or (
        0 < len(skipped) <= _MOST_PARTICLES and all(t.small in _PARTICLES for t in skipped)
    )


def _is_turned(tokens: Sequence[Token], last: int, i: int) -> bool:
    """Tell whether `Fischer, Andreas` stands there, and not two names of a list."""
    behind = tokens[i + 1] if i + 1 < len(tokens) else None
    surname_first = tokens[last].form.last > 0 and not tokens[last].form.first and tokens[i].form.first > 1
    return surname_first and (behind is None or (behind.text != "," and behind.small not in ("und", "oder")))
