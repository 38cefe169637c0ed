"""Run one process: the web, the channels, the sender and the clock, until a signal says stop."""

import asyncio
import fcntl
import gc
import signal
from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import AsyncExitStack, asynccontextmanager, contextmanager, nullcontext
from dataclasses import replace
from enum import StrEnum

import structlog
import uvloop
from aiohttp import web, web_response

from bot import examples, health, schedule
from bot.dialog import DIALOG
from bot.disk import Disk
from bot.journal import FileJournal
from bot.sender import Sender
from bot.settings import Settings, SettingsError, TelegramMode
from bot.telegram import Telegram, named, receive, telegram
from bot.web import SERVICE, build_app
from bot.wiring import Installation, build_post, installation, now
from handlers.accounts import actions as desk
from handlers.channels.telegram.door import Door
from handlers.deps import Deps
from handlers.errors import DiskFullError
from handlers.outbox import actions as outbox
from storage.bell import Bell
from storage.presence import NotFreeError, present

log = structlog.get_logger()
GRACE_SECONDS = 8.0
THIS_MACHINE = "127.0.0.1"


class Part(StrEnum):
    """What a process does: all, only the pages and the webhook, or only sending, ticking and polling."""

    ALL = "all"
    WEB = "web"
    WORKER = "worker"

    @property
    def serves(self) -> bool:
        return self is not Part.WORKER

    @property
    def works(self) -> bool:
        return self is not Part.WEB


def serve(settings: Settings, part: Part) -> None:
    """Run until SIGTERM or SIGINT; SettingsError when this process may not start."""
    if settings.is_sqlite and part is not Part.ALL:
        raise SettingsError("Mehrere Prozesse brauchen PostgreSQL: mit SQLite bitte `forumsbote run` nehmen.")
    with alone(settings):
        try:
            uvloop.run(_serve(settings, part))
        except DiskFullError:
            raise SettingsError("Die Platte ist voll, nichts kann gespeichert werden: bitte Platz schaffen.") from None


@contextmanager
def alone(settings: Settings) -> Iterator[None]:
    """Hold a lock beside an SQLite file, so that a second process cannot serve the same one."""
    if not settings.is_sqlite:
        yield
        return
    file = settings.sqlite_file.with_name(f"{settings.sqlite_file.name}.lock")
    file.parent.mkdir(parents=True, exist_ok=True)
    with file.open("w") as handle:
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError:
            raise SettingsError(f"Mit {file.stem} läuft schon ein Prozess. SQLite dient nur einem.") from None
        yield


@asynccontextmanager
async def _opened(settings: Settings, wake_outbox: Callable[[], None]) -> AsyncIterator[Installation]:
    """Open the installation and, where others may serve it too, be known to `forumsbote restore` as one who does."""
    async with installation(settings, wake_outbox=wake_outbox) as opened:
        try:
            async with nullcontext() if settings.is_sqlite else present(opened.database):
                yield opened
        except NotFreeError:
            raise SettingsError("Gerade wird eine Sicherung zurückgespielt: bitte danach starten.") from None


async def _serve(settings: Settings, part: Part) -> None:
    sender, bell, stop = Sender(), Bell(), asyncio.Event()
    for number in (signal.SIGTERM, signal.SIGINT):
        asyncio.get_running_loop().add_signal_handler(number, stop.set)
    async with AsyncExitStack() as stack:
        disk = Disk(settings.sqlite_file) if settings.is_sqlite else None
        if disk:
            disk.begin()
        wake = sender.wake if part.works else bell.ring
        opened = await stack.enter_async_context(_opened(settings, wake))
        channel = await stack.enter_async_context(telegram(settings))
        deps = _watched(named(opened.deps, channel), disk)
        FileJournal(settings.journal_file, now).begin()
        await examples.settle(deps, live=settings.telegram_on)
        if settings.is_sqlite:
            await outbox.take_over(deps)
        door = Door(deps, DIALOG, channel.bot) if channel else None
        # A process that leaves the fetching to another cannot tell how Telegram is.
        asked = channel if _receives(settings, part) else None
        if part.serves:
            app = build_app(settings, deps, asked, door, disk)
            await stack.enter_async_context(_site(app, settings.host, settings.port))
            await _announce(settings, deps)
        elif settings.metrics_port:
            app = health.watch_app(deps, asked)
            await stack.enter_async_context(_site(app, THIS_MACHINE, settings.metrics_port))
        _set_aside_what_stays()
        jobs = schedule.jobs_of(opened.database, FileJournal(settings.journal_file, now), disk, works=part.works)
        tasks = _tasks(settings, part, deps, sender, channel, door, jobs, stop)
        if not settings.is_sqlite:
            of_bell = (
                bell.listen(opened.database, sender.wake, stop) if part.works else bell.tell(opened.database, stop)
            )
            tasks.append(asyncio.create_task(of_bell))
        log.info("process.started", part=part, telegram=channel is not None)
        await stop.wait()
        await _finish(tasks)
        if door:
            await door.close()
        log.info("process.stopped", part=part)


class _site:  # noqa: N801  reads as the verb of `async with`
    """A web server of this process."""

    def __init__(self, app: web.Application, host: str, port: int) -> None:
        # What is no request at all is answered before any of our doors, and would be told which versions run here.
        web_response.SERVER_SOFTWARE = SERVICE  # type: ignore[attr-defined]  # imported there, and no setting
        self._runner = web.AppRunner(app, access_log=None, shutdown_timeout=GRACE_SECONDS)
        self._host, self._port = host, port

    async def __aenter__(self) -> None:
        await self._runner.setup()
        site = web.TCPSite(self._runner, self._host, self._port)
        try:
            await site.start()
        except OSError as error:
            await self._runner.cleanup()
            where = f"{self._host}:{self._port}"
            raise SettingsError(f"Auf {where} kann nicht gelauscht werden: {error.strerror}.") from error

    async def __aexit__(self, *_: object) -> None:
        await self._runner.cleanup()


def _set_aside_what_stays() -> None:
    """Keep the collector of garbage from looking through the language models again and again, while everybody waits."""
    gc.collect()
    gc.freeze()


def _watched(deps: Deps, disk: Disk | None) -> Deps:
    """Return the bundle whose works notice a full disk."""
    return replace(deps, open_work=disk.watched(deps.open_work)) if disk else deps


def _receives(settings: Settings, part: Part) -> bool:
    """Say whether updates of Telegram come to this process: polled by who works, brought to who serves."""
    return part.works if settings.telegram_mode is TelegramMode.POLLING else part.serves


def _tasks(
    settings: Settings,
    part: Part,
    deps: Deps,
    sender: Sender,
    channel: Telegram | None,
    door: Door | None,
    jobs: tuple[schedule.Job, ...],
    stop: asyncio.Event,
) -> list[asyncio.Task[None]]:
    """Start what goes on beside the web server."""
    tasks = []
    if part.works:
        tasks.append(asyncio.create_task(sender.run(deps, build_post(channel.messenger if channel else None), stop)))
    tasks.append(asyncio.create_task(_tick(deps, stop, jobs)))
    if channel and door and _receives(settings, part):
        tasks.append(asyncio.create_task(receive(channel, settings, deps, DIALOG, door, stop)))
    return tasks


async def _tick(deps: Deps, stop: asyncio.Event, jobs: tuple[schedule.Job, ...]) -> None:
    scheduler = schedule.start(deps, jobs)
    try:
        await stop.wait()
    finally:
        scheduler.shutdown(wait=False)


async def _finish(tasks: list[asyncio.Task[None]]) -> None:
    """Let what is under way end, but not for ever."""
    if not tasks:
        return
    _done, late = await asyncio.wait(tasks, timeout=GRACE_SECONDS)
    for task in late:
        task.cancel()
    await asyncio.gather(*tasks, return_exceptions=True)


async def _announce(settings: Settings, deps: Deps) -> None:
    """Print where everything is, and while nobody sits at the desk a link for the first admin."""
    lines = [
        "",
        f"  Öffentliche Seite  {settings.origin}/",
        f"  Chat               {settings.origin}/chat",
        f"  Schreibtisch       {settings.origin}/moderation",
    ]
    link = await _first_admin(deps)
    if link:
        lines += ["", "  Anmeldelink für die Verwaltung (gilt einmal, 24 Stunden):", f"  {link}"]
    print("\n".join(lines), flush=True)  # noqa: T201  these are words for the person who started it


async def _first_admin(deps: Deps) -> str:
    """Return a sign-in link until the first admin has used one."""
    token = await desk.first_admin_token(deps, "Verwaltung")
    return desk.sign_in_address(deps, token) if token else ""
