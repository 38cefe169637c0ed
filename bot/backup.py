"""`forumsbote backup`: a copy of the database while the service runs."""

from pathlib import Path

from bot.progress import Progress
from bot.settings import PREFIX, Settings, key_file
from storage import copying


class BackupError(Exception):
    """There will be no backup, or no restore; the message says why in one line."""


def back_up(settings: Settings, file: Path) -> str:
    """Write the copy and return one line about it, which also names the key without which it is worth little."""
    if not settings.is_sqlite:
        raise BackupError(f"PostgreSQL sichert man so: {copying.dump_command(settings.database_url, file)}")
    copy(settings.sqlite_file, file)
    size = file.stat().st_size / 1024 / 1024
    key = f"{PREFIX}SECRET_KEY" if settings.secret_key.get_secret_value() else str(key_file(settings))
    return (
        f"Gesichert: {file} ({size:.1f} MB, geprüft). Dazu gehört der Schlüssel, ohne ihn ist niemand erreichbar: {key}"
    )


def copy(source: Path, target: Path) -> None:
    """Copy a database and tell how far it has come, or raise BackupError."""
    try:
        copying.copy(source, target, Progress("Kopie"))
    except FileExistsError:
        raise BackupError(f"{target} gibt es schon und wird nicht überschrieben.") from None
    except FileNotFoundError:
        raise BackupError(f"{source} oder der Ordner von {target} fehlt.") from None
    except copying.BrokenCopyError as broken:
        raise BackupError(f"{source} ist keine heile Datenbank: {broken.finding}.") from None
    except OSError as fault:
        raise BackupError(f"{target} kann nicht geschrieben werden: {fault.strerror or fault}.") from None
