"""No small count of a report can be reckoned from what it shows: each is tried with all a reader can know."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.optimize import linprog

from handlers.counting.cells import LEAST, WIDTH, Cells, pooled, safe_grid, safe_parts

COUNTS = st.dictionaries(st.sampled_from("abcdefghij"), st.integers(0, 60), min_size=1)
BIG = 10_000


def test_counts_of_ten_and_more_are_shown() -> None:
    assert safe_parts({"a": 10, "b": 45, "c": 0}, 55) == Cells({"a": 10, "b": 45, "c": 0}, frozenset())


def test_one_small_count_takes_another_one_with_it() -> None:
    shown = safe_parts({"a": 40, "b": 3, "c": 25}, 68)
    assert shown == Cells({"a": 40, "b": None, "c": None}, frozenset("b"))


def test_two_small_counts_hide_each_other() -> None:
    assert safe_parts({"a": 40, "b": 3, "c": 5}, 48).shown == {"a": 40, "b": None, "c": None}


def test_two_counts_of_one_do_not_hide_each_other() -> None:
    assert safe_parts({"a": 40, "b": 1, "c": 1}, 42).shown == {"a": None, "b": None, "c": None}


def test_a_partner_that_is_exactly_ten_is_no_hiding_place() -> None:
    shown = safe_parts({"a": 40, "b": 1, "c": 10, "d": 30}, 81).shown
    assert shown["b"] is None
    assert shown["d"] is None


def test_where_topics_overlap_a_small_one_alone_is_safe_unless_the_total_gives_it_away() -> None:
    assert safe_parts({"a": 40, "b": 3}, 35, overlapping=True).shown == {"a": 40, "b": None}
    assert safe_parts({"a": 91, "b": 9}, 100, overlapping=True).shown == {"a": None, "b": None}


@settings(max_examples=200, deadline=None)
@given(COUNTS)
def test_every_small_part_keeps_its_width(counts: dict[str, int]) -> None:
    total = sum(counts.values())
    cells = safe_parts(counts, total)
    assert all(counts[key] == count for key, count in cells.shown.items() if count is not None)
    small = {key for key, count in counts.items() if 0 < count < LEAST}
    assert cells.few == small or (not cells.few and set(cells.shown.values()) == {None})
    unknown = [key for key, count in cells.shown.items() if count is None]
    assert small <= set(unknown)
    left = total - sum(count for count in cells.shown.values() if count is not None)
    bounds = [(1, LEAST - 1) if key in cells.few else (LEAST, BIG) for key in unknown]
    for at, key in enumerate(unknown):
        if key in cells.few:
            least, most = reach(at, bounds, [([1.0] * len(unknown), left)], [])
            assert most - least + 1 >= WIDTH, (counts, cells)


@settings(max_examples=100, deadline=None)
@given(COUNTS, st.integers(0, 40))
def test_every_small_topic_keeps_its_width(counts: dict[str, int], twice: int) -> None:
    total = max(sum(counts.values()) - twice, max(counts.values()))
    cells = safe_parts(counts, total, overlapping=True)
    unknown = [key for key, count in cells.shown.items() if count is None]
    if not unknown or all(count is None for count in cells.shown.values()):
        return
    left = total - sum(count for count in cells.shown.values() if count is not None)
    bounds = [(1, LEAST - 1) if key in cells.few else (LEAST, BIG) for key in unknown]
    for at, key in enumerate(unknown):
        if key in cells.few:
            least, most = reach(at, bounds, [], [([-1.0] * len(unknown), -left)])
            assert most - least + 1 >= WIDTH, (counts, total, cells)


ROWS, COLUMNS = "ABCDE", "xyz"
GRID = st.lists(
    st.lists(st.one_of(st.integers(0, 4), st.integers(0, 40)), min_size=3, max_size=3), min_size=2, max_size=5
)


@settings(max_examples=150, deadline=None)
@given(GRID, st.integers(0, 30))
def test_no_small_cell_of_a_grid_can_be_reckoned(grid: list[list[int]], others: int) -> None:
    """Rows have further things that stand in no column; a reader knows the columns' totals and what is shown of the rows'."""
    names = ROWS[: len(grid)]
    counts = {(row, column): grid[i][j] for i, row in enumerate(names) for j, column in enumerate(COLUMNS)}
    sums = {row: sum(grid[i]) + others for i, row in enumerate(names)}
    totals = {column: sum(counts[row, column] for row in names) for column in COLUMNS}
    totals = {column: total for column, total in totals.items() if total >= LEAST}
    rows = safe_parts(sums, sum(sums.values()))
    shown = safe_grid(counts, rows, totals)
    for key, count in shown.items():
        assert count in (None, counts[key])
    unknown = [key for key, count in shown.items() if count is None]
    hidden_rows = [row for row, total in rows.shown.items() if total is None]
    variables: list[object] = [*unknown, *hidden_rows]
    bounds: list[tuple[float, float]] = [(0, BIG if rows.shown[row] is None else sums[row]) for row, _ in unknown]
    everything_hidden = len(hidden_rows) == len(names)
    bounds += [
        (0, BIG) if everything_hidden else (1, LEAST - 1) if row in rows.few else (LEAST, BIG) for row in hidden_rows
    ]
    equal, below = [], []
    for column, total in totals.items():
        known = sum(shown[row, column] or 0 for row in names)
        equal.append(([float(v in unknown and v[1] == column) for v in variables], total - known))  # type: ignore[index]
    equal.append(
        ([float(v in hidden_rows) for v in variables], sum(sums.values()) - sum(t or 0 for t in rows.shown.values()))
    )
    for row, column in unknown:
        if row in hidden_rows:
            below.append(([float(v == (row, column)) - float(v == row) for v in variables], 0))
    for at, key in enumerate(unknown):
        if 0 < counts[key] < LEAST:
            least, most = reach(at, bounds, equal, below)
            assert most - least >= 1, (grid, others, shown, key)


def reach(
    at: int,
    bounds: list[tuple[float, float]],
    equal: list[tuple[list[float], float]],
    below: list[tuple[list[float], float]],
) -> tuple[int, int]:
    """Return the least and the most a variable can be."""
    aim = np.zeros(len(bounds))
    aim[at] = 1
    system = {
        "A_eq": [row for row, _ in equal] or None,
        "b_eq": [value for _, value in equal] or None,
        "A_ub": [row for row, _ in below] or None,
        "b_ub": [value for _, value in below] or None,
        "bounds": bounds,
    }
    least, most = linprog(aim, **system), linprog(-aim, **system)
    assert least.status == most.status == 0
    return round(least.fun), round(-most.fun)


@pytest.mark.parametrize(
    ("counts", "together"),
    [
        ({"a": 30, "b": 20}, set()),
        ({"a": 30, "b": 4, "c": 7}, {"b", "c"}),
        ({"a": 30, "b": 4, "c": 12}, {"b", "c"}),
        ({"a": 0, "b": 4}, {"b"}),
    ],
)
def test_a_list_names_small_ones_together(counts: dict[str, int], together: set[str]) -> None:
    assert pooled(counts) == together
