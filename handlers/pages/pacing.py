"""Let no network ask for so much that others wait: a bound a minute for what is dear, by address.

What one resident may send is bounded with their messages, whichever channel they take; this is about everything behind one
network, a household, an office, a hall. An address of our own network is not counted: it is this machine, the town hall, or a
proxy that does not say for whom it asks, and one bound for everybody behind it would shut all out.
"""

import math
from collections.abc import Mapping
from datetime import timedelta

from aiohttp import web
from aiohttp.typedefs import Handler

from handlers.errors import TooOftenError
from handlers.pace import Rate
from handlers.pages import texts
from handlers.pages.callers import address_of, is_near, network_of
from handlers.pages.keys import DEPS

RATES: web.AppKey[Mapping[tuple[str, str], Rate]] = web.AppKey("RATES")


@web.middleware
async def keep_pace(request: web.Request, handler: Handler) -> web.StreamResponse:
    """Refuse what a network asks for beyond its rate, before anything is done for it."""
    resource = request.match_info.route.resource
    method = "GET" if request.method == "HEAD" else request.method
    rate = request.app.get(RATES, {}).get((method, resource.canonical)) if resource is not None else None
    if rate is not None:
        check_pace(request, rate)
    return await handler(request)


def check_pace(request: web.Request, rate: Rate) -> None:
    """Count a request of a network; TooOftenError beyond the rate."""
    deps, address = request.app[DEPS], address_of(request)
    network = "" if is_near(address) else network_of(address)
    if network and deps.pace.charge(rate, network, deps.now()):
        deps.meters.slowed.add(rate.name)
        raise TooOftenError(texts.TOO_OFTEN, deps.pace.wait(rate, deps.now()))


def asked_to_wait(response: web.Response, wait: timedelta) -> web.Response:
    """Say in an answer when to come again, in whole seconds."""
    response.headers["Retry-After"] = str(max(math.ceil(wait.total_seconds()), 1))
    return response
