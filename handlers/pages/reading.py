"""In which language a page is: as its reader chose, else as their browser asks, else German. The desk is German."""

import re
from dataclasses import dataclass
from datetime import timedelta
from urllib.parse import urlencode

from aiohttp import web

from handlers.i18n import LANGUAGE_PARAMETER
from handlers.languages import GERMAN, LanguageForm, best, form_of
from handlers.pages.canonical import canonical
from handlers.pages.site import SITE

# What a door knows of its reader before anything else, e.g. the language they chose in the chat.
READER = web.RequestKey("READER", str)
DESK = "/moderation"
COOKIE = "sprache"
KEPT = timedelta(days=365)
MOST_ACCEPTED = 20
QUALITY = re.compile(r"\s*q\s*=\s*([01](?:\.\d{0,3})?)\s*")


@dataclass(frozen=True, slots=True)
class Choice:
    """One entry of the language menu; `address` shows the same page in it, `canonical` is what search engines are told of that."""

    form: LanguageForm
    address: str
    canonical: str
    current: bool


def language_of(request: web.Request) -> str:
    """Return the tag of the language form the answer is to be in."""
    if _at_desk(request):
        return GERMAN
    offered = request.config_dict[SITE].languages
    for tag in (request.get(READER), _asked(request), _kept(request)):
        if tag in offered:
            return str(tag)
    accepted = _accepted(request.headers.get("Accept-Language", ""))
    return next((found for tag in accepted if (found := best(tag, offered))), GERMAN)


def language_asked(request: web.Request) -> str:
    """Return the language the address itself names: for files that programs fetch, whose browser is nobody's."""
    return language_named(request) or GERMAN


def language_named(request: web.Request) -> str:
    """Return the language the address itself names, "" where it names none there is."""
    asked = _asked(request)
    return asked if asked in request.config_dict[SITE].languages else ""


def choices(request: web.Request) -> tuple[Choice, ...]:
    """Return the language menu of a page; empty where there is nothing to choose."""
    offered, current = request.config_dict[SITE].languages, language_of(request)
    if _at_desk(request) or len(offered) == 1:
        return ()
    kept = [(name, value) for name, value in request.query.items() if name != LANGUAGE_PARAMETER]
    return tuple(
        Choice(
            form_of(tag),
            "?" + urlencode([*kept, (LANGUAGE_PARAMETER, tag)]),
            canonical(request, tag),
            tag == current,
        )
        for tag in offered
    )


def tell_language(request: web.Request, response: web.Response) -> None:
    """Tell browsers and caches what the language of a page hangs on, and let the browser keep one that was chosen."""
    if _at_desk(request):
        return
    response.headers["Content-Language"] = language_of(request)
    response.headers["Vary"] = "Accept-Language, Cookie"
    asked, site = _asked(request), request.config_dict[SITE]
    if asked in site.languages and asked != _kept(request):
        response.headers.setdefault("Cache-Control", "private")
        response.set_cookie(
            site.cookie_name(COOKIE),
            asked,
            max_age=int(KEPT.total_seconds()),
            path="/",
            httponly=True,
            samesite="Lax",
            secure=site.behind_tls,
        )


def _at_desk(request: web.Request) -> bool:
    return request.path == DESK or request.path.startswith(DESK + "/")


def _asked(request: web.Request) -> str:
    return request.query.get(LANGUAGE_PARAMETER, "").lower()


def _kept(request: web.Request) -> str | None:
    return request.cookies.get(request.config_dict[SITE].cookie_name(COOKIE))


def _accepted(header: str) -> list[str]:
    """Return the tags of an Accept-Language header, the most wanted first."""
    weighed = []
    for part in header.split(",")[:MOST_ACCEPTED]:
        tag, _, parameter = part.partition(";")
        quality = QUALITY.fullmatch(parameter)
        weighed.append((float(quality[1]) if quality else 1.0, tag.strip()))
    return [tag for weight, tag in sorted(weighed, key=lambda pair: -pair[0]) if weight > 0 and tag]
