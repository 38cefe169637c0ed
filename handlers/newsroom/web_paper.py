"""A press release to take with one, as PDF and as plain text: what is out for everyone, a draft or what waits at the desk."""

from dataclasses import asdict

from aiohttp import web

from handlers.errors import NotFoundError
from handlers.newsroom import actions, texts
from handlers.newsroom.paper import TEMPLATE, Paper, as_text, paper_of
from handlers.newsroom.web import version_asked_for
from handlers.pages.addresses import number_in
from handlers.pages.conditional import answer_tagged
from handlers.pages.forms import clean
from handlers.pages.keys import DEPS, PRINTER
from handlers.steering import documents
from storage.readings.press import PressReading, PressVersionReading

FOR_EVERYONE = {"Cache-Control": "public, max-age=300"}


async def on_pdf(request: web.Request) -> web.Response:
    """Give what is out as PDF."""
    release, paper = await _public(request)
    return await _pdf(request, release, paper)


async def on_text(request: web.Request) -> web.Response:
    """Give what is out as plain text."""
    release, paper = await _public(request)
    return _text(request, release, paper)


async def on_desk_pdf(request: web.Request) -> web.Response:
    """Give the newest version as PDF, a draft too; it says what it is."""
    release, paper = await _newest(request)
    return await _pdf(request, release, paper)


async def on_desk_text(request: web.Request) -> web.Response:
    """Give the newest version as plain text, likewise."""
    release, paper = await _newest(request)
    return _text(request, release, paper)


async def _public(request: web.Request) -> tuple[PressReading, Paper]:
    release = await actions.get_public(request.app[DEPS], clean(request.match_info["slug"]))
    if release.withdrawn_at is not None:
        raise NotFoundError(texts.NO_SUCH_RELEASE)
    return release, await _paper(request, release, version_asked_for(request, release))


async def _newest(request: web.Request) -> tuple[PressReading, Paper]:
    release = await actions.get(request.app[DEPS], number_in(request, "release"))
    return release, await _paper(request, release, release.newest)


async def _paper(request: web.Request, release: PressReading, version: PressVersionReading) -> Paper:
    deps = request.app[DEPS]
    return paper_of(deps, release, version, await documents.public_among(deps, version.papers))


async def _pdf(request: web.Request, release: PressReading, paper: Paper) -> web.Response:
    body = await request.app[PRINTER].print(TEMPLATE, asdict(paper))
    return answer_tagged(request, body, "application/pdf", headers=_named(release, "pdf"))


def _text(request: web.Request, release: PressReading, paper: Paper) -> web.Response:
    body = as_text(paper).encode()
    return answer_tagged(request, body, "text/plain", charset="utf-8", headers=_named(release, "txt"))


def _named(release: PressReading, ending: str) -> dict[str, str]:
    return {"Content-Disposition": f'inline; filename="pressemitteilung-{release.slug}.{ending}"'} | FOR_EVERYONE
