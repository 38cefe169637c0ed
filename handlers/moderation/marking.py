"""Mark the words that led to a topic, in the original text and in the redacted one."""

import hashlib
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise

Offsets = tuple[int, int]

KEY_LENGTH = 16
PLACEHOLDER = re.compile(r"\[[^\[\]\n]{1,40}\]")
WORD = re.compile(r"\w(?:\S*\w)?")


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


@dataclass(frozen=True, slots=True)
class Edit:
    """A stretch of a text, and the words that take its place."""

    start: int
    end: int
    words: str


@dataclass(frozen=True, slots=True)
class Hidden:
    """Where a word in brackets stands in the redacted text, and the words it stands for."""

    start: int
    end: int
    words: str


def words_in(text: str) -> tuple[Offsets, ...]:
    """Return where the words of a redacted text stand that could be hidden, without the signs around them."""
    taken = [hit.span() for hit in PLACEHOLDER.finditer(text)]
    found = (hit.span() for hit in WORD.finditer(text))
    return tuple((start, end) for start, end in found if not any(start < stop and begin < end for begin, stop in taken))


def joined(spans: Iterable[Offsets], text: str) -> tuple[Offsets, ...]:
    """Return spans in reading order, those with only a blank between them as one."""
    together: list[Offsets] = []
    for start, end in sorted(spans):
        if together and text[together[-1][1] : start].strip(" ") == "":
            together[-1] = (together[-1][0], end)
        else:
            together.append((start, end))
    return tuple(together)


def edited(text: str, edits: Sequence[Edit]) -> str:
    """Return a text after edits that are in reading order and do not overlap."""
    parts, at = [], 0
    for edit in edits:
        parts += [text[at : edit.start], edit.words]
        at = edit.end
    return "".join((*parts, text[at:]))


def moved(at: int, edits: Sequence[Edit]) -> int | None:
    """Return where a place of a text is after edits; None where it lies inside one of them."""
    shift = 0
    for edit in edits:
        if edit.start < at < edit.end:
            return None
        if edit.end <= at:
            shift += len(edit.words) - (edit.end - edit.start)
    return at + shift


def moved_spans(spans: Iterable[Offsets], edits: Sequence[Edit]) -> tuple[Offsets, ...]:
    """Return where spans are after edits, without those that an edit touches."""
    kept = [(start, end) for start, end in spans if not any(edit.start < end and start < edit.end for edit in edits)]
    shifted = [(moved(start, edits), end - start) for start, end in kept]
    return tuple((start, start + length) for start, length in shifted if start is not None)


def hidden_in(raw: str, redacted: str) -> tuple[Hidden, ...]:
    """Return what is hidden in a redacted text, in reading order; nothing where the two texts do not fit together."""
    hits = list(PLACEHOLDER.finditer(redacted))
    kept = _shifts(raw, redacted)
    if (
        len(kept) != len(hits) + 1
        or kept[0][0] != 0
        or not raw.endswith(redacted[hits[-1].end() :] if hits else redacted)
    ):
        return ()
    return tuple(
        Hidden(hit.start(), hit.end(), raw[before[1] : after[0]])
        for hit, (before, after) in zip(hits, pairwise(kept), strict=True)
    )


@dataclass(frozen=True, slots=True)
class Redaction:
    """What of a text can be hidden or shown again, by its place in these lists; `key` names the text it was decided on."""

    key: str
    words: tuple[str, ...]
    hidden: tuple[Hidden, ...]


def redaction_of(redacted: str, raw: str | None) -> Redaction:
    """Return what can be hidden of a redacted text and, where the raw one is at hand, shown again."""
    words = tuple(redacted[start:end] for start, end in words_in(redacted))
    return Redaction(key_of(redacted), words, () if raw is None else hidden_in(raw, redacted))


def key_of(redacted: str) -> str:
    """Return a word that is another one for another text."""
    return hashlib.sha256(redacted.encode(errors="surrogatepass")).hexdigest()[:KEY_LENGTH]
