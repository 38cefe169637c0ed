"""How the encoder splits a text: into the most probable word pieces of a unigram model (Kudo 2018, arXiv 1804.10959)."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence

BLANK = "\u2581"
# So much less probable than the rarest piece is a character that is no piece.
_UNKNOWN_BELOW = 10.0
_BLANKS = re.compile(" {2,}")


class Pieces:
    """Splits texts; does not change, so threads may share it.

    pieces      in the order of their numbers
    special     numbers of those that stand for no characters; the last one stands for all characters that are no piece
    scores      logarithms of their probabilities
    characters  what is written instead of a character
    """

    def __init__(
        self, pieces: Sequence[str], scores: Sequence[float], characters: Mapping[int, str], special: Sequence[int]
    ) -> None:
        self._characters = dict(characters)
        self._unknown = special[-1]
        self._unknown_score = min(scores) - _UNKNOWN_BELOW
        self._known: dict[str, tuple[float, int]] = {}
        self._longest: dict[str, int] = {}
        for number, (piece, score) in enumerate(zip(pieces, scores, strict=True)):
            if piece and number not in special:
                self._known.setdefault(piece, (score, number))
                self._longest[piece[0]] = max(self._longest.get(piece[0], 0), len(piece))

    def split(self, text: str) -> list[int]:
        """Return the numbers of the pieces of a text."""
        plain = _BLANKS.sub(" ", text.translate(self._characters))
        letters = (plain if plain.startswith(" ") else " " + plain).replace(" ", BLANK)
        return list(self._best(letters))[::-1]

    def _best(self, letters: str) -> Iterator[int]:
        """Yield the numbers of the pieces from the last one to the first."""
        ends = len(letters) + 1
        best, start_of, number_of = [-1e30] * ends, [0] * ends, [self._unknown] * ends
        best[0] = 0.0
        known, longest = self._known.get, self._longest.get
        for start, letter in enumerate(letters):
            so_far = best[start]
            for end in range(start + 1, min(ends - 1, start + longest(letter, 0)) + 1):
                piece = known(letters[start:end])
                if piece and so_far + piece[0] > best[end]:
                    best[end], start_of[end], number_of[end] = so_far + piece[0], start, piece[1]
            if so_far + self._unknown_score > best[start + 1]:
                best[start + 1], start_of[start + 1] = so_far + self._unknown_score, start
                number_of[start + 1] = self._unknown
        at = ends - 1
        while at:
            yield number_of[at]
            at = start_of[at]
