"""Many words searched for in one text at once."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import NamedTuple

# Stems are filed under their first letters: one look-up a position, a handful of comparisons.
_KEY = 3
_WORD = re.compile(r"[^\W_]+")


class StemHit(NamedTuple):
    """A stem found in a folded text."""

    start: int
    end: int
    stem: str


class StemIndex:
    """Find every occurrence of every stem, overlapping ones too; stems are folded and not empty."""

    def __init__(self, stems: Iterable[str]) -> None:
        self._by_key: dict[str, list[str]] = {}
        self._short: list[str] = []
        for stem in sorted(set(stems)):
            if len(stem) < _KEY:
                self._short.append(stem)
            else:
                self._by_key.setdefault(stem[:_KEY], []).append(stem)
        for stems_of_key in self._by_key.values():
            stems_of_key += self._short

    def find(self, text: str) -> Iterator[StemHit]:
        """Yield the hits anywhere in the text, in order of their start."""
        return self.find_at(text, range(len(text)))

    def find_at(self, text: str, positions: Iterable[int]) -> Iterator[StemHit]:
        """Yield the hits that start at one of the positions."""
        filed, short = self._by_key.get, self._short
        for i in positions:
            for stem in filed(text[i : i + _KEY], short):
                if text.startswith(stem, i):
                    yield StemHit(i, i + len(stem), stem)


def longest_first(hit: StemHit) -> tuple[int, int]:
    """Sort key: the longer stem first, then the earlier one."""
    return (hit.start - hit.end, hit.start)


def word_starts(text: str) -> list[int]:
    """Return the positions at which a word begins."""
    return [match.start() for match in _WORD.finditer(text)]


def words(text: str) -> frozenset[str]:
    """Return the words of a list written as running text."""
    return frozenset(text.split())
