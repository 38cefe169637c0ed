"""What the operator reads when something is wrong with what they gave."""

import asyncio
from pathlib import Path

import pytest
from typer.testing import CliRunner

from bot.cli import app
from bot.settings import read_settings
from bot.wiring import installation
from handlers.channels.inbound import Inbound
from handlers.dialog.turn import Said
from handlers.ledger.actions import chain_new
from nlp.learning.shelf import Shelf
from storage.models import Channel
from tests.desk.test_troubles import fail_until_set_aside

pytestmark = pytest.mark.usefixtures("logging_as_before")


@pytest.fixture
def run(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> CliRunner:
    monkeypatch.setenv("FORUMSBOTE_DATABASE_URL", f"sqlite+aiosqlite:///{tmp_path}/forum.db")
    return CliRunner()


def test_every_mistake_of_a_forum_file_is_named_with_its_field(run: CliRunner, tmp_path: Path) -> None:
    file = tmp_path / "foren.toml"
    file.write_text('[[forum]]\ntitle = "Forum"\nkind = "party"\nscope = "central"\n', encoding="utf-8")

    result = run.invoke(app, ["forum", "import", str(file)])

    assert result.exit_code == 2
    assert "Es wurde nichts geändert." in result.stderr
    assert [line.split(": ")[0] for line in result.stderr.splitlines()[1:]] == [
        f"foren.toml, Forum 1 (Forum), Feld „{field}“" for field in ("kind", "start", "end", "place")
    ]


def test_an_unknown_setting_is_one_line_and_exit_code_2(run: CliRunner, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("FORUMSBOTE_COLOUR", "blue")

    result = run.invoke(app, ["check"])

    assert result.exit_code == 2
    assert len(result.stderr.splitlines()) == 1 and "FORUMSBOTE_COLOUR" in result.stderr


@pytest.mark.parametrize("given", [["--model", "x"], ["--city", "rostock"]])
def test_half_a_training_is_one_line_and_exit_code_2(run: CliRunner, given: list[str]) -> None:
    result = run.invoke(app, ["nlp", "train", *given])

    assert result.exit_code == 2
    assert len(result.stderr.splitlines()) == 1 and "--corpus und --model" in result.stderr


def test_there_is_nothing_to_restore_before_the_shipped_model(
    run: CliRunner, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("FORUMSBOTE_MODELS", str(tmp_path / "models"))

    result = run.invoke(app, ["nlp", "restore"])

    assert (result.exit_code, len(result.stderr.splitlines())) == (2, 1)
    assert not (tmp_path / "models").exists()


def test_corrections_are_written_by_the_command(run: CliRunner, tmp_path: Path) -> None:
    file = tmp_path / "corrections.jsonl"

    result = run.invoke(app, ["nlp", "corrections", "--output", str(file)])

    assert (result.exit_code, file.read_text(encoding="utf-8")) == (0, ""), result.stderr
    assert run.invoke(app, ["nlp", "corrections", "-o", str(tmp_path / "nowhere" / "x")]).exit_code == 2


def test_the_check_names_a_model_that_cannot_be_read(
    run: CliRunner, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("FORUMSBOTE_MODELS", str(tmp_path / "models"))
    name = "20261123T110000Z-00000000"
    Shelf(tmp_path / "models").put_in_force(name)

    result = run.invoke(app, ["check"])

    assert result.exit_code == 1
    assert f"FEHLER  Das Sprachmodell {name} ist nicht lesbar" in result.stdout


async def set_two_aside() -> None:
    async with installation(read_settings()) as opened:
        for number in (4711, 4712):
            inbound = Inbound(Channel.TELEGRAM, number, "12345678", Said("Am Bahnhof ist es dunkel"))
            await fail_until_set_aside(opened.deps, opened.database, inbound)


def test_what_was_set_aside_is_listed_tried_again_and_given_up(run: CliRunner) -> None:
    asyncio.run(set_two_aside())

    listed = run.invoke(app, ["updates", "list"])
    assert [line.split()[0] for line in listed.stdout.splitlines()] == ["telegram-4711", "telegram-4712"]
    assert "Bahnhof" not in listed.stdout and "12345678" not in listed.stdout

    assert run.invoke(app, ["updates", "retry", "telegram-4711"]).stdout == "Aufgenommen: telegram-4711.\n"
    assert run.invoke(app, ["updates", "drop", "telegram-4712"]).stdout == "Verworfen: telegram-4712.\n"

    assert run.invoke(app, ["updates", "list"]).stdout == "Alle Nachrichten wurden aufgenommen.\n"
    for command in ("retry", "drop"):
        again = run.invoke(app, ["updates", command, "telegram-4711"])
        assert (again.exit_code, len(again.stderr.splitlines()[-1:])) == (2, 1)


def test_all_that_was_set_aside_is_tried_again(run: CliRunner) -> None:
    asyncio.run(set_two_aside())

    assert run.invoke(app, ["updates", "retry"]).exit_code == 2
    assert run.invoke(app, ["updates", "retry", "telegram-4711", "--all"]).exit_code == 2
    all_of_them = run.invoke(app, ["updates", "retry", "--all"])

    assert (all_of_them.exit_code, all_of_them.stdout) == (0, "Aufgenommen: 2, erneut gescheitert: 0.\n")
    assert run.invoke(app, ["updates", "list"]).stdout == "Alle Nachrichten wurden aufgenommen.\n"


def test_the_ledger_is_verified_and_a_changed_one_ends_with_1(run: CliRunner, tmp_path: Path) -> None:
    async def act(statement: str = "") -> None:
        async with installation(read_settings()) as opened:
            async with opened.deps.open_work() as work:
                await work.ledger.note("list_downloaded", "moderator:1", opened.deps.now())
            await chain_new(opened.deps)
            async with opened.database.engine.begin() as connection:
                await connection.exec_driver_sql(statement or "SELECT 1")

    asyncio.run(act())
    whole = run.invoke(app, ["ledger", "verify"])
    head = whole.stdout.split()[-1]
    noted = run.invoke(app, ["ledger", "verify", "--head", head])
    foreign = run.invoke(app, ["ledger", "verify", "--head", "0" * 64])
    half = run.invoke(app, ["ledger", "verify", "--head", head[:10]])
    asyncio.run(act("UPDATE ledger_entry SET actor = 'moderator:2' WHERE position = 2"))
    changed = run.invoke(app, ["ledger", "verify"])

    assert (whole.exit_code, len(head)) == (0, 64), whole.stderr
    assert (noted.exit_code, "von Stelle 1" in noted.stdout) == (0, True)
    assert (foreign.exit_code, half.exit_code) == (1, 2)
    assert (changed.exit_code, "bricht an Stelle 2" in changed.stderr) == (1, True)


def test_a_report_is_written_in_the_format_of_its_file(run: CliRunner, tmp_path: Path) -> None:
    for name, begins in (("plan.docx", b"PK"), ("plan.html", b"<!doctype html>"), ("tabelle.xlsx", b"PK")):
        kind = "table" if name.startswith("tabelle") else "plan"
        assert run.invoke(app, ["report", kind, "-o", str(tmp_path / name)]).exit_code == 0
        assert (tmp_path / name).read_bytes().lstrip().startswith(begins)


def test_a_report_there_is_not_is_one_line_and_exit_code_2(run: CliRunner, tmp_path: Path) -> None:
    for kind, name in (("novel", "a.docx"), ("plan", "a.pdf"), ("forum", "a.docx"), ("plan", "a.xlsx")):
        result = run.invoke(app, ["report", kind, "-o", str(tmp_path / name)])
        assert result.exit_code == 2
        assert len(result.stderr.splitlines()) == 1
        assert not (tmp_path / name).exists()
