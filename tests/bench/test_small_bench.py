"""Every bench works, in next to no time; how fast anything is, is no matter of a test."""

from pathlib import Path

import pytest

from tests.bench.__main__ import BENCHES
from tests.bench.figures import Row, percentile, table
from tests.bench.sizes import TINY


@pytest.mark.parametrize("name", BENCHES)
async def test_bench_finds_figures_and_their_yardsticks(name: str, tmp_path: Path) -> None:
    rows = await BENCHES[name](tmp_path, TINY)

    assert rows
    assert [row.work for row in rows if row.measured < 0 or row.of_yardstick < 0] == []


def test_table_shows_each_figure_beside_its_yardstick() -> None:
    row = Row("Lists", 1_500.0, "rows/s", "csv.writer", 3_000.0, "more", "≥ 1,000")

    assert (
        table([row]).splitlines()[-1] == "| Lists | 1,500 rows/s | csv.writer | 3,000 rows/s | 0.50 | more | ≥ 1,000 |"
    )


@pytest.mark.parametrize(("share", "expected"), [(0.5, 50), (0.95, 95), (0.99, 99), (1.0, 100)])
def test_percentile_is_the_nearest_rank(share: float, expected: int) -> None:
    assert percentile(range(1, 101), share) == expected
