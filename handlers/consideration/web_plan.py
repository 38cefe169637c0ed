"""The doors to the plan: its paragraphs, and the plan as a file."""

from aiohttp import web

from handlers.consideration import plan
from handlers.consideration import plan_texts as texts
from handlers.consideration.plan import Paragraph
from handlers.errors import BadInputError
from handlers.i18n import Phrase
from handlers.pages.addresses import number_in
from handlers.pages.forms import Form, FormErrors, read_post
from handlers.pages.keys import DEPS, MODERATOR
from handlers.pages.layout import render
from storage.readings.paragraphs import PlanReading

PLAN = "/moderation/plan"
FILE_NAME = "plan.toml"


async def on_plan(request: web.Request) -> web.Response:
    """Show the plan with the form of a new paragraph."""
    return await _page(request, Form())


async def on_add(request: web.Request) -> web.Response:
    """Put a new paragraph into the plan."""
    posted = await read_post(request)
    typed = posted.fill(Paragraph)
    if isinstance(typed, FormErrors):
        return await _page(request, typed, status=400)
    try:
        await plan.add(request.app[DEPS], request[MODERATOR], typed)
    except BadInputError as refusal:
        return await _page(request, posted.refused("label", refusal.sentence), status=400)
    raise web.HTTPSeeOther(PLAN)


async def on_edit_form(request: web.Request) -> web.Response:
    """Show a paragraph to be changed."""
    found = await plan.get(request.app[DEPS], number_in(request, "paragraph"))
    shown = found.paragraph
    form = Form.of(chapter=shown.chapter, label=shown.label, title=shown.title, words=shown.words)
    return _one(request, found, form)


async def on_edit(request: web.Request) -> web.Response:
    """Change a paragraph."""
    deps = request.app[DEPS]
    found = await plan.get(deps, number_in(request, "paragraph"))
    posted = await read_post(request)
    typed = posted.fill(Paragraph)
    if isinstance(typed, FormErrors):
        return _one(request, found, typed, status=400)
    try:
        await plan.edit(deps, request[MODERATOR], found.paragraph.id, typed)
    except BadInputError as refusal:
        return _one(request, found, posted.refused("label", refusal.sentence), status=400)
    raise web.HTTPSeeOther(PLAN)


async def on_up(request: web.Request) -> web.Response:
    """Move a paragraph one place towards the beginning."""
    await plan.move(request.app[DEPS], request[MODERATOR], number_in(request, "paragraph"), -1)
    raise web.HTTPSeeOther(PLAN)


async def on_down(request: web.Request) -> web.Response:
    """Move a paragraph one place towards the end."""
    await plan.move(request.app[DEPS], request[MODERATOR], number_in(request, "paragraph"), 1)
    raise web.HTTPSeeOther(PLAN)


async def on_remove(request: web.Request) -> web.Response:
    """Remove a paragraph."""
    await plan.remove(request.app[DEPS], request[MODERATOR], number_in(request, "paragraph"))
    raise web.HTTPSeeOther(PLAN)


async def on_export(request: web.Request) -> web.Response:
    """Answer with the plan as a file."""
    return web.Response(
        body=await plan.export(request.app[DEPS]),
        content_type="application/toml",
        charset="utf-8",
        headers={"Content-Disposition": f'attachment; filename="{FILE_NAME}"'},
    )


async def on_import(request: web.Request) -> web.Response:
    """Take a plan over from a file, or say what is wrong with it."""
    posted = await read_post(request)
    upload = posted.uploads.get("file")
    if upload is None or not upload.content:
        return await _page(request, posted.refused("file", texts.NO_PLAN_FILE), status=400)
    try:
        done = await plan.import_file(request.app[DEPS], request[MODERATOR], upload.content)
    except BadInputError as refusal:
        return await _page(request, posted.refused("file", refusal.sentence), status=400)
    return await _page(request, Form(), saying=texts.TAKEN_OVER(new=done.new, changed=done.changed, same=done.same))


async def _page(request: web.Request, form: Form, *, saying: Phrase | None = None, status: int = 200) -> web.Response:
    listed = await plan.paragraphs(request.app[DEPS])
    return render(request, "consideration/plan.html", status=status, plan=listed, form=form, saying=saying)


def _one(request: web.Request, found: PlanReading, form: Form, *, status: int = 200) -> web.Response:
    return render(request, "consideration/paragraph.html", status=status, found=found, form=form)
