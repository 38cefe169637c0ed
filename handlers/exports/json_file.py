"""JSON and GeoJSON: ids and ISO 8601 UTC, with the data dictionary in the field "fields"."""

import json
from collections.abc import Sequence
from typing import Any, BinaryIO

from handlers.exports.columns import Labels
from storage.readings.concerns import ConcernReading


class _Document:
    """A JSON object whose last member is a long array, written item by item."""

    def __init__(self, into: BinaryIO, labels: Labels) -> None:
        self._into = into
        self._labels = labels
        self._first = True

    def _open(self, head: dict[str, Any], array: str) -> None:
        self._write(f"{_dump(head)[:-1]}, {_dump(array)}: [")

    def _add(self, items: Sequence[object]) -> None:
        for item in items:
            self._write(("\n" if self._first else ",\n") + _dump(item))
            self._first = False

    def end(self) -> None:
        self._write("\n]}\n")
        self._into.flush()

    def _head(self) -> dict[str, Any]:
        fields = {
            field.id: {"label": field.header, "meaning": field.meaning, "values": dict(field.values)}
            for field in self._labels.dictionary()
        }
        return {"text": "raw" if self._labels.raw else "redacted", "fields": fields}

    def _write(self, words: str) -> None:
        self._into.write(words.encode("utf-8", errors="replace"))


class JsonFile(_Document):
    """A JSON file being written: {"text", "fields", "concerns": […]}."""

    def begin(self) -> None:
        self._open(self._head(), "concerns")

    def add(self, concerns: Sequence[ConcernReading]) -> None:
        self._add([self._labels.values(concern) for concern in concerns])


class GeoJsonFile(_Document):
    """A GeoJSON file being written (RFC 7946): one feature a concern, at the label point of its Ortsteil or nowhere."""

    def begin(self) -> None:
        self._open({"type": "FeatureCollection", **self._head()}, "features")

    def add(self, concerns: Sequence[ConcernReading]) -> None:
        self._add([self._feature(concern) for concern in concerns])

    def _feature(self, concern: ConcernReading) -> dict[str, Any]:
        point = self._labels.point_of(concern)
        geometry = {"type": "Point", "coordinates": list(point)} if point else None
        return {
            "type": "Feature",
            "id": concern.number,
            "geometry": geometry,
            "properties": self._labels.values(concern),
        }


def _dump(value: object) -> str:
    return json.dumps(value, ensure_ascii=False)
