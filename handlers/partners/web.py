"""The links of partners: counted once, then on to the page itself, whose address says nothing of them any more."""

from urllib.parse import urlencode

from aiohttp import web

from handlers.errors import NotFoundError
from handlers.forums import actions as forums
from handlers.forums import texts as forum_texts
from handlers.pages.addresses import number_in
from handlers.pages.keys import DEPS
from handlers.partners import actions
from storage.models import ForumState, Way

CODE_PARAMETER = "von"
NEVER_KEPT = {"Cache-Control": "no-store"}


async def on_short(request: web.Request) -> web.Response:
    """Lead from the short address on a poster to the page of the forum; a code behind it is counted."""
    deps = request.app[DEPS]
    forum = await forums.get(deps, number_in(request, "forum"))
    if forum.state is ForumState.DRAFT:
        raise NotFoundError(forum_texts.NO_SUCH_FORUM)
    await _count(request, request.match_info.get("code", ""), Way.FORUM)
    return web.Response(status=303, headers={"Location": f"/foren/{forum.slug}", **NEVER_KEPT})


async def lead_to_chat(request: web.Request) -> web.Response | None:
    """Count who opens the chat by the link of a partner, and lead them on without it; None where they have none."""
    if CODE_PARAMETER not in request.query:
        return None
    await _count(request, request.query[CODE_PARAMETER], Way.CHAT)
    rest = urlencode([pair for pair in request.query.items() if pair[0] != CODE_PARAMETER])
    return web.Response(status=303, headers={"Location": f"/chat?{rest}" if rest else "/chat", **NEVER_KEPT})


async def _count(request: web.Request, code: str, way: Way) -> None:
    """Count what a person opened; what only looks ahead counts nothing."""
    ahead = "prefetch" in request.headers.get("Sec-Purpose", request.headers.get("Purpose", ""))
    if code and request.method == "GET" and not ahead:
        await actions.count_arrival(request.app[DEPS], code, way)
