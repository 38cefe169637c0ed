"""The whole open data as one zip: each table as CSV and JSON, with their description. The same content gives the same bytes."""

import json
import zipfile
from collections.abc import Iterator, Mapping, Sequence
from typing import BinaryIO

from handlers.deps import Deps
from handlers.opendata import texts
from handlers.opendata.datasets import DATASETS, say
from handlers.opendata.fields import Dataset, Field, Kind, Row, Value
from handlers.opendata.terms import terms
from handlers.pages.csv_lines import BOM, guarded, written
from handlers.results.actions import Publication, latest

BETWEEN = "|"
NO_TIME = (1980, 1, 1, 0, 0, 0)
READ_BY_ALL = 0o644 << 16
PROFILE = "https://datapackage.org/profiles/2.0/datapackage.json"


async def gather(deps: Deps) -> tuple[Mapping[str, Sequence[Row]], Publication | None]:
    """Return the rows of every table by its name, and what of figures was published last."""
    return {dataset.name: await dataset.rows(deps) for dataset in DATASETS}, await latest(deps)


def write(deps: Deps, into: BinaryIO, tables: Mapping[str, Sequence[Row]], published: Publication | None) -> None:
    """Write the zip; nothing in it depends on when or where it is written."""
    with zipfile.ZipFile(into, "w") as archive:
        for name, content in _files(deps, tables, published):
            entry = zipfile.ZipInfo(name, NO_TIME)
            entry.compress_type, entry.external_attr, entry.create_system = zipfile.ZIP_DEFLATED, READ_BY_ALL, 3
            archive.writestr(entry, content)


def csv_of(dataset: Dataset, rows: Sequence[Row]) -> bytes:
    """Return a table as German office programs open it."""
    lines = [[field.name for field in dataset.fields], *([guarded(_cell(value)) for value in row] for row in rows)]
    return BOM.encode() + written(lines)


def json_of(dataset: Dataset, rows: Sequence[Row]) -> bytes:
    """Return a table as a JSON list of objects."""
    return _dumped([dataset.as_object(row) for row in rows])


def description(deps: Deps, published: Publication | None) -> dict[str, object]:
    """Return the Data Package (version 2) that says what is in the files."""
    granted = terms(deps.city)
    found: dict[str, object] = {
        "$schema": PROFILE,
        "name": "forumsbote",
        "title": say(texts.COLLECTION(title=deps.city.process.title)),
        "description": f"{say(texts.COLLECTION_WORDS)} {say(granted.words)}",
        "homepage": f"{deps.public_url}/offene-daten",
        "resources": [_resource(dataset) for dataset in DATASETS],
    }
    if published:
        found["version"] = published.figures.as_of.isoformat()
    if granted.uri:
        found["licenses"] = [{"path": granted.url, "title": granted.title}]
    return found


def _files(
    deps: Deps, tables: Mapping[str, Sequence[Row]], published: Publication | None
) -> Iterator[tuple[str, bytes]]:
    yield "LIESMICH.txt", "\r\n\r\n".join(_readme(deps, published)).encode() + b"\r\n"
    yield "LIZENZ.txt", f"{say(terms(deps.city).words)}\r\n{terms(deps.city).url}\r\n".encode()
    yield "datapackage.json", _dumped(description(deps, published))
    for dataset in DATASETS:
        yield f"{dataset.name}.csv", csv_of(dataset, tables[dataset.name])
        yield f"{dataset.name}.json", json_of(dataset, tables[dataset.name])


def _readme(deps: Deps, published: Publication | None) -> Iterator[str]:
    yield say(texts.COLLECTION(title=deps.city.process.title))
    yield say(texts.COLLECTION_WORDS)
    yield say(terms(deps.city).words)
    yield say(texts.ABOUT_FILES)
    yield say(texts.ABOUT_FIELDS)
    yield "\r\n".join(f"{dataset.name}: {say(dataset.title)}" for dataset in DATASETS)
    if published:
        yield f"results: {published.figures.as_of.isoformat()}, SHA-256 {published.sha256}"


def _resource(dataset: Dataset) -> dict[str, object]:
    return {
        "name": dataset.name,
        "title": say(dataset.title),
        "path": f"{dataset.name}.csv",
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        "dialect": {"delimiter": ";", "lineTerminator": "\r\n"},
        "schema": {"fields": [_described(field) for field in dataset.fields]},
    }


def _described(field: Field) -> dict[str, object]:
    found: dict[str, object] = {"name": field.name, "type": field.kind.value, "description": say(field.means)}
    if field.kind is Kind.TEXTS:
        found |= {"delimiter": BETWEEN, "itemType": "string"}
    constraints: dict[str, object] = {"required": True} if not field.may_lack and field.kind in REQUIRED else {}
    if field.choices:
        constraints["enum"] = list(field.choices)
    return found | ({"constraints": constraints} if constraints else {})


REQUIRED = (Kind.WHOLE, Kind.NUMBER, Kind.TRUTH, Kind.DAY, Kind.MOMENT)
"""Kinds whose cells are empty only where a value is lacking; an empty text is a text."""


def _cell(value: Value) -> str:
    match value:
        case None:
            return ""
        case bool():
            return "true" if value else "false"
        case tuple():
            return BETWEEN.join(value)
    return str(value)


def _dumped(content: object) -> bytes:
    return json.dumps(content, ensure_ascii=False, indent=1).encode() + b"\n"
