"""Rows of a table as they are read in a narrow window: one below the other, each cell behind the words of its column."""

import re
from collections.abc import Sequence
from itertools import chain, repeat

from markupsafe import Markup, escape

BEGINNING = re.compile(r"<(tr|td|th)(?=[\s>])")
ROLES = {"tr": "row", "td": "cell", "th": "rowheader"}


def named(rows: str, heads: Sequence[str]) -> Markup:
    """Return the rows of a template with the words of its column on each cell, as `data-head`.

    Rows that are laid out as lists are no table any more to some screen readers, so each part says what it is. The cell that
    names its row (`th`) is read without the words of a column.
    """
    left = iter(heads)

    def mark(found: re.Match[str]) -> str:
        nonlocal left
        tag = found[1]
        if tag == "tr":
            left = chain(heads, repeat(""))
            return f'<tr role="{ROLES[tag]}"'
        head = next(left)
        said = f' data-head="{escape(head)}"' if tag == "td" and head else ""
        return f'<{tag} role="{ROLES[tag]}"{said}'

    return Markup(BEGINNING.sub(mark, rows))  # noqa: S704  (a template's own, escaped where it was written)
