"""Is the process alive, is everything behind it there, and how is the outbox: for the operator and their monitoring."""

import time
from collections.abc import Iterator, Mapping

from aiohttp import web
from sqlalchemy.exc import SQLAlchemyError

from bot.disk import Disk
from bot.exposition import CONTENT_TYPE, text_of
from bot.telegram import Telegram
from handlers.deps import Deps
from handlers.meters import Family, Kind, Sample
from handlers.pages.callers import is_all_near
from handlers.pages.keys import DEPS
from handlers.residents.arrivals import arrivals
from storage.models import OutgoingKind, OutgoingState
from storage.repositories.outbox import RANKS

CHANNEL: web.AppKey[Telegram | None] = web.AppKey("CHANNEL")
DISK: web.AppKey[Disk | None] = web.AppKey("DISK")
RANK_NAMES = {
    RANKS[OutgoingKind.REPLY]: "answers",
    RANKS[OutgoingKind.NOTICE]: "notices",
    RANKS[OutgoingKind.BROADCAST]: "broadcasts",
}


async def on_healthz(_request: web.Request) -> web.Response:
    """Say that the process answers."""
    return web.json_response({"status": "ok"})


async def on_readyz(request: web.Request) -> web.Response:
    """Say whether database, disk, model and channels are there; 503 while one is not."""
    deps = request.app[DEPS]
    channel, disk = request.app[CHANNEL], request.app[DISK]
    parts = {"model": bool((await deps.read("Es ist dunkel.")).text)}
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
    """Show what the process counted and how the installation stands, for Prometheus; no personal data.

    Only to this machine and its own network: these counts are exact and of this moment, what everybody may read is neither.
    """
    if not is_all_near(request):
        raise web.HTTPNotFound
    deps = request.app[DEPS]
    families = (*deps.meters.families(), *_sender(deps), *await _standing(deps))
    return web.Response(body=text_of(families).encode(), headers={"Content-Type": CONTENT_TYPE})


def watch_app(deps: Deps, channel: Telegram | None) -> web.Application:
    """Return what a process shows that serves no pages."""
    app = web.Application()
    app[DEPS] = deps
    app[CHANNEL], app[DISK] = channel, None
    app.add_routes(
        (web.get("/healthz", on_healthz), web.get("/readyz", on_readyz), web.get("/metrics", on_metrics)),
    )
    return app


def _sender(deps: Deps) -> Iterator[Family]:
    """Yield how long the sender has not looked, where this process has one."""
    ago = deps.meters.sender_looked.ago(time.monotonic())
    if ago is not None:
        yield _gauge("sender_looked_seconds", "Time since the sender last looked for what is due.", Sample(ago))


async def _standing(deps: Deps) -> tuple[Family, ...]:
    """Return the figures of the whole installation, read from its database."""
    now = deps.now()
    async with deps.open_reading() as work:
        states = await work.outbox.counts()
        oldest = await work.outbox.oldest_due(now)
        aside = await work.troubles.count_updates()
        concerns = await work.concerns.count_by_outcome()
    came = await arrivals(deps)
    ages = {name: (now - oldest.get(rank, now)).total_seconds() for rank, name in RANK_NAMES.items()}
    return (
        _gauge("outbox_rows", "Messages out, by state.", *_by("state", {s: states.get(s, 0) for s in OutgoingState})),
        _gauge("outbox_oldest_due_seconds", "How long the oldest due message of a rank waits.", *_by("rank", ages)),
        _gauge("outbox_lag_seconds", "How long the oldest due message waits.", Sample(max(ages.values()))),
        _gauge("updates_set_aside", "Updates set aside that wait for a person.", Sample(aside)),
        _gauge("new_residents", "Who began a chat in the last hour, counted every five minutes.", Sample(came.came)),
        _gauge("new_residents_surge", "Whether that was far more than usual lately.", Sample(came.surging(now))),
        _gauge(
            "concerns", "Concerns, by outcome.", *_by("outcome", {str(outcome): n for outcome, n in concerns.items()})
        ),
    )


def _gauge(name: str, meaning: str, *samples: Sample) -> Family:
    return Family(f"forumsbote_{name}", meaning, Kind.GAUGE, samples)


def _by(label: str, figures: Mapping[str, float]) -> Iterator[Sample]:
    return (Sample(figure, {label: str(value)}) for value, figure in sorted(figures.items()))
