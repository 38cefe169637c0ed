"""`forumsbote check`: is everything there that this installation needs?"""

import shutil
from dataclasses import dataclass
from pathlib import Path

from sqlalchemy.exc import SQLAlchemyError
from telegram.error import TelegramError

from bot.disk import ROOM_BYTES, reserve_beside
from bot.settings import Settings, secret_key
from bot.telegram import telegram
from handlers.city.loading import load
from handlers.city.pack import CityPack
from nlp.errors import ModelError
from nlp.in_force import InForce
from nlp.learning.shelf import Shelf
from storage import migrating
from storage.database import connect
from storage.models import Outgoing, OutgoingState

LISTED = 1000
MEGABYTE = 1024 * 1024
LEAST_FREE_BYTES = 500 * MEGABYTE


@dataclass(frozen=True, slots=True)
class Finding:
    """One line of the check."""

    good: bool
    words: str


async def check(settings: Settings) -> list[Finding]:
    """Look at settings, city pack, model, database, disk and Telegram; nothing is changed."""
    secret_key(settings)
    pack = load(settings.city)
    return [
        Finding(True, "Einstellungen gelesen."),
        *_pack(settings, pack),
        *await _database(settings),
        *_disk(settings),
        *await _telegram(settings),
    ]


def _pack(settings: Settings, pack: CityPack) -> list[Finding]:
    in_force = InForce(pack.lexicon(), Shelf(settings.models))
    model = _model(in_force)
    reading = in_force.reader.read("Am Doberaner Platz ist die Laterne kaputt.")
    found = [
        Finding(bool(reading.topics), f"Stadtpaket {pack.info.short_name}: {len(pack.topics)} Themen, Sprache bereit."),
        model,
    ]
    if pack.info.to_fill:
        found.append(Finding(True, f"Im Stadtpaket noch einzutragen: {', '.join(pack.info.to_fill)}."))
    return found


def _model(in_force: InForce) -> Finding:
    try:
        in_force.follow()
    except ModelError as fault:
        return Finding(False, f"Das Sprachmodell {fault.name} ist nicht lesbar: forumsbote nlp restore")
    return Finding(True, f"Sprachmodell in Kraft: {in_force.name or 'das mitgelieferte'}.")


async def _database(settings: Settings) -> list[Finding]:
    database = connect(settings.database_url)
    try:
        current, head = await migrating.current(database), migrating.head()
        async with database.reading() as work:
            aside = len(await work.dialogs.set_aside()) if current == head else 0
            unresolved = await work.outbox.unresolved(LISTED) if current == head else []
    except (SQLAlchemyError, OSError) as error:
        return [Finding(False, f"Datenbank nicht erreichbar: {type(error).__name__}.")]
    finally:
        await database.close()
    if current != head:
        return [Finding(False, f"Datenbank ist auf Stand {current or 'leer'}, nötig ist {head}: forumsbote db upgrade")]
    return [
        Finding(True, "Datenbank erreichbar und auf dem neuesten Stand."),
        Finding(aside == 0, f"Beiseitegelegte Nachrichten: {aside}."),
        Finding(not unresolved, f"Nachrichten, die scheiterten oder ungewiss sind: {len(unresolved) or 'keine'}."),
        *(Finding(False, _unresolved(row)) for row in unresolved),
    ]


def _unresolved(row: Outgoing) -> str:
    """Return one line about a message nobody can be sure of; it names no person."""
    state = "ungewiss" if row.state is OutgoingState.AMBIGUOUS else "gescheitert"
    forum = f", Forum {row.forum_id}" if row.forum_id else ""
    return f"Nachricht {row.id} ({row.kind}{forum}) vom {row.created_at:%d.%m.%Y %H:%M} UTC: {state} ({row.reason or '-'})."


def _disk(settings: Settings) -> list[Finding]:
    if not settings.is_sqlite:
        return []
    folder = settings.sqlite_file.resolve().parent
    free = shutil.disk_usage(folder if folder.exists() else Path.cwd()).free
    return [
        Finding(free > LEAST_FREE_BYTES, f"Freier Platz neben der Datenbank: {free // MEGABYTE} MB."),
        _reserve(reserve_beside(settings.sqlite_file), free),
    ]


def _reserve(file: Path, free: int) -> Finding:
    """Say whether the reserve for a full disk is there, or will be once the service runs."""
    if file.exists():
        return Finding(True, f"Reserve für die volle Platte: {file.stat().st_size // MEGABYTE} MB in {file}.")
    if free >= ROOM_BYTES:
        return Finding(True, "Reserve für die volle Platte: legt der Dienst an, sobald er läuft.")
    return Finding(False, f"Keine Reserve für die volle Platte: dafür müssen {ROOM_BYTES // MEGABYTE} MB frei sein.")


async def _telegram(settings: Settings) -> list[Finding]:
    async with telegram(settings) as channel:
        if channel is None:
            return [Finding(True, "Telegram ist aus (kein FORUMSBOTE_TELEGRAM_TOKEN).")]
        if not channel.name:
            return [Finding(False, "Telegram antwortet nicht auf getMe, oder der Token ist falsch.")]
        try:
            info = await channel.bot.get_webhook_info()
        except TelegramError as error:
            return [Finding(False, f"Telegram: getWebhookInfo scheitert ({type(error).__name__}).")]
        waiting = f"{info.pending_update_count} Nachrichten warten"
        return [
            Finding(True, f"Telegram: @{channel.name}, {waiting}."),
            Finding(
                not info.last_error_message, f"Letzter Fehler des Webhooks: {info.last_error_message or 'keiner'}."
            ),
        ]
