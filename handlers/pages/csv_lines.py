"""CSV as German office programs open it: UTF-8 with BOM, semicolons, CRLF, no cell that is taken for a formula."""

import csv
import io
from collections.abc import Sequence

BOM = "\ufeff"
FORMULA_STARTS = frozenset("=+-@\t\r\n")


def written(rows: Sequence[Sequence[str]]) -> bytes:
    """Return rows as lines of the file; the caller has guarded the cells that people filled in."""
    buffer = io.StringIO(newline="")
    csv.writer(buffer, delimiter=";", lineterminator="\r\n").writerows(rows)
    return buffer.getvalue().encode("utf-8", errors="replace")


def guarded(cell: str) -> str:
    """Return a cell that no office program runs as a formula (OWASP, CSV Injection)."""
    return f"'{cell}" if cell[:1] in FORMULA_STARTS else cell
