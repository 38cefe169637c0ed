"""The doors to the people at the desk; for the administration only."""

from datetime import date
from typing import Annotated

from aiohttp import web
from pydantic import BaseModel, Field

from handlers.accounts import actions, rules, sessions, texts
from handlers.accounts.rules import UnfitError
from handlers.deps import Deps
from handlers.errors import NotFoundError
from handlers.pages.addresses import number_in
from handlers.pages.forms import Form, FormErrors, read_post
from handlers.pages.keys import DEPS, MODERATOR
from handlers.pages.layout import render
from storage.models import Role
from storage.readings.desk import ModeratorReading

PEOPLE = "/moderation/people"
ALL = "all"
ROLES = (Role.MODERATOR, Role.MEMBER, Role.READER, Role.ADMIN)


class InviteForm(BaseModel):
    """Who is to come to the desk."""

    name: Annotated[str, Field(min_length=2, max_length=120)]
    role: Role
    workgroup: Annotated[str, Field(max_length=48)] | None = None
    until: date | None = None


class RoleForm(BaseModel):
    """What a person is to be at the desk."""

    role: Role
    workgroup: Annotated[str, Field(max_length=48)] | None = None
    until: date | None = None


class EndForm(BaseModel):
    """The last day of an external reader."""

    until: date


class SessionForm(BaseModel):
    """One session by its fingerprint, or ALL."""

    session: Annotated[str, Field(max_length=64)] = ALL


async def on_people(request: web.Request) -> web.Response:
    """List everybody, with the form for inviting."""
    return await _page(request, Form())


async def on_invite(request: web.Request) -> web.Response:
    """Make a new person and show their sign-in link once."""
    deps, posted = request.app[DEPS], await read_post(request)
    form = posted.fill(InviteForm)
    if isinstance(form, FormErrors):
        return await _page(request, form)
    try:
        token = await actions.invite(deps, form.name, form.role, form.workgroup, form.until, by=request[MODERATOR])
    except UnfitError as refusal:
        return await _page(request, posted.refused(refusal.field, refusal.sentence))
    return _link_page(request, deps, form.name, token)


async def on_person(request: web.Request) -> web.Response:
    """Show one person: role, end, second factor, sessions."""
    return await _person_page(request, number_in(request, "id"), None)


async def on_new_link(request: web.Request) -> web.Response:
    """Show a new sign-in link of a person once."""
    deps, moderator_id = request.app[DEPS], number_in(request, "id")
    token = await actions.renew_link(deps, moderator_id, by=request[MODERATOR])
    found = await actions.account(deps, moderator_id)
    return _link_page(request, deps, found.person.name, token)


async def on_role_form(request: web.Request) -> web.Response:
    """Show what a person is at the desk, to be changed."""
    found = await actions.account(request.app[DEPS], number_in(request, "id"))
    return _role_page(request, found.person, _role_form(found.person))


async def on_role(request: web.Request) -> web.StreamResponse:
    """Change what a person is at the desk."""
    deps, who, posted = request.app[DEPS], request[MODERATOR], await read_post(request)
    person = (await actions.account(deps, number_in(request, "id"))).person
    form = posted.fill(RoleForm)
    if isinstance(form, FormErrors):
        return _role_page(request, person, form)
    try:
        await actions.change_role(deps, who, person.id, form.role, form.workgroup, form.until)
    except UnfitError as refusal:
        return _role_page(request, person, posted.refused(refusal.field, refusal.sentence))
    raise _done(person.id, "rolle")


async def on_end(request: web.Request) -> web.StreamResponse:
    """Change until when an external reader may come in."""
    moderator_id, posted = number_in(request, "id"), await read_post(request)
    form = posted.fill(EndForm)
    if isinstance(form, FormErrors):
        return await _person_page(request, moderator_id, form)
    try:
        await actions.set_end(request.app[DEPS], request[MODERATOR], moderator_id, form.until)
    except UnfitError as refusal:
        return await _person_page(request, moderator_id, posted.refused("until", refusal.sentence))
    raise _done(moderator_id, "ende")


async def on_reset_second_factor(request: web.Request) -> web.StreamResponse:
    """Remove the second factor of somebody who lost it."""
    moderator_id = number_in(request, "id")
    await actions.reset_second_factor(request.app[DEPS], request[MODERATOR], moderator_id)
    raise _done(moderator_id, "faktor")


async def on_close_sessions(request: web.Request) -> web.StreamResponse:
    """Close one session of a person, or all of them."""
    deps, who, moderator_id = request.app[DEPS], request[MODERATOR], number_in(request, "id")
    form = (await read_post(request)).fill(SessionForm)
    if isinstance(form, FormErrors):
        raise NotFoundError(texts.UNKNOWN_SESSION)
    await actions.account(deps, moderator_id)
    if form.session == ALL:
        await sessions.sign_out_everywhere(deps, moderator_id, by=who.id)
        raise _done(moderator_id, "sitzungen")
    await sessions.close_one(deps, moderator_id, form.session, by=who.id)
    raise _done(moderator_id, "sitzung")


async def on_deactivate(request: web.Request) -> web.StreamResponse:
    """Take a person's access away."""
    await actions.deactivate(request.app[DEPS], request[MODERATOR], number_in(request, "id"))
    raise web.HTTPSeeOther(PEOPLE)


async def _page(request: web.Request, form: Form) -> web.Response:
    deps = request.app[DEPS]
    return render(
        request,
        "accounts/people.html",
        status=400 if form.errors else 200,
        people=await actions.people(deps),
        secured=await actions.secured(deps),
        now=deps.now(),
        last_day=rules.last_day,
        form=form,
        roles=ROLES,
        workgroups=_workgroups(deps),
    )


async def _person_page(request: web.Request, moderator_id: int, form: FormErrors | None) -> web.Response:
    deps = request.app[DEPS]
    found = await actions.account(deps, moderator_id)
    ends_at = found.person.ends_at
    return render(
        request,
        "accounts/person.html",
        status=400 if form else 200,
        who=request[MODERATOR],
        found=found,
        person=found.person,
        ended=found.person.ended(deps.now()),
        until=rules.last_day(ends_at) if ends_at else None,
        form=form or Form.of(until=rules.last_day(ends_at).isoformat() if ends_at else None),
        done=texts.DONE_FOR_OTHERS.get(request.query.get("getan", "")) if form is None else None,
        workgroups=_workgroups(deps),
        all=ALL,
    )


def _role_form(person: ModeratorReading) -> Form:
    until = rules.last_day(person.ends_at).isoformat() if person.ends_at else None
    return Form.of(role=person.role, workgroup=person.workgroup, until=until)


def _role_page(request: web.Request, person: ModeratorReading, form: Form) -> web.Response:
    return render(
        request,
        "accounts/role.html",
        status=400 if form.errors else 200,
        who=request[MODERATOR],
        person=person,
        form=form,
        roles=ROLES,
        workgroups=_workgroups(request.app[DEPS]),
    )


def _workgroups(deps: Deps) -> dict[str, str]:
    return {workgroup.id: f"{workgroup.number} {workgroup.label}" for workgroup in deps.city.workgroups}


def _link_page(request: web.Request, deps: Deps, name: str, token: str) -> web.Response:
    return render(request, "accounts/invited.html", name=name, address=actions.sign_in_address(deps, token))


def _done(moderator_id: int, what: str) -> web.HTTPSeeOther:
    return web.HTTPSeeOther(f"{PEOPLE}/{moderator_id}?getan={what}")
