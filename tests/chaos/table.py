"""Print what was found as a table in Markdown."""

from collections.abc import Mapping, Sequence

Row = Mapping[str, object]


def print_table(title: str, rows: Sequence[Row]) -> None:
    """Print one table, the columns in the order they come in; what a row does not have stays empty."""
    columns = list(dict.fromkeys(column for row in rows for column in row))
    print(f"\n### {title}\n")
    print("|", " | ".join(columns), "|")
    print("|", " | ".join("---" for _ in columns), "|")
    for row in rows:
        print("|", " | ".join(_shown(row.get(column, "")) for column in columns), "|", flush=True)


def _shown(value: object) -> str:
    return f"{value:.1f}" if isinstance(value, float) else str(value)
