"""The doors to one's own access: password, second factor, recovery codes, sessions, and the linked chat."""

from typing import Annotated

from aiohttp import web
from pydantic import BaseModel, Field

from handlers.accounts import actions, own, sessions, texts
from handlers.accounts.own import Me
from handlers.accounts.passwords import SHORTEST
from handlers.accounts.rules import Proof, UnfitError
from handlers.errors import BadInputError
from handlers.pages.forms import Form, FormErrors, read_post
from handlers.pages.keys import DEPS, MODERATOR
from handlers.pages.layout import render
from handlers.pages.qr_code import qr_code
from handlers.pages.sessions import DESK, DEVICE, fingerprint, token_of
from handlers.pages.site import SITE

OWN = "/moderation/zugang"
SET_UP = "/moderation/zugang/zweiter-faktor"
Typed = Annotated[str, Field(max_length=400)]


class NewPasswordForm(BaseModel):
    """A new password, typed twice, and what proves that its owner wants it."""

    name: Annotated[str, Field(max_length=200)]
    password: Typed
    again: Typed
    proof: Typed = ""


class CodeForm(BaseModel):
    """A code of a secret that is being set up."""

    code: Annotated[str, Field(max_length=40)]


class SessionForm(BaseModel):
    """One session by its fingerprint, or all others."""

    session: Annotated[str, Field(max_length=64)]


async def on_own(request: web.Request) -> web.Response:
    """Show how this person comes in."""
    return await _page(request, Form())


async def on_set_password(request: web.Request) -> web.StreamResponse:
    """Set a sign-in name and a password."""
    posted = await read_post(request)
    form = posted.fill(NewPasswordForm)
    if isinstance(form, FormErrors):
        return await _page(request, form)
    if form.password != form.again:
        return await _page(request, posted.refused("again", texts.PASSWORDS_DIFFER))
    try:
        await own.set_password(request.app[DEPS], _me(request), form.name, form.password, form.proof)
    except UnfitError as refusal:
        return await _page(request, posted.refused(refusal.field, refusal.sentence))
    raise _done("passwort")


async def on_set_up_page(request: web.Request) -> web.StreamResponse:
    """Show the secret that is being set up."""
    return await _set_up_page(request, Form())


async def on_set_up(request: web.Request) -> web.StreamResponse:
    """Begin with a new secret."""
    posted = await read_post(request)
    try:
        await own.begin_second_factor(request.app[DEPS], _me(request), posted.value("proof"))
    except UnfitError as refusal:
        return await _page(request, FormErrors({}, {"proof": refusal.sentence}), at="factor")
    raise web.HTTPSeeOther(SET_UP)


async def on_confirm(request: web.Request) -> web.StreamResponse:
    """Let the new secret be in force, and show the recovery codes once."""
    posted = await read_post(request)
    form = posted.fill(CodeForm)
    if isinstance(form, FormErrors):
        return await _set_up_page(request, form)
    try:
        fresh = await own.finish_second_factor(request.app[DEPS], _me(request), form.code)
    except UnfitError as refusal:
        return await _set_up_page(request, posted.refused(refusal.field, refusal.sentence))
    return render(request, "accounts/recovery_codes.html", codes=fresh, fresh_factor=True)


async def on_remove(request: web.Request) -> web.StreamResponse:
    """Remove the second factor."""
    posted = await read_post(request)
    try:
        await own.remove_second_factor(request.app[DEPS], _me(request), posted.value("proof"))
    except UnfitError as refusal:
        return await _page(request, FormErrors({}, {"proof": refusal.sentence}), at="factor")
    raise _done("entfernt")


async def on_recovery_codes(request: web.Request) -> web.StreamResponse:
    """Show new recovery codes once."""
    posted = await read_post(request)
    try:
        fresh = await own.renew_recovery_codes(request.app[DEPS], _me(request), posted.value("proof"))
    except UnfitError as refusal:
        return await _page(request, FormErrors({}, {"proof": refusal.sentence}), at="factor")
    return render(request, "accounts/recovery_codes.html", codes=fresh, fresh_factor=False)


async def on_close_session(request: web.Request) -> web.StreamResponse:
    """Close one session of one's own."""
    form = (await read_post(request)).fill(SessionForm)
    if isinstance(form, FormErrors):
        raise BadInputError(texts.UNKNOWN_SESSION)
    who = request[MODERATOR]
    await sessions.close_one(request.app[DEPS], who.id, form.session, by=who.id)
    raise _done("sitzung")


async def on_close_others(request: web.Request) -> web.StreamResponse:
    """Close every session of one's own but this one."""
    me = _me(request)
    await sessions.sign_out_everywhere(request.app[DEPS], me.who.id, but=me.session)
    raise _done("andere")


async def on_telegram_page(request: web.Request) -> web.Response:
    """Say whether a chat is linked, and offer a link that does it."""
    deps = request.app[DEPS]
    linked = await actions.linked_chat(deps, request[MODERATOR])
    return render(request, "accounts/telegram.html", linked=linked, bot_name=deps.bot_name, address="")


async def on_telegram_link(request: web.Request) -> web.Response:
    """Show the one-time deep link, once."""
    deps = request.app[DEPS]
    token = await actions.start_linking_chat(deps, request[MODERATOR])
    address = actions.chat_address(deps, token) if deps.bot_name else ""
    return render(request, "accounts/telegram.html", linked=False, bot_name=deps.bot_name, address=address)


async def on_telegram_unlink(request: web.Request) -> web.StreamResponse:
    """Let the linked chat be an ordinary one again."""
    await actions.unlink_chat(request.app[DEPS], request[MODERATOR])
    raise web.HTTPSeeOther("/moderation/telegram")


def _me(request: web.Request) -> Me:
    session, device = token_of(request, DESK), token_of(request, DEVICE)
    return Me(request[MODERATOR], fingerprint(session or ""), fingerprint(device) if device else None)


def _done(what: str) -> web.HTTPSeeOther:
    return web.HTTPSeeOther(f"{OWN}?getan={what}")


async def _page(request: web.Request, form: Form, at: str = "password") -> web.Response:
    """Show everything; what is wrong with a form is shown at that form: `at` is password or factor."""
    me = _me(request)
    access = await own.own_access(request.app[DEPS], me)
    started = Form.of(name=access.name)
    return render(
        request,
        "accounts/own.html",
        status=400 if form.errors else 200,
        access=access,
        here=me.session,
        proofs=Proof,
        shortest=SHORTEST,
        done=None if form.errors else texts.DONE.get(request.query.get("getan", "")),
        password_form=form if form.errors and at == "password" else started,
        factor_form=form if at == "factor" else Form(),
    )


async def _set_up_page(request: web.Request, form: Form) -> web.StreamResponse:
    found = await own.set_up(request.app[DEPS], _me(request), request.config_dict[SITE].service)
    if found is None:
        raise web.HTTPSeeOther(OWN)
    status = 400 if form.errors else 200
    picture = qr_code(found.address)
    return render(request, "accounts/set_up.html", status=status, form=form, secret=found.secret, picture=picture)
