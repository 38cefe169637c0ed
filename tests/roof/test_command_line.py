"""What the operator reads when something is wrong with what they gave."""

from pathlib import Path

import pytest
from typer.testing import CliRunner

from bot.cli import app


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
