"""`forumsbote check`: is everything there that this installation needs?"""

import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from sqlalchemy.exc import SQLAlchemyError
from telegram import WebhookInfo
from telegram.error import TelegramError

from bot.clock import seconds_ahead
from bot.disk import ROOM_BYTES, reserve_beside
from bot.settings import Settings, TelegramMode, secret_key
from bot.telegram import telegram
from handlers.channels.telegram.setup import WEBHOOK_PATH
from handlers.city.loading import load
from handlers.city.pack import CityPack
from nlp.errors import ModelError
from nlp.in_force import InForce
from nlp.learning.shelf import Shelf
from storage import migrating
from storage.database import Database, connect
from storage.models import OutgoingState
from storage.readings.troubles import SetAsideReading, UnresolvedReading

LISTED = 1000
MEGABYTE = 1024 * 1024
LEAST_FREE_BYTES = 500 * MEGABYTE
CLOCK_OFF_MOST_SECONDS = 5.0
SHIPPED = "mitgelieferte Sprachmodell"


@dataclass(frozen=True, slots=True)
class Finding:
    """One line of the check: one sentence, and whether it is as it should be."""

    good: bool
    words: str


async def check(settings: Settings) -> list[Finding]:
    """Look at settings, city pack, model, database, disk, Telegram and the clock; nothing is changed."""
    secret_key(settings)
    pack = load(settings.city)
    return [
        Finding(True, "Die Einstellungen sind vollständig."),
        *_pack(settings, pack),
        *await _database(settings),
        *_disk(settings),
        *await _telegram(settings),
    ]


def _pack(settings: Settings, pack: CityPack) -> Iterator[Finding]:
    in_force = InForce(pack.lexicon(), Shelf(settings.models))
    model = _model(in_force)
    reading = in_force.reader.read("Am Doberaner Platz ist die Laterne kaputt.")
    name = pack.info.short_name
    if reading.topics:
        yield Finding(True, f"Das Stadtpaket {name} ist geladen, mit {len(pack.topics)} Themen.")
    else:
        yield Finding(False, f"Mit dem Stadtpaket {name} wird in einem Beispielsatz kein Thema erkannt.")
    yield model
    if pack.info.to_fill:
        yield Finding(True, f"Im Stadtpaket ist noch einzutragen: {', '.join(pack.info.to_fill)}.")


def _model(in_force: InForce) -> Finding:
    try:
        in_force.follow()
    except ModelError as fault:
        return Finding(False, f"Das Sprachmodell {fault.name} ist nicht lesbar: forumsbote nlp restore")
    return Finding(True, f"In Kraft ist das {f'Sprachmodell {in_force.name}' if in_force.name else SHIPPED}.")


async def _database(settings: Settings) -> list[Finding]:
    database = connect(settings.database_url)
    try:
        current, head = await migrating.current(database), migrating.head()
        if current != head:
            stands = f"auf Stand {current}" if current else "leer"
            return [Finding(False, f"Die Datenbank ist {stands}, nötig ist {head}: forumsbote db upgrade")]
        troubles = await _troubles(database)
    except (SQLAlchemyError, OSError) as error:
        return [Finding(False, f"Die Datenbank ist nicht erreichbar ({type(error).__name__}).")]
    finally:
        await database.close()
    return [Finding(True, f"Die Datenbank ist erreichbar und auf dem neuesten Stand {head}."), *troubles]


async def _troubles(database: Database) -> list[Finding]:
    """Say what waits for a person, one line each; no line names anybody."""
    async with database.reading() as work:
        updates = await work.troubles.updates(LISTED)
        messages = await work.troubles.unresolved(offset=0, limit=LISTED)
        counts = await work.troubles.count_updates(), await work.troubles.count_unresolved()
    return [
        Finding(not counts[0], f"Nicht aufgenommene Nachrichten von Einwohner:innen: {counts[0] or 'keine'}."),
        *(Finding(False, _set_aside(update)) for update in updates),
        Finding(not counts[1], f"Nachrichten, die scheiterten oder vielleicht nicht ankamen: {counts[1] or 'keine'}."),
        *(Finding(False, _unresolved(message)) for message in messages),
    ]


def _set_aside(update: SetAsideReading) -> str:
    name, last = f"{update.channel}-{update.update_id}", "" if update.kept else ", ihr Wortlaut ist gelöscht"
    return (
        f"Nachricht {name} scheiterte nach {update.tries} Versuchen am {update.at:%d.%m.%Y %H:%M} UTC"
        f" ({update.reason or '-'}){last}."
    )


def _unresolved(message: UnresolvedReading) -> str:
    state = "ist vielleicht angekommen" if message.state is OutgoingState.AMBIGUOUS else "ist gescheitert"
    forum = f", Forum {message.forum_id}" if message.forum_id else ""
    return (
        f"Nachricht {message.id} ({message.kind}{forum}) vom {message.at:%d.%m.%Y %H:%M} UTC {state}"
        f" ({message.reason or '-'})."
    )


def _disk(settings: Settings) -> list[Finding]:
    """Look at the disk of the database where it is a file, and its reserve; else at that of the models."""
    folder = (settings.sqlite_file.parent if settings.is_sqlite else settings.models).resolve()
    while not folder.exists():
        folder = folder.parent
    free = shutil.disk_usage(folder).free
    place = "neben der Datenbank" if settings.is_sqlite else "neben den Sprachmodellen"
    found = [Finding(free > LEAST_FREE_BYTES, f"Auf der Festplatte {place} sind {free // MEGABYTE} MB frei.")]
    return [*found, _reserve(reserve_beside(settings.sqlite_file), free)] if settings.is_sqlite else found


def _reserve(file: Path, free: int) -> Finding:
    """Say whether the reserve for a full disk is there, or will be once the service runs."""
    if file.exists():
        return Finding(
            True, f"Die Reserve für eine volle Festplatte hat {file.stat().st_size // MEGABYTE} MB in {file}."
        )
    if free >= ROOM_BYTES:
        return Finding(True, "Die Reserve für eine volle Festplatte legt der Dienst an, sobald er läuft.")
    return Finding(False, f"Für die Reserve einer vollen Festplatte müssen {ROOM_BYTES // MEGABYTE} MB frei sein.")


async def _telegram(settings: Settings) -> list[Finding]:
    async with telegram(settings) as channel:
        if channel is None:
            return [Finding(True, "Telegram ist aus, weil FORUMSBOTE_TELEGRAM_TOKEN fehlt.")]
        if not channel.name:
            return [Finding(False, "Telegram antwortet nicht auf getMe, oder der Token ist falsch.")]
        try:
            info = await channel.bot.get_webhook_info()
        except TelegramError as error:
            return [Finding(False, f"Telegram antwortet nicht auf getWebhookInfo ({type(error).__name__}).")]
    return [
        Finding(True, f"Telegram kennt uns als @{channel.name}, und {info.pending_update_count} Nachrichten warten."),
        *_webhook(settings, info),
        await _clock(settings.telegram_api_url),
    ]


def _webhook(settings: Settings, info: WebhookInfo) -> Iterator[Finding]:
    """Compare where Telegram brings updates with where we wait for them."""
    ours = f"{settings.origin}{WEBHOOK_PATH}" if settings.telegram_mode is TelegramMode.WEBHOOK else ""
    if info.url == ours:
        yield Finding(True, f"Telegram bringt Nachrichten an {ours}." if ours else "Wir holen Nachrichten selbst ab.")
    else:
        stands = f"bringt Nachrichten an {info.url}" if info.url else "kennt keinen Webhook"
        yield Finding(False, f"Telegram {stands}, anders als eingestellt: Der Start des Dienstes ändert es.")
    if info.last_error_message:
        when = f"{info.last_error_date:%d.%m.%Y %H:%M} UTC" if info.last_error_date else "unbekannt"
        yield Finding(False, f"Telegram meldet vom Webhook als letzten Fehler ({when}): {info.last_error_message}.")


async def _clock(api_url: str) -> Finding:
    ahead = await seconds_ahead(api_url)
    if ahead is None:
        return Finding(True, "Die Uhr ließ sich nicht vergleichen, weil der Server der Bot API keine Zeit nennt.")
    if abs(ahead) <= CLOCK_OFF_MOST_SECONDS:
        return Finding(True, "Die Uhr stimmt mit der von Telegram überein.")
    wrong = "vor" if ahead > 0 else "nach"
    return Finding(False, f"Die Uhr geht gegenüber der von Telegram um {abs(ahead):.0f} Sekunden {wrong}.")
