"""Two weeks of rounded counts laid beside each other tell no single concern: tried with all a reader can know."""

from datetime import date

from hypothesis import assume, given, settings
from hypothesis import strategies as st
from scipy.optimize import linprog

from handlers.city.loading import load
from handlers.counting.cells import LEAST, MOST_SMALL, WIDTH, safe_parts
from handlers.counting.names import names
from handlers.counting.tally import Tally
from handlers.results.actions import FEWEST_NEW
from handlers.results.coarse import SPREAD, STEP, TOTAL_STEP, at_least, held_to, rounded, tells_the_rest
from handlers.results.composing import compose

FIRST = st.dictionaries(st.sampled_from("abcdef"), st.integers(0, 60), min_size=1)
MORE = st.dictionaries(st.sampled_from("abcdef"), st.integers(0, 40), min_size=1)
BIG = 10_000.0
STILL_POSSIBLE = 3
MONDAY = date(2026, 11, 23)
ROSTOCK = load("rostock")


def test_a_count_is_rounded_down_to_what_it_has_reached() -> None:
    assert [rounded(count) for count in (0, 4, 5, 14, 15)] == [0, 0, 5, 10, 15]


def test_a_total_that_would_pin_its_parts_is_lowered() -> None:
    """Five times 14 is 70: shown beside five times 10 it would leave each part no choice."""
    parts = safe_parts(dict.fromkeys("abcde", 14), 70)
    assert at_least(70, [parts]) == 60


def test_a_total_stays_where_its_parts_are_free() -> None:
    assert at_least(63, [safe_parts({"a": 20, "b": 31, "c": 12}, 63)]) == 60


class Week:
    """What is published of one week, and the bounds a reader knows of each part."""

    def __init__(self, counts: dict[str, int]) -> None:
        self.keys = sorted(key for key, count in counts.items() if count)
        total = sum(counts.values())
        self.cells = safe_parts({key: counts[key] for key in self.keys}, total)
        self.total = at_least(total, [self.cells])
        known = {key: None if count is None else rounded(count) for key, count in self.cells.shown.items()}
        self.held = held_to(known, self.total)
        self.lowered = self.total < total // TOTAL_STEP * TOTAL_STEP

    def bounds(self, key: str) -> tuple[float, float]:
        if key not in self.keys:
            return (0, 0)
        count, held = self.cells.shown[key], self.held[key]
        if count is not None and held is not None:
            return (held, rounded(count) + SPREAD)
        if self.cells.few:
            return (1, MOST_SMALL) if key in self.cells.few else (LEAST, BIG)
        return (1, BIG)

    def sums(self) -> tuple[float, float]:
        return (self.total, BIG * 10 if self.lowered else self.total + TOTAL_STEP - 1)


@settings(max_examples=40, deadline=None, derandomize=True)
@given(FIRST, MORE)
def test_what_came_in_between_two_weeks_keeps_its_width(first: dict[str, int], more: dict[str, int]) -> None:
    """For every part shown in both weeks, where few concerns came in, several numbers of them fit all that is known."""
    assume(sum(more.values()) >= FEWEST_NEW)
    second = {key: first.get(key, 0) + more.get(key, 0) for key in first | more}
    before, after = Week(first), Week(second)
    keys = sorted(second)
    for at, key in enumerate(keys):
        both = before.cells.shown.get(key) is not None and after.cells.shown.get(key) is not None
        if not both or more.get(key, 0) >= LEAST:
            continue
        least, most = reach(at, keys, before, after)
        assert most - least + 1 >= STILL_POSSIBLE, (first, second, key, least, most)


def reach(at: int, keys: list[str], before: Week, after: Week) -> tuple[int, int]:
    """Return the least and the most that may have come in, by linear programming over both weeks together."""
    size = len(keys)
    aim = [0.0] * 2 * size
    aim[at], aim[size + at] = -1.0, 1.0
    below, limits = [], []
    for place in range(size):
        row = [0.0] * 2 * size
        row[place], row[size + place] = 1.0, -1.0
        below.append(row)
        limits.append(0.0)
    for offset, week in ((0, before), (size, after)):
        least, most = week.sums()
        row = [0.0] * 2 * size
        row[offset : offset + size] = [1.0] * size
        below += [row, [-value for value in row]]
        limits += [most, -least]
    bounds = [*map(before.bounds, keys), *map(after.bounds, keys)]
    found = [linprog([sign * one for one in aim], A_ub=below, b_ub=limits, bounds=bounds) for sign in (1, -1)]
    assert all(one.status == 0 for one in found)
    return round(found[0].fun), round(-found[1].fun)


def test_a_row_tells_the_rest_where_its_counts_leave_too_much_for_the_one_withheld() -> None:
    assert tells_the_rest(54, (20, 10, None), elsewhere=0)
    assert not tells_the_rest(54, (20, 10, None), elsewhere=10)
    assert not tells_the_rest(44, (20, 10, None), elsewhere=0)
    assert not tells_the_rest(54, (20, 10), elsewhere=0)


def test_parts_say_no_more_than_their_total() -> None:
    assert held_to({"a": 65}, 60) == {"a": 60}
    assert held_to({"a": 30, "b": 25, "c": None, "d": 0}, 45) == {"a": 20, "b": 25, "c": None, "d": 0}


AREAS, TOPICS = ("sb-A", "sb-B", "sb-C"), ("lighting", "noise_nuisance", "youth", "animals")
WORLD = st.lists(
    st.tuples(st.sampled_from(AREAS), st.sets(st.sampled_from(TOPICS), min_size=1, max_size=2), st.integers(1, 40)),
    min_size=2,
    max_size=9,
)


def _tallied(world: list[tuple[str, set[str], int]]) -> Tally:
    tally = Tally(ROSTOCK)
    for area, topics, many in world:
        tally.total += many
        tally.areas[area] += many
        tally.months["2026-11"] += many
        tally.sources["web"] += many
        tally.outcomes["open"] += many
        for topic in topics:
            tally.topics[topic] += many
            tally.topics_by_area[area, topic] += many
    return tally


@settings(max_examples=40, deadline=None, derandomize=True)
@given(WORLD)
def test_no_withheld_count_of_topics_by_stadtbereich_can_be_reckoned(
    world: list[tuple[str, set[str], int]],
) -> None:
    """A reader knows all figures, that Stadtbereiche add up, and that each concern has a topic and a topic once at most."""
    tally = _tallied(world)
    figures = compose(MONDAY, MONDAY, tally, names(ROSTOCK), (0, 0))
    if figures.total is None:
        return
    areas, topics = [one.id for one in figures.areas], [one.id for one in figures.topics]
    cells = [(area, topic) for area in areas for topic in topics]
    variables: list[object] = [*cells, *areas]
    shown = {(one.area, one.topic): one.count for one in figures.crossed}
    at_area, at_topic = {one.id: one.count for one in figures.areas}, {one.id: one.count for one in figures.topics}
    bounds = [
        (shown.get(cell) or 0, BIG if shown.get(cell) is None else (shown[cell] or -SPREAD) + SPREAD) for cell in cells
    ]
    bounds += [(at_area[area] or 1, BIG if at_area[area] is None else (at_area[area] or 0) + SPREAD) for area in areas]
    below: list[tuple[list[float], float]] = []

    def bound(coefficients: dict[object, float], most: float) -> None:
        below.append(([coefficients.get(one, 0.0) for one in variables], most))

    for topic in topics:
        said = at_topic[topic]
        column = {(area, topic): 1.0 for area in areas}
        bound(dict.fromkeys(column, -1.0), -(said if said is not None else 1))
        bound(column, BIG if said is None else said + SPREAD)
    for area in areas:
        bound({area: 1.0, **{(area, topic): -1.0 for topic in topics}}, 0)
        for topic in topics:
            bound({(area, topic): 1.0, area: -1.0}, 0)
    bound(dict.fromkeys(areas, -1.0), -figures.total)
    for at, cell in enumerate(cells):
        if shown.get(cell, 0) is None and 0 < tally.topics_by_area[cell] < LEAST:
            aim = [float(place == at) for place in range(len(variables))]
            system = {"A_ub": [row for row, _ in below], "b_ub": [most for _, most in below], "bounds": bounds}
            found = [linprog([sign * one for one in aim], **system) for sign in (1, -1)]
            if all(one.status == 0 for one in found):
                assert -found[1].fun - found[0].fun >= WIDTH - 1, (world, cell, figures)


def test_every_rounded_count_stands_for_as_many_as_a_withheld_one_may_be() -> None:
    assert STEP >= WIDTH
