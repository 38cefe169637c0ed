"""Read what a path names, and where somebody came from."""

from urllib.parse import urlsplit

from aiohttp import web

from handlers.errors import NotFoundError
from handlers.pages import texts

KEY_DIGITS = 9


def number_in(request: web.Request, name: str) -> int:
    """Return the number a part of the path is; nothing is found under what is none."""
    return number_of(request.match_info[name])


def number_of(given: str) -> int:
    """Return the number a word of an address is; nothing is found under what is none."""
    if not (given.isascii() and given.isdigit() and len(given) <= KEY_DIGITS):
        raise NotFoundError(texts.NOT_FOUND)
    return int(given)


def way_back(request: web.Request, section: str) -> str | None:
    """Return the page of our own in a section of the site that led here; None where the browser names none, or this very one."""
    try:
        came_from = urlsplit(request.headers.get("Referer", ""))
    except ValueError:
        return None
    within = came_from.path == section or came_from.path.startswith(f"{section}/")
    if came_from.netloc != request.host or not within or (came_from.path == request.path and request.method == "GET"):
        return None
    return came_from._replace(scheme="", netloc="", fragment="").geturl()
