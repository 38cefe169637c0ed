"""The doors for paper cards and their like: typed in one by one, or as a file with a preview."""

import binascii
from base64 import b64decode, b64encode
from collections.abc import Sequence
from datetime import UTC, datetime, time
from typing import Annotated
from urllib.parse import urlencode

from aiohttp import web
from pydantic import BaseModel, Field

from handlers.errors import RefusalError
from handlers.i18n import BERLIN
from handlers.moderation import importing, texts
from handlers.moderation.cards import MOST_CARDS, SHOWN, Card, CardFileError, Mistake
from handlers.moderation.importing import Checked
from handlers.moderation.naming import names_of
from handlers.moderation.template_file import ENTERED, csv_template, xlsx_template
from handlers.pages.fields import Day
from handlers.pages.forms import Form, FormErrors, Posted, read_post, read_query
from handlers.pages.growing import Step, growing
from handlers.pages.keys import DEPS, MODERATOR
from handlers.pages.layout import render
from storage.models import Source

NEW = "/moderation/concerns/new"
KEPT = ("source", "ortsteil", "received")
PREVIEWED = 100
MOST_BYTES = 1_400_000  # the previewed file comes back as base64, within the limit of a body
CONTENT_TYPES = {
    "csv": "text/csv",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}


class CardForm(BaseModel):
    """One card as typed in; `received` is a Berlin day."""

    text: Annotated[str, Field(max_length=4000)]
    ortsteil: Annotated[str, Field(max_length=32)] = ""
    source: Source = Source.PAPER
    received: Day | None = None
    danger_seen: bool = False


class FileForm(BaseModel):
    """A file that was previewed, as base64."""

    content: Annotated[str, Field(max_length=MOST_BYTES * 2)] = ""


async def on_new_form(request: web.Request) -> web.Response:
    """Ask for one card; what was the same on the one before is filled in already."""
    query = read_query(request)
    same = {name: query.values[name] for name in KEPT if name in query.values}
    return _new_page(request, Form(same or {"source": (Source.PAPER.value,)}), saved=query.value("saved"))


async def on_new(request: web.Request) -> web.Response:
    """Take a card and ask for the next, or say what is wrong; a text about danger now is first shown as such."""
    posted = await read_post(request)
    form = posted.fill(CardForm)
    if isinstance(form, FormErrors):
        return _new_page(request, form, status=400)
    try:
        number = await importing.enter(request.app[DEPS], request[MODERATOR], _card(form), form.danger_seen)
    except RefusalError as refusal:
        return _new_page(request, posted.refused("text", refusal.sentence), status=refusal.status)
    if number is None:
        return _new_page(request, posted.as_form(), danger=True)
    same = [(name, value) for name in KEPT if (value := posted.value(name))]
    raise web.HTTPSeeOther(f"{NEW}?{urlencode([*same, ('saved', number)])}")


async def on_import_form(request: web.Request) -> web.Response:
    """Ask for a file, and offer the templates."""
    return _import_page(request, Form())


async def on_import_preview(request: web.Request) -> web.Response:
    """Show what a file would add, or everything that is wrong with it; nothing is stored."""
    posted = await read_post(request)
    upload = posted.uploads.get("file")
    if upload is None or not upload.content:
        return _import_page(request, posted.refused("file", texts.IMPORT_NO_FILE), status=400)
    if len(upload.content) > MOST_BYTES:
        return _import_page(request, posted.refused("file", texts.IMPORT_TOO_BIG(most=MOST_BYTES // 1000)), status=400)
    try:
        checked = await importing.check_cards(request.app[DEPS], upload.content)
    except CardFileError as wrong:
        return _wrong_file(request, posted, wrong)
    return _import_page(request, Form(), checked=checked, content=b64encode(upload.content).decode())


async def on_import(request: web.Request) -> web.StreamResponse:
    """Take a previewed file in, all of it or nothing, and show how far it has come."""
    posted = await read_post(request)
    form = posted.fill(FileForm)
    if isinstance(form, FormErrors):
        raise web.HTTPBadRequest
    deps = request.app[DEPS]
    try:
        content = b64decode(form.content, validate=True)
        checked = await importing.check_cards(deps, content)
    except binascii.Error as error:
        raise web.HTTPBadRequest from error
    except CardFileError as wrong:
        return _wrong_file(request, posted, wrong)
    response, step = web.StreamResponse(), Step()
    async with growing(request, response, "moderation/importing.html", many=len(checked.new)) as page:
        work = importing.import_cards(deps, checked, step, request[MODERATOR])
        try:
            done = await page.follow(work, step, "moderation/_import_step.html")
        except RefusalError as refusal:
            await page.add("moderation/_import_refused.html", why=refusal.sentence)
        else:
            await page.add("moderation/_imported.html", done=done)
    return response


async def on_template(request: web.Request) -> web.Response:
    """Answer with an empty list to fill in."""
    kind = request.match_info["format"]
    if kind not in CONTENT_TYPES:
        raise web.HTTPNotFound
    body = csv_template() if kind == "csv" else xlsx_template(request.app[DEPS].city)
    headers = {"Content-Disposition": f'attachment; filename="anliegen-vorlage.{kind}"'}
    return web.Response(body=body, content_type=CONTENT_TYPES[kind], headers=headers)


def _card(form: CardForm) -> Card:
    received = datetime.combine(form.received, time.min, tzinfo=BERLIN).astimezone(UTC) if form.received else None
    return Card(form.text, form.ortsteil or None, form.source, received)


def _new_page(
    request: web.Request, form: Form, *, status: int = 200, saved: str = "", danger: bool = False
) -> web.Response:
    return render(
        request,
        "moderation/card.html",
        status=status,
        form=form,
        saved=saved,
        danger=danger,
        entered=ENTERED,
        sources=texts.SOURCES,
        names=names_of(request.app[DEPS].city),
    )


def _wrong_file(request: web.Request, posted: Posted, wrong: CardFileError) -> web.Response:
    form = posted.refused("file", texts.IMPORT_NOTHING)
    return _import_page(request, form, mistakes=wrong.mistakes, status=wrong.status)


def _import_page(
    request: web.Request,
    form: Form,
    *,
    status: int = 200,
    mistakes: Sequence[Mistake] = (),
    checked: Checked | None = None,
    content: str = "",
) -> web.Response:
    return render(
        request,
        "moderation/cards.html",
        status=status,
        form=form,
        mistakes=mistakes[:SHOWN],
        wrong=len(mistakes),
        checked=checked,
        previewed=PREVIEWED,
        content=content,
        most=MOST_CARDS,
        sources=texts.SOURCES,
        names=names_of(request.app[DEPS].city),
    )
