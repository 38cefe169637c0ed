"""The doors of the API: one address a table, all answers as JSON, nothing but reading."""

import hashlib
import json
from collections.abc import Sequence

from aiohttp import web
from aiohttp.typedefs import Handler

from handlers.errors import NotFoundError, RefusalError
from handlers.opendata import texts
from handlers.opendata.asking import Asked, asked
from handlers.opendata.datasets import DATASETS, FORUMS
from handlers.opendata.fields import Dataset, Row
from handlers.opendata.openapi import ROOT, document
from handlers.pages.keys import DEPS
from handlers.results.actions import Publication, latest

KEPT = "public, max-age=300"
JSON_NAMES = ("application/json", "application/*", "*/*")
OPEN_PATHS = (f"{ROOT}/", "/offene-daten")
READING = "GET,HEAD,OPTIONS"
FOR_EVERYONE = {"Access-Control-Allow-Origin": "*", "Access-Control-Expose-Headers": "ETag, Link, Retry-After"}
ASKED_BEFORE = {
    "Access-Control-Allow-Methods": "GET, HEAD",
    "Access-Control-Allow-Headers": "Accept, If-None-Match",
    "Access-Control-Max-Age": "86400",
}


def list_door(dataset: Dataset) -> Handler:
    """Return the door to a table."""

    async def on_list(request: web.Request) -> web.Response:
        check_accepts(request)
        wanted = asked(dataset, request.query)
        deps = request.app[DEPS]
        found = wanted.found_in(dataset, await dataset.rows(deps))
        return _answer(request, _listed(dataset, found, wanted, await latest(deps)), _next(request, wanted, len(found)))

    return on_list


async def on_forum(request: web.Request) -> web.Response:
    """Answer with one forum."""
    check_accepts(request)
    wanted = request.match_info["id"]
    for row in await FORUMS.rows(request.app[DEPS]):
        if row[0] == wanted:
            return _answer(request, FORUMS.as_object(row))
    raise NotFoundError(texts.NO_SUCH_FORUM)


async def on_description(request: web.Request) -> web.Response:
    """Answer with the description of the API."""
    check_accepts(request)
    return _answer(request, document(request.app[DEPS]))


ROUTES = (
    web.get(f"{ROOT}/openapi.json", on_description),
    *(web.get(f"{ROOT}/{dataset.name}", list_door(dataset)) for dataset in DATASETS),
    web.get(f"{ROOT}/{FORUMS.name}/{{id}}", on_forum),
)


@web.middleware
async def answer_beforehand(request: web.Request, handler: Handler) -> web.StreamResponse:
    """Answer browsers that ask whether a page of another site may read what is open, e.g. with If-None-Match."""
    there = isinstance(request.match_info.http_exception, web.HTTPMethodNotAllowed)
    if request.method == "OPTIONS" and there and request.path.startswith(OPEN_PATHS):
        return web.Response(status=204, headers={"Allow": READING, **ASKED_BEFORE})
    return await handler(request)


async def open_to_all(request: web.Request, response: web.StreamResponse) -> None:
    """Let pages of other sites read what is open, and nothing else be done there."""
    if request.path.startswith(OPEN_PATHS):
        response.headers.update(FOR_EVERYONE)
        if response.status == web.HTTPMethodNotAllowed.status_code:
            response.headers["Allow"] = READING


def check_accepts(request: web.Request) -> None:
    """Refuse who wants anything but JSON."""
    given = request.headers.get("Accept", "*/*")
    for part in given.split(","):
        name, _, rest = part.strip().partition(";")
        if name.strip().lower() in JSON_NAMES and rest.replace(" ", "") not in ("q=0", "q=0.0"):
            return
    raise RefusalError(texts.ONLY_JSON, status=406)


def unchanged(request: web.Request, etag: str) -> bool:
    """Tell whether the asker has this very answer already."""
    known = request.if_none_match or ()
    return any(one.value in (etag, "*") for one in known)


def _listed(dataset: Dataset, found: Sequence[Row], wanted: Asked, published: Publication | None) -> dict[str, object]:
    shown = found[wanted.offset : wanted.offset + wanted.limit]
    return {
        "published": _about(published) if published and dataset.name == "results" else None,
        "total": len(found),
        "limit": wanted.limit,
        "offset": wanted.offset,
        "data": [dataset.as_object(row) for row in shown],
    }


def _about(published: Publication) -> dict[str, object]:
    figures = published.figures
    return {
        "as_of": figures.as_of.isoformat(),
        "received_before": figures.received_before.isoformat(),
        "sha256": published.sha256,
        "least": figures.least,
        "step": figures.step,
    }


def _next(request: web.Request, wanted: Asked, total: int) -> dict[str, str]:
    after = wanted.offset + wanted.limit
    if after >= total:
        return {}
    address = request.rel_url.update_query(limit=str(wanted.limit), offset=str(after))
    return {"Link": f'<{address}>; rel="next"'}


def _answer(request: web.Request, content: object, headers: dict[str, str] | None = None) -> web.Response:
    body = json.dumps(content, ensure_ascii=False).encode()
    etag = hashlib.sha256(body).hexdigest()[:32]
    same = unchanged(request, etag)
    response = web.Response(status=304) if same else web.Response(body=body, content_type="application/json")
    response.headers.update({"Cache-Control": KEPT, **(headers or {})})
    response.etag = etag
    return response
