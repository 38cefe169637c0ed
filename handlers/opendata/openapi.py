"""The description of the API (OpenAPI 3.1), written from the same tables that make its addresses."""

from handlers.deps import Deps
from handlers.i18n import Phrase
from handlers.opendata import texts
from handlers.opendata.asking import FURTHEST, LIMIT, MOST
from handlers.opendata.datasets import DATASETS, FORUMS, say
from handlers.opendata.fields import Dataset, Field, Kind
from handlers.opendata.terms import terms
from handlers.pages.problems import CONTENT_TYPE

ROOT = "/api/v1"
Node = dict[str, object]
SCHEMAS: dict[Kind, Node] = {
    Kind.TEXT: {"type": "string"},
    Kind.WHOLE: {"type": "integer"},
    Kind.NUMBER: {"type": "number"},
    Kind.TRUTH: {"type": "boolean"},
    Kind.DAY: {"type": "string", "format": "date"},
    Kind.MOMENT: {"type": "string", "format": "date-time"},
    Kind.TEXTS: {"type": "array", "items": {"type": "string"}},
}
HEADERS = {"ETag": texts.API_ETAG, "Link": texts.API_NEXT, "Cache-Control": texts.API_KEPT}
PROBLEM: Node = {
    "type": "object",
    "required": ["type", "title", "status", "detail"],
    "properties": {
        "type": {"type": "string"},
        "title": {"type": "string"},
        "status": {"type": "integer"},
        "detail": {"type": "string"},
    },
}
PUBLISHED: Node = {
    "type": ["object", "null"],
    "required": ["as_of", "received_before", "sha256", "least", "step"],
    "properties": {
        "as_of": {"type": "string", "format": "date"},
        "received_before": {"type": "string", "format": "date"},
        "sha256": {"type": "string", "pattern": "^[0-9a-f]{64}$"},
        "least": {"type": "integer"},
        "step": {"type": "integer"},
    },
}


def document(deps: Deps) -> Node:
    """Return the whole description."""
    granted = terms(deps.city)
    info: Node = {
        "title": say(texts.API_TITLE),
        "version": "1",
        "description": " ".join(map(say, (texts.API_WORDS, texts.COLLECTION_WORDS, texts.API_STAYS, granted.words))),
    }
    if granted.uri:
        info["license"] = {"name": granted.title, "url": granted.url}
    paths: Node = {f"{ROOT}/{dataset.name}": {"get": _list(dataset)} for dataset in DATASETS}
    paths[f"{ROOT}/{FORUMS.name}/{{id}}"] = {"get": _one(FORUMS)}
    return {
        "openapi": "3.1.0",
        "info": info,
        "servers": [{"url": deps.public_url}],
        "paths": paths,
        "components": {
            "schemas": {"problem": PROBLEM, **{dataset.name: _row(dataset) for dataset in DATASETS}},
        },
    }


def _list(dataset: Dataset) -> Node:
    parameters = [
        _query("limit", say(texts.API_LIMIT), {"type": "integer", "minimum": 1, "maximum": MOST, "default": LIMIT}),
        _query("offset", say(texts.API_OFFSET), {"type": "integer", "minimum": 0, "maximum": FURTHEST, "default": 0}),
        *(_narrowed(field) for field in dataset.fields if field.asked),
    ]
    properties: Node = {
        "published": PUBLISHED | {"description": say(texts.API_ABOUT)},
        "total": {"type": "integer", "description": say(texts.API_TOTAL)},
        "limit": {"type": "integer"},
        "offset": {"type": "integer"},
        "data": {"type": "array", "description": say(texts.API_DATA), "items": _named(dataset.name)},
    }
    return {
        "operationId": f"list_{dataset.name}",
        "summary": say(texts.API_LIST(title=dataset.title)),
        "parameters": parameters,
        "responses": _answers(
            {"type": "object", "required": list(properties), "properties": properties}, 400, 406, 429
        ),
    }


def _one(dataset: Dataset) -> Node:
    return {
        "operationId": f"get_{dataset.name}",
        "summary": say(texts.API_ONE),
        "parameters": [{"name": "id", "in": "path", "required": True, "schema": {"type": "string", "minLength": 1}}],
        "responses": _answers(_named(dataset.name), 404, 406, 429),
    }


def _answers(schema: Node, *errors: int) -> Node:
    found: Node = {
        "200": {
            "description": say(texts.API_OK),
            "headers": {name: _header(means) for name, means in HEADERS.items()},
            "content": {"application/json": {"schema": schema}},
        },
        "304": {"description": say(texts.API_SAME)},
    }
    wrong: Node = {"description": say(texts.API_ERROR), "content": {CONTENT_TYPE: {"schema": _named("problem")}}}
    waits: Node = {"headers": {"Retry-After": _header(texts.API_WAIT) | {"schema": SCHEMAS[Kind.WHOLE]}}}
    return found | {str(status): wrong | (waits if status == 429 else {}) for status in errors}


def _header(means: Phrase) -> Node:
    return {"description": say(means), "schema": SCHEMAS[Kind.TEXT]}


def _query(name: str, means: str, schema: Node) -> Node:
    return {"name": name, "in": "query", "description": means, "schema": schema}


def _narrowed(field: Field) -> Node:
    schema = SCHEMAS[field.kind] | ({"enum": list(field.choices)} if field.choices else {})
    return _query(field.name, say(texts.API_NARROW(means=field.means)), schema)


def _row(dataset: Dataset) -> Node:
    return {
        "type": "object",
        "additionalProperties": False,
        "required": [field.name for field in dataset.fields],
        "properties": {field.name: _value(field) for field in dataset.fields},
    }


def _value(field: Field) -> Node:
    schema = SCHEMAS[field.kind] | {"description": say(field.means)}
    if field.choices:
        schema["enum"] = list(field.choices)
    return schema | ({"type": [schema["type"], "null"]} if field.may_lack else {})


def _named(name: str) -> Node:
    return {"$ref": f"#/components/schemas/{name}"}
