"""The doors of coming in and going out."""

from typing import Annotated

from aiohttp import web
from pydantic import BaseModel, Field

from handlers.accounts import sessions, signing_in, texts
from handlers.accounts.rules import UnfitError
from handlers.accounts.sessions import Came
from handlers.accounts.signing_in import HalfWay
from handlers.accounts.web_visitor import visitor_of
from handlers.errors import ForbiddenError
from handlers.i18n import Phrase
from handlers.pages.forms import Form, FormErrors, read_post
from handlers.pages.keys import DEPS, MODERATOR
from handlers.pages.layout import render
from handlers.pages.sessions import DESK, DEVICE, HALF_WAY, fingerprint, give_token, take_token, token_of

HOME = "/moderation"
SIGN_IN = "/moderation/anmelden"
CODE = "/moderation/anmelden/code"


class PasswordForm(BaseModel):
    """Who wants to come in, and what proves it."""

    name: Annotated[str, Field(max_length=200)]
    password: Annotated[str, Field(max_length=400)]


class CodeForm(BaseModel):
    """A one-time code or a recovery code."""

    code: Annotated[str, Field(max_length=40)]


async def on_sign_in_page(request: web.Request) -> web.Response:
    """Ask for name and password, and explain the other way in."""
    return _sign_in_page(request, Form())


async def on_password(request: web.Request) -> web.StreamResponse:
    """Open a session with name and password, or go on to the code."""
    posted = await read_post(request)
    form = posted.fill(PasswordForm)
    if isinstance(form, FormErrors):
        return _sign_in_page(request, form)
    try:
        came = await signing_in.by_password(request.app[DEPS], form.name, form.password, visitor_of(request))
    except UnfitError as refusal:
        return _sign_in_page(request, posted.refused(refusal.field, refusal.sentence))
    except ForbiddenError as refusal:
        return _turned_away(request, refusal)
    if isinstance(came, HalfWay):
        answer = web.HTTPSeeOther(CODE)
        give_token(request, answer, HALF_WAY, came.token)
        raise answer
    raise _let_in(request, came)


async def on_code_page(request: web.Request) -> web.Response:
    """Ask for the code."""
    if token_of(request, HALF_WAY) is None:
        return _too_late(request)
    return _code_page(request, Form())


async def on_code(request: web.Request) -> web.StreamResponse:
    """Open a session with a one-time code or a recovery code."""
    half_way, posted = token_of(request, HALF_WAY), await read_post(request)
    form = posted.fill(CodeForm)
    if isinstance(form, FormErrors):
        return _code_page(request, form)
    try:
        came = await signing_in.by_code(request.app[DEPS], half_way or "", form.code, visitor_of(request))
    except UnfitError as refusal:
        return _code_page(request, posted.refused(refusal.field, refusal.sentence))
    except ForbiddenError as refusal:
        return _turned_away(request, refusal)
    if came is None:
        return _too_late(request)
    raise _let_in(request, came)


async def on_forgotten(request: web.Request) -> web.Response:
    """Say who helps when the password is forgotten or the second factor is lost."""
    return render(request, "accounts/forgotten.html")


async def on_sign_in_link(request: web.Request) -> web.Response:
    """Show the one button of a sign-in link. Opening the link does not use it up: mail programs open links too."""
    token = request.match_info["token"]
    try:
        good = await signing_in.link_is_good(request.app[DEPS], token)
    except ForbiddenError as refusal:
        return _turned_away(request, refusal)
    return render(request, "accounts/sign_in_link.html", token=token) if good else _dead_link(request)


async def on_sign_in(request: web.Request) -> web.StreamResponse:
    """Use a sign-in link up and open a session."""
    came = await signing_in.by_link(request.app[DEPS], request.match_info["token"], visitor_of(request))
    if came is None:
        return _dead_link(request)
    raise _let_in(request, came)


async def on_sign_out(request: web.Request) -> web.StreamResponse:
    """Close this session."""
    token = token_of(request, DESK)
    if token is not None:
        await sessions.sign_out(request.app[DEPS], fingerprint(token))
    raise _signed_out(request)


async def on_sign_out_everywhere(request: web.Request) -> web.StreamResponse:
    """Close every session of this person, on whatever device."""
    await sessions.sign_out_everywhere(request.app[DEPS], request[MODERATOR].id)
    raise _signed_out(request)


def _sign_in_page(request: web.Request, form: Form) -> web.Response:
    return render(request, "accounts/sign_in.html", status=400 if form.errors else 200, form=form)


def _code_page(request: web.Request, form: Form) -> web.Response:
    return render(request, "accounts/code.html", status=400 if form.errors else 200, form=form)


def _too_late(request: web.Request) -> web.Response:
    return _sign_in_page(request, FormErrors({}, {"": texts.CODE_TOO_LATE}))


def _dead_link(request: web.Request) -> web.Response:
    """Answer alike whatever is wrong with a link: unknown, used, too old, or its person has left."""
    return _say_no(request, 410, texts.DEAD_LINK_TITLE, texts.DEAD_LINK)


def _turned_away(request: web.Request, refusal: ForbiddenError) -> web.Response:
    """Say plainly why somebody who proved who they are does not come in."""
    missing = refusal.sentence.key == texts.FACTOR_MISSING.key
    title = texts.FACTOR_MISSING_TITLE if missing else texts.ACCESS_ENDED_TITLE
    return _say_no(request, refusal.status, title, refusal.sentence)


def _say_no(request: web.Request, status: int, title: Phrase, sentence: Phrase) -> web.Response:
    return render(request, "accounts/dead_link.html", status=status, title=title, sentence=sentence)


def _let_in(request: web.Request, came: Came) -> web.HTTPSeeOther:
    answer = web.HTTPSeeOther(HOME)
    give_token(request, answer, DESK, came.session)
    give_token(request, answer, DEVICE, came.device)
    take_token(request, answer, HALF_WAY)
    return answer


def _signed_out(request: web.Request) -> web.HTTPSeeOther:
    answer = web.HTTPSeeOther(SIGN_IN)
    take_token(request, answer, DESK)
    return answer
