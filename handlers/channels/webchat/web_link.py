"""The doors of the private link: make it, end it, come by it."""

from datetime import datetime
from uuid import UUID

from aiohttp import web

from handlers.channels.webchat import private_link, texts
from handlers.channels.webchat.visitors import resident_of
from handlers.pages.embedding import EMBEDDED, is_embedded
from handlers.pages.keys import DEPS
from handlers.pages.layout import render
from handlers.pages.qr_code import qr_code
from handlers.pages.sessions import CHAT, give_token

# Of the address of a private link no page may hear, not even our own; the origin may, by which forms are told apart.
TO_NOBODY = {"Referrer-Policy": "strict-origin"}


async def on_link(request: web.Request) -> web.Response:
    """Explain the private link and say whether there is one."""
    resident_id = await resident_of(request)
    until = await private_link.good_until(request.app[DEPS], resident_id) if resident_id else None
    return _page(request, resident_id, until)


async def on_new_link(request: web.Request) -> web.Response:
    """Make a link and show it, this once."""
    resident_id, deps = await _somebody(request), request.app[DEPS]
    token = await private_link.renew(deps, resident_id)
    until = await private_link.good_until(deps, resident_id)
    return _page(request, resident_id, until, f"{deps.public_url}/chat/weiter/{token}")


async def on_end_link(request: web.Request) -> web.StreamResponse:
    """End the link."""
    await private_link.end(request.app[DEPS], await _somebody(request))
    raise web.HTTPSeeOther(_address(request))


async def on_arrival(request: web.Request) -> web.Response:
    """Show the one button of a private link. Opening it does nothing yet: mail programs open links too."""
    token = request.match_info["token"]
    owner = await private_link.owner(request.app[DEPS], token)
    if owner is None:
        return _dead(request)
    here = await resident_of(request)
    other = here is not None and here != owner
    return render(request, "webchat/arrival.html", headers=TO_NOBODY, token=token, other=other)


async def on_go_on(request: web.Request) -> web.StreamResponse:
    """Go on with the conversation of the link in this browser."""
    cookie = await private_link.open_browser(request.app[DEPS], request.match_info["token"])
    if cookie is None:
        return _dead(request)
    answer = web.HTTPSeeOther("/chat#neu", headers=TO_NOBODY)
    give_token(request, answer, CHAT, cookie)
    raise answer


async def _somebody(request: web.Request) -> UUID:
    resident_id = await resident_of(request)
    if resident_id is None:
        raise web.HTTPSeeOther(_address(request))  # which says that no conversation has begun
    return resident_id


def _address(request: web.Request) -> str:
    return f"/chat/link?{EMBEDDED}" if is_embedded(request) else "/chat/link"


def _page(request: web.Request, resident_id: UUID | None, until: datetime | None, link: str = "") -> web.Response:
    tail = f"?{EMBEDDED}" if is_embedded(request) else ""
    return render(
        request,
        "webchat/link.html",
        known=resident_id is not None,
        until=until,
        link=link,
        picture=qr_code(link) if link else "",
        days=private_link.LASTS.days,
        home=f"/chat{tail}",
        make=f"/chat/link{tail}",
        end=f"/chat/link/beenden{tail}",
    )


def _dead(request: web.Request) -> web.Response:
    """Answer alike whatever is wrong with a link: unknown, ended, replaced, or too old."""
    return render(
        request, "error.html", status=410, headers=TO_NOBODY, title=texts.DEAD_LINK_TITLE, sentence=texts.DEAD_LINK
    )
