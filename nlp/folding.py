"""Forms of a text that are easy to search, each with the way back to the characters as written.

surface  case kept; composed letters, one kind of dash, apostrophe and space, nothing invisible
folded   the surface in lower case with ae, oe, ue, ss, so that `Müll`, `MUELL` and `Mu\u0308ll` are one word
"""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_left
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import lru_cache

from nlp.results import Span

# What is written otherwise on the surface; most texts hold nothing of it.
_UNUSUAL = re.compile(r"[ \n]{2,}|.[\u0300-\u036f]+|[^ -~\näöüÄÖÜß€„“”]+?[\u0300-\u036f]*", re.DOTALL)
_NOT_ASCII = re.compile(r"[^\x00-\x7f]")
_ALIKE = {**dict.fromkeys("‐‑‒–—−", "-"), **dict.fromkeys("’‘‛`´ʼ", "'")}
_UMLAUTS = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "ß": "ss"})
_SMALL = str.maketrans({**{chr(code): chr(code + 32) for code in range(ord("A"), ord("Z") + 1)}, "\n": " "})
_LAST_LATIN = "\u024f"
_VARIATION_SELECTORS = ("\ufe00", "\ufe0f")
_INVISIBLE, _CONTROL, _SURROGATE = "Cf", "Cc", "Cs"
_REPLACEMENT = "\ufffd"


@dataclass(frozen=True, slots=True)
class Aligned:
    """A searchable text; character i of it was written at starts[i] to ends[i]. Empty: exactly as written."""

    text: str
    starts: Sequence[int] = ()
    ends: Sequence[int] = ()

    def span(self, start: int, end: int) -> Span:
        """Return where the non-empty range start to end of this text was written."""
        if not self.starts:
            return Span(start, end)
        return Span(self.starts[start], self.ends[end - 1])

    def range_of(self, span: Span) -> tuple[int, int]:
        """Return where what was written in a span stands in this text."""
        if not self.starts:
            return span.start, span.end
        return bisect_left(self.starts, span.start), bisect_left(self.starts, span.end)


def surface_of(text: str) -> Aligned:
    """Return the text with its look-alikes unified and invisible characters left out."""
    return _rewrite(Aligned(text), _UNUSUAL, _plain)


def fold(surface: Aligned) -> Aligned:
    """Return the surface in lower case, umlauts and ß written out."""
    small = Aligned(surface.text.translate(_SMALL), surface.starts, surface.ends)
    return _rewrite(small, _NOT_ASCII, _fold_char)


def folded(word: str) -> str:
    """Return a word of a lexicon in the form in which folded texts are searched."""
    return fold(surface_of(word)).text


def without_surrogates(text: str) -> str:
    """Return the text with lone surrogates replaced, character by character, since spaCy cannot encode them."""
    return re.sub(r"[\ud800-\udfff]", _REPLACEMENT, text)


def _rewrite(source: Aligned, pattern: re.Pattern[str], rewritten: Callable[[str], str]) -> Aligned:
    """Replace what the pattern finds; each new character leads back to all that was replaced."""
    text = source.text
    source_starts = source.starts or range(len(text))
    source_ends = source.ends or range(1, len(text) + 1)
    parts: list[str] = []
    starts: list[int] = []
    ends: list[int] = []
    position = 0
    for match in pattern.finditer(text):
        first, behind = match.span()
        new = rewritten(match.group())
        parts += (text[position:first], new)
        starts += source_starts[position:first]
        ends += source_ends[position:first]
        starts += [source_starts[first]] * len(new)
        ends += [source_ends[behind - 1]] * len(new)
        position = behind
    if not position:
        return source
    starts += source_starts[position:]
    ends += source_ends[position:]
    return Aligned("".join((*parts, text[position:])), starts, ends)


def _plain(cluster: str) -> str:
    if len(cluster) == 1:
        return _plain_char(cluster)
    if cluster.isspace():
        return "\n" if "\n" in cluster else " "
    return unicodedata.normalize("NFKC", cluster)


@lru_cache(maxsize=8192)
def _plain_char(char: str) -> str:
    if char in "\n\r":
        return "\n"
    category = unicodedata.category(char)
    if category == _INVISIBLE or _VARIATION_SELECTORS[0] <= char <= _VARIATION_SELECTORS[1]:
        return ""
    if category == _SURROGATE:
        return _REPLACEMENT
    if category == _CONTROL or char.isspace():
        return " "
    return _ALIKE.get(char) or unicodedata.normalize("NFKC", char)


@lru_cache(maxsize=8192)
def _fold_char(char: str) -> str:
    written_out = char.casefold().translate(_UMLAUTS)
    if char > _LAST_LATIN:
        return written_out
    return "".join(c for c in unicodedata.normalize("NFD", written_out) if not unicodedata.combining(c))
