"""Which word pieces the encoder keeps.

Of 250,000 pieces for a hundred languages those are kept into which the frequent words of our languages fall (lists of
wordfreq), and all single letters, digits and signs of their scripts: what is left out is split into smaller pieces.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Iterator, Sequence

from wordfreq import top_n_list

from nlp.meaning.pieces import BLANK, Pieces
from nlp.teaching.weights import Weights

_LANGUAGES = ("de", "en", "uk", "ru", "ar", "pl", "vi")
_WORDS, _WORDS_WITH_CAPITAL = 50_000, 40_000
_SCRIPTS = ("LATIN", "CYRILLIC", "ARABIC", "DIGIT", "COMBINING")


def pieces_of(weights: Weights) -> Pieces:
    """Return what splits texts into the pieces that weights are for."""
    pieces = [piece.decode("utf-8", "replace") for piece in weights.pieces]
    return Pieces(pieces, weights.scores.tolist(), dict(weights.instead()), weights.special)


def chosen_pieces(weights: Weights, texts: Iterable[str]) -> list[int]:
    """Return the numbers of the pieces to keep, rising; the texts are covered whole."""
    pieces = pieces_of(weights)
    kept = {*weights.special}
    for text in (*_frequent_words(), *texts):
        kept.update(pieces.split(text))
    kept.update(number for number, piece in enumerate(weights.pieces) if _is_sign(piece.decode("utf-8", "ignore")))
    return sorted(kept)


def _frequent_words() -> Iterator[str]:
    for language in _LANGUAGES:
        words: Sequence[str] = top_n_list(language, _WORDS, wordlist="best")
        yield from words
        yield from (word.capitalize() for word in words[:_WORDS_WITH_CAPITAL])


def _is_sign(piece: str) -> bool:
    sign = piece.replace(BLANK, "")
    if len(sign) != 1:
        return piece == BLANK
    return unicodedata.name(sign, "").split(" ")[0] in _SCRIPTS or unicodedata.category(sign)[0] in "PSN"
