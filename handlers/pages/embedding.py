"""The chat as a part of another site's page: only where that site is named in the settings, and no page but the chat."""

from aiohttp import web

from handlers.pages.site import SITE

EMBEDDED = "eingebettet"
PAGES = ("/chat", "/chat/neues", "/chat/link", "/chat/link/beenden")
FILES = "/chat/datei/"


def is_embedded(request: web.Request) -> bool:
    """Tell whether the chat is asked for in the form that stands in a frame of another site, and some site may do that."""
    of_chat = request.path in PAGES or request.path.startswith(FILES)
    return of_chat and EMBEDDED in request.query and bool(request.config_dict[SITE].embedders)


def ancestors_of(request: web.Request) -> str:
    """Return who may show this answer in a frame, as Content-Security-Policy writes it."""
    return " ".join(request.config_dict[SITE].embedders) if is_embedded(request) else "'none'"
