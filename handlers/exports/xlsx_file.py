"""XLSX: real dates, text where text is meant, header row with a filter, and a second sheet with the data dictionary."""

from collections.abc import Sequence
from typing import BinaryIO

import xlsxwriter

from handlers.exports import texts
from handlers.exports.columns import COLUMNS, LANGUAGE, RECEIVED, Labels
from handlers.i18n import BERLIN, speaker
from handlers.signs import plain
from storage.readings.concerns import ConcernReading

OPTIONS = {"constant_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
DATE_COLUMN = [column.id for column in COLUMNS].index(RECEIVED)
DICTIONARY_WIDTHS = (18, 70, 90)
RICH_END = "</r>"


class XlsxFile:
    """A workbook being written; rows go to a file at once and only the current one is in memory."""

    def __init__(self, into: BinaryIO, labels: Labels) -> None:
        self._labels = labels
        self._book = xlsxwriter.Workbook(into, OPTIONS)
        self._head = self._book.add_format({"bold": True, "bg_color": "#E3EEF6", "bottom": 1, "valign": "top"})
        self._date = self._book.add_format({"num_format": "dd.mm.yyyy hh:mm", "valign": "top"})
        self._words = self._book.add_format({"text_wrap": True, "valign": "top", "num_format": "@"})
        self._sheet = self._book.add_worksheet(speaker(LANGUAGE).say(texts.SHEET_LIST))
        self._row = 0

    def begin(self) -> None:
        for at, column in enumerate(COLUMNS):
            self._sheet.set_column(at, at, column.width)
            self._sheet.write_string(0, at, column.header, self._head)
        self._sheet.freeze_panes(1, 1)

    def add(self, concerns: Sequence[ConcernReading]) -> None:
        for concern in concerns:
            self._row += 1
            for at, cell in enumerate(self._labels.cells(concern, "")):
                if at == DATE_COLUMN:
                    local = concern.received_at.astimezone(BERLIN).replace(tzinfo=None, microsecond=0)
                    self._sheet.write_datetime(self._row, at, local, self._date)
                elif cell:
                    self._sheet.write_string(self._row, at, _writable(cell), self._words)

    def end(self) -> None:
        self._sheet.autofilter(0, 0, self._row, len(COLUMNS) - 1)
        self._write_dictionary()
        self._book.close()

    def _write_dictionary(self) -> None:
        say = speaker(LANGUAGE).say
        sheet = self._book.add_worksheet(say(texts.SHEET_FIELDS))
        for at, (head, width) in enumerate(
            zip((texts.FIELD, texts.MEANING, texts.VALUES), DICTIONARY_WIDTHS, strict=True)
        ):
            sheet.set_column(at, at, width)
            sheet.write_string(0, at, say(head), self._head)
        for row, field in enumerate(self._labels.dictionary(), start=1):
            values = " | ".join(label for _, label in field.values)
            for at, words in enumerate((field.header, field.meaning, values)):
                sheet.write_string(row, at, words, self._words)


def _writable(cell: str) -> str:
    """Return a cell as a workbook can hold it.

    xlsxwriter writes a string from <r> to </r> as ready-made XML; a blank at its end makes it a plain string again.
    """
    words = plain(cell)
    return f"{words} " if words.endswith(RICH_END) else words
