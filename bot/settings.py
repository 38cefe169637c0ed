"""Read the settings of the installation once, from the environment; an unknown or wrong one stops the start with one clear line."""

import os
import re
import secrets
from collections.abc import Mapping
from enum import StrEnum
from pathlib import Path
from typing import Any

from pydantic import AliasChoices, Field, SecretStr, ValidationError, field_validator, model_validator
from pydantic_settings import BaseSettings, SettingsConfigDict

from handlers.channels.telegram.webhook import SECRET_SHAPE
from handlers.deps import MESSAGES

PREFIX = "FORUMSBOTE_"
VAR = Path("var")
KEY_FILE = VAR / "secret_key"
# Of plain http only this machine itself, for trying it out.
EMBED_ORIGIN = re.compile(
    r"https://[a-z0-9]([a-z0-9-]*[a-z0-9])?(\.[a-z0-9]([a-z0-9-]*[a-z0-9])?)+(:[0-9]{1,5})?"
    r"|http://(localhost|127\.0\.0\.1)(:[0-9]{1,5})?"
)


class SettingsError(Exception):
    """A setting is unknown or wrong; the message names it in one line."""


class TelegramMode(StrEnum):
    POLLING = "polling"
    WEBHOOK = "webhook"


class LogFormat(StrEnum):
    CONSOLE = "console"
    JSON = "json"


class Settings(BaseSettings):
    """The settings; each is FORUMSBOTE_ and its name in capitals. docs/settings.md explains them to the operator."""

    model_config = SettingsConfigDict(env_prefix=PREFIX, frozen=True, extra="forbid")

    database_url: str = f"sqlite+aiosqlite:///{VAR}/forumsbote.db"
    city: str = "rostock"
    models: Path = VAR / "models"
    telegram_token: SecretStr = SecretStr("")
    telegram_api_url: str = "https://api.telegram.org"
    telegram_mode: TelegramMode = TelegramMode.POLLING
    telegram_secret: SecretStr = SecretStr("")
    public_url: str = ""
    embed_origins: str = ""
    host: str = "127.0.0.1"
    port: int = Field(default=8080, ge=1, le=65535, validation_alias=AliasChoices(f"{PREFIX}PORT", "PORT"))
    metrics_port: int = Field(default=0, ge=0, le=65535)
    messages_a_minute: int = Field(default=MESSAGES.most, ge=0, le=1000)
    send_rate: float = Field(default=25.0, gt=0, le=1000)
    raw_text_days: int = Field(default=365, ge=0, le=36500)
    secret_key: SecretStr = SecretStr("")
    log_format: LogFormat = LogFormat.CONSOLE

    @field_validator("database_url")
    @classmethod
    def _known_database(cls, value: str) -> str:
        if not value.startswith(("sqlite+aiosqlite:///", "postgresql+asyncpg://")):
            raise ValueError("must begin with sqlite+aiosqlite:/// or postgresql+asyncpg://")
        return value

    @field_validator("public_url", "telegram_api_url")
    @classmethod
    def _origin(cls, value: str) -> str:
        if value and not value.startswith(("http://", "https://")):
            raise ValueError("must begin with http:// or https://")
        return value.rstrip("/")

    @field_validator("embed_origins")
    @classmethod
    def _origins(cls, value: str) -> str:
        for origin in value.split():
            if not EMBED_ORIGIN.fullmatch(origin):
                raise ValueError("must be origins like https://www.example.org, separated by spaces")
        return value

    @model_validator(mode="after")
    def _webhook_is_whole(self) -> "Settings":
        if self.telegram_on and self.telegram_mode is TelegramMode.WEBHOOK:
            if not self.telegram_secret.get_secret_value():
                raise ValueError("TELEGRAM_SECRET is needed for the webhook")
            if not SECRET_SHAPE.fullmatch(self.telegram_secret.get_secret_value()):
                raise ValueError("TELEGRAM_SECRET must be 1 to 256 letters, digits, _ and -")
            if not self.public_url:
                raise ValueError("PUBLIC_URL is needed for the webhook")
        return self

    @property
    def embedders(self) -> tuple[str, ...]:
        """The origins whose pages may show the chat in a frame."""
        return tuple(self.embed_origins.split())

    @property
    def telegram_on(self) -> bool:
        return bool(self.telegram_token.get_secret_value())

    @property
    def is_sqlite(self) -> bool:
        return self.database_url.startswith("sqlite")

    @property
    def sqlite_file(self) -> Path:
        """Where the database is; of an installation on SQLite only."""
        return Path(self.database_url.removeprefix("sqlite+aiosqlite:///"))

    @property
    def journal_file(self) -> Path:
        """Where it is noted who was erased: beside an SQLite database, else beside the models, which all processes share."""
        beside = self.sqlite_file if self.is_sqlite else self.models
        return beside.with_name("erasures.jsonl")

    @property
    def origin(self) -> str:
        """Where people reach our pages, without a slash at its end."""
        return self.public_url or f"http://{self.host}:{self.port}"


def read_settings(environment: Mapping[str, str] | None = None) -> Settings:
    """Return the settings, or raise SettingsError naming the first that is unknown or wrong."""
    given = os.environ if environment is None else environment
    known = {f"{PREFIX}{name.upper()}" for name in Settings.model_fields}
    unknown = sorted(name for name in given if name.upper().startswith(PREFIX) and name.upper() not in known)
    if unknown:
        raise SettingsError(f"Unbekannte Einstellung {unknown[0]}. Bekannt sind: {', '.join(sorted(known))}.")
    try:
        return Settings()
    except ValidationError as error:
        raise SettingsError(_first_mistake(error)) from None


def _first_mistake(error: ValidationError) -> str:
    """Say what is wrong with which setting, never with its value: it may be a secret."""
    first: Any = error.errors(include_url=False, include_input=False)[0]
    name = str(first["loc"][0]).upper().removeprefix(PREFIX) if first["loc"] else ""
    where = f" {PREFIX}{name}" if name else ""
    return f"Falsche Einstellung{where}: {first['msg'].removeprefix('Value error, ')}."


def secret_key(settings: Settings) -> str:
    """Return SECRET_KEY; an installation on SQLite that was given none makes one and keeps it beside its file."""
    given = settings.secret_key.get_secret_value()
    if given:
        return given
    if not settings.is_sqlite:
        raise SettingsError(f"{PREFIX}SECRET_KEY fehlt: mit PostgreSQL muss sie für alle Prozesse dieselbe sein.")
    file = key_file(settings)
    if not file.exists():
        file.parent.mkdir(parents=True, exist_ok=True)
        descriptor = os.open(file, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(descriptor, "w") as handle:
            handle.write(secrets.token_urlsafe(48))
    return file.read_text().strip()


def key_file(settings: Settings) -> Path:
    """Return where an installation on SQLite keeps the key it made itself."""
    return settings.sqlite_file.with_name(KEY_FILE.name)
