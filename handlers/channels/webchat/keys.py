"""Name what the chat's doors find on the application."""

from collections.abc import Mapping

from aiohttp import web

from handlers.dialog.table import Dialog
from handlers.outbox.post import Producer

DIALOG = web.AppKey("DIALOG", Dialog)
PRODUCERS: web.AppKey[Mapping[str, Producer]] = web.AppKey("PRODUCERS")
