"""The doors of coming in and going out."""

from aiohttp import web

from handlers.accounts import actions, texts
from handlers.pages.keys import DEPS, MODERATOR
from handlers.pages.layout import render
from handlers.pages.sessions import DESK, fingerprint, give_token, take_token, token_of

HOME = "/moderation"


async def on_sign_in_page(request: web.Request) -> web.Response:
    """Explain how one gets in."""
    return render(request, "accounts/sign_in.html")


async def on_sign_in_link(request: web.Request) -> web.Response:
    """Show the one button of a sign-in link. Opening the link does not use it up: mail programs open links too."""
    token = request.match_info["token"]
    if not await actions.link_is_good(request.app[DEPS], token):
        return _dead_link(request)
    return render(request, "accounts/sign_in_link.html", token=token)


async def on_sign_in(request: web.Request) -> web.StreamResponse:
    """Use a sign-in link up and open a session."""
    session = await actions.sign_in(request.app[DEPS], request.match_info["token"], instead_of=token_of(request, DESK))
    if session is None:
        return _dead_link(request)
    answer = web.HTTPSeeOther(HOME)
    give_token(request, answer, DESK, session)
    raise answer


async def on_sign_out(request: web.Request) -> web.StreamResponse:
    """Close this session."""
    token = token_of(request, DESK)
    if token is not None:
        await actions.sign_out(request.app[DEPS], fingerprint(token))
    raise _signed_out(request)


async def on_sign_out_everywhere(request: web.Request) -> web.StreamResponse:
    """Close every session of this person, on whatever device."""
    await actions.sign_out_everywhere(request.app[DEPS], request[MODERATOR].id)
    raise _signed_out(request)


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


def _dead_link(request: web.Request) -> web.Response:
    """Answer alike whatever is wrong with a link: unknown, used, too old, or its person has left."""
    return render(request, "accounts/dead_link.html", status=410, title=texts.DEAD_LINK_TITLE, sentence=texts.DEAD_LINK)


def _signed_out(request: web.Request) -> web.HTTPSeeOther:
    answer = web.HTTPSeeOther("/moderation/anmelden")
    take_token(request, answer, DESK)
    return answer
