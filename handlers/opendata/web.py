"""The pages of the open data and of the API, and the downloads."""

import asyncio
import hashlib
import tempfile
from typing import BinaryIO

from aiohttp import web

from handlers.opendata import package
from handlers.opendata.datasets import DATASETS
from handlers.opendata.dcat import entry
from handlers.opendata.openapi import ROOT
from handlers.opendata.terms import terms
from handlers.opendata.web_api import KEPT, unchanged
from handlers.pages.conditional import answer_tagged
from handlers.pages.keys import DEPS
from handlers.pages.layout import render
from handlers.results.actions import latest

LD_JSON = "application/ld+json"
NAME = "offene-daten.zip"
PIECE_BYTES = 65_536


async def on_page(request: web.Request) -> web.Response:
    """Say which open data there is, what its fields mean and how it may be used."""
    deps = request.app[DEPS]
    published = await latest(deps)
    return render(
        request,
        "opendata/data.html",
        datasets=DATASETS,
        terms=terms(deps.city),
        info=deps.city.info,
        as_of=published.figures.as_of if published else None,
    )


async def on_api(request: web.Request) -> web.Response:
    """Say how programs read the data."""
    return render(request, "opendata/api.html", datasets=DATASETS, root=ROOT, origin=request.app[DEPS].public_url)


async def on_zip(request: web.Request) -> web.Response:
    """Answer with the whole open data; written to a nameless file first, and sent from it piece by piece."""
    deps = request.app[DEPS]
    tables, published = await package.gather(deps)
    file = tempfile.TemporaryFile()  # noqa: SIM115  (the response closes it when it is sent)
    try:
        await asyncio.to_thread(package.write, deps, file, tables, published)
        etag = await asyncio.to_thread(_digest, file)
    except BaseException:
        file.close()
        raise
    headers = {"Cache-Control": KEPT, "ETag": f'"{etag}"'}
    if unchanged(request, etag):
        file.close()
        return web.Response(status=304, headers=headers)
    headers["Content-Disposition"] = f'attachment; filename="{NAME}"'
    return web.Response(body=file, content_type="application/zip", headers=headers)


async def on_dcat(request: web.Request) -> web.Response:
    """Answer with the entry for catalogues."""
    deps = request.app[DEPS]
    return answer_tagged(request, entry(deps, await latest(deps)), LD_JSON, headers={"Cache-Control": KEPT})


def _digest(file: BinaryIO) -> str:
    """Return the SHA-256 of a file, and stand at its beginning again."""
    file.seek(0)
    sha = hashlib.sha256()
    while piece := file.read(PIECE_BYTES):
        sha.update(piece)
    file.seek(0)
    return sha.hexdigest()
