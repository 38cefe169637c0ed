"""The public pages about the process: the start page and the privacy notice."""

from aiohttp import web

from handlers.pages.keys import DEPS
from handlers.pages.layout import render
from handlers.process.overview import overview


async def on_start_page(request: web.Request) -> web.Response:
    """Say what this is, where it stands, and how to take part."""
    deps = request.app[DEPS]
    telegram = f"https://t.me/{deps.bot_name}" if deps.bot_name else ""
    return render(request, "process/start.html", overview=await overview(deps), city=deps.city, telegram=telegram)


async def on_privacy(request: web.Request) -> web.Response:
    """Show the whole privacy notice."""
    deps = request.app[DEPS]
    return render(
        request, "process/privacy.html", info=deps.city.info, telegram=bool(deps.bot_name), kept=deps.raw_texts_kept
    )
