"""The feeds."""

from datetime import datetime

from aiohttp import web

from handlers.feeds.atom import atom
from handlers.feeds.entries import feed
from handlers.feeds.json_feed import json_feed
from handlers.pages.conditional import answer_tagged
from handlers.pages.keys import DEPS

FOR_EVERYONE = {"Cache-Control": "public, max-age=300", "Access-Control-Allow-Origin": "*"}
ATOM_TYPE, JSON_TYPE = "application/atom+xml", "application/feed+json"


async def on_atom(request: web.Request) -> web.Response:
    """Give the news as Atom."""
    found, origin = await feed(request.app[DEPS]), request.app[DEPS].public_url
    body = atom(found, address=f"{origin}/feed.atom", home=f"{origin}/")
    return _answer(request, body, ATOM_TYPE, found.updated)


async def on_json(request: web.Request) -> web.Response:
    """Give the news as JSON Feed."""
    found, origin = await feed(request.app[DEPS]), request.app[DEPS].public_url
    body = json_feed(found, address=f"{origin}/feed.json", home=f"{origin}/")
    return _answer(request, body, JSON_TYPE, found.updated)


def _answer(request: web.Request, body: bytes, content_type: str, changed_at: datetime | None) -> web.Response:
    return answer_tagged(request, body, content_type, charset="utf-8", headers=FOR_EVERYONE, changed_at=changed_at)
