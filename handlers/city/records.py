"""Reading the files of a pack into its entries; every mistake becomes one line that says where it is."""

import csv
import io
import json
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any, TypeVar

from pydantic import TypeAdapter, ValidationError

from handlers.city.errors import CityPackError
from handlers.tomlfile import fault_of

T = TypeVar("T")
Table = dict[str, Any]

SCHEMA = 1
POLYGONS = frozenset({"Polygon", "MultiPolygon"})


class TomlFile:
    """One TOML file of a pack, from which entries are taken until nothing is left over."""

    def __init__(self, folder: Path, name: str) -> None:
        """Parse the file or raise CityPackError with line and column."""
        self.name = name
        self._left = toml_table(folder, name)
        schema = self._left.pop("schema", None)
        if schema != SCHEMA:
            raise CityPackError(name, f"must be {SCHEMA}, is {schema!r}", place="field 'schema'")

    def one(self, key: str, kind: type[T]) -> T:
        """Take the table [key]."""
        if key not in self._left:
            raise CityPackError(self.name, "is missing", place=f"table [{key}]")
        return _entry(TypeAdapter(kind), self._left.pop(key), file=self.name, place=f"table [{key}]")

    def many(self, key: str, kind: type[T]) -> tuple[T, ...]:
        """Take the tables [[key]]; none at all is an empty tuple."""
        tables = self._left.pop(key, [])
        if not isinstance(tables, list):
            raise CityPackError(self.name, f"must be written [[{key}]]", place=f"table [{key}]")
        adapter = TypeAdapter(kind)
        return tuple(
            _entry(adapter, table, file=self.name, place=_named(key, number, table))
            for number, table in enumerate(tables, start=1)
        )

    def has(self, key: str) -> bool:
        """Say whether something is left under this key."""
        return key in self._left

    def text(self, key: str) -> str:
        """Take a text from the top of the file."""
        value = self._left.pop(key, None)
        if not isinstance(value, str) or not value:
            raise CityPackError(self.name, "must be a text", place=f"field '{key}'")
        return value

    def rest(self, kind: type[T]) -> T:
        """Take everything that is left as the fields of one entry."""
        left, self._left = self._left, {}
        return _entry(TypeAdapter(kind), left, file=self.name, place="")

    def finish(self) -> None:
        """Refuse what nobody asked for: most likely a misspelt name."""
        for key in self._left:
            raise CityPackError(self.name, "is not known here", place=f"'{key}'")


def toml_table(folder: Path, name: str) -> Table:
    """Return the content of a TOML file or raise CityPackError with line and column."""
    try:
        return tomllib.loads(text_of(folder, name))
    except tomllib.TOMLDecodeError as error:
        fault = fault_of(error)
        if not fault.place:
            raise CityPackError(name, f"is not valid TOML: {error}") from error
        raise CityPackError(name, fault.detail, place=fault.place) from error


def csv_entries(folder: Path, name: str, kind: type[T], *, lists: tuple[str, ...] = ()) -> tuple[T, ...]:
    """Return the rows of a comma-separated file as entries; columns the entry does not know are notes and left out.

    lists  columns that hold several values joined by "|".
    """
    fields = tuple(kind.__annotations__)
    adapter = TypeAdapter(kind)
    return tuple(
        _entry(adapter, _cells(row, fields, lists), file=name, place=f"line {line}")
        for line, row in _csv_rows(folder, name, fields)
    )


def feature_ids(folder: Path, name: str) -> tuple[str, ...]:
    """Return the ids of a GeoJSON file's polygons in order."""
    try:
        content = json.loads(text_of(folder, name))
    except json.JSONDecodeError as error:
        raise CityPackError(name, error.msg, place=f"line {error.lineno}, column {error.colno}") from error
    features = content.get("features") if isinstance(content, dict) else None
    if not isinstance(features, list):
        raise CityPackError(name, "must be a GeoJSON FeatureCollection", place="field 'features'")
    ids = []
    for number, feature in enumerate(features, start=1):
        if not isinstance(feature, dict) or not isinstance(feature.get("id"), str):
            raise CityPackError(name, "must be a text", place=f"feature {number}, field 'id'")
        geometry = feature.get("geometry")
        if not isinstance(geometry, dict) or geometry.get("type") not in POLYGONS:
            raise CityPackError(name, "must be a Polygon or MultiPolygon", place=f"feature {number}, field 'geometry'")
        ids.append(feature["id"])
    return tuple(ids)


def text_of(folder: Path, name: str) -> str:
    """Return the text of a file of the pack; a byte order mark, as spreadsheets write it, is dropped."""
    try:
        return (folder / name).read_text(encoding="utf-8-sig")
    except UnicodeDecodeError as error:
        raise CityPackError(name, f"is not UTF-8 (byte {error.start})") from error
    except OSError as error:
        raise CityPackError(name, "cannot be read, is it missing?") from error


def _entry(adapter: TypeAdapter[T], value: object, *, file: str, place: str) -> T:
    """Return the value as an entry or raise CityPackError naming its first wrong field."""
    try:
        return adapter.validate_python(value)
    except ValidationError as error:
        first = error.errors(include_url=False)[0]
        where = ".".join(str(part) for part in first["loc"])
        spot = ", ".join(part for part in (place, f"field '{where}'" if where else "") if part)
        raise CityPackError(file, first["msg"], place=spot) from error


def _named(key: str, number: int, table: object) -> str:
    """Name an entry by its id or name where it has one, for nobody counts to the 27th table."""
    own = (table.get("id") or table.get("name")) if isinstance(table, dict) else None
    return f"[[{key}]] {number} ({own})" if own else f"[[{key}]] {number}"


def _csv_rows(folder: Path, name: str, fields: tuple[str, ...]) -> Iterator[tuple[int, dict[str, str]]]:
    reader = csv.DictReader(io.StringIO(text_of(folder, name)), strict=True, restkey="")
    missing = [field for field in fields if field not in (reader.fieldnames or ())]
    if missing:
        raise CityPackError(name, "is missing", place=f"line 1, column '{missing[0]}'")
    try:
        for row in reader:
            if "" in row or None in row.values():
                raise CityPackError(name, "has not as many cells as the first line", place=f"line {reader.line_num}")
            yield reader.line_num, row
    except csv.Error as error:
        raise CityPackError(name, str(error), place=f"line {reader.line_num}") from error


def _cells(row: dict[str, str], fields: tuple[str, ...], lists: tuple[str, ...]) -> dict[str, str | list[str]]:
    return {
        field: [part.strip() for part in row[field].split("|")] if field in lists else row[field].strip()
        for field in fields
    }
