"""The doors to the people at the desk; for the administration only."""

from typing import Annotated

from aiohttp import web
from pydantic import BaseModel, Field

from handlers.accounts import actions, texts
from handlers.deps import Deps
from handlers.errors import BadInputError, NotFoundError
from handlers.pages.forms import Form, FormErrors, read_post
from handlers.pages.keys import DEPS, MODERATOR
from handlers.pages.layout import render
from storage.models import Role

PEOPLE = "/moderation/people"


class InviteForm(BaseModel):
    """Who is to come to the desk."""

    name: Annotated[str, Field(min_length=2, max_length=120)]
    role: Role
    workgroup: Annotated[str, Field(max_length=48)] | None = None


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
        token = await actions.invite(deps, form.name, form.role, form.workgroup)
    except BadInputError as refusal:
        field = "name" if refusal.sentence == texts.NAME_MISSING else "workgroup"
        return await _page(request, posted.refused(field, refusal.sentence))
    return _link_page(request, deps, form.name, token)


async def on_new_link(request: web.Request) -> web.Response:
    """Show a new sign-in link of a person once."""
    deps, moderator_id = request.app[DEPS], _number(request)
    token = await actions.renew_link(deps, moderator_id)
    name = next((person.name for person in await actions.people(deps) if person.id == moderator_id), "")
    return _link_page(request, deps, name, token)


async def on_deactivate(request: web.Request) -> web.StreamResponse:
    """Take a person's access away."""
    await actions.deactivate(request.app[DEPS], request[MODERATOR], _number(request))
    raise web.HTTPSeeOther(PEOPLE)


async def _page(request: web.Request, form: Form) -> web.Response:
    deps = request.app[DEPS]
    return render(
        request,
        "accounts/people.html",
        status=400 if form.errors else 200,
        who=request[MODERATOR],
        people=await actions.people(deps),
        form=form,
        roles=(Role.MODERATOR, Role.MEMBER, Role.ADMIN),
        workgroups={workgroup.id: f"{workgroup.number} {workgroup.label}" for workgroup in deps.city.workgroups},
    )


def _link_page(request: web.Request, deps: Deps, name: str, token: str) -> web.Response:
    return render(request, "accounts/invited.html", name=name, address=actions.sign_in_address(deps, token))


def _number(request: web.Request) -> int:
    """Return the number of a person from the address; what is none is nobody."""
    typed = request.match_info["id"]
    if not (typed.isascii() and typed.isdigit() and len(typed) < 10):
        raise NotFoundError(texts.UNKNOWN_PERSON)
    return int(typed)
