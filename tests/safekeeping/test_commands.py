"""`forumsbote backup` and `forumsbote restore` as the operator types them, and what they say when it cannot be."""

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
from click.testing import Result
from typer.testing import CliRunner

from bot.cli import app

pytestmark = pytest.mark.usefixtures("logging_as_before")


class Operator:
    """Types commands for an installation in a folder of its own."""

    def __init__(self, folder: Path) -> None:
        self.database, self.copy = folder / "forum.db", folder / "backup.db"
        self._runner = CliRunner()
        self.types("db", "upgrade")

    def types(self, *words: object) -> Result:
        return self._runner.invoke(app, [str(word) for word in words])

    def marks(self) -> list[str]:
        with closing(sqlite3.connect(self.database)) as opened:
            return [key for (key,) in opened.execute("SELECT key FROM mark")]

    def put(self, file: Path, key: str) -> None:
        with closing(sqlite3.connect(file)) as opened, opened:
            opened.execute("INSERT INTO mark VALUES (?, '', '2026-11-23 11:00:00.000000')", (key,))


@pytest.fixture
def operator(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Operator:
    monkeypatch.setenv("FORUMSBOTE_DATABASE_URL", f"sqlite+aiosqlite:///{tmp_path}/forum.db")
    monkeypatch.setenv("FORUMSBOTE_MODELS", str(tmp_path / "models"))
    return Operator(tmp_path)


def test_a_backup_names_the_key_that_belongs_to_it(operator: Operator, monkeypatch: pytest.MonkeyPatch) -> None:
    said = operator.types("backup", operator.copy)

    assert (said.exit_code, len(said.stdout.splitlines())) == (0, 1)
    assert said.stdout.startswith(f"Gesichert: {operator.copy} (")
    assert said.stdout.strip().endswith(str(operator.database.with_name("secret_key")))

    monkeypatch.setenv("FORUMSBOTE_SECRET_KEY", "not to be shown")
    said = operator.types("backup", operator.copy.with_suffix(".2"))
    assert said.stdout.strip().endswith("FORUMSBOTE_SECRET_KEY") and "not to be shown" not in said.output


def test_a_backup_is_not_overwritten(operator: Operator) -> None:
    operator.types("backup", operator.copy)
    before = operator.copy.read_bytes()

    said = operator.types("backup", operator.copy)

    assert (said.exit_code, said.stderr.splitlines()) == (
        2,
        [f"{operator.copy} gibt es schon und wird nicht überschrieben."],
    )
    assert operator.copy.read_bytes() == before


def test_a_restore_puts_the_database_before_aside(operator: Operator) -> None:
    operator.types("backup", operator.copy)
    operator.put(operator.database, "later")

    said = operator.types("restore", operator.copy)

    assert said.exit_code == 0, said.output
    assert "later" not in operator.marks()
    [aside] = operator.database.parent.glob("forum.db.before-*")
    assert str(aside) in said.stdout
    with closing(sqlite3.connect(aside)) as opened:
        assert opened.execute("SELECT count(*) FROM mark WHERE key = 'later'").fetchone() == (1,)


def test_without_a_journal_back_to_the_backup_the_operator_is_told(operator: Operator) -> None:
    operator.put(operator.database, "known")
    operator.types("backup", operator.copy)

    said = operator.types("restore", operator.copy)

    assert said.exit_code == 1
    assert said.stderr.splitlines()[-1].startswith("Das Löschjournal fehlt und reicht nicht nachweislich")
    assert "known" in operator.marks(), "restored all the same"


@pytest.mark.parametrize(
    ("content", "why"),
    [
        (b"no database at all, but quite long enough to be looked at" * 20, "ist keine heile Datenbank"),
        (b"", "Das ist keine Datenbank von Forumsbote"),
    ],
)
def test_what_is_no_backup_is_refused_and_nothing_is_changed(operator: Operator, content: bytes, why: str) -> None:
    operator.put(operator.database, "present")
    operator.copy.write_bytes(content)
    before = sorted(path.name for path in operator.database.parent.iterdir() if "lock" not in path.name)

    said = operator.types("restore", operator.copy)

    assert said.exit_code == 2
    assert why in said.stderr.splitlines()[-1]
    assert "present" in operator.marks()
    assert sorted(path.name for path in operator.database.parent.iterdir() if "lock" not in path.name) == before


def test_the_backup_of_a_newer_version_is_refused(operator: Operator) -> None:
    operator.types("backup", operator.copy)
    with closing(sqlite3.connect(operator.copy)) as opened, opened:
        opened.execute("UPDATE alembic_version SET version_num = '9999_of_tomorrow'")

    said = operator.types("restore", operator.copy)

    assert (said.exit_code, said.stderr.splitlines()[-1]) == (
        2,
        "Das ist keine Datenbank von Forumsbote, oder die einer neueren Version.",
    )


@pytest.mark.parametrize(("words", "why"), [((), "Welche Sicherung?"), (("nowhere.db",), "nowhere.db oder der Ordner")])
def test_a_restore_without_a_backup_is_one_line(operator: Operator, words: tuple[str, ...], why: str) -> None:
    said = operator.types("restore", *words)

    assert (said.exit_code, len(said.stderr.splitlines())) == (2, 1)
    assert why in said.stderr


def test_a_key_that_opens_nothing_is_named(operator: Operator, monkeypatch: pytest.MonkeyPatch) -> None:
    with closing(sqlite3.connect(operator.database)) as opened, opened:
        opened.execute(
            "INSERT INTO resident (id, language, standing, subscribed, created_at)"
            " VALUES (?, 'de', 'active', 0, '2026-11-23 11:00:00.000000')",
            ("0" * 32,),
        )
        opened.execute(
            "INSERT INTO identity (resident_id, channel, digest, sealed, created_at)"
            " VALUES (?, 'web', 'x', 'sealed with another key', '2026-11-23 11:00:00.000000')",
            ("0" * 32,),
        )
    operator.types("backup", operator.copy)

    said = operator.types("restore", operator.copy)

    assert said.exit_code == 1
    assert said.stderr.splitlines()[-1].startswith("Der Schlüssel passt nicht zu dieser Sicherung")
