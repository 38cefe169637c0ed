"""The public pages of results, and of how topics are recognised."""

from aiohttp import web

from handlers.counting.cells import LEAST
from handlers.counting.names import Names, month_names, names
from handlers.errors import NotFoundError
from handlers.pages.keys import DEPS
from handlers.pages.layout import render
from handlers.results import texts
from handlers.results.actions import latest
from handlers.results.bars import bars, grid
from handlers.results.figures import Figures
from handlers.results.tagging import tagging


async def on_results(request: web.Request) -> web.Response:
    """Show the figures of the week; `?thema=` or `?bereich=` only what they say of one topic or Stadtbereich."""
    deps = request.app[DEPS]
    published = await latest(deps)
    known = names(deps.city)
    if request.query.get("thema"):
        return _on_topic(request, published.figures if published else None, known)
    if request.query.get("bereich"):
        return _in_area(request, published.figures if published else None, known)
    figures = published.figures if published else None
    if figures is None or figures.total is None:
        return render(request, "results/none.html", figures=figures)
    return render(
        request,
        "results/all.html",
        figures=figures,
        sha256=published.sha256 if published else "",
        topics=bars(figures.topics, known.topics, by_size=True),
        areas=bars(figures.areas, known.areas),
        sources=bars(figures.sources, known.sources, by_size=True),
        months=bars(figures.months, month_names([one.id for one in figures.months])),
        outcomes=bars(figures.outcomes, known.outcomes),
        grid=grid(figures, known.topics, known.areas),
    )


async def on_tagging(request: web.Request) -> web.Response:
    """Say in plain words how topics are recognised, and how well."""
    return render(request, "results/tagging.html", shown=await tagging(request.app[DEPS]))


def _on_topic(request: web.Request, figures: Figures | None, known: Names) -> web.Response:
    topic = request.query["thema"]
    if topic not in known.topics:
        raise NotFoundError(texts.NO_SUCH_TOPIC)
    return render(
        request,
        "results/topic.html",
        figures=figures,
        least=LEAST,
        name=known.topics[topic],
        definition=next((one.definition for one in request.app[DEPS].city.topics if one.id == topic), ""),
        found=next((one for one in figures.topics if one.id == topic), None) if figures else None,
        areas=bars(figures.on_topic(topic), known.areas) if figures else (),
    )


def _in_area(request: web.Request, figures: Figures | None, known: Names) -> web.Response:
    area = request.query["bereich"]
    if area not in known.areas:
        raise NotFoundError(texts.NO_SUCH_AREA)
    city = request.app[DEPS].city
    return render(
        request,
        "results/area.html",
        figures=figures,
        least=LEAST,
        name=known.areas[area],
        districts=[one.name for one in city.districts if one.area == area],
        found=next((one for one in figures.areas if one.id == area), None) if figures else None,
        topics=bars(figures.in_area(area), known.topics, by_size=True) if figures else (),
    )
