"""Read from a request who knocks."""

from aiohttp import web

from handlers.accounts.visitor import Visitor, browser_of, is_near, network_of, system_of
from handlers.pages.sessions import DESK, DEVICE, fingerprint, token_of


def visitor_of(request: web.Request) -> Visitor:
    """Return the browser behind a request."""
    agent = request.headers.get("User-Agent", "")[:400]
    device, session = token_of(request, DEVICE), token_of(request, DESK)
    return Visitor(
        network=network_of(_address_of(request)),
        browser=browser_of(agent),
        system=system_of(agent),
        device=fingerprint(device) if device else None,
        session=fingerprint(session) if session else None,
    )


def _address_of(request: web.Request) -> str:
    """Return the address of a browser; a proxy of our own network names it as the last one of X-Forwarded-For."""
    beside_us = request.remote or ""
    named = request.headers.getall("X-Forwarded-For", [])
    return named[-1].rpartition(",")[2] if named and is_near(beside_us) else beside_us
