"""The doors to every download."""

import tempfile

from aiohttp import web
from pydantic import BaseModel, Field

from handlers.exports import actions, texts
from handlers.exports.files import CONTENT_TYPES, TEXT_FORMATS, Format
from handlers.moderation.filters import read_filter
from handlers.pages.forms import Form, FormErrors, read_post, read_query
from handlers.pages.keys import DEPS, MODERATOR
from handlers.pages.layout import render
from storage.readings.concerns import ConcernFilter

RAW_FORMATS = (Format.XLSX, Format.CSV, Format.JSON)


class OriginalForm(BaseModel):
    """Why original texts are needed, and in which format."""

    grund: str = Field(max_length=48)
    format: Format


async def on_download(request: web.Request) -> web.Response:
    """Answer with the list the address asks for, without personal data."""
    kind = actions.format_of(request.match_info["format"])
    narrowed = read_filter(read_query(request), request.app[DEPS], request[MODERATOR])
    return await _file(request, narrowed, kind)


async def on_original_form(request: web.Request) -> web.Response:
    """Ask why the original texts of a list are needed."""
    read_filter(read_query(request), request.app[DEPS], request[MODERATOR])
    return _ask(request, Form.of(format=RAW_FORMATS[0].value), 200)


async def on_original(request: web.Request) -> web.Response:
    """Answer with the list with its original texts; who had it and why stands in the ledger."""
    narrowed = read_filter(read_query(request), request.app[DEPS], request[MODERATOR])
    form = (await read_post(request)).fill(OriginalForm)
    if isinstance(form, FormErrors):
        return _ask(request, form, 400)
    return await _file(request, narrowed, form.format, form.grund)


def _ask(request: web.Request, form: Form, status: int) -> web.Response:
    return render(
        request,
        "exports/original.html",
        status=status,
        form=form,
        query=request.query_string,
        reasons=texts.WHY,
        formats=[(kind.value, kind.upper()) for kind in RAW_FORMATS],
    )


async def _file(request: web.Request, narrowed: ConcernFilter, kind: Format, why_raw: str = "") -> web.Response:
    """Return a list as a download.

    It is written to a nameless file first: a slow reader then keeps no transaction open, and a fault on the way is an error
    page and not half a list.
    """
    deps, who = request.app[DEPS], request[MODERATOR]
    file = tempfile.TemporaryFile()  # noqa: SIM115  (the response closes it when it is sent)
    try:
        await actions.write(deps, file, narrowed, kind, who, why_raw)
    except BaseException:
        file.close()
        raise
    file.seek(0)
    return web.Response(
        body=file,
        content_type=CONTENT_TYPES[kind],
        charset="utf-8" if kind in TEXT_FORMATS else None,
        headers={"Content-Disposition": f'attachment; filename="{actions.file_name(deps, narrowed, kind)}"'},
    )
