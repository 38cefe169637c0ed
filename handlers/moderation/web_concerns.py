"""The doors to the queue of concerns and to one of them."""

from collections.abc import Mapping
from dataclasses import dataclass

from aiohttp import web
from pydantic import BaseModel, Field

from handlers.city.pack import CityPack
from handlers.concerns import receipts
from handlers.deps import Deps
from handlers.moderation import casework, texts
from handlers.moderation.casework import Casefile
from handlers.moderation.filters import NO_LIST, WrongFilterError, read_filter
from handlers.pages.forms import Form, FormErrors, read_post, read_query
from handlers.pages.keys import DEPS, MODERATOR
from handlers.pages.layout import render
from handlers.pages.pagination import page_number, paginate
from storage.models import Role
from storage.readings.concerns import ConcernFilter

ADDRESS = "/moderation/concerns"
ONE = "moderation/concern.html"


class TopicsForm(BaseModel):
    """The topics as ticked, and the ones they were decided on."""

    topic: list[str] = Field(default_factory=list, max_length=200)
    before: str = Field(default="", max_length=4000)


@dataclass(frozen=True, slots=True)
class Names:
    """What ids of the pack are called, for templates; an id the pack no longer has is shown as it is."""

    districts: Mapping[str, str]
    topics: Mapping[str, str]
    workgroups: Mapping[str, str]


async def on_list(request: web.Request) -> web.Response:
    """Show one page of the queue, narrowed by the filters in the address."""
    deps, who, posted = request.app[DEPS], request[MODERATOR], read_query(request)
    try:
        narrowed = read_filter(posted, deps, who)
    except WrongFilterError as wrong:
        return await _list(request, FormErrors(posted.values, wrong.errors), None)
    return await _list(request, Form(posted.values), narrowed)


async def on_one(request: web.Request) -> web.Response:
    """Show one concern with its redacted text."""
    return _one(request, await casework.look(request.app[DEPS], request[MODERATOR], request.match_info["number"]))


async def on_original(request: web.Request) -> web.Response:
    """Show one concern with its original text; the look is noted."""
    found = await casework.look_at_original(request.app[DEPS], request[MODERATOR], request.match_info["number"])
    return _one(request, found)


async def on_correct_topics(request: web.Request) -> web.StreamResponse:
    """Take the ticked topics."""
    form = (await read_post(request)).fill(TopicsForm)
    if isinstance(form, FormErrors):
        raise web.HTTPBadRequest
    number = request.match_info["number"]
    await casework.correct_topics(request.app[DEPS], request[MODERATOR], number, form.topic, form.before)
    raise web.HTTPSeeOther(f"{ADDRESS}/{number}")


async def on_undo(request: web.Request) -> web.StreamResponse:
    """Undo the last correction."""
    number = request.match_info["number"]
    await casework.undo_correction(request.app[DEPS], request[MODERATOR], number)
    raise web.HTTPSeeOther(f"{ADDRESS}/{number}")


async def on_confirm(request: web.Request) -> web.StreamResponse:
    """Confirm the topics."""
    number = request.match_info["number"]
    await casework.confirm(request.app[DEPS], request[MODERATOR], number)
    raise web.HTTPSeeOther(f"{ADDRESS}/{number}")


async def _list(request: web.Request, form: Form, narrowed: ConcernFilter | None) -> web.Response:
    deps, who = request.app[DEPS], request[MODERATOR]
    queue = await casework.queue(deps, narrowed, page_number(request)) if narrowed else casework.Queue(0, ())
    return render(
        request,
        "moderation/concerns.html",
        status=200 if narrowed else 400,
        who=who,
        form=form,
        rows=queue.rows,
        pages=paginate(request, queue.total),
        member=who.role is Role.MEMBER,
        no_list=NO_LIST,
        statuses=texts.STATUSES,
        outcomes=texts.OUTCOMES,
        names=_names(deps.city),
    )


def _one(request: web.Request, casefile: Casefile) -> web.Response:
    deps: Deps = request.app[DEPS]
    return render(
        request,
        ONE,
        file=casefile,
        concern=casefile.concern,
        receipt=receipts.of_card(deps, casefile.concern),
        may_work=request[MODERATOR].role is not Role.MEMBER,
        city=deps.city,
        statuses=texts.STATUSES,
        outcomes=texts.OUTCOMES,
        sources=texts.SOURCES,
        origins=texts.ORIGINS,
        acts=texts.ACTS,
        nearness=texts.NEARNESS,
        names=_names(deps.city),
    )


def _names(city: CityPack) -> Names:
    return Names(
        districts={district.id: district.name for district in city.districts},
        topics={topic.id: topic.label for topic in city.topics},
        workgroups={workgroup.id: f"{workgroup.number} {workgroup.label}" for workgroup in city.workgroups},
    )
