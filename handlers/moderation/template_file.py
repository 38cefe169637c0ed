"""The template for lists of paper cards, empty, as CSV or XLSX."""

import io
from collections.abc import Sequence

import xlsxwriter

from handlers.city.pack import CityPack
from handlers.i18n import speaker
from handlers.moderation import texts
from handlers.moderation.cards import COLUMNS, DISTRICT, LANGUAGE, MOST_CARDS, RECEIVED, SOURCE, TEXT
from storage.models import Source

BYTE_ORDER_MARK = "\ufeff"
WIDTHS = {TEXT: 90, DISTRICT: 28, SOURCE: 16, RECEIVED: 20}
ENTERED = (Source.PAPER, Source.TABLE_NOTE, Source.PHONE, Source.MAIL)


def csv_template() -> bytes:
    """Return the header line."""
    return f"{BYTE_ORDER_MARK}{';'.join(COLUMNS)}\r\n".encode()


def xlsx_template(city: CityPack) -> bytes:
    """Return a workbook with the header, lists to choose from, and a second sheet that explains the columns."""
    say = speaker(LANGUAGE).say
    into = io.BytesIO()
    with xlsxwriter.Workbook(into, {"in_memory": True}) as book:
        head = book.add_format({"bold": True, "bg_color": "#E3EEF6", "bottom": 1})
        wrapped = book.add_format({"text_wrap": True, "valign": "top", "num_format": "@"})
        moment = book.add_format({"num_format": "dd.mm.yyyy", "valign": "top"})
        sheet, notes = book.add_worksheet(say(texts.TEMPLATE_CARDS)), book.add_worksheet(say(texts.TEMPLATE_NOTES))
        for at, column in enumerate(COLUMNS):
            sheet.set_column(at, at, WIDTHS[column], moment if column == RECEIVED else wrapped)
            sheet.write_string(0, at, column, head)
        sheet.freeze_panes(1, 0)
        names = sorted(district.name for district in city.districts)
        _column(notes, 0, [DISTRICT, *names])
        _column(notes, 1, [SOURCE, *(say(texts.SOURCES[source]) for source in ENTERED)])
        _column(notes, 2, [say(texts.TEMPLATE_HOW)])
        notes.set_column(0, 1, WIDTHS[DISTRICT])
        _choose(sheet, COLUMNS.index(DISTRICT), notes.get_name(), "A", len(names))
        _choose(sheet, COLUMNS.index(SOURCE), notes.get_name(), "B", len(ENTERED))
    return into.getvalue()


def _column(sheet: xlsxwriter.worksheet.Worksheet, at: int, words: Sequence[str]) -> None:
    for row, word in enumerate(words):
        sheet.write_string(row, at, word)


def _choose(sheet: xlsxwriter.worksheet.Worksheet, at: int, notes: str, column: str, many: int) -> None:
    chosen = {"validate": "list", "source": f"='{notes}'!${column}$2:${column}${many + 1}", "error_type": "warning"}
    sheet.data_validation(1, at, MOST_CARDS, at, chosen)
