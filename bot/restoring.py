"""`forumsbote restore`: a backup in the place of the database, without those who went since it was made."""

import asyncio
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path

from cryptography.fernet import InvalidToken

from bot import parting
from bot.backup import BackupError, copy
from bot.journal import FileJournal, Noted
from bot.parting import Again
from bot.serving import alone
from bot.settings import Settings
from bot.wiring import installation, now
from handlers.deps import Deps
from storage import copying, migrating, presence
from storage.database import connect
from storage.presence import NotFreeError

SHOWN = "%d.%m.%Y %H:%M UTC"


@dataclass(frozen=True, slots=True)
class Restoration:
    """What a restore did, and what it could not know.

    known_until  the last moment the backup knows of, None for an empty one
    noted    the journal
    fits     whether the secret key opens the addresses
    aside    where the database before is now
    """

    known_until: datetime | None
    noted: Noted
    again: Again
    dropped: int
    ambiguous: int
    fits: bool
    aside: Path | None = None

    @property
    def is_whole(self) -> bool:
        """Say whether the journal reaches back to the backup, so that surely nobody came back who was erased."""
        return self.known_until is None or (self.noted.since is not None and self.noted.since <= self.known_until)


def restore(settings: Settings, file: Path | None) -> Restoration:
    """Bring a backup back while no service runs; BackupError, SettingsError when that cannot be, and then nothing was changed.

    With PostgreSQL its own program brings the backup back; what is left to do is done in place.
    """
    if not settings.is_sqlite:
        return asyncio.run(_restore_postgresql(settings, file))
    if file is None:
        raise BackupError("Welche Sicherung? Mit SQLite: forumsbote restore DATEI")
    with alone(settings):
        return _exchange(settings, file)


async def _restore_postgresql(settings: Settings, file: Path | None) -> Restoration:
    """Name the command that brings a file back, or do what is left to do after it; neither while anything serves."""
    database = connect(settings.database_url)
    try:
        if file is None:
            async with presence.alone(database):
                return await _settle(settings)
        if await presence.is_served(database):
            raise NotFreeError
    except NotFreeError:
        raise BackupError("Der Dienst läuft noch: bitte erst alle seine Prozesse anhalten.") from None
    finally:
        await database.close()
    raise BackupError(
        f"PostgreSQL spielt man so zurück, danach forumsbote restore ohne Datei: "
        f"{copying.load_command(settings.database_url, file)}"
    )


def _exchange(settings: Settings, file: Path) -> Restoration:
    """Do everything beside the present database first, and only then exchange the two."""
    present = settings.sqlite_file
    fresh, aside = (
        present.with_name(f"{present.name}.{end}") for end in ("restoring", f"before-{now():%Y%m%dT%H%M%SZ}")
    )
    copying.remove(fresh)
    try:
        copy(file, fresh)
        beside = settings.model_copy(update={"database_url": f"sqlite+aiosqlite:///{fresh}"})
        done = asyncio.run(_settle(beside))
        was_there = present.exists()
        copying.put_in_place(fresh, present, aside)
    finally:
        copying.remove(fresh)
    return replace(done, aside=aside if was_there else None)


async def _settle(settings: Settings) -> Restoration:
    """Migrate a database that was brought back, apply the journal, and keep it from doing things twice."""
    await _check_revision(settings)
    journal = FileJournal(settings.journal_file, now)
    noted = journal.read()
    async with installation(settings) as opened:
        known_until = await _known_until(opened.deps)
        again = await parting.part_again(opened.deps, noted.entries)
        dropped, ambiguous = await parting.keep_still(opened.deps)
        fits = await _key_fits(opened.deps)
    return Restoration(known_until, noted, again, dropped, ambiguous, fits)


async def _check_revision(settings: Settings) -> None:
    database = connect(settings.database_url)
    try:
        if not await migrating.is_known(database):
            raise BackupError("Das ist keine Datenbank von Forumsbote, oder die einer neueren Version.")
    finally:
        await database.close()


async def _known_until(deps: Deps) -> datetime | None:
    async with deps.open_reading() as work:
        return await work.restored.newest_moment()


async def _key_fits(deps: Deps) -> bool:
    async with deps.open_reading() as work:
        sealed = await work.restored.a_sealed_address()
    try:
        return sealed is None or bool(deps.vault.unseal(sealed))
    except InvalidToken:
        return False


def lines(done: Restoration) -> list[str]:
    """Return what the operator has to know, the warnings last."""
    again = done.again
    told = [
        f"Zurückgespielt, Stand vom {done.known_until:{SHOWN}}."
        if done.known_until
        else "Zurückgespielt, sie ist leer.",
        f"Erneut gelöscht: {again.erased} Personen; zurückgezogen: {again.withdrawn} Anliegen; gestoppt: {again.stopped}.",
        f"Nicht noch einmal verschickt: {done.dropped} Antworten und {done.ambiguous} andere, die forumsbote check einzeln nennt.",
        "Am Schreibtisch nachholen, was seit der Sicherung geschah: Zugänge sperren, Foren ankündigen, verschieben, absagen. "
        "Alle Anmeldungen sind beendet.",
    ]
    if done.aside:
        told.append(
            f"Die Datenbank von vorher liegt in {done.aside}. Darin steht, was Menschen schrieben: bitte bald löschen."
        )
    return told


def warnings(done: Restoration) -> list[str]:
    """Return what could not be decided here and is left to a person."""
    found = []
    if not done.is_whole:
        since = f"beginnt am {done.noted.since:{SHOWN}}" if done.noted.since else "fehlt"
        found.append(
            f"Das Löschjournal {since} und reicht nicht nachweislich bis zur Sicherung zurück: Wer sich dazwischen löschen ließ, "
            "kann wieder da sein."
        )
    if done.again.undecided:
        found.append(f"Zurückgezogen, aber hier schon entschieden: {', '.join(done.again.undecided)}.")
    if not done.fits:
        found.append("Der Schlüssel passt nicht zu dieser Sicherung: Niemand ist erreichbar, bis der richtige da ist.")
    return found
