"""Workgroups at the desk: which organisations sit in them."""

from aiohttp import web

from handlers.city.pack import Workgroup
from handlers.pages.addresses import number_in
from handlers.pages.forms import Form, FormErrors, read_post
from handlers.pages.keys import DEPS, MODERATOR
from handlers.pages.layout import render
from handlers.steering import members, texts
from handlers.steering.forms import MemberForm, member_form
from handlers.steering.rules import DetailsError
from handlers.steering.web_meetings import WRITERS
from storage.readings.steering import MemberReading

LIST = "/moderation/process/workgroups"
SAYINGS = {"added": texts.MEMBER_ADDED, "saved": texts.SAVED, "removed": texts.MEMBER_REMOVED}


async def on_list(request: web.Request) -> web.Response:
    """Show every workgroup with its organisations."""
    deps = request.app[DEPS]
    return render(
        request,
        "steering/workgroups.html",
        rolls=await members.rolls(deps),
        kinds={kind.id: kind.title for kind in deps.city.process.member_kinds},
        saying=SAYINGS.get(request.query.get("did", "")),
        may_write=request[MODERATOR].role in WRITERS,
    )


async def on_new_form(request: web.Request) -> web.Response:
    """Ask for an organisation."""
    return _form_page(request, Form(), _workgroup(request))


async def on_new(request: web.Request) -> web.Response:
    """Put an organisation on the list."""
    chosen = _workgroup(request)
    posted = await read_post(request)
    filled = posted.fill(MemberForm)
    if isinstance(filled, FormErrors):
        return _form_page(request, filled, chosen, status=400)
    try:
        await members.add(request.app[DEPS], request[MODERATOR], chosen.id, filled.details())
    except DetailsError as refusal:
        return _form_page(request, posted.refused(refusal.field, refusal.sentence), chosen, status=400)
    raise web.HTTPSeeOther(f"{LIST}?did=added#{chosen.id}")


async def on_take_over(request: web.Request) -> web.Response:
    """Put the pack's kinds of organisation on the list."""
    chosen = _workgroup(request)
    await members.take_over(request.app[DEPS], request[MODERATOR], chosen.id)
    raise web.HTTPSeeOther(f"{LIST}?did=saved#{chosen.id}")


async def on_edit_form(request: web.Request) -> web.Response:
    """Show an organisation to be changed."""
    member = await members.get(request.app[DEPS], number_in(request, "member"))
    return _form_page(request, member_form(member), _of(request, member), member)


async def on_edit(request: web.Request) -> web.Response:
    """Change an organisation on a list."""
    deps, who = request.app[DEPS], request[MODERATOR]
    member = await members.get(deps, number_in(request, "member"))
    posted = await read_post(request)
    filled = posted.fill(MemberForm)
    if isinstance(filled, FormErrors):
        return _form_page(request, filled, _of(request, member), member, status=400)
    try:
        await members.edit(deps, who, member.id, filled.details(), seen=filled.seen)
    except DetailsError as refusal:
        again = posted.refused(refusal.field, refusal.sentence)
        return _form_page(request, again, _of(request, member), member, status=400)
    raise web.HTTPSeeOther(f"{LIST}?did=saved#{member.workgroup}")


async def on_remove_form(request: web.Request) -> web.Response:
    """Ask back before an organisation is taken off a list."""
    member = await members.get(request.app[DEPS], number_in(request, "member"))
    return render(request, "steering/remove_member.html", member=member, workgroup=_of(request, member))


async def on_remove(request: web.Request) -> web.Response:
    """Take an organisation off a list."""
    await members.remove(request.app[DEPS], request[MODERATOR], number_in(request, "member"))
    raise web.HTTPSeeOther(f"{LIST}?did=removed")


def _workgroup(request: web.Request) -> Workgroup:
    return members.workgroup(request.app[DEPS], request.match_info["workgroup"])


def _of(request: web.Request, member: MemberReading) -> Workgroup:
    return members.workgroup(request.app[DEPS], member.workgroup)


def _form_page(
    request: web.Request, form: Form, workgroup: Workgroup, member: MemberReading | None = None, *, status: int = 200
) -> web.Response:
    kinds = [(kind.id, kind.title) for kind in request.app[DEPS].city.process.member_kinds]
    return render(
        request,
        "steering/member_form.html",
        status=status,
        form=form,
        workgroup=workgroup,
        member=member,
        kinds=kinds,
    )
