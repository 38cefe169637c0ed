"""Read from a request who knocks."""

from aiohttp import web

from handlers.accounts.visitor import Visitor, browser_of, system_of
from handlers.pages.callers import address_of, network_of
from handlers.pages.sessions import DESK, DEVICE, fingerprint, token_of


def visitor_of(request: web.Request) -> Visitor:
    """Return the browser behind a request."""
    agent = request.headers.get("User-Agent", "")[:400]
    device, session = token_of(request, DEVICE), token_of(request, DESK)
    return Visitor(
        network=network_of(address_of(request)),
        browser=browser_of(agent),
        system=system_of(agent),
        device=fingerprint(device) if device else None,
        session=fingerprint(session) if session else None,
    )
