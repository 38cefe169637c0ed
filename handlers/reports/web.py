"""The doors to reports: what there is, every download, and the words of facilitation about a forum."""

import tempfile
from collections.abc import Iterable
from typing import Annotated

from aiohttp import web
from pydantic import BaseModel, Field

from handlers.consideration.balance import balance
from handlers.forums import actions as forums
from handlers.forums.desk_web import forum_id
from handlers.moderation.filters import read_filter
from handlers.pages.forms import Form, FormErrors, read_post, read_query
from handlers.pages.keys import DEPS, MODERATOR
from handlers.pages.layout import render
from handlers.pages.pagination import SIZE
from handlers.reports import actions, texts
from handlers.reports.wishes import CONTENT_TYPES, Kind, wish_of
from handlers.reports.wishes import Form as FileForm
from storage.models import NoteKind, Outcome

REPORTS = "/moderation/berichte"
DOCUMENTS = (FileForm.DOCX, FileForm.HTML)
TABLES = (FileForm.XLSX, FileForm.DOCX, FileForm.HTML)
SAYINGS = {"saved": texts.FIELDS_SAVED, "released": texts.RELEASED}
Typed = Annotated[str, Field(max_length=20_000)]


class NotesForm(BaseModel):
    """The fields of facilitation."""

    summary: Typed = ""
    questions: Typed = ""
    discussion: Typed = ""


async def on_reports(request: web.Request) -> web.Response:
    """List every report with its downloads, and say what still hinders the final one."""
    deps = request.app[DEPS]
    _, listed = await forums.list_all(deps, offset=0, limit=SIZE)
    standing = await balance(deps)
    return render(
        request,
        "reports/list.html",
        forums=listed,
        workgroups=deps.city.workgroups,
        areas=deps.city.areas,
        documents=_named(DOCUMENTS),
        tables=_named(TABLES),
        standing=standing,
        without_outcome=standing.concerns[Outcome.OPEN],
    )


async def on_download(request: web.Request) -> web.Response:
    """Answer with a report; it is written to a nameless file first."""
    deps, who = request.app[DEPS], request[MODERATOR]
    kind, about = request.match_info["kind"], request.match_info.get("about", "")
    narrowed = read_filter(read_query(request), deps, who) if kind == Kind.TABLE else None
    wish = wish_of(kind, request.match_info["format"], about, narrowed)
    file = tempfile.TemporaryFile()  # noqa: SIM115  (the response closes it when it is sent)
    try:
        await actions.write(deps, file, wish, who)
    except BaseException:
        file.close()
        raise
    file.seek(0)
    return web.Response(
        body=file,
        content_type=CONTENT_TYPES[wish.form],
        charset="utf-8" if wish.form is FileForm.HTML else None,
        headers={"Content-Disposition": f'attachment; filename="{actions.file_name(deps, wish)}"'},
    )


async def on_notes_form(request: web.Request) -> web.Response:
    """Show the fields of facilitation about a forum, and what was released."""
    written = await actions.notes(request.app[DEPS], forum_id(request))
    form = Form.of(**{kind.value: words for kind, words in written.words.items()})
    return await _notes_page(request, form)


async def on_notes(request: web.Request) -> web.Response:
    """Keep what facilitation wrote."""
    posted = await read_post(request)
    typed = posted.fill(NotesForm)
    if isinstance(typed, FormErrors):
        return await _notes_page(request, typed, status=400)
    words = {kind: str(getattr(typed, kind.value)) for kind in NoteKind}
    await actions.write_notes(request.app[DEPS], request[MODERATOR], forum_id(request), words)
    raise web.HTTPSeeOther(f"{_own(request)}/notes?did=saved")


async def on_release_form(request: web.Request) -> web.Response:
    """Ask once more: a released report stands as it is."""
    deps = request.app[DEPS]
    return render(request, "reports/release.html", forum=await forums.get(deps, forum_id(request)), back=_own(request))


async def on_release(request: web.Request) -> web.Response:
    """Release the report of a forum."""
    await actions.release(request.app[DEPS], request[MODERATOR], forum_id(request))
    raise web.HTTPSeeOther(f"{_own(request)}/notes?did=released")


def _own(request: web.Request) -> str:
    return f"{REPORTS}/forum/{forum_id(request)}"


def _named(forms: Iterable[FileForm]) -> list[tuple[str, object]]:
    return [(form.value, texts.FORMS[form.value]) for form in forms]


async def _notes_page(request: web.Request, form: Form, *, status: int = 200) -> web.Response:
    deps = request.app[DEPS]
    return render(
        request,
        "reports/forum.html",
        status=status,
        forum=await forums.get(deps, forum_id(request)),
        written=await actions.notes(deps, forum_id(request)),
        labels=texts.NOTES,
        form=form,
        documents=_named(DOCUMENTS),
        own=_own(request),
        saying=SAYINGS.get(request.query.get("did", "")),
    )
