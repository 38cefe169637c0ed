"""Documents: at the desk the list, one with its versions, a new one; for everyone the files that are public."""

from urllib.parse import quote

from aiohttp import web

from handlers.i18n import speaker
from handlers.pages.addresses import number_in
from handlers.pages.forms import Form, FormErrors, read_post
from handlers.pages.keys import DEPS, MODERATOR
from handlers.pages.layout import LANGUAGE, render
from handlers.pages.pagination import paginate
from handlers.steering import documents, texts
from handlers.steering.documents import Download
from handlers.steering.filetypes import CONTENT_TYPES, FileType
from handlers.steering.paper_forms import PaperForm, TitleForm, VersionForm
from handlers.steering.rules import DetailsError
from handlers.steering.web_meetings import WRITERS
from storage.models import Visibility
from storage.readings.papers import PaperReading

LIST = "/moderation/process/documents"
SAYINGS = {"added": texts.DOCUMENT_ADDED, "version": texts.VERSION_ADDED, "saved": texts.SAVED}


async def on_list(request: web.Request) -> web.Response:
    """Show all documents with their newest version."""
    deps = request.app[DEPS]
    pages = paginate(request, await documents.count_all(deps))
    return render(
        request,
        "steering/documents.html",
        papers=await documents.list_all(deps, offset=pages.offset, limit=pages.size),
        pages=pages,
        kinds=texts.KINDS_OF_PAPER,
        visibilities=texts.VISIBILITIES,
        may_write=request[MODERATOR].role in WRITERS,
    )


async def on_one(request: web.Request) -> web.Response:
    """Show one document with all its versions."""
    return render(
        request,
        "steering/document.html",
        paper=await documents.get(request.app[DEPS], number_in(request, "document")),
        kinds=texts.KINDS_OF_PAPER,
        visibilities=texts.VISIBILITIES,
        saying=SAYINGS.get(request.query.get("did", "")),
        may_write=request[MODERATOR].role in WRITERS,
    )


async def on_new_form(request: web.Request) -> web.Response:
    """Ask for a document."""
    return _form_page(request, Form.of(visibility=Visibility.INTERNAL), "new")


async def on_new(request: web.Request) -> web.Response:
    """Take a document in."""
    posted = await read_post(request)
    filled = posted.fill(PaperForm)
    if isinstance(filled, FormErrors):
        return _form_page(request, filled, "new")
    try:
        added = await documents.add(
            request.app[DEPS], request[MODERATOR], filled.title, filled.kind, filled.version(posted)
        )
    except DetailsError as refusal:
        return _form_page(request, posted.refused(refusal.field, refusal.sentence), "new")
    raise web.HTTPSeeOther(f"{LIST}/{added}?did=added")


async def on_edit_form(request: web.Request) -> web.Response:
    """Show how a document is called."""
    paper = await _asked_for(request)
    return _form_page(request, Form.of(title=paper.title, kind=paper.kind), "edit", paper)


async def on_edit(request: web.Request) -> web.Response:
    """Call a document otherwise."""
    paper = await _asked_for(request)
    filled = (await read_post(request)).fill(TitleForm)
    if isinstance(filled, FormErrors):
        return _form_page(request, filled, "edit", paper)
    await documents.rename(request.app[DEPS], request[MODERATOR], paper.id, filled.title, filled.kind)
    raise web.HTTPSeeOther(f"{LIST}/{paper.id}?did=saved")


async def on_version_form(request: web.Request) -> web.Response:
    """Ask for a further version."""
    return _form_page(request, Form.of(visibility=Visibility.INTERNAL), "version", await _asked_for(request))


async def on_version(request: web.Request) -> web.Response:
    """Take a further version in."""
    paper = await _asked_for(request)
    posted = await read_post(request)
    filled = posted.fill(VersionForm)
    if isinstance(filled, FormErrors):
        return _form_page(request, filled, "version", paper)
    try:
        await documents.add_version(request.app[DEPS], request[MODERATOR], paper.id, filled.version(posted))
    except DetailsError as refusal:
        return _form_page(request, posted.refused(refusal.field, refusal.sentence), "version", paper)
    raise web.HTTPSeeOther(f"{LIST}/{paper.id}?did=version")


async def on_visibility_form(request: web.Request) -> web.Response:
    """Ask back before a version is shown to everyone, or to the desk only."""
    paper, version = await documents.get_version(request.app[DEPS], number_in(request, "version"))
    return render(request, "steering/visibility.html", paper=paper, version=version)


async def on_visibility(request: web.Request) -> web.Response:
    """Show a version to everyone, or to the desk only, as it was asked."""
    to = (await read_post(request)).value("to")
    visibility = Visibility.PUBLIC if to == Visibility.PUBLIC else Visibility.INTERNAL
    deps, who = request.app[DEPS], request[MODERATOR]
    paper_id = await documents.show_to(deps, who, number_in(request, "version"), visibility)
    raise web.HTTPSeeOther(f"{LIST}/{paper_id}?did=saved")


async def on_file(request: web.Request) -> web.Response:
    """Hand a file out to the desk."""
    return _file(await documents.download(request.app[DEPS], number_in(request, "version"), for_everyone=False))


async def on_public_file(request: web.Request) -> web.Response:
    """Hand a public file out to everyone."""
    return _file(await documents.download(request.app[DEPS], number_in(request, "version"), for_everyone=True))


def _file(found: Download) -> web.Response:
    """Answer with a file that is stored and never opened in our pages."""
    end = f"-v{found.number}.{found.file_type}"
    readable = "".join(sign if sign.isprintable() and sign not in '/\\:*?"<>|' else " " for sign in found.title)
    names = f"filename=\"dokument{end}\"; filename*=UTF-8''{quote(readable.strip() + end, safe='')}"
    return web.Response(
        body=found.content,
        content_type=CONTENT_TYPES[found.file_type],
        charset="utf-8" if found.file_type is FileType.TXT else None,
        headers={"Content-Disposition": f"attachment; {names}", "Cache-Control": "no-cache"},
    )


async def _asked_for(request: web.Request) -> PaperReading:
    return await documents.get(request.app[DEPS], number_in(request, "document"))


def _form_page(request: web.Request, form: Form, what: str, paper: PaperReading | None = None) -> web.Response:
    speaks = speaker(LANGUAGE)
    return render(
        request,
        "steering/document_form.html",
        status=400 if form.errors else 200,
        form=form,
        what=what,
        paper=paper,
        kinds=[(str(kind), speaks.say(said)) for kind, said in texts.KINDS_OF_PAPER.items()],
        visibilities=[(str(each), speaks.say(said)) for each, said in texts.VISIBILITIES_TO_CHOOSE.items()],
    )
