"""Is the process alive, is everything behind it there, and how is the outbox: for the operator and their monitoring."""

from aiohttp import web
from sqlalchemy.exc import SQLAlchemyError

from bot.disk import Disk
from bot.telegram import Telegram
from handlers.pages.keys import DEPS
from storage.models import OutgoingState

CHANNEL: web.AppKey[Telegram | None] = web.AppKey("CHANNEL")
DISK: web.AppKey[Disk | None] = web.AppKey("DISK")


async def on_healthz(_request: web.Request) -> web.Response:
    """Say that the process answers."""
    return web.json_response({"status": "ok"})


async def on_readyz(request: web.Request) -> web.Response:
    """Say whether database, disk, model and channels are there; 503 while one is not."""
    deps = request.app[DEPS]
    channel, disk = request.app[CHANNEL], request.app[DISK]
    parts = {"model": bool(deps.reader.read("Es ist dunkel.").text)}
    if channel is not None:
        parts["telegram"] = channel.up
    try:
        async with deps.open_reading() as work:
            await work.marks.get("examples")
        parts["database"] = disk is None or disk.storing
    except (SQLAlchemyError, OSError):
        parts["database"] = False
    if disk is not None:
        parts["disk"] = not disk.full
    ready = all(parts.values())
    return web.json_response({"status": "ok" if ready else "not ready", **parts}, status=200 if ready else 503)


async def on_metrics(request: web.Request) -> web.Response:
    """Show counts in Prometheus' text format; no personal data."""
    deps = request.app[DEPS]
    async with deps.open_reading() as work:
        states = await work.outbox.counts()
        oldest = await work.outbox.next_due()
        aside = len(await work.dialogs.set_aside())
        concerns = await work.concerns.count_by_outcome()
    lag = max((deps.now() - oldest).total_seconds(), 0.0) if oldest else 0.0
    lines = ["# TYPE forumsbote_outbox_rows gauge"]
    lines += [f'forumsbote_outbox_rows{{state="{state}"}} {states.get(state, 0)}' for state in OutgoingState]
    lines += ["# TYPE forumsbote_outbox_lag_seconds gauge", f"forumsbote_outbox_lag_seconds {lag:.3f}"]
    lines += ["# TYPE forumsbote_updates_set_aside gauge", f"forumsbote_updates_set_aside {aside}"]
    lines += ["# TYPE forumsbote_concerns gauge"]
    lines += [f'forumsbote_concerns{{outcome="{outcome}"}} {n}' for outcome, n in sorted(concerns.items())]
    return web.Response(text="\n".join(lines) + "\n", content_type="text/plain", charset="utf-8")
