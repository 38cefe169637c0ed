"""Read what a path names."""

from aiohttp import web

from handlers.errors import NotFoundError
from handlers.pages import texts

KEY_DIGITS = 9


def number_in(request: web.Request, name: str) -> int:
    """Return the number a part of the path is; nothing is found under what is none."""
    given = request.match_info[name]
    if not (given.isascii() and given.isdigit() and len(given) <= KEY_DIGITS):
        raise NotFoundError(texts.NOT_FOUND)
    return int(given)
