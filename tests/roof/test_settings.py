"""Wrong settings stop the start with one clear line that never shows a secret."""

import os
from pathlib import Path

import pytest

from bot.settings import Settings, SettingsError, read_settings, secret_key

TOKEN = "123456789:AAaaBBbbCCccDDddEEeeFFffGGggHHhhIIi"


@pytest.fixture(autouse=True)
def empty_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in list(os.environ):
        if name.startswith("FORUMSBOTE_") or name == "PORT":
            monkeypatch.delenv(name)


def given(monkeypatch: pytest.MonkeyPatch, **values: str) -> Settings:
    for name, value in values.items():
        monkeypatch.setenv(name, value)
    return read_settings()


def test_without_any_setting_everything_has_a_sensible_default(monkeypatch: pytest.MonkeyPatch) -> None:
    settings = given(monkeypatch)

    assert (settings.city, settings.origin, settings.telegram_on) == ("rostock", "http://127.0.0.1:8080", False)


def test_bare_port_of_a_platform_is_taken(monkeypatch: pytest.MonkeyPatch) -> None:
    assert given(monkeypatch, PORT="5000").port == 5000


def test_own_port_wins_over_the_bare_one(monkeypatch: pytest.MonkeyPatch) -> None:
    assert given(monkeypatch, PORT="5000", FORUMSBOTE_PORT="6000").port == 6000


@pytest.mark.parametrize(
    ("values", "named"),
    [
        ({"FORUMSBOTE_TELEGRAM_TOKN": TOKEN}, "FORUMSBOTE_TELEGRAM_TOKN"),
        ({"FORUMSBOTE_PORT": "viele"}, "FORUMSBOTE_PORT"),
        ({"FORUMSBOTE_PORT": "70000"}, "FORUMSBOTE_PORT"),
        ({"FORUMSBOTE_SEND_RATE": "0"}, "FORUMSBOTE_SEND_RATE"),
        ({"FORUMSBOTE_DATABASE_URL": "mysql://x"}, "FORUMSBOTE_DATABASE_URL"),
        ({"FORUMSBOTE_TELEGRAM_MODE": "push"}, "FORUMSBOTE_TELEGRAM_MODE"),
        ({"FORUMSBOTE_PUBLIC_URL": "forum.example"}, "FORUMSBOTE_PUBLIC_URL"),
        ({"FORUMSBOTE_LOG_FORMAT": "xml"}, "FORUMSBOTE_LOG_FORMAT"),
        ({"FORUMSBOTE_TELEGRAM_TOKEN": TOKEN, "FORUMSBOTE_TELEGRAM_MODE": "webhook"}, "TELEGRAM_SECRET"),
        (
            {
                "FORUMSBOTE_TELEGRAM_TOKEN": TOKEN,
                "FORUMSBOTE_TELEGRAM_MODE": "webhook",
                "FORUMSBOTE_TELEGRAM_SECRET": "with a space",
            },
            "TELEGRAM_SECRET must be",
        ),
    ],
)
def test_unknown_or_wrong_setting_is_named_in_one_line_without_its_value(
    monkeypatch: pytest.MonkeyPatch, values: dict[str, str], named: str
) -> None:
    with pytest.raises(SettingsError) as refused:
        given(monkeypatch, **values)

    assert named in str(refused.value)
    assert "\n" not in str(refused.value)
    assert TOKEN not in str(refused.value)


def test_postgresql_needs_a_secret_key(monkeypatch: pytest.MonkeyPatch) -> None:
    settings = given(monkeypatch, FORUMSBOTE_DATABASE_URL="postgresql+asyncpg://localhost/x")

    with pytest.raises(SettingsError, match="SECRET_KEY"):
        secret_key(settings)


def test_sqlite_keeps_a_key_of_its_own_for_its_reader_only(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    settings = given(monkeypatch, FORUMSBOTE_DATABASE_URL=f"sqlite+aiosqlite:///{tmp_path}/new/forum.db")

    assert secret_key(settings) == secret_key(settings) != ""
    assert (tmp_path / "new" / "secret_key").stat().st_mode & 0o777 == 0o600
