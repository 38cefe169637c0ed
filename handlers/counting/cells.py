"""Which counts a report withholds: small ones, and others from which a small one could be reckoned.

What a reader is taken to know: every count that is shown, the total, which withheld counts are small (they are named as such),
and that a small one is from 1 to LEAST - 1 and any other withheld one at least LEAST. A report is safe when, for whoever knows
all this, every small count can still have WIDTH values. A count of nothing is shown as nothing.

Not covered: two reports of different days, or of lists that overlap, laid beside each other.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

LEAST = 10
MOST_SMALL = LEAST - 1
WIDTH = 5
BEHIND = ""
"""In a column of a grid: all rows together whose total is withheld."""
K = TypeVar("K", bound=str)


@dataclass(frozen=True, slots=True)
class Cells(Generic[K]):
    """Counts as a report may show them: None where one is withheld, in the order they were given.

    few  the keys whose own count is small; none is named where all counts are withheld
    """

    shown: Mapping[K, int | None]
    few: frozenset[K]


def is_small(count: int) -> bool:
    """Tell whether a count alone could point at people."""
    return 0 < count < LEAST


def safe_parts(counts: Mapping[K, int], total: int, *, overlapping: bool = False) -> Cells[K]:
    """Return counts whose total is shown beside them, with as few withheld as the rule above allows.

    overlapping  one thing may count in several parts, so that the parts add up to the total or to more
    """
    few = frozenset(key for key, count in counts.items() if is_small(count))
    others = sorted((key for key, count in counts.items() if count >= LEAST), key=lambda key: (counts[key], key))
    hidden: set[K] = set()
    while few and not _is_safe(counts, total, few, hidden, overlapping) and len(hidden) < len(others):
        rest = [key for key in others if key not in hidden]
        enough = (key for key in rest if _is_safe(counts, total, few, {*hidden, key}, overlapping))
        hidden.add(next(enough, rest[0]))
    if few and not _is_safe(counts, total, few, hidden, overlapping):
        return Cells(dict.fromkeys(counts), frozenset())
    withheld = few | hidden
    return Cells({key: None if key in withheld else count for key, count in counts.items()}, few)


def _is_safe(counts: Mapping[K, int], total: int, few: frozenset[K], hidden: set[K], overlapping: bool) -> bool:
    left = total - sum(count for key, count in counts.items() if key not in few and key not in hidden)
    least = 1 if hidden else max(1, left - MOST_SMALL * (len(few) - 1))
    most = MOST_SMALL if overlapping else min(MOST_SMALL, left - (len(few) - 1) - LEAST * len(hidden))
    return most - least + 1 >= WIDTH


def safe_grid(
    grid: Mapping[tuple[str, str], int], rows: Cells[str], totals: Mapping[str, int]
) -> dict[tuple[str, str], int | None]:
    """Return the counts of a grid of (row, column) that is shown beside the totals of its rows and columns.

    rows    what is shown of the totals of the rows; a row whose total is withheld has none of its cells shown
    totals  of the columns, each of them shown, and each the sum of its cells
    """
    shown: dict[tuple[str, str], int | None] = {}
    unseen = {row: row in rows.few for row, total in rows.shown.items() if total is None}
    for column, total in totals.items():
        counts = {row: grid.get((row, column), 0) for row in rows.shown}
        shown |= {(row, column): count for row, count in _column(counts, unseen, total).items()}
    return shown


def _column(counts: Mapping[str, int], unseen: Mapping[str, bool], total: int) -> dict[str, int | None]:
    """Return one column; `unseen` rows are withheld whatever they count, and true where their own total is small.

    What they count together is a part of the column as well, and nothing else is known of each of them.
    """
    seen = {row: count for row, count in counts.items() if row not in unseen}
    together = total - sum(seen.values())
    parts = dict(safe_parts({**seen, BEHIND: together}, total).shown)
    tight = all(unseen.values()) and together - MOST_SMALL * (len(unseen) - 1) > MOST_SMALL - WIDTH + 1
    if unseen and tight and parts[BEHIND] is not None and all(count is not None for count in parts.values()):
        smallest = min((row for row in seen if seen[row] >= LEAST), key=lambda row: (seen[row], row), default=None)
        parts = dict.fromkeys(parts) if smallest is None else {**parts, smallest: None}
    return {row: None if row in unseen else parts[row] for row in counts}


def pooled(counts: Mapping[str, int]) -> frozenset[str]:
    """Return the keys that a list of single things must name together: the small ones, and as many more as make LEAST."""
    small = {key for key, count in counts.items() if is_small(count)}
    rest = sorted((key for key in counts if counts[key] >= LEAST), key=lambda key: (counts[key], key))
    while small and sum(counts[key] for key in small) < LEAST and rest:
        small.add(rest.pop(0))
    return frozenset(small)


def counted(keys: Sequence[K], found: Iterable[tuple[K, int]]) -> dict[K, int]:
    """Return how often each key was found, in the order of the keys, those never found left out."""
    by_key = dict(found)
    return {key: by_key[key] for key in keys if by_key.get(key)}
