"""The one address each page is known by: what search engines are told, and what stands in links that are shared."""

from urllib.parse import urlencode

from aiohttp import web

from handlers.i18n import LANGUAGE_PARAMETER
from handlers.pages.site import SITE

# What an address says behind its path and makes another page of it; everything else leads to the same one.
TELLING = ("thema", "bereich", "ortsteil", "seite", "fassung")


def canonical(request: web.Request, language: str = "") -> str:
    """Return the address of a page in a language; without one, the address that goes by what a browser asks for."""
    told = [(name, request.query[name]) for name in TELLING if request.query.get(name)]
    if language:
        told.append((LANGUAGE_PARAMETER, language))
    address = f"{request.config_dict[SITE].public_url}{request.rel_url.raw_path}"
    return f"{address}?{urlencode(told)}" if told else address
