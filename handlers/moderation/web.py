"""The door of the overview."""

from aiohttp import web

from handlers.forums import actions as forums
from handlers.moderation import troubles
from handlers.moderation.overview import EXAMPLES, overview
from handlers.pages.keys import DEPS, MODERATOR
from handlers.pages.layout import render
from handlers.residents.arrivals import arrivals

HOME = "/moderation"
FORUMS_SHOWN = 3


async def on_overview(request: web.Request) -> web.Response:
    """Show what waits, the next forums, and whether the example content is still there."""
    deps, who = request.app[DEPS], request[MODERATOR]
    examples = request.app.get(EXAMPLES)
    return render(
        request,
        "moderation/overview.html",
        who=who,
        counts=await overview(deps, who),
        forums=await forums.list_next(deps, FORUMS_SHOWN),
        examples=examples is not None and await examples.present(deps),
        arrivals=await arrivals(deps),
        now=deps.now(),
        telegram=bool(deps.bot_name),
        troubles=await troubles.count(deps),
    )


async def on_remove_examples(request: web.Request) -> web.StreamResponse:
    """Remove the example content; nothing that residents did is touched."""
    examples = request.app.get(EXAMPLES)
    if examples is not None:
        await examples.remove(request.app[DEPS])
    raise web.HTTPSeeOther(HOME)
