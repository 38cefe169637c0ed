"""Print what was found as a table in Markdown."""

from collections.abc import Mapping, Sequence

Row = Mapping[str, object]


def print_table(title: str, rows: Sequence[Row]) -> None:
    """Print one table; all rows have the same columns, in the same order."""
    print(f"\n### {title}\n")
    print("|", " | ".join(rows[0]), "|")
    print("|", " | ".join("---" for _ in rows[0]), "|")
    for row in rows:
        print("|", " | ".join(map(_shown, row.values())), "|", flush=True)


def _shown(value: object) -> str:
    return f"{value:.1f}" if isinstance(value, float) else str(value)
