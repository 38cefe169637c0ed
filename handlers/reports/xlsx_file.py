"""The table of considerations as XLSX: text cells only, header row with a filter; one row in memory at a time."""

from collections.abc import Sequence
from dataclasses import astuple
from datetime import date, datetime
from typing import BinaryIO

import xlsxwriter

from handlers.reports import texts
from handlers.reports.document import Row
from handlers.reports.words import say
from handlers.signs import plain

OPTIONS = {"constant_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
WIDTHS = (14, 70, 28, 22, 18, 28, 60, 24, 18, 12, 14)
RICH_END = "</r>"


class TableFile:
    """A workbook being written; nothing in it is a formula or a link."""

    def __init__(self, into: BinaryIO, title: str, day: date) -> None:
        self._book = xlsxwriter.Workbook(into, OPTIONS)
        self._book.set_properties({"title": title, "created": datetime(day.year, day.month, day.day)})  # noqa: DTZ001  (a file's date has no zone)
        self._head = self._book.add_format({"bold": True, "bg_color": "#E3EEF6", "bottom": 1, "valign": "top"})
        self._words = self._book.add_format({"text_wrap": True, "valign": "top", "num_format": "@"})
        self._sheet = self._book.add_worksheet(say(texts.SHEET))
        self._row = 0
        for at, (column, width) in enumerate(zip(texts.COLUMNS, WIDTHS, strict=True)):
            self._sheet.set_column(at, at, width)
            self._sheet.write_string(0, at, say(column), self._head)
        self._sheet.freeze_panes(1, 1)
        self._sheet.set_landscape()
        self._sheet.repeat_rows(0)

    def add(self, rows: Sequence[Row]) -> None:
        for row in rows:
            self._row += 1
            for at, words in enumerate(astuple(row)):
                if words:
                    self._sheet.write_string(self._row, at, _writable(words), self._words)

    def end(self) -> None:
        self._sheet.autofilter(0, 0, self._row, len(WIDTHS) - 1)
        self._book.close()


def _writable(cell: str) -> str:
    """Return a cell as a workbook can hold it; xlsxwriter takes <r>…</r> for ready-made XML unless a blank follows."""
    words = plain(cell)
    return f"{words} " if words.endswith(RICH_END) else words
