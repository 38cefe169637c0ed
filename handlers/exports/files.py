"""What every kind of file has in common: it is begun, gets its concerns in batches, and is ended."""

from collections.abc import Sequence
from enum import StrEnum
from typing import Protocol

from storage.readings.concerns import ConcernReading


class Format(StrEnum):
    CSV = "csv"
    XLSX = "xlsx"
    JSON = "json"
    GEOJSON = "geojson"


CONTENT_TYPES = {
    Format.CSV: "text/csv",
    Format.XLSX: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    Format.JSON: "application/json",
    Format.GEOJSON: "application/geo+json",
}
TEXT_FORMATS = frozenset({Format.CSV, Format.JSON, Format.GEOJSON})


class ListFile(Protocol):
    """A file being written. Only `end` makes it whole; nothing but the current batch is held in memory."""

    def begin(self) -> None: ...

    def add(self, concerns: Sequence[ConcernReading]) -> None: ...

    def end(self) -> None: ...
