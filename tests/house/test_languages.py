"""Every language form says everything residents read, in its own plural forms, and Leichte Sprache keeps to its rules."""

import ast
import gettext
import re
import tomllib
from collections import defaultdict

import pytest
from babel.messages.pofile import read_po

from handlers.city.loading import BUILT_IN
from handlers.languages import CATEGORIES, ENGLISH, GERMAN, LOCALE_FOLDER, SIMPLE, form_of, shipped
from tests.house.audience import (
    TO_EVERYBODY,
    TO_RESIDENTS,
    TO_THE_DESK,
    desk_lines,
    feature_of,
    for_residents,
    missing,
    public_templates,
)
from tests.house.sources import TEMPLATES, Module, listed, modules
from tests.house.words import all_spoken, entries, places, sentences

TRANSLATIONS = sorted(set(shipped()) - {GERMAN, ENGLISH})
LONGEST_SIMPLE_SENTENCE_WORDS = 15
LONGEST_SIMPLE_WORD_LETTERS = 16
# A form for none, one or two may say so in a word instead of the number.
COUNTED_IN_WORDS = {"zero", "one", "two"}
# "werden" with a participle; the heuristic of docs/languages.md.
PASSIVE = re.compile(
    r"\b(wird|werden|wurden?|worden)\b(?=.*\b(\w*ge\w{2,}(t|en)|(be|ent|er|ver|zer|über|unter)\w{2,}(t|en)|\w+iert)\b)"
    r"|\b(\w*ge\w{2,}(t|en)|(be|ent|er|ver|zer)\w{2,}(t|en)|\w+iert)\s+(wird|werden|wurden?|worden)\b"
)
NOT_PASSIVE: dict[str, str] = {}
TOO_HARD = {
    "subjunctive": re.compile(r"\b(würden?|könnten?|hätten?|wären?|möchten?|sollten|müssten?|dürften?)\b"),
    "abbreviation": re.compile(r"\b(z\. ?B|bzw|usw|ggf|d\. ?h|u\. ?a|inkl|ca|Nr|Tel|evtl)\b\.?"),
    "genitive": re.compile(r"\b(des|eines|Ihres|unseres|dieses|jedes) [A-ZÄÖÜ]\w*s\b|\bwegen\b"),
    "number in words": re.compile(r"\b(zwei|drei|vier|fünf|sechs|sieben|acht|neun|zehn|elf|zwölf)\b", re.IGNORECASE),
}
DU = re.compile(r"\b(du|dich|dir|dein(e[mnrs]?)?|euch|euer|eure[mnrs]?)\b", re.IGNORECASE)
RESIDENT_MODULES = ("dialog", "composing", "telling", "screens", "words", "receipts", "tidings", "preview", "signposts")


def test_the_folder_of_a_language_is_its_tag() -> None:
    assert all(re.fullmatch(r"[a-z]{2,3}(-[a-z0-9]{5,8})*", tag) for tag in shipped())


def test_every_feature_that_speaks_is_known_to_speak_to_residents_or_to_the_desk() -> None:
    speaking = {feature_of(spoken.file) for spoken in all_spoken() if spoken.file.endswith(".py")}
    assert speaking == TO_RESIDENTS | TO_THE_DESK | TO_EVERYBODY
    assert not TO_RESIDENTS & (TO_THE_DESK | TO_EVERYBODY)


def test_residents_are_told_nothing_that_stands_below_at_the_desk() -> None:
    found = []
    for module in modules("handlers"):
        if feature_of(module.name) not in TO_RESIDENTS or module.dotted.rpartition(".")[2] not in RESIDENT_MODULES:
            continue
        desk = _desk_names(f"handlers/{feature_of(module.name)}/texts.py")
        found += [(module.name, name) for name in re.findall(r"\btexts\.([A-Z_]+)\b", module.text) if name in desk]
    assert not found, listed(found)


def test_public_pages_are_found_by_what_they_extend() -> None:
    assert {"base.html", "layout.html", "macros.html", "process/start.html", "webchat/log.html"} <= public_templates()
    assert not {name for name in public_templates() if name.startswith(("moderation/", "accounts/", "desk"))}


@pytest.mark.parametrize("language", TRANSLATIONS)
def test_a_language_says_everything_residents_read(language: str) -> None:
    assert not missing(language), listed(missing(language))


@pytest.mark.parametrize("language", TRANSLATIONS)
def test_a_language_says_nothing_else(language: str) -> None:
    more = [(entry.file, entry.key) for entry in entries(language) if entry.key not in for_residents()]
    assert not more, listed(more)


@pytest.mark.parametrize("language", TRANSLATIONS)
def test_a_sentence_has_one_translation_with_the_places_of_the_english(language: str) -> None:
    categories, by_key, differing = form_of(language).categories, defaultdict(set), []
    for entry in entries(language):
        by_key[entry.key].add(entry.forms)
        for number, words in enumerate(entry.forms):
            plural = len(entry.key) > 1
            wanted = set().union(*map(places, entry.key))
            free = {"n"} if plural and categories[number] in COUNTED_IN_WORDS else set()
            if not wanted - free <= places(words) <= wanted:
                differing.append((entry.file, entry.key[0], words))
    assert not differing, listed(differing)
    several = {key: forms for key, forms in by_key.items() if len(forms) > 1}
    assert not several, listed(several.items())


@pytest.mark.parametrize("language", sorted(set(shipped()) - {ENGLISH}))
def test_catalogues_count_as_babel_does(language: str) -> None:
    form = form_of(language)
    assert form.categories == tuple(category for category in CATEGORIES if category in form.categories)
    for path in (LOCALE_FOLDER / language).glob("*.po"):
        with path.open("rb") as file:
            catalog = read_po(file, locale=str(form.locale))
        rule = gettext.c2py(catalog.plural_expr)
        assert catalog.num_plurals == len(form.categories), path.name
        assert [rule(n) for n in range(201)] == [form.plural_index(n) for n in range(201)], path.name


@pytest.mark.parametrize("language", sorted(shipped()))
def test_no_sentence_is_a_fragment_to_be_glued(language: str) -> None:
    said = for_residents() if language == ENGLISH else [entry.forms for entry in entries(language)]
    torn = [form for forms in said for form in forms if form != form.strip() or form.endswith((",", " und", " and"))]
    assert not torn, listed(torn)


def test_code_and_templates_glue_no_sentences() -> None:
    found = [(module.name, line) for module in modules("handlers") for line in _gluing(module)]
    for name in sorted(public_templates()):
        text = (TEMPLATES / name).read_text(encoding="utf-8")
        found += [(name, glued[0]) for glued in re.finditer(r"\b_\([^)]*\)\s*~|~\s*_\(", text)]
        # One sentence after another is fine; half a sentence before another is not.
        found += [
            (name, glued[0]) for glued in re.finditer(r"""_\((["'])(?:(?!\1).)*[\w,]\1\)\s*\}\}\s*\{\{\s*_\(""", text)
        ]
    assert not found, listed(found)


def test_every_pack_switches_on_what_is_shipped_and_leichte_sprache() -> None:
    for folder in BUILT_IN.iterdir():
        if (folder / "info.toml").exists():
            languages = tomllib.loads((folder / "info.toml").read_text(encoding="utf-8"))["info"]["languages"]
            assert set(languages) <= set(shipped())
            assert SIMPLE in languages


def test_leichte_sprache_has_short_sentences() -> None:
    long = [
        (file, sentence)
        for file, sentence in _simple_sentences()
        if len(sentence.split()) > LONGEST_SIMPLE_SENTENCE_WORDS
    ]
    assert not long, listed(long)


def test_leichte_sprache_says_who_does_something() -> None:
    passive = [
        (file, sentence)
        for file, sentence in _simple_sentences()
        if PASSIVE.search(sentence) and sentence not in NOT_PASSIVE
    ]
    assert not passive, listed(passive)


def test_leichte_sprache_uses_no_hard_forms() -> None:
    hard = [
        (file, why, sentence)
        for file, sentence in _simple_sentences()
        for why, form in TOO_HARD.items()
        if form.search(sentence)
    ]
    assert not hard, listed(hard)


def test_leichte_sprache_parts_long_words() -> None:
    long = [
        (file, word)
        for file, sentence in _simple_sentences()
        for word in re.findall(r"[A-Za-zÄÖÜäöüß]+", re.sub(r"\{\w+\}|/\w+|https?://\S+", " ", sentence))
        if len(word) > LONGEST_SIMPLE_WORD_LETTERS
    ]
    assert not long, listed(long)


@pytest.mark.parametrize("language", [language for language in TRANSLATIONS if form_of(language).lang == GERMAN])
def test_nobody_is_called_du_in_any_german(language: str) -> None:
    close = [(entry.file, words) for entry in entries(language) for words in entry.forms if DU.search(words)]
    assert not close, listed(close)


@pytest.mark.parametrize(
    "sentence",
    [
        "Ihr Anliegen wird geprüft.",
        "Die Texte werden von uns gelöscht.",
        "Das ist gespeichert worden.",
        "Es wurde nichts verändert.",
        "Was von wem repariert wird, wissen wir.",
    ],
)
def test_the_heuristic_knows_a_passive(sentence: str) -> None:
    assert PASSIVE.search(sentence)


@pytest.mark.parametrize("sentence", ["Wir prüfen Ihr Anliegen.", "Das Team hat es gelesen.", "Es ist gelöscht."])
def test_the_heuristic_lets_the_active_pass(sentence: str) -> None:
    assert not PASSIVE.search(sentence)


def _simple_sentences() -> list[tuple[str, str]]:
    return [
        (entry.file, sentence) for entry in entries(SIMPLE) for words in entry.forms for sentence in sentences(words)
    ]


def _desk_names(name: str) -> set[str]:
    """Return the names a feature's texts declare below the comment for the desk."""
    found = [module for module in modules("handlers") if module.name == name]
    first = desk_lines().get(name)
    if not found or first is None:
        return set()
    return {
        target.id
        for node in found[0].tree.body
        if isinstance(node, ast.Assign) and node.lineno > first
        for target in node.targets
        if isinstance(target, ast.Name)
    }


def _gluing(module: Module) -> list[str]:
    """Return the lines on which something said is added to other words."""
    return [
        ast.get_source_segment(module.text, node) or ""
        for node in ast.walk(module.tree)
        if (isinstance(node, ast.BinOp) and isinstance(node.op, ast.Add) and _says(node.left, node.right))
        or (isinstance(node, ast.JoinedStr) and _says(*node.values))
    ]


def _says(*nodes: ast.AST) -> bool:
    return any(
        isinstance(part, ast.Call) and isinstance(part.func, ast.Attribute) and part.func.attr == "say"
        for node in nodes
        for part in ast.walk(node)
    )
