"""CSV as German office programs open it: UTF-8 with BOM, semicolons, CRLF, no cell that is taken for a formula."""

import csv
import io
from collections.abc import Sequence

from handlers.signs import plain

BOM = "\ufeff"
FORMULA_STARTS = frozenset("=+-@\t\r\n")


def written(rows: Sequence[Sequence[str]]) -> bytes:
    """Return rows as lines of the file; the caller has guarded the cells that people filled in."""
    buffer = io.StringIO(newline="")
    csv.writer(buffer, delimiter=";", lineterminator="\r\n").writerows(rows)
    return buffer.getvalue().encode("utf-8", errors="replace")


def guarded(cell: str) -> str:
    """Return a cell without unseen signs that no office program runs as a formula (OWASP, CSV Injection)."""
    shown = plain(cell)
    return f"'{shown}" if shown[:1] in FORMULA_STARTS else shown
