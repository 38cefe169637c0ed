"""Everything the house says: the English keys in code and templates, and their German in the catalogues."""

import ast
import re
from collections import defaultdict
from dataclasses import dataclass
from functools import cache

from babel.messages.pofile import read_po
from jinja2.ext import babel_extract

from handlers.i18n import LOCALE_FOLDER
from tests.house.sources import ROOT, modules, templates

PLACE = re.compile(r"\{(\w+)[^}]*\}")
DECLARING = {"phrase": 1, "phrases": 2}
SPEAKING = ("_", "ngettext")
# Spoken, but not as a plain text: no catalogue could have it.
COMPUTED = re.compile(r"""(?<![\w.])(?:_|ngettext)\((?!["'])[^)]*\)""")
Key = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class German:
    """One entry of a catalogue: its English forms and its German ones."""

    file: str
    key: Key
    forms: Key


@cache
def declared() -> dict[Key, list[str]]:
    """Return every key with the files that declare it."""
    found: dict[Key, list[str]] = defaultdict(list)
    for key, where in (*_in_code(), *_in_templates()):
        found[key].append(where)
    return found


def _in_code() -> list[tuple[Key, str]]:
    found = []
    for module in modules("handlers"):
        if module.name == "handlers/i18n.py":
            continue
        for node in ast.walk(module.tree):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in DECLARING:
                key = tuple(str(argument.value) for argument in node.args if isinstance(argument, ast.Constant))
                assert len(key) == DECLARING[node.func.id], f"{module.name}:{node.lineno} is no plain constant"
                found.append((key, module.name))
    return found


def _in_templates() -> list[tuple[Key, str]]:
    found = []
    for path in templates():
        computed = COMPUTED.findall(path.read_text(encoding="utf-8"))
        assert not computed, f"{path.name} speaks what is no plain text: {computed}"
        with path.open("rb") as file:
            for _line, _function, message, _comments in babel_extract(file, SPEAKING, [], {}):
                # A call with values comes as a tuple with None in the place of each of them.
                parts = message if isinstance(message, tuple) else (message,)
                found.append((tuple(part for part in parts if part), str(path.relative_to(ROOT))))
    return found


@cache
def german() -> tuple[German, ...]:
    """Return every entry of the German catalogues."""
    found = []
    for path in sorted((LOCALE_FOLDER / "de").glob("*.po")):
        with path.open("rb") as file:
            for entry in read_po(file, locale="de", abort_invalid=True):
                if entry.id:
                    found.append(German(path.name, _forms(entry.id), _forms(entry.string or "")))
    return tuple(found)


def _forms(value: str | tuple[str, ...] | list[str]) -> Key:
    return (value,) if isinstance(value, str) else tuple(value)


def places(sentence: str) -> set[str]:
    return set(PLACE.findall(sentence))


def sentences(text: str) -> list[str]:
    """Split a text where a reader takes breath."""
    return [part for part in re.split(r"(?<=[.!?:;])\s+|\n", text) if part]
