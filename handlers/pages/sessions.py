"""Hold the cookie of a server-side session. The row itself is the feature's: it keeps only the fingerprint of the token."""

import hashlib
import re
import secrets
from datetime import timedelta
from typing import NamedTuple

from aiohttp import web

from handlers.pages.site import SITE

TOKEN_BYTES = 32
TOKEN = re.compile(r"[A-Za-z0-9_-]{43}")


class SessionCookie(NamedTuple):
    """One kind of session: its cookie's bare name, and how long a browser keeps it (None: until it is closed).

    framed  it is for our page in a frame of another site; a browser keeps it apart for each such site, and only over TLS
    """

    name: str
    lasts: timedelta | None
    framed: bool = False


CHAT = SessionCookie("chat", timedelta(days=180))
FRAMED_CHAT = SessionCookie("chat_framed", timedelta(days=180), framed=True)
DESK = SessionCookie("desk", timedelta(days=7))
HALF_WAY = SessionCookie("desk_half_way", timedelta(minutes=10))
DEVICE = SessionCookie("desk_device", timedelta(days=180))


def new_token() -> str:
    """Return a token nobody can guess: 256 bit, 43 characters."""
    return secrets.token_urlsafe(TOKEN_BYTES)


def fingerprint(token: str) -> str:
    """Return what is stored of a token (sha256, hex): from it nobody can sign in."""
    return hashlib.sha256(token.encode()).hexdigest()


def token_of(request: web.Request, cookie: SessionCookie) -> str | None:
    """Return the token a browser brought; whatever does not look like one of ours counts as none."""
    token = request.cookies.get(request.config_dict[SITE].cookie_name(cookie.name), "")
    return token if TOKEN.fullmatch(token) else None


def give_token(request: web.Request, response: web.StreamResponse, cookie: SessionCookie, token: str) -> None:
    """Let the browser keep a token: out of reach of scripts, not sent along from other sites, over TLS where there is TLS."""
    if cookie.framed:
        response.headers.add("Set-Cookie", _framed(request.config_dict[SITE].cookie_name(cookie.name), token, cookie))
        return
    response.set_cookie(
        request.config_dict[SITE].cookie_name(cookie.name),
        token,
        max_age=int(cookie.lasts.total_seconds()) if cookie.lasts else None,
        path="/",
        httponly=True,
        samesite="Lax",
        secure=request.config_dict[SITE].behind_tls,
    )


def take_token(request: web.Request, response: web.StreamResponse, cookie: SessionCookie) -> None:
    """Let the browser forget a token; the feature deletes the row."""
    response.del_cookie(
        request.config_dict[SITE].cookie_name(cookie.name),
        path="/",
        httponly=True,
        samesite="Lax",
        secure=request.config_dict[SITE].behind_tls,
    )


def _framed(name: str, token: str, cookie: SessionCookie) -> str:
    """Write down a cookie for a frame of another site; the standard library knows `Partitioned` only from Python 3.14 on."""
    age = f" Max-Age={int(cookie.lasts.total_seconds())};" if cookie.lasts else ""
    return f"{name}={token};{age} Path=/; HttpOnly; SameSite=None; Secure; Partitioned"
