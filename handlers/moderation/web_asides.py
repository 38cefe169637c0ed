"""The doors to what was set aside as an insult."""

from aiohttp import web

from handlers.errors import NotFoundError
from handlers.moderation import asides, texts
from handlers.pages.keys import DEPS, MODERATOR
from handlers.pages.layout import render
from handlers.pages.pagination import page_number, paginate

ADDRESS = "/moderation/asides"


async def on_asides(request: web.Request) -> web.Response:
    """List them, the newest first."""
    found = await asides.page(request.app[DEPS], page_number(request))
    return render(
        request,
        "moderation/asides.html",
        rows=found.rows,
        pages=paginate(request, found.total),
        days=texts.ASIDE_DAYS,
        sources=texts.SOURCES,
    )


async def on_take_up(request: web.Request) -> web.StreamResponse:
    """Make a concern of one, and show it."""
    number = await asides.take_up(request.app[DEPS], request[MODERATOR], _number(request))
    raise web.HTTPSeeOther(f"/moderation/concerns/{number}")


async def on_erase(request: web.Request) -> web.StreamResponse:
    """Erase one."""
    await asides.erase(request.app[DEPS], request[MODERATOR], _number(request))
    raise web.HTTPSeeOther(ADDRESS)


def _number(request: web.Request) -> int:
    """Return the number from the address; what is none does not exist."""
    typed = request.match_info["id"]
    if not (typed.isascii() and typed.isdigit() and len(typed) < 10):
        raise NotFoundError(texts.UNKNOWN_ASIDE)
    return int(typed)
