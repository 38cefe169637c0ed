"""Errors for programs, as RFC 9457 has them."""

import json

from aiohttp import web

FOR_PROGRAMS = "/api/"
CONTENT_TYPE = "application/problem+json"


def is_for_programs(path: str) -> bool:
    """Tell whether a program reads what this address answers."""
    return path.startswith(FOR_PROGRAMS)


def problem(status: int, title: str, detail: str) -> web.Response:
    """Answer with what is wrong."""
    body = json.dumps({"type": "about:blank", "title": title, "status": status, "detail": detail}, ensure_ascii=False)
    return web.Response(body=body.encode(), status=status, content_type=CONTENT_TYPE)
