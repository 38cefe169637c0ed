"""Answer with a body a reader may keep, and tell them whether the one they have is still the same."""

import hashlib
from collections.abc import Mapping
from datetime import datetime

from aiohttp import web
from aiohttp.helpers import ETag


def answer_tagged(
    request: web.Request,
    body: bytes,
    content_type: str,
    *,
    charset: str | None = None,
    headers: Mapping[str, str] | None = None,
    changed_at: datetime | None = None,
) -> web.Response:
    """Return the body under its hash, or 304 where the reader has just this one.

    changed_at  moment of the last change; believed only from a reader that knows no hash.
    """
    tag = hashlib.sha256(body).hexdigest()[:32]
    known = _knows(request, tag, changed_at)
    response = (
        web.Response(status=304) if known else web.Response(body=body, content_type=content_type, charset=charset)
    )
    response.etag = ETag(value=tag)
    if changed_at is not None:
        response.last_modified = changed_at
    response.headers.update(headers or {})
    return response


def _knows(request: web.Request, tag: str, changed_at: datetime | None) -> bool:
    named = request.if_none_match
    if named is not None:
        return any(each.value in (tag, "*") for each in named)
    since = request.if_modified_since
    return changed_at is not None and since is not None and changed_at.replace(microsecond=0) <= since
