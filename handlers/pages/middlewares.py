"""Keep the manners of every page: errors become words, forms come from our own pages, browsers are told what is allowed."""

import structlog
from aiohttp import web
from aiohttp.typedefs import Handler

from handlers.errors import ForbiddenError, NotFoundError, RefusalError, TooOftenError
from handlers.i18n import Phrase, speaker
from handlers.pages import texts
from handlers.pages.addresses import way_back
from handlers.pages.embedding import ancestors_of
from handlers.pages.keys import MODERATOR
from handlers.pages.layout import LANGUAGE, render
from handlers.pages.pacing import asked_to_wait, keep_pace
from handlers.pages.problems import is_for_programs, problem
from handlers.pages.site import SITE

log = structlog.get_logger(__name__)

SAFE_METHODS = frozenset({"GET", "HEAD", "OPTIONS"})
OWN_PAGES = frozenset({"same-origin", "none"})
DESK = "/moderation"
NEVER_KEPT = (DESK, "/chat", "/vorgang")
CONTENT_POLICY = (
    "default-src 'none'; style-src 'self'; img-src 'self' data:; script-src 'self'; form-action 'self'; "
    "base-uri 'none'; connect-src 'self'; frame-ancestors {ancestors}"
)
SECURITY_HEADERS = {
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "same-origin",
    "Permissions-Policy": "geolocation=(self), camera=(), microphone=()",
    "Cross-Origin-Opener-Policy": "same-origin",
}
STARTED = web.RequestKey("STARTED", web.StreamResponse)
TLS_ONLY = {"Strict-Transport-Security": "max-age=31536000"}
STATUS_WORDS: dict[int, tuple[Phrase, Phrase]] = {
    404: (texts.NOT_FOUND_TITLE, texts.NOT_FOUND),
    405: (texts.REFUSED_TITLE, texts.WRONG_METHOD),
    413: (texts.REFUSED_TITLE, texts.TOO_MUCH),
}


def keep_manners(app: web.Application) -> None:
    """Give an application all of this; called once by the roof, before its routes are used."""
    app.middlewares.extend([speak_of_errors, refuse_foreign_forms, keep_pace])
    app.on_response_prepare.append(add_security_headers)


@web.middleware
async def speak_of_errors(request: web.Request, handler: Handler) -> web.StreamResponse:
    """Turn a refusal into its page, and a fault into one log line with its traceback and one honest sentence."""
    try:
        return await handler(request)
    except RefusalError as refusal:
        return _refused(request, refusal)
    except web.HTTPException as answer:
        if answer.status < 400:
            raise
        page = _error_page(
            request, answer.status, *STATUS_WORDS.get(answer.status, (texts.REFUSED_TITLE, texts.UNUSABLE))
        )
        if isinstance(answer, web.HTTPMethodNotAllowed):
            page.headers["Allow"] = answer.headers["Allow"]
        return page
    except Exception as fault:
        if fault is request.content.exception():
            # The body broke off or is not packed as its header says: the sender's side, not ours.
            return _error_page(request, 400, texts.REFUSED_TITLE, texts.UNUSABLE)
        # The path itself may hold a sign-in token or a case number; the route's own pattern never does.
        log.exception("page.failed", method=request.method, route=_route(request))
        started = request.get(STARTED)
        if started is not None:
            return _cut_off(request, started)
        return _error_page(request, 500, texts.FAULT_TITLE, texts.FAULT)


@web.middleware
async def refuse_foreign_forms(request: web.Request, handler: Handler) -> web.StreamResponse:
    """Refuse what another site makes a browser send. A sender that names no origin at all is no browser."""
    if request.method not in SAFE_METHODS and not from_own_page(request):
        raise ForbiddenError(texts.FOREIGN_ORIGIN)
    return await handler(request)


def from_own_page(request: web.Request) -> bool:
    """Tell whether a request that changes something comes from our own pages, as far as its browser says so."""
    site = request.headers.get("Sec-Fetch-Site")
    if site is not None:
        return site in OWN_PAGES
    origin = request.headers.get("Origin")
    if origin is None:
        return True
    # Only hosts are compared: behind a proxy that ends TLS the scheme we see is not the one the browser saw.
    own = {request.host, _host(request.config_dict[SITE].public_url)}
    return _host(origin) in own - {""}


async def add_security_headers(request: web.Request, response: web.StreamResponse) -> None:
    """Tell browsers what they may do with this answer; what a door has already said itself stays."""
    request[STARTED] = response
    response.headers["Server"] = request.config_dict[SITE].service  # not which versions run here
    policy = {"Content-Security-Policy": CONTENT_POLICY.format(ancestors=ancestors_of(request))}
    headers = SECURITY_HEADERS | policy | (TLS_ONLY if request.config_dict[SITE].behind_tls else {})
    for name, value in headers.items():
        response.headers.setdefault(name, value)
    if request.path.startswith(NEVER_KEPT):
        response.headers["Cache-Control"] = "no-store"


def _host(origin: str) -> str:
    return origin.partition("://")[2]


def _refused(request: web.Request, refusal: RefusalError) -> web.Response:
    match refusal:
        case NotFoundError():
            title = texts.NOT_FOUND_TITLE
        case ForbiddenError():
            title = texts.FORBIDDEN_TITLE
        case _:
            title = texts.REFUSED_TITLE
    log.info("page.refused", reason=refusal.sentence.key, status=refusal.status, route=_route(request))
    page = _error_page(request, refusal.status, title, refusal.sentence)
    return asked_to_wait(page, refusal.wait) if isinstance(refusal, TooOftenError) else page


def _cut_off(request: web.Request, started: web.StreamResponse) -> web.StreamResponse:
    """Break the connection of a download that failed half way, so that nobody takes the half for the whole."""
    if request.transport is not None:
        request.transport.abort()
    return started


def _error_page(request: web.Request, status: int, title: Phrase, sentence: Phrase) -> web.Response:
    """Return the page of a no: in the layout of the desk, with the way back, for who is signed in there; short for programs."""
    if is_for_programs(request.path):
        say = speaker(LANGUAGE).say
        return problem(status, say(title), say(sentence))
    back = way_back(request, DESK) if MODERATOR in request else None
    return render(request, "error.html", status=status, title=title, sentence=sentence, back=back)


def _route(request: web.Request) -> str:
    resource = request.match_info.route.resource
    return resource.canonical if resource is not None else "none"
