"""The doors to the moves of the queue: one press a concern, claims, redaction by hand, undo."""

from typing import Annotated

from aiohttp import web
from pydantic import BaseModel, Field

from handlers.moderation import moving, redacting
from handlers.moderation.filters import kept, read_list
from handlers.moderation.vocabulary import Label, Move
from handlers.pages.addresses import number_in
from handlers.pages.forms import FormErrors, read_post, read_query
from handlers.pages.keys import DEPS, MODERATOR

ADDRESS = "/moderation/concerns"
MOST_WORDS = 600


class ClaimForm(BaseModel):
    """Whether it is to be taken from whoever works on it."""

    take_over: bool = False


class StartForm(BaseModel):
    """The concern that is passed over, "" to begin at the head of the list."""

    after: Annotated[str, Field(max_length=20)] = ""


class HideForm(BaseModel):
    """Words by their places in the text, what they are, and which text that was."""

    word: list[int] = Field(default_factory=list, max_length=MOST_WORDS)
    label: Label = Label.NAME
    key: Annotated[str, Field(max_length=64)] = ""


async def on_pass(request: web.Request) -> web.StreamResponse:
    """Confirm a concern, give it to its workgroups and open the next of the list."""
    deps, who, query = request.app[DEPS], request[MODERATOR], read_query(request)
    found = await moving.pass_on(deps, who, request.match_info["number"], read_list(query, deps, who))
    raise web.HTTPSeeOther(f"{ADDRESS}/{found}{kept(query)}" if found else f"{ADDRESS}{kept(query)}")


async def on_start(request: web.Request) -> web.StreamResponse:
    """Open the first concern of the list that waits, or the next after one that is passed over."""
    deps, who, query = request.app[DEPS], request[MODERATOR], read_query(request)
    form = (await read_post(request)).fill(StartForm)
    if isinstance(form, FormErrors):
        raise web.HTTPBadRequest
    found = await moving.start_next(deps, who, read_list(query, deps, who), form.after)
    raise web.HTTPSeeOther(f"{ADDRESS}/{found}{kept(query)}" if found else f"{ADDRESS}{kept(query)}")


async def on_confirm(request: web.Request) -> web.StreamResponse:
    """Confirm topics and redaction."""
    await moving.move(request.app[DEPS], request[MODERATOR], request.match_info["number"], Move.CONFIRM)
    raise back(request)


async def on_assign(request: web.Request) -> web.StreamResponse:
    """Give a confirmed concern to its workgroups."""
    await moving.move(request.app[DEPS], request[MODERATOR], request.match_info["number"], Move.ASSIGN)
    raise back(request)


async def on_close(request: web.Request) -> web.StreamResponse:
    """Close a considered concern."""
    await moving.move(request.app[DEPS], request[MODERATOR], request.match_info["number"], Move.CLOSE)
    raise back(request)


async def on_claim(request: web.Request) -> web.StreamResponse:
    """Begin to work on a concern, so that nobody else does."""
    form = (await read_post(request)).fill(ClaimForm)
    take_over = not isinstance(form, FormErrors) and form.take_over
    number = request.match_info["number"]
    await moving.claim(request.app[DEPS], request[MODERATOR], number, take_over=take_over)
    raise back(request)


async def on_release(request: web.Request) -> web.StreamResponse:
    """Give a concern free and go back to the list."""
    await moving.release(request.app[DEPS], request[MODERATOR], request.match_info["number"])
    raise web.HTTPSeeOther(f"{ADDRESS}{kept(read_query(request))}")


async def on_hide(request: web.Request) -> web.StreamResponse:
    """Hide the ticked words."""
    form = (await read_post(request)).fill(HideForm)
    if isinstance(form, FormErrors):
        raise web.HTTPBadRequest
    number = request.match_info["number"]
    await redacting.hide(request.app[DEPS], request[MODERATOR], number, form.word, form.label, form.key)
    raise back(request)


async def on_show(request: web.Request) -> web.StreamResponse:
    """Show hidden words again."""
    form = (await read_post(request)).fill(HideForm)
    if isinstance(form, FormErrors):
        raise web.HTTPBadRequest
    number = request.match_info["number"]
    await redacting.show_again(request.app[DEPS], request[MODERATOR], number, form.word, form.key)
    raise back(request)


async def on_undo_change(request: web.Request) -> web.StreamResponse:
    """Undo what this person changed last."""
    number = await moving.undo(request.app[DEPS], request[MODERATOR], number_in(request, "change"))
    filters = kept(read_query(request))
    raise web.HTTPSeeOther(f"{ADDRESS}/{number}{filters}" if number else f"{ADDRESS}{filters}")


def back(request: web.Request) -> web.HTTPSeeOther:
    """Return the way back to the page of a concern, in the list it was opened from."""
    return web.HTTPSeeOther(f"{ADDRESS}/{request.match_info['number']}{kept(read_query(request))}")
