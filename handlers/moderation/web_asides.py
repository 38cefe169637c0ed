"""The doors to what was set aside as an insult."""

from aiohttp import web

from handlers.moderation import asides, texts
from handlers.pages.addresses import number_in
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
    number = await asides.take_up(request.app[DEPS], request[MODERATOR], number_in(request, "id"))
    raise web.HTTPSeeOther(f"/moderation/concerns/{number}")


async def on_erase(request: web.Request) -> web.StreamResponse:
    """Erase one."""
    await asides.erase(request.app[DEPS], request[MODERATOR], number_in(request, "id"))
    raise web.HTTPSeeOther(ADDRESS)
