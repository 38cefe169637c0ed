"""What the documents say is true: no setting, command, address or folder is missing in them, and none is made up."""

import re
from collections.abc import Iterator
from typing import Any

import typer

from bot.cli import app
from bot.dialog import DIALOG
from bot.settings import PREFIX, Settings
from bot.web import DESK, PUBLIC
from handlers.channels.telegram.setup import WEBHOOK_PATH
from handlers.dialog.texts import COMMANDS_IN_WORDS
from tests.house.sources import FLOORS, ROOT, in_backticks, listed, rows

DOCUMENTS = sorted((ROOT / "docs").rglob("*.md"))
README = ROOT / "README.md"
PARTS_OF_A_DECISION = ["Context", "Decision", "Price"]
LONGEST_DECISION_LINES = 60
LONGEST_README_LINES = 80
FIRST_SCREEN_LINES = 12


def test_every_setting_is_documented_with_its_default() -> None:
    stated = {in_backticks(name)[0]: (in_backticks(default) or [default])[0] for name, default, _ in settings_rows()}
    assert stated == {f"{PREFIX}{name.upper()}": _default(name) for name in Settings.model_fields}


def settings_rows() -> list[list[str]]:
    return rows("settings.md", "Settings")


def _default(name: str) -> str:
    value: Any = Settings.model_fields[name].default
    plain = value.get_secret_value() if hasattr(value, "get_secret_value") else value
    return str(plain) or "none"


def test_every_chat_command_is_documented_as_it_is() -> None:
    stated = {}
    for command, aliases, before_consent, in_menu, _, words in rows("commands.md", "In chat"):
        stated[in_backticks(command)[0]] = (
            in_backticks(aliases),
            before_consent == "yes",
            in_menu == "yes",
            in_backticks(words),
        )
    assert stated == {
        f"/{name}": (
            [f"/{alias}" for alias in command.aliases],
            command.before_consent,
            command.in_menu,
            [word for word in (name, *command.aliases) if word in COMMANDS_IN_WORDS],
        )
        for name, command in DIALOG.commands.items()
    }


def test_every_command_line_is_documented_with_its_options() -> None:
    stated = {}
    for command, _ in rows("commands.md", "On the command line"):
        words = in_backticks(command)[0]
        plain = re.split(r" (?=--|[A-Z])", words, maxsplit=1)[0]
        stated[plain] = set(re.findall(r"--[a-z-]+", words))
    assert stated == dict(_commands(typer.main.get_command(app), "forumsbote"))


def _commands(command: Any, name: str) -> Iterator[tuple[str, set[str]]]:
    """Yield every command of the command line with its long options."""
    parts = getattr(command, "commands", None)
    if parts is None:
        yield name, {option for each in command.params for option in each.opts if option.startswith("--")}
        return
    for word, part in parts.items():
        yield from _commands(part, f"{name} {word}")


def test_every_public_address_is_documented() -> None:
    stated = [(method, in_backticks(path)[0]) for method, path, _ in rows("http.md", "Public")]
    assert stated == [*((route.method, route.path) for route in PUBLIC), ("POST", WEBHOOK_PATH)]


def test_every_address_of_the_desk_is_documented() -> None:
    stated = [(method, in_backticks(path)[0]) for method, path, _, _ in rows("http.md", "Desk")]
    assert stated == [(route.method, route.path) for route in DESK]


def test_the_structure_names_every_folder_and_module_of_the_roof() -> None:
    stated = set(in_backticks((ROOT / "docs" / "structure.md").read_text(encoding="utf-8")))
    folders = {
        f"{floor}/{path.name}"
        for floor in FLOORS
        for path in (ROOT / floor).iterdir()
        if path.is_dir() and path.name != "__pycache__"
    }
    roof = {f"bot/{path.name}" for path in (ROOT / "bot").glob("[!_]*.py")}
    missing = (folders | roof) - stated
    assert not missing, listed(sorted(missing))


def test_what_the_documents_point_to_is_there() -> None:
    gone = []
    for document in (*DOCUMENTS, README):
        text = document.read_text(encoding="utf-8")
        links = [link.partition("#")[0] for link in re.findall(r"\]\(([^)]+)\)", text) if "://" not in link]
        gone += [f"{document.name}: {link}" for link in links if not (document.parent / link).exists()]
        paths = re.findall(r"`((?:bot|handlers|storage|nlp|tests|docs)/[\w./-]*)`", text)
        gone += [f"{document.name}: {path}" for path in paths if not (ROOT / path).exists()]
    assert not gone, listed(gone)


def test_what_the_documents_let_one_type_is_there() -> None:
    targets = set(re.findall(r"^([a-z]+):", (ROOT / "Makefile").read_text(encoding="utf-8"), re.MULTILINE))
    known = {name for name, _ in _commands(typer.main.get_command(app), "forumsbote")}
    settings = {f"{PREFIX}{name.upper()}" for name in Settings.model_fields}
    wrong = []
    for document in (*DOCUMENTS, README):
        text = document.read_text(encoding="utf-8")
        typed = re.findall(r"(?:^|`|/bin/)(forumsbote [a-z]+(?: [a-z]+)?)", text, re.MULTILINE)
        wrong += [f"{document.name}: {words}" for words in typed if words not in known]
        wrong += [
            f"{document.name}: make {t}" for t in re.findall(r"(?:^|`)make ([a-z]+)", text, re.M) if t not in targets
        ]
        wrong += [
            f"{document.name}: {name}" for name in re.findall(rf"\b{PREFIX}[A-Z_]+\b", text) if name not in settings
        ]
    assert not wrong, listed(wrong)


def test_the_first_screen_of_the_readme_is_the_two_commands() -> None:
    lines = README.read_text(encoding="utf-8").splitlines()
    first = [line.split("#")[0].strip() for line in lines[1:FIRST_SCREEN_LINES]]
    assert [line for line in first if line.startswith("make ")] == ["make run", "make test"]
    assert len(lines) <= LONGEST_README_LINES


def test_decisions_are_numbered_and_have_their_three_parts() -> None:
    decisions = sorted((ROOT / "docs" / "decisions").glob("*.md"))
    assert [path.name[:4] for path in decisions] == [f"{number:04}" for number in range(1, len(decisions) + 1)]
    for path in decisions:
        text = path.read_text(encoding="utf-8")
        assert re.findall(r"^## (.+)$", text, re.MULTILINE) == PARTS_OF_A_DECISION, path.name
        assert text.startswith(f"# {int(path.name[:4])} ") and len(text.splitlines()) <= LONGEST_DECISION_LINES, (
            path.name
        )
