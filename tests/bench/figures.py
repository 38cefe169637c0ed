"""What a bench finds: each figure stands beside a yardstick that was measured in the same run on the same machine."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

HEAD = ("Work", "Measured", "Yardstick", "Its figure", "Ratio", "Good is", "Target")


@dataclass(frozen=True, slots=True)
class Row:
    """One figure and its yardstick, both in `unit`.

    good    which way is better, "more" or "less"
    target  what was promised, in words; "" where nothing was
    """

    work: str
    measured: float
    unit: str
    yardstick: str
    of_yardstick: float
    good: str
    target: str = ""

    @property
    def ratio(self) -> float:
        return self.measured / self.of_yardstick if self.of_yardstick else float("inf")


def table(rows: Iterable[Row]) -> str:
    """Return the rows as a Markdown table."""
    lines = [_line(HEAD), _line(["---"] * len(HEAD))]
    return "\n".join([*lines, *(_line(_cells(row)) for row in rows)])


def _cells(row: Row) -> list[str]:
    measured, of_yardstick = (f"{_spoken(value)} {row.unit}" for value in (row.measured, row.of_yardstick))
    return [row.work, measured, row.yardstick, of_yardstick, f"{row.ratio:.2f}", row.good, row.target]


def _line(cells: Sequence[str]) -> str:
    return f"| {' | '.join(cells)} |"


def _spoken(value: float) -> str:
    if value >= 100:
        return f"{value:,.0f}"
    return f"{value:.1f}" if value >= 10 else f"{value:.2f}"


def percentile(values: Sequence[float], share: float) -> float:
    """Return the smallest value that at least this share of them does not exceed (nearest rank); 0 of none."""
    if not values:
        return 0.0
    ordered = sorted(values)
    return ordered[max(0, -(-len(ordered) * round(share * 1000) // 1000) - 1)]
