"""The doors to the text modules."""

from aiohttp import web

from handlers.consideration import modules
from handlers.consideration.modules import Module
from handlers.errors import BadInputError
from handlers.pages.addresses import number_in
from handlers.pages.forms import Form, FormErrors, read_post
from handlers.pages.keys import DEPS, MODERATOR
from handlers.pages.layout import render

MODULES = "/moderation/textbausteine"


async def on_list(request: web.Request) -> web.Response:
    """Show all text modules with the form of a new one."""
    return await _page(request, Form())


async def on_add(request: web.Request) -> web.Response:
    """Keep a new text module."""
    posted = await read_post(request)
    typed = posted.fill(Module)
    if isinstance(typed, FormErrors):
        return await _page(request, typed, status=400)
    try:
        await modules.add(request.app[DEPS], request[MODERATOR], typed)
    except BadInputError as refusal:
        return await _page(request, posted.refused("title", refusal.sentence), status=400)
    raise web.HTTPSeeOther(MODULES)


async def on_edit_form(request: web.Request) -> web.Response:
    """Show a text module to be changed."""
    found = await modules.get(request.app[DEPS], number_in(request, "module"))
    return _one(request, Form.of(title=found.title, words=found.words))


async def on_edit(request: web.Request) -> web.Response:
    """Change a text module."""
    posted = await read_post(request)
    typed = posted.fill(Module)
    if isinstance(typed, FormErrors):
        return _one(request, typed, status=400)
    try:
        await modules.edit(request.app[DEPS], request[MODERATOR], number_in(request, "module"), typed)
    except BadInputError as refusal:
        return _one(request, posted.refused("title", refusal.sentence), status=400)
    raise web.HTTPSeeOther(MODULES)


async def on_remove(request: web.Request) -> web.Response:
    """Remove a text module."""
    await modules.remove(request.app[DEPS], request[MODERATOR], number_in(request, "module"))
    raise web.HTTPSeeOther(MODULES)


async def _page(request: web.Request, form: Form, *, status: int = 200) -> web.Response:
    listed = await modules.modules(request.app[DEPS])
    return render(request, "consideration/modules.html", status=status, modules=listed, form=form)


def _one(request: web.Request, form: Form, *, status: int = 200) -> web.Response:
    return render(request, "consideration/module.html", status=status, form=form, number=number_in(request, "module"))
