"""The rows of a table file, CSV or XLSX, as texts; an uploaded file may be anything, so all of it is bounded."""

import csv
import io
import zipfile
from collections.abc import Iterator
from datetime import UTC, date, datetime, time
from typing import Any

from openpyxl import load_workbook

XLSX_BEGINS = b"PK\x03\x04"
MOST_UNPACKED_BYTES = 60_000_000
MOST_PARTS = 500
MOST_CELLS_A_ROW = 50
DECLARED = b"<!DOCTYPE"
WHOLE_DAY, WITH_TIME = "%d.%m.%Y", "%d.%m.%Y %H:%M:%S"

Record = tuple[int, list[str]]
"""The line a record begins at, counted from 1, and its cells."""


class NotATableError(Exception):
    """A file that is no table, from this line on; `is_text` where it is at least a text."""

    def __init__(self, line: int, *, is_text: bool) -> None:
        super().__init__()
        self.line = line
        self.is_text = is_text


def records(content: bytes) -> Iterator[Record]:
    """Yield the rows of a file, the header first; raises NotATableError where it cannot be read."""
    return _of_workbook(content) if content.startswith(XLSX_BEGINS) else _of_csv(content)


def _of_csv(content: bytes) -> Iterator[Record]:
    try:
        words = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise NotATableError(content[: error.start].count(b"\n") + 1, is_text=False) from error
    separator = max(";,\t", key=words.partition("\n")[0].count)
    reader, line = csv.reader(io.StringIO(words, newline=""), delimiter=separator), 0
    try:
        for record in reader:
            line, begun = reader.line_num, line + 1
            yield begun, record
    except csv.Error as error:
        raise NotATableError(reader.line_num, is_text=True) from error


def _of_workbook(content: bytes) -> Iterator[Record]:
    """Yield the rows of the first sheet; only values are read, no formula is reckoned."""
    try:
        _check_packed(content)
        book = load_workbook(io.BytesIO(content), read_only=True, data_only=True, keep_links=False)
        for line, row in enumerate(book.worksheets[0].iter_rows(max_col=MOST_CELLS_A_ROW, values_only=True), start=1):
            yield line, _without_end([_written(value) for value in row])
    except NotATableError:
        raise
    except Exception as error:
        raise NotATableError(1, is_text=False) from error


def _check_packed(content: bytes) -> None:
    """Refuse what unpacks to more than fits, or declares entities."""
    with zipfile.ZipFile(io.BytesIO(content)) as packed:
        parts = packed.infolist()
        if len(parts) > MOST_PARTS or sum(part.file_size for part in parts) > MOST_UNPACKED_BYTES:
            raise NotATableError(1, is_text=False)
        for part in parts:
            with packed.open(part) as file:
                if DECLARED in file.read(2000).upper():
                    raise NotATableError(1, is_text=False)


def _without_end(cells: list[str]) -> list[str]:
    while cells and not cells[-1]:
        cells.pop()
    return cells


def _written(value: Any) -> str:
    """Return a cell as a person would have typed it."""
    match value:
        case None:
            return ""
        case datetime():
            local = value.replace(tzinfo=UTC)
            return local.strftime(WHOLE_DAY if local.time() == time.min else WITH_TIME)
        case date():
            return value.strftime(WHOLE_DAY)
        case float() if value.is_integer():
            return str(int(value))
    return str(value)
