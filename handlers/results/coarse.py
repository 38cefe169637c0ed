"""Round published counts down to fives, so that two weeks laid beside each other tell no single concern.

What a reader is taken to know: every rounded count of both weeks, that counts only grow where nothing is taken away, and the rule
of handlers/counting/cells.py for those that are withheld. A count shown as 15 is 15 to 19. A total is rounded to tens, and lowered
further where the parts beside it would otherwise be pinned to the upper end of their span: it says "at least". New concerns are
taken in many at a time (handlers/results/actions.py), else a total that stays would tell that a grown count grew by one.
"""

import math
from collections.abc import Iterable, Mapping

from handlers.counting.cells import MOST_SMALL, WIDTH, Cells

STEP = 5
TOTAL_STEP = 10
SPREAD = STEP - 1
"""How much more a count may be than what is shown of it."""


def rounded(count: int) -> int:
    """Return the multiple of five that a count has reached."""
    return count - count % STEP


def at_least(total: int, tables: Iterable[Cells[str]]) -> int:
    """Return what may be said of the total of all these tables: no more than each of their counts can still vary freely under."""
    return int(min([total, *map(_room, tables)])) // TOTAL_STEP * TOTAL_STEP


def column_at_least(total: int, column: Mapping[str, int | None], rows: Cells[str]) -> int:
    """Return what may be said of the total of one column of a grid; `rows` are the totals of its rows.

    What stands in rows withheld as small adds too little to count on, and is taken as nothing.
    """
    shown = [count for count in column.values() if count]
    if not shown or any(count is None and row not in rows.few for row, count in column.items()):
        return rounded(total)
    return min(rounded(total), _free(shown))


def held_to(counts: Mapping[str, int | None], most: int) -> dict[str, int | None]:
    """Return rounded parts that together say no more than their total does: the largest are lowered by a step in turn."""
    held = dict(counts)
    while (shown := [key for key in held if held[key]]) and sum(held[key] or 0 for key in shown) > most:
        largest = max(shown, key=lambda key: held[key] or 0)
        held[largest] = (held[largest] or 0) - STEP
    return held


def tells_the_rest(total: int, row: Iterable[int | None], *, elsewhere: int) -> bool:
    """Tell whether what a row of a grid shows leaves so much of its total that a withheld count in it must be large.

    A concern has one topic or more, so each of the total is in some count.
    elsewhere  what topics outside the grid can hold of it
    """
    counts = list(row)
    withheld = counts.count(None)
    if not withheld:
        return False
    held = sum(rounded(count) + SPREAD for count in counts if count) + WIDTH * (withheld - 1) + elsewhere
    return rounded(total) - held > MOST_SMALL - WIDTH + 1


def _room(cells: Cells[str]) -> float:
    shown = [count for count in cells.shown.values() if count]
    withheld = [key for key, count in cells.shown.items() if count is None]
    if not shown or any(key not in cells.few for key in withheld):
        return math.inf
    return rounded(_free(shown) + MOST_SMALL * len(withheld))


def _free(shown: list[int]) -> int:
    """Return the most that a total may be said to be while each of these may be as small as it is shown."""
    return rounded(sum(rounded(count) + SPREAD for count in shown) - SPREAD)
