"""Mark the words that led to a topic, in the original text and in the redacted one."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise

Offsets = tuple[int, int]

PLACEHOLDER = re.compile(r"\[[^\[\]\n]{1,40}\]")


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of a text, marked or not."""

    words: str
    marked: bool


def pieces(text: str, spans: Iterable[Offsets]) -> tuple[Piece, ...]:
    """Cut a text into marked and unmarked pieces; overlapping spans are marked once, what lies outside is ignored."""
    inside = [(max(start, 0), min(end, len(text))) for start, end in spans]
    marked = [any(start <= at < end for start, end in inside) for at in range(len(text))]
    cuts = [0, *(at for at in range(1, len(text)) if marked[at] != marked[at - 1]), len(text)]
    return tuple(Piece(text[start:end], marked[start]) for start, end in pairwise(cuts) if start < end)


def carry_over(spans: Iterable[Offsets], raw: str, redacted: str) -> tuple[Offsets, ...]:
    """Return where spans of the raw text stand in the redacted one; what was redacted itself is left out.

    The redacted text is the raw one with stretches replaced by words in brackets, so what stands between the brackets is
    looked for in the raw text, in order. A span that does not meet the same words there is dropped rather than misplaced.
    """
    if raw == redacted:
        return tuple(spans)
    shifts = _shifts(raw, redacted)
    moved = []
    for start, end in spans:
        for begin, stop, shift in shifts:
            if begin <= start and end <= stop and raw[start:end] == redacted[start + shift : end + shift]:
                moved.append((start + shift, end + shift))
                break
    return tuple(moved)


def _shifts(raw: str, redacted: str) -> Sequence[tuple[int, int, int]]:
    """Return the kept stretches as (start in raw, end in raw, how far they moved)."""
    shifts = []
    at = read = 0
    for hit in [*PLACEHOLDER.finditer(redacted), None]:
        kept = redacted[read : hit.start() if hit else len(redacted)]
        found = raw.find(kept, at) if hit else len(raw) - len(kept)
        if found < at:
            break
        shifts.append((found, found + len(kept), read - found))
        at, read = found + len(kept), hit.end() if hit else len(redacted)
    return shifts
