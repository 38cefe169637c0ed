"""The doors to the queue of concerns and to one of them."""

from collections.abc import Mapping
from typing import Any

from aiohttp import web
from pydantic import BaseModel, Field

from handlers.concerns import receipts
from handlers.i18n import Phrase
from handlers.moderation import casework, moving, texts, worklist
from handlers.moderation.bulk import MOST
from handlers.moderation.casework import Casefile
from handlers.moderation.filters import NO_LIST, WrongFilterError, kept, read_list
from handlers.moderation.naming import names_of
from handlers.moderation.web_queue import back
from handlers.moderation.worklist import Backlog, Queue
from handlers.pages.forms import Form, FormErrors, read_post, read_query
from handlers.pages.keys import DEPS, MODERATOR
from handlers.pages.layout import render
from handlers.pages.pagination import page_number, paginate
from storage.models import Role
from storage.readings.queue import ChangeReading

ONE = "moderation/concern.html"
NOTHING = Queue(0, (), Backlog({}, 0))
WORDS: Mapping[str, Mapping[Any, Phrase]] = {
    "statuses": texts.STATUSES,
    "outcomes": texts.OUTCOMES,
    "sources": texts.SOURCES,
    "origins": texts.ORIGINS,
    "acts": texts.ACTS,
    "nearness": texts.NEARNESS,
    "moves": texts.MOVES,
    "orders": texts.ORDERS,
    "labels": texts.LABELS,
    "changes": texts.CHANGES,
}
"""What both pages call things."""


class TopicsForm(BaseModel):
    """The topics as ticked, and the ones they were decided on."""

    topic: list[str] = Field(default_factory=list, max_length=200)
    before: str = Field(default="", max_length=4000)


async def on_list(request: web.Request) -> web.Response:
    """Show one page of the queue, narrowed and ordered by what the address says."""
    deps, who, posted = request.app[DEPS], request[MODERATOR], read_query(request)
    try:
        listed = read_list(posted, deps, who)
    except WrongFilterError as wrong:
        return _list(request, FormErrors(posted.values, wrong.errors), NOTHING, None)
    found = await worklist.queue(deps, who, listed, page_number(request))
    return _list(request, Form(posted.values), found, await moving.last_change(deps, who))


async def on_one(request: web.Request) -> web.Response:
    """Show one concern with its redacted text."""
    deps, who = request.app[DEPS], request[MODERATOR]
    return await _one(request, await casework.look(deps, who, request.match_info["number"]))


async def on_original(request: web.Request) -> web.Response:
    """Show one concern with its original text; the look is noted."""
    deps, who = request.app[DEPS], request[MODERATOR]
    return await _one(request, await casework.look_at_original(deps, who, request.match_info["number"]))


async def on_correct_topics(request: web.Request) -> web.StreamResponse:
    """Take the ticked topics."""
    form = (await read_post(request)).fill(TopicsForm)
    if isinstance(form, FormErrors):
        raise web.HTTPBadRequest
    number = request.match_info["number"]
    await casework.correct_topics(request.app[DEPS], request[MODERATOR], number, form.topic, form.before)
    raise back(request)


async def on_undo(request: web.Request) -> web.StreamResponse:
    """Undo the last correction."""
    await casework.undo_correction(request.app[DEPS], request[MODERATOR], request.match_info["number"])
    raise back(request)


def _list(request: web.Request, form: Form, found: Queue, undoable: ChangeReading | None) -> web.Response:
    who = request[MODERATOR]
    return render(
        request,
        "moderation/concerns.html",
        status=400 if form.errors else 200,
        who=who,
        form=form,
        queue=found,
        undoable=undoable,
        pages=paginate(request, found.total),
        filters=kept(read_query(request)),
        member=who.role is Role.MEMBER,
        may_work=who.facilitates,
        no_list=NO_LIST,
        most=MOST,
        words=WORDS,
        names=names_of(request.app[DEPS].city),
    )


async def _one(request: web.Request, casefile: Casefile) -> web.Response:
    deps, who, query = request.app[DEPS], request[MODERATOR], read_query(request)
    beside = await worklist.neighbours(deps, read_list(query, deps, who), casefile.concern)
    return render(
        request,
        ONE,
        file=casefile,
        concern=casefile.concern,
        receipt=receipts.of_card(deps, casefile.concern),
        beside=beside,
        filters=kept(query),
        undoable=await moving.last_change(deps, who),
        may_work=who.facilitates,
        mine=casefile.claim is not None and casefile.claim.moderator_id == who.id,
        city=deps.city,
        words=WORDS,
        names=names_of(deps.city),
    )
