"""The public pages about the process: the start page, the privacy notice, the statement on accessibility, the house rules."""

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


async def on_accessibility(request: web.Request) -> web.Response:
    """Say how accessible these pages are, what is known to be wrong, and how to tell us of a barrier."""
    city = request.app[DEPS].city
    return render(request, "process/accessibility.html", info=city.info, statement=city.accessibility)


async def on_house_rules(request: web.Request) -> web.Response:
    """Say what is welcome here, what is set aside, and what one may do against it."""
    city = request.app[DEPS].city
    return render(request, "process/house_rules.html", info=city.info, defects=city.klarschiff)
