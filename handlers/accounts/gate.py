"""The one gate of the desk: every route says who may pass, and what says nothing lets nobody pass."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from aiohttp import web
from aiohttp.typedefs import Handler

from handlers.accounts import sessions, texts
from handlers.errors import ForbiddenError
from handlers.pages.keys import DEPS, MODERATOR, SignedIn
from handlers.pages.sessions import DESK, fingerprint, token_of
from storage.models import Role

Allowed = frozenset[Role | None]

ANYONE: Allowed = frozenset({None, *Role})
"""Also who is not signed in: their role is None."""
EVERY_ROLE: Allowed = frozenset(Role)
FACILITATORS: Allowed = frozenset({Role.ADMIN, Role.MODERATOR})
OWN_PEOPLE: Allowed = frozenset(Role) - {Role.READER}
"""Everybody who works in the process; not who only reads from outside, for a time."""
ONLY_READ: Allowed = EVERY_ROLE - FACILITATORS
ADMINS: Allowed = frozenset({Role.ADMIN})

PREFIX = "/moderation"
SIGN_IN_PAGE = "/moderation/anmelden"
RouteKey = tuple[str, str]
ALLOWED: web.AppKey[Mapping[RouteKey, Allowed]] = web.AppKey("ALLOWED")


@dataclass(frozen=True, slots=True)
class DeskRoute:
    """One route of the desk; `path` is the pattern aiohttp knows it by."""

    method: str
    path: str
    handler: Handler
    allow: Allowed


def desk_route(method: str, path: str, handler: Handler, allow: Allowed) -> DeskRoute:
    """Declare a route of the desk and who may use it; every path begins with /moderation."""
    if not path.startswith(PREFIX):
        raise ValueError(f"{path} is not a path of the desk")
    return DeskRoute(method, path, handler, allow)


def open_desk(app: web.Application, routes: Iterable[DeskRoute]) -> None:
    """Add the routes of the desk and put the gate before everything under /moderation; called once by the roof."""
    allowed: dict[RouteKey, Allowed] = {}
    for route in routes:
        key = (route.method, route.path)
        if key in allowed:
            raise ValueError(f"{route.method} {route.path} is declared twice")
        allowed[key] = route.allow
        app.router.add_route(route.method, route.path, route.handler)
    app[ALLOWED] = allowed
    app.middlewares.append(guard)


@web.middleware
async def guard(request: web.Request, handler: Handler) -> web.StreamResponse:
    """Find out who is asking and let them pass where their role is named; without a session show the way to one."""
    resource = request.match_info.route.resource
    path = request.path if resource is None else resource.canonical
    if not path.startswith(PREFIX):
        return await handler(request)
    who = await _signed_in(request)
    if who is not None:
        request[MODERATOR] = who
    if resource is None:
        # Nothing is here, or not for this method; whoever is signed in reads that in the layout of the desk.
        return await handler(request)
    allowed = request.config_dict[ALLOWED].get((request.method, resource.canonical), frozenset())
    if (who.role if who else None) in allowed:
        return await handler(request)
    if who is None:
        raise web.HTTPSeeOther(SIGN_IN_PAGE)
    raise ForbiddenError(texts.NOT_ALLOWED)


async def _signed_in(request: web.Request) -> SignedIn | None:
    token = token_of(request, DESK)
    return await sessions.signed_in(request.config_dict[DEPS], fingerprint(token)) if token else None
