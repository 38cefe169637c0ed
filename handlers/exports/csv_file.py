"""The list of concerns as CSV."""

from collections.abc import Sequence
from typing import BinaryIO

from handlers.exports.columns import COLUMNS, Labels
from handlers.i18n import BERLIN
from handlers.pages.csv_lines import BOM, guarded, written
from storage.readings.concerns import ConcernReading

WRITTEN = "%d.%m.%Y %H:%M"


class CsvFile:
    """A CSV file being written."""

    def __init__(self, into: BinaryIO, labels: Labels) -> None:
        self._into = into
        self._labels = labels

    def begin(self) -> None:
        self._into.write(BOM.encode())
        self._write([[column.header for column in COLUMNS]])

    def add(self, concerns: Sequence[ConcernReading]) -> None:
        self._write([self._row(concern) for concern in concerns])

    def end(self) -> None:
        self._into.flush()

    def _row(self, concern: ConcernReading) -> list[str]:
        received = concern.received_at.astimezone(BERLIN).strftime(WRITTEN)
        return [guarded(cell) for cell in self._labels.cells(concern, received)]

    def _write(self, rows: Sequence[Sequence[str]]) -> None:
        self._into.write(written(rows))
