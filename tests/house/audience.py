"""Who reads what: sentences for residents are spoken in every language form, those of the desk in German alone.

By `python -m tests.house.audience uk` whoever translates gets what is still missing in a language, ready for its catalogues.
"""

import re
import sys
from collections import defaultdict
from functools import cache

from babel.messages.catalog import Catalog
from babel.messages.pofile import write_po

from handlers.languages import form_of
from tests.house.sources import ROOT, TEMPLATES, modules, templates
from tests.house.words import Key, Spoken, all_spoken, entries, german

# Features that speak to residents; in their modules everything below a comment `# At the desk` is for the desk.
TO_RESIDENTS = frozenset(
    {
        "broadcast", "channels", "concerns", "connection", "consideration", "counting", "dialog", "forums",
        "pages", "privacy", "process", "proof", "reminders", "residents", "results", "steering", "surveys",
    }
)  # fmt: skip
TO_THE_DESK = frozenset({"accounts", "exports", "ledger", "moderation", "reports"})
# Printed or published as one text for everybody, in German; their pages are for residents all the same.
TO_EVERYBODY = frozenset({"feeds", "newsroom", "opendata", "partners", "posters"})
AT_THE_DESK = "# At the desk"
# A public page is a template that extends this one, or one that does; what it builds on is spoken there too.
PUBLIC, DESK = "base.html", "desk.html"
NEEDING = re.compile(r"\{%-?\s*(?:extends|include|import|from)\s+([^%]+)%\}")
EXTENDING = re.compile(r"\{%-?\s*extends\s+([^%]+)%\}")
NAMED = re.compile(r"""["']([^"']+\.html)["']""")


@cache
def for_residents() -> dict[Key, list[str]]:
    """Return every key a resident may read, with the files that say it."""
    found: dict[Key, list[str]] = defaultdict(list)
    for spoken in all_spoken():
        if _is_for_residents(spoken):
            found[spoken.key].append(spoken.file)
    return found


def feature_of(file: str) -> str:
    """Return the folder of handlers/ a file lies in."""
    return file.split("/")[1]


def missing(language: str) -> list[Key]:
    """Return the keys a language has not in all its forms, in the order they are said in."""
    needed = len(form_of(language).categories)
    whole = {entry.key for entry in entries(language) if all(entry.forms) and len(entry.forms) in (1, needed)}
    return [key for key in for_residents() if key not in whole]


@cache
def public_templates() -> frozenset[str]:
    """Return the names of all templates that become part of a public page."""
    read = {str(path.relative_to(TEMPLATES)): path.read_text(encoding="utf-8") for path in templates()}
    needs = {name: _named(NEEDING, text) for name, text in read.items()}
    built_on = {name: _named(EXTENDING, text) for name, text in read.items()}
    found = {PUBLIC}
    while more := {name for name, bases in built_on.items() if bases & found} - found:
        found |= more
    while more := {needed for name in found for needed in needs[name]} - found - {DESK}:
        found |= more
    return frozenset(found)


@cache
def desk_lines() -> dict[str, int]:
    """Return from which line on a module speaks to the desk, for those that do."""
    return {
        module.name: number
        for module in modules("handlers")
        for number, line in reversed(list(enumerate(module.lines, 1)))
        if line.startswith(AT_THE_DESK)
    }


def _is_for_residents(spoken: Spoken) -> bool:
    if spoken.file.endswith(".html"):
        return str((ROOT / spoken.file).relative_to(TEMPLATES)) in public_templates()
    return feature_of(spoken.file) in TO_RESIDENTS and spoken.line < desk_lines().get(spoken.file, sys.maxsize)


def _named(tags: re.Pattern[str], text: str) -> set[str]:
    """Return the templates that tags of this kind name."""
    plain = re.sub(r"\{#.*?#\}", "", text, flags=re.DOTALL)
    return {name for tag in tags.findall(plain) for name in NAMED.findall(tag)}


def _print_missing(language: str) -> None:
    """Write what a language lacks to standard output, one catalogue after the other, with the German as a comment."""
    words = {entry.key: entry for entry in german()}
    by_file: dict[str, list[Key]] = defaultdict(list)
    for key in missing(language):
        by_file[words[key].file].append(key)
    for file, keys in sorted(by_file.items()):
        sys.stdout.write(f"# {file}\n")
        sys.stdout.flush()
        catalog = Catalog(locale=str(form_of(language).locale), fuzzy=False)
        for key in keys:
            said = " / ".join(words[key].forms).replace("\n", "\\n")
            catalog.add(key if len(key) > 1 else key[0], user_comments=[said])
        write_po(sys.stdout.buffer, catalog, width=0, omit_header=True)
        sys.stdout.write("\n")


if __name__ == "__main__":
    _print_missing(sys.argv[1])
