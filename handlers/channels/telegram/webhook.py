"""The door Telegram knocks at: secret, size, shape, and 200 only for what is on the disk."""

import hmac
import json
import re
from dataclasses import dataclass
from typing import Any

import structlog
from aiohttp import web

from handlers.channels.intake import Taken
from handlers.channels.telegram.door import Door
from handlers.channels.telegram.translate import NoUpdateError

log = structlog.get_logger(__name__)
SECRET_HEADER = "X-Telegram-Bot-Api-Secret-Token"  # noqa: S105 (the header's name)
SECRET_SHAPE = re.compile(r"[A-Za-z0-9_-]{1,256}")
LIMIT_BYTES = 1024 * 1024


@dataclass(frozen=True, slots=True)
class Webhook:
    """What the route needs: where updates go, and the secret that proves they come from Telegram."""

    door: Door
    secret: str

    def __post_init__(self) -> None:
        if not SECRET_SHAPE.fullmatch(self.secret):
            raise ValueError("a webhook needs a secret of 1 to 256 letters, digits, _ and -")


WEBHOOK = web.AppKey("WEBHOOK", Webhook)


async def take_update(request: web.Request) -> web.Response:
    """Take one update; any other answer than 200 makes Telegram bring it again."""
    webhook = request.app[WEBHOOK]
    given = request.headers.get(SECRET_HEADER, "")
    if not hmac.compare_digest(given.encode("utf-8", "surrogateescape"), webhook.secret.encode()):
        return web.Response(status=403, text="wrong secret")
    body = await _body(request)
    if body is None:
        return web.Response(status=413, text="an update has at most 1 MB")
    try:
        taken = await webhook.door.take(_update(body))
    except NoUpdateError:
        return web.Response(status=400, text="not an update")
    except Exception:
        log.exception("telegram.update_not_stored")
        return web.Response(status=500, text="not stored")
    if taken is Taken.FAILED:
        return web.Response(status=500, text="not stored")
    return web.Response(text="ok")


async def _body(request: web.Request) -> bytes | None:
    """Return the body, or None when it is too big; no more than the limit is ever read."""
    if (request.content_length or 0) > LIMIT_BYTES:
        return None
    body = bytearray()
    async for chunk in request.content.iter_any():
        body += chunk
        if len(body) > LIMIT_BYTES:
            return None
    return bytes(body)


def _update(body: bytes) -> dict[str, Any]:
    try:
        parsed = json.loads(body)
    except (ValueError, RecursionError) as error:
        raise NoUpdateError from error
    if not isinstance(parsed, dict):
        raise NoUpdateError
    return parsed
