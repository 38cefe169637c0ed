"""What a learned model looks at: words, pairs of words, and pieces of words, weighted by how telling they are.

The same code counts in training and in reading, so that both see the same numbers. Texts are folded ones.
"""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from itertools import pairwise
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from nlp.meaning.encoder import Floats

Numbers = NDArray[np.int32]

_WORD = re.compile(r"[^\W_]+")
_PIECES = range(2, 6)
# A word this long is no word but a link or noise; what is behind is not looked at.
_LONGEST_WORD = 60
# An n-gram of one text says nothing of others, unless there are hardly any others.
_LEAST_TEXTS_OF_TERM, _LEAST_TEXTS_OF_PIECE, _FEW_TEXTS = 2, 3, 200
# People say first what it is about: in longer texts the opening counts double.
_OPENING_WORDS = 12
_MOST_TERMS, _MOST_PIECES = 60_000, 120_000


class Word(NamedTuple):
    """A word of a folded text and where it stands in it."""

    start: int
    end: int
    text: str


class Row(NamedTuple):
    """What is known of one text: numbers of n-grams and their weights."""

    numbers: Numbers
    values: Floats


def words_of(text: str) -> list[Word]:
    """Return the words of a folded text in order."""
    return [Word(hit.start(), hit.end(), hit.group()[:_LONGEST_WORD]) for hit in _WORD.finditer(text)]


def pieces_of(word: str) -> list[str]:
    """Return all pieces of 2 to 5 letters of a word with a blank at both ends, which tells beginnings from ends."""
    padded = f" {word} "
    last = len(padded)
    return [padded[i : i + size] for size in _PIECES for i in range(last - size + 1)]


def terms_of(words: Sequence[str]) -> list[str]:
    """Return the words, and behind them the pairs of neighbours."""
    return [*words, *(f"{first} {second}" for first, second in pairwise(words))]


class Features:
    """The n-grams that a model knows, numbered: terms first, then pieces; `telling` has a weight for each."""

    def __init__(self, terms: Sequence[str], pieces: Sequence[str], telling: Floats) -> None:
        # Half precision on disk, and so here: what was saved reads the same.
        self.telling = telling.astype(np.float16).astype(np.float32)
        self._term_numbers = {term: number for number, term in enumerate(terms)}
        self._piece_numbers = {piece: number for number, piece in enumerate(pieces, start=len(terms))}
        # Only words that the model knows are kept: what residents write beyond them is forgotten.
        self._pieces_of_known: dict[str, tuple[int, ...]] = {}

    @property
    def terms(self) -> tuple[str, ...]:
        """All words and pairs of words, in the order of their numbers."""
        return tuple(self._term_numbers)

    @property
    def pieces(self) -> tuple[str, ...]:
        """All pieces of words, in the order of their numbers."""
        return tuple(self._piece_numbers)

    @classmethod
    def count(cls, texts: Iterable[Sequence[str]]) -> Features:
        """Choose the n-grams that stand in enough of the texts, given as words, and weigh them by rarity."""
        terms: Counter[str] = Counter()
        pieces: Counter[str] = Counter()
        total = 0
        for words in texts:
            total += 1
            terms.update(set(terms_of(words)))
            pieces.update({piece for word in set(words) for piece in pieces_of(word)})
        few = total < _FEW_TEXTS
        chosen_terms = _chosen(terms, 1 if few else _LEAST_TEXTS_OF_TERM, _MOST_TERMS)
        chosen_pieces = _chosen(pieces, 1 if few else _LEAST_TEXTS_OF_PIECE, _MOST_PIECES)
        counts = [terms[term] for term in chosen_terms] + [pieces[piece] for piece in chosen_pieces]
        telling = np.array([1 + math.log((1 + total) / (1 + count)) for count in counts], dtype=np.float32)
        return cls(chosen_terms, chosen_pieces, telling)

    def row(self, words: Sequence[str]) -> Row:
        """Return the n-grams of a text: 1 + ln(count), times rarity, terms and pieces each of length 1."""
        known = self._term_numbers
        terms: list[int] = []
        pieces: list[int] = []
        for part in (words, words[:_OPENING_WORDS]) if len(words) > _OPENING_WORDS else (words,):
            terms += [known[term] for term in terms_of(part) if term in known]
            for word in part:
                pieces += self.pieces_in(word)
        numbers, values = zip(self._weighed(terms), self._weighed(pieces), strict=True)
        return Row(np.concatenate(numbers), np.concatenate(values))

    def pieces_in(self, word: str) -> tuple[int, ...]:
        """Return the numbers of the known pieces of a word, as often as they stand in it."""
        kept = self._pieces_of_known.get(word)
        if kept is not None:
            return kept
        known = self._piece_numbers
        found = tuple(known[piece] for piece in pieces_of(word) if piece in known)
        if word in self._term_numbers:
            self._pieces_of_known[word] = found
        return found

    def terms_at(self, words: Sequence[str], place: int) -> list[int]:
        """Return the numbers of the known terms that the word at this place is part of."""
        around = words[max(0, place - 1) : place + 2]
        pairs = (f"{first} {second}" for first, second in pairwise(around))
        return [self._term_numbers[term] for term in (words[place], *pairs) if term in self._term_numbers]

    def _weighed(self, found: Sequence[int]) -> tuple[Numbers, Floats]:
        counts = Counter(found)
        numbers = np.fromiter(counts, np.int32, len(counts))
        values = self.telling[numbers] * (1 + np.log(np.fromiter(counts.values(), np.float32, len(counts))))
        return numbers, values / (math.sqrt(float(values @ values)) or 1.0)


def _chosen(counts: Mapping[str, int], least: int, most: int) -> list[str]:
    """Return what stands in enough texts, the most frequent where there are too many, in alphabetical order."""
    enough = [(-count, gram) for gram, count in counts.items() if count >= least]
    return sorted(gram for _, gram in sorted(enough)[:most])
