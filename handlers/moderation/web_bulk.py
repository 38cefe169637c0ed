"""The doors to moves of many concerns: the preview, and the deed."""

from typing import Annotated

from aiohttp import web
from pydantic import BaseModel, Field

from handlers.moderation import bulk, texts
from handlers.moderation.bulk import Wish
from handlers.moderation.filters import kept, read_list
from handlers.moderation.naming import names_of
from handlers.moderation.vocabulary import Move
from handlers.moderation.web_queue import ADDRESS
from handlers.pages.forms import FormErrors, read_post, read_query
from handlers.pages.keys import DEPS, MODERATOR
from handlers.pages.layout import render


class BulkForm(BaseModel):
    """What is to be done with which concerns; `all`: with those of the list, whatever is ticked."""

    move: Move
    topic: Annotated[str, Field(max_length=48)] = ""
    number: list[Annotated[str, Field(max_length=20)]] = Field(default_factory=list, max_length=bulk.MOST)
    all: bool = False
    key: Annotated[str, Field(max_length=64)] = ""


async def on_preview(request: web.Request) -> web.Response:
    """Show what would change and what would stay, and why."""
    deps, who, query = request.app[DEPS], request[MODERATOR], read_query(request)
    form = await _form(request)
    wish, numbers = Wish(form.move, form.topic), None if form.all else form.number
    found = await bulk.preview(deps, who, wish, read_list(query, deps, who), numbers)
    return render(
        request,
        "moderation/bulk.html",
        found=found,
        wish=wish,
        filters=kept(query),
        moves=texts.MOVES,
        statuses=texts.STATUSES,
        names=names_of(deps.city),
    )


async def on_carry_out(request: web.Request) -> web.StreamResponse:
    """Do what the preview said."""
    form = await _form(request)
    wish = Wish(form.move, form.topic)
    await bulk.carry_out_all(request.app[DEPS], request[MODERATOR], wish, form.number, form.key)
    raise web.HTTPSeeOther(f"{ADDRESS}{kept(read_query(request))}")


async def _form(request: web.Request) -> BulkForm:
    form = (await read_post(request)).fill(BulkForm)
    if isinstance(form, FormErrors):
        raise web.HTTPBadRequest
    return form
