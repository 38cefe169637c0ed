"""Press releases at the desk: the list, one with its versions, writing, approving, withdrawing."""

from datetime import datetime

from aiohttp import web

from handlers.deps import Deps
from handlers.newsroom import actions, texts
from handlers.newsroom.form import ActForm, PressForm, WithdrawForm, form_of
from handlers.newsroom.rules import PressDetailsError, blocks
from handlers.newsroom.stages import Stage, stage_of
from handlers.pages.addresses import number_in
from handlers.pages.forms import Form, FormErrors, Posted, read_post
from handlers.pages.keys import DEPS, MODERATOR
from handlers.pages.layout import render
from handlers.pages.pagination import paginate
from handlers.steering import documents
from storage.readings.papers import PaperReading
from storage.readings.press import PressReading

LIST = "/moderation/presse"
LATEST_PAPERS = 30
TONES = {
    Stage.DRAFT: "neutral",
    Stage.WAITING: "info",
    Stage.OUT: "good",
    Stage.CORRECTING: "warn",
    Stage.WITHDRAWN: "bad",
}
SAYINGS = {
    "saved": texts.SAVED,
    "approved": texts.APPROVED_SAYING,
    "taken-back": texts.TAKEN_BACK,
    "withdrawn": texts.DONE_WITHDRAWN,
}


async def on_list(request: web.Request) -> web.Response:
    """Show all releases with how far they have come."""
    deps = request.app[DEPS]
    pages = paginate(request, await actions.count_all(deps))
    releases = await actions.list_all(deps, offset=pages.offset, limit=pages.size)
    return render(
        request,
        "newsroom/list.html",
        releases=[(release, stage_of(release, deps.now())) for release in releases],
        pages=pages,
        stages=texts.STAGES,
        tones=TONES,
        saying=SAYINGS.get(request.query.get("did", "")),
    )


async def on_one(request: web.Request) -> web.Response:
    """Show one release as it stands, and what can be done with it."""
    deps, release = request.app[DEPS], await _asked_for(request)
    newest = release.newest
    return render(
        request,
        "newsroom/one.html",
        release=release,
        newest=newest,
        blocks=blocks(newest.text),
        papers=await documents.public_among(deps, newest.papers),
        stage=stage_of(release, deps.now()),
        stages=texts.STAGES,
        tones=TONES,
        is_writer=newest.written_by == request[MODERATOR].id,
        saying=SAYINGS.get(request.query.get("did", "")),
    )


async def on_new_form(request: web.Request) -> web.Response:
    """Ask for a new press release."""
    return await _form_page(request, Form())


async def on_new(request: web.Request) -> web.Response:
    """Store a new press release as a draft."""
    posted = await read_post(request)
    filled = posted.fill(PressForm)
    if isinstance(filled, FormErrors):
        return await _form_page(request, filled)
    try:
        written = await actions.write(request.app[DEPS], request[MODERATOR], filled.details())
    except PressDetailsError as refusal:
        return await _form_page(request, posted.refused(refusal.field, refusal.sentence))
    raise web.HTTPSeeOther(f"{LIST}/{written}?did=saved")


async def on_edit_form(request: web.Request) -> web.Response:
    """Show a draft to be changed, or what is out to be corrected."""
    release = await _asked_for(request)
    correcting = release.newest.public_from is not None
    return await _form_page(request, form_of(release.newest, correcting=correcting), release)


async def on_edit(request: web.Request) -> web.Response:
    """Change a draft, or begin a correction."""
    release, posted = await _asked_for(request), await read_post(request)
    filled = posted.fill(PressForm)
    if isinstance(filled, FormErrors):
        return await _form_page(request, filled, release)
    deps, who = request.app[DEPS], request[MODERATOR]
    try:
        await actions.rewrite(deps, who, release.id, filled.details(), seen=filled.seen)
    except PressDetailsError as refusal:
        return await _form_page(request, posted.refused(refusal.field, refusal.sentence), release)
    raise web.HTTPSeeOther(f"{LIST}/{release.id}?did=saved")


async def on_approve(request: web.Request) -> web.Response:
    """Let the draft out, as the second person."""
    release_id = number_in(request, "release")
    seen = _seen(await read_post(request))
    await actions.approve(request.app[DEPS], request[MODERATOR], release_id, seen=seen)
    raise web.HTTPSeeOther(f"{LIST}/{release_id}?did=approved")


async def on_take_back(request: web.Request) -> web.Response:
    """Take the approval back of what is not out yet."""
    release_id = number_in(request, "release")
    await actions.take_back(request.app[DEPS], request[MODERATOR], release_id)
    raise web.HTTPSeeOther(f"{LIST}/{release_id}?did=taken-back")


async def on_discard(request: web.Request) -> web.Response:
    """Throw a draft away."""
    release_id = number_in(request, "release")
    gone = await actions.discard(request.app[DEPS], request[MODERATOR], release_id)
    raise web.HTTPSeeOther(LIST if gone else f"{LIST}/{release_id}")


async def on_withdraw_form(request: web.Request) -> web.Response:
    """Ask why a release is withdrawn."""
    return _withdraw_page(request, await _asked_for(request), Form())


async def on_withdraw(request: web.Request) -> web.Response:
    """Withdraw a release; its address stays and says so."""
    release = await _asked_for(request)
    filled = (await read_post(request)).fill(WithdrawForm)
    if isinstance(filled, FormErrors):
        return _withdraw_page(request, release, filled)
    await actions.withdraw(request.app[DEPS], request[MODERATOR], release.id, filled.reason)
    raise web.HTTPSeeOther(f"{LIST}/{release.id}?did=withdrawn")


def _seen(posted: Posted) -> datetime | None:
    filled = posted.fill(ActForm)
    return None if isinstance(filled, FormErrors) else filled.seen


async def _asked_for(request: web.Request) -> PressReading:
    return await actions.get(request.app[DEPS], number_in(request, "release"))


def _withdraw_page(request: web.Request, release: PressReading, form: Form) -> web.Response:
    return render(request, "newsroom/withdraw.html", status=400 if form.errors else 200, release=release, form=form)


async def _form_page(request: web.Request, form: Form, release: PressReading | None = None) -> web.Response:
    papers = await _papers(request.app[DEPS], release)
    is_correction = release is not None and (release.newest.number > 1 or release.newest.public_from is not None)
    return render(
        request,
        "newsroom/form.html",
        status=400 if form.errors else 200,
        form=form,
        release=release,
        is_correction=is_correction,
        papers=[(str(paper.id), paper.title) for paper in papers],
    )


async def _papers(deps: Deps, release: PressReading | None) -> list[PaperReading]:
    """Return the documents to choose from: the latest ones, and those a release names already."""
    latest = await documents.list_public(deps, limit=LATEST_PAPERS)
    named = await documents.public_among(deps, release.newest.papers) if release else []
    return [*latest, *(paper for paper in named if paper not in latest)]
