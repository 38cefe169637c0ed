"""The public pages of the process: how it goes and who writes the plan, and the starting position."""

from aiohttp import web

from handlers.i18n import BERLIN
from handlers.pages.keys import DEPS
from handlers.pages.layout import render
from handlers.pages.pagination import paginate
from handlers.process import changing
from handlers.process import texts as plan_texts
from handlers.process.overview import overview
from handlers.process.plan import plan_on
from handlers.steering import documents, members, texts

LATEST_PAPERS = 5


async def on_process(request: web.Request) -> web.Response:
    """Tell how the process goes, what changed in its course, and who writes the plan."""
    deps = request.app[DEPS]
    phases, rolls = await changing.list_all(deps), await members.rolls(deps)
    examples = [phase.example for phase in phases] + [one.example for roll in rolls for one in roll.members]
    return render(
        request,
        "steering/process.html",
        city=deps.city,
        phases=plan_on(deps.now().astimezone(BERLIN).date(), phases),
        forums=(await overview(deps)).forums,
        changes=await changing.public_changes(deps),
        courses=plan_texts.COURSES,
        rolls=rolls,
        papers=await documents.list_public(deps, limit=LATEST_PAPERS),
        more=await documents.count_public(deps) > LATEST_PAPERS,
        kinds=texts.KINDS_OF_PAPER,
        example=any(examples),
    )


async def on_papers(request: web.Request) -> web.Response:
    """Show all documents of which everyone may see a version, the latest first."""
    deps = request.app[DEPS]
    pages = paginate(request, await documents.count_public(deps))
    return render(
        request,
        "steering/papers.html",
        papers=await documents.list_public(deps, offset=pages.offset, limit=pages.size),
        pages=pages,
        kinds=texts.KINDS_OF_PAPER,
    )


async def on_position(request: web.Request) -> web.Response:
    """Show the starting position, each figure with its source."""
    city = request.app[DEPS].city
    return render(request, "steering/position.html", city=city, position=city.position)
