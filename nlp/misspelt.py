"""Names of places with a slip in them, found in a surface text: `Reutershaagen`, `Lüten Klein`, `Evers hagen`."""

from __future__ import annotations

from collections.abc import Container, Iterable, Iterator, Sequence

from rapidfuzz.distance import OSA

from nlp.name_tokens import Token

_LEAST_LETTERS = 7
_TWO_SLIPS_FROM = 12
_MOST_SLIPS = 2
_MOST_WORDS, _LONGEST_PARTICLE = 3, 3
# Kinds of words, see `nlp.name_tokens`, that are neither frequent nor first names.
_UNKNOWN = frozenset("UuLlfb")
_MARKS = str.maketrans({"ä": "a", "ö": "o", "ü": "u", "ß": "ss", "-": "", "'": "", " ": ""})

Window = tuple[int, int, str, bool]


class Misspelt:
    """Finds the forms of names in which a letter or two are wrong, missing, added or swapped.

    The first letter must be right, the form long enough, and at least one of the words must be none of the frequent
    German ones: who writes a real word means it.
    """

    def __init__(self, forms: Iterable[str]) -> None:
        kept = sorted(set(forms))
        self._parts = frozenset(_plain(word) for form in kept if " " in form for word in form.split())
        self._forms: dict[tuple[str, int], list[tuple[str, str]]] = {}
        for form in kept:
            key = _plain(form)
            slips = _MOST_SLIPS if len(key) >= _TWO_SLIPS_FROM - 1 else 1
            lengths = range(len(key) - slips, len(key) + slips + 1)
            for length in lengths if len(key) >= _LEAST_LETTERS else ():
                self._forms.setdefault((key[0], length), []).append((key, form))

    def find(self, tokens: Sequence[Token], taken: Iterable[tuple[int, int]]) -> Iterator[tuple[int, int, str]]:
        """Yield (start, end, form) of the surface, the nearest form of each place in the text.

        taken  ranges that are names already.
        """
        found = []
        for start, end, key, several_words in _windows(tokens, self._parts):
            near = self._forms.get((key[:1], len(key)))
            slips, form = _nearest(key, several_words, near) if near else (0, "")
            if form:
                found.append((slips, start - end, start, end, form))
        covered = list(taken) if found else []
        for _, _, start, end, form in sorted(found):
            if not any(start < to and at < end for at, to in covered):
                covered.append((start, end))
                yield start, end, form


def _nearest(key: str, several_words: bool, near: Iterable[tuple[str, str]]) -> tuple[int, str]:
    """Return how many slips the nearest form has, and the form; it is empty where none is near enough."""
    best = (_MOST_SLIPS + 1, "")
    for other, form in near:
        # Between two words in place of one a single slip is all there may be, and the other way round.
        alike = several_words == (" " in form)
        allowed = 2 if alike and len(other) >= _TWO_SLIPS_FROM - several_words else 1
        slips = OSA.distance(key, other, score_cutoff=allowed)
        if slips <= allowed and slips < best[0]:
            best = slips, form
    return best


def _windows(tokens: Sequence[Token], parts: Container[str]) -> Iterator[Window]:
    """Yield each unknown word, alone and with the words beside it if those may be parts of a name, as one word."""
    for i in [i for i, token in enumerate(tokens) if token.kind in _UNKNOWN and _is_unknown(token)]:
        token = tokens[i]
        yield token.start, token.end, _plain(token.small), False
        first, last = i, i
        while first > 0 and i - first < _MOST_WORDS - 1 and _may_be_part(tokens[first - 1], parts):
            first -= 1
        while last < len(tokens) - 1 and last - i < _MOST_WORDS - 1 and _may_be_part(tokens[last + 1], parts):
            last += 1
        for start in range(first, i + 1):
            for end in range(max(i, start + 1), min(last, start + _MOST_WORDS - 1) + 1):
                joined = "".join([_plain(word.small) for word in tokens[start : end + 1]])
                yield tokens[start].start, tokens[end].end, joined, True


def _may_be_part(token: Token, parts: Container[str]) -> bool:
    return token.text == "-" or _is_unknown(token) or _plain(token.small) in parts


def _is_unknown(token: Token) -> bool:
    return token.kind in _UNKNOWN and not token.form.word and len(token.small) > _LONGEST_PARTICLE


def _plain(word: str) -> str:
    return word.translate(_MARKS).replace("ae", "a").replace("oe", "o").replace("ue", "u")
