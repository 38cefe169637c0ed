"""Press releases for everyone: the list, and one of them with its corrections."""

from aiohttp import web

from handlers.errors import NotFoundError
from handlers.newsroom import actions, texts
from handlers.newsroom.rules import blocks
from handlers.pages.forms import clean
from handlers.pages.keys import DEPS
from handlers.pages.layout import render
from handlers.pages.pagination import paginate
from handlers.steering import documents
from storage.readings.press import PressReading, PressVersionReading


async def on_list(request: web.Request) -> web.Response:
    """Show what came out, the latest first."""
    deps = request.app[DEPS]
    pages = paginate(request, await actions.count_public(deps))
    return render(
        request,
        "newsroom/public_list.html",
        releases=await actions.list_public(deps, offset=pages.offset, limit=pages.size),
        pages=pages,
        now=deps.now(),
        info=deps.city.info,
    )


async def on_one(request: web.Request) -> web.Response:
    """Show one release as it holds now, or an earlier version of it by `?fassung=`."""
    deps = request.app[DEPS]
    release = await actions.get_public(deps, clean(request.match_info["slug"]))
    version = version_asked_for(request, release)
    return render(
        request,
        "newsroom/public_one.html",
        release=release,
        version=version,
        versions=release.public(deps.now()),
        blocks=blocks(version.text),
        papers=await documents.public_among(deps, version.papers),
        info=deps.city.info,
    )


def version_asked_for(request: web.Request, release: PressReading) -> PressVersionReading:
    """Return the version of `?fassung=`, without it the one that holds; of a withdrawn release there is no other."""
    versions, asked = release.public(request.app[DEPS].now()), request.query.get("fassung", "")
    if not asked:
        return versions[0]
    for version in versions:
        if str(version.number) == asked and release.withdrawn_at is None:
            return version
    raise NotFoundError(texts.NO_SUCH_RELEASE)
