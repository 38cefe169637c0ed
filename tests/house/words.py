"""Everything the house says: the English keys in code and templates, and their words in the catalogues of every language."""

import ast
import re
from collections import defaultdict
from dataclasses import dataclass
from functools import cache

from babel.messages.pofile import read_po
from jinja2.ext import babel_extract

from handlers.languages import GERMAN, LOCALE_FOLDER, form_of
from tests.house.sources import ROOT, modules, templates

PLACE = re.compile(r"\{(\w+)[^}]*\}")
DECLARING = {"phrase": 1, "phrases": 2}
SPEAKING = ("_", "ngettext")
# Spoken, but not as a plain text: no catalogue could have it.
COMPUTED = re.compile(r"""(?<![\w.])(?:_|ngettext)\((?!["'])[^)]*\)""")
Key = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Spoken:
    """One place where a key is declared: a module or a template, and the line (0 in templates)."""

    key: Key
    file: str
    line: int


@dataclass(frozen=True, slots=True)
class Entry:
    """One entry of a catalogue: its English forms and those of its language, none while it waits for a look."""

    file: str
    key: Key
    forms: Key


@cache
def declared() -> dict[Key, list[str]]:
    """Return every key with the files that declare it."""
    found: dict[Key, list[str]] = defaultdict(list)
    for spoken in all_spoken():
        found[spoken.key].append(spoken.file)
    return found


@cache
def all_spoken() -> tuple[Spoken, ...]:
    """Return every place where something is said."""
    return (*_in_code(), *_in_templates())


def _in_code() -> list[Spoken]:
    found = []
    for module in modules("handlers"):
        if module.name == "handlers/i18n.py":
            continue
        for node in ast.walk(module.tree):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in DECLARING:
                key = tuple(str(argument.value) for argument in node.args if isinstance(argument, ast.Constant))
                assert len(key) == DECLARING[node.func.id], f"{module.name}:{node.lineno} is no plain constant"
                found.append(Spoken(key, module.name, node.lineno))
    return found


def _in_templates() -> list[Spoken]:
    found = []
    for path in templates():
        computed = COMPUTED.findall(path.read_text(encoding="utf-8"))
        assert not computed, f"{path.name} speaks what is no plain text: {computed}"
        with path.open("rb") as file:
            for _line, _function, message, _comments in babel_extract(file, SPEAKING, [], {}):
                # A call with values comes as a tuple with None in the place of each of them.
                parts = message if isinstance(message, tuple) else (message,)
                found.append(Spoken(tuple(part for part in parts if part), str(path.relative_to(ROOT)), 0))
    return found


@cache
def entries(language: str) -> tuple[Entry, ...]:
    """Return every entry of a language's catalogues."""
    found = []
    for path in sorted((LOCALE_FOLDER / language).glob("*.po")):
        with path.open("rb") as file:
            for entry in read_po(file, locale=str(form_of(language).locale), abort_invalid=True):
                if entry.id:
                    forms = () if entry.fuzzy else _forms(entry.string or "")
                    found.append(Entry(path.name, _forms(entry.id), forms))
    return tuple(found)


def german() -> tuple[Entry, ...]:
    """Return every entry of the German catalogues."""
    return entries(GERMAN)


def _forms(value: str | tuple[str, ...] | list[str]) -> Key:
    return (value,) if isinstance(value, str) else tuple(value)


def places(sentence: str) -> set[str]:
    return set(PLACE.findall(sentence))


def sentences(text: str) -> list[str]:
    """Split a text where a reader takes breath."""
    return [part for part in re.split(r"(?<=[.!?:;])\s+|\n", text) if part]
