"""Every text exists in Sie-German; missing words, "du" and untranslated sentences fail the build."""

import re
import tomllib
from collections import defaultdict

from handlers.city.loading import BUILT_IN
from tests.house.sources import ROOT, listed, modules, templates
from tests.house.words import declared, german, places, sentences

LONGEST_SENTENCE_WORDS = 20
# The same word in both languages, or nothing but places and signs.
SAME_IN_BOTH = {
    "Browser", "Chat", "Code", "Excel", "Forum", "Name", "Ortsteil", "Ortsteile", "Ortsteile:", "Stadtbereich",
    "Stadtbereiche", "Status", "Telegram", "Text",
}  # fmt: skip
ADDRESSED_TOO_CLOSELY = re.compile(
    r"\b(du|dich|dir|dein(e[mnrs]?)?|euch|euer|eure[mnrs]?|ihr)\b|\b(Du|Dich|Dir|Dein(e[mnrs]?)?|Euch|Euer|Eure[mnrs]?)\b"
    r"|(?:^|[.!:] )(Schreib|Schick|Wähl|Wähle|Drück|Drücke|Tippe|Klick|Klicke|Gib|Sag|Komm|Geh|Mach|Nimm|Sieh|Lies)\b"
)
ENGLISH = re.compile(r"\b(the|and|you|your|please|with|of|is|are|this|that|not|for|from)\b", re.IGNORECASE)
GERMAN = re.compile(
    r"[äöüÄÖÜß„]|\b(Sie|Ihre?|und|der|das|dem|den|nicht|bitte|Bitte|ist|sind|wurde|wird|kein|keine|für|oder)\b"
)
# What is read by a program, or written down once as a promise, is no sentence for residents.
GERMAN_IN_CODE = {
    "handlers/city/entry.py": "what counts as written without capitals",
    "handlers/city/naming.py": "words of a name that say nothing",
    "handlers/concerns/questions.py": "stems of what residents ask",
    "handlers/exports/columns.py": "headers of the files, a promise to programs",
    "handlers/slugs.py": "umlauts in addresses",
    "handlers/reports/drawing.py": "quotation marks in the templates of reports",
    "handlers/moderation/cards.py": "headers of the files, a promise to programs",
}
PACK_TEXTS = ("info.toml", "process.toml", "starting_position.toml", "survey.toml", "contacts.toml")


def test_every_text_has_its_german() -> None:
    known = {entry.key for entry in german() if all(entry.forms) and len(entry.forms) == len(entry.key)}
    missing = {" / ".join(key): where for key, where in declared().items() if key not in known}
    assert not missing, listed(missing.items())


def test_every_german_text_is_still_said() -> None:
    said = declared()
    found = [(entry.file, entry.key) for entry in german() if entry.key not in said]
    assert not found, listed(found)


def test_a_text_has_one_german_whatever_the_catalogue() -> None:
    forms = defaultdict(set)
    for entry in german():
        forms[entry.key].add(entry.forms)
    found = {key: different for key, different in forms.items() if len(different) > 1}
    assert not found, listed(found.items())


def test_german_has_exactly_the_places_of_the_english() -> None:
    differing = [
        (entry.file, english, words)
        for entry in german()
        for english, words in zip(entry.key, entry.forms, strict=True)
        if places(english) != places(words)
    ]
    assert not differing, listed(differing)


def test_nothing_is_left_in_english() -> None:
    left = [
        (entry.file, words)
        for entry in german()
        for english, words in zip(entry.key, entry.forms, strict=True)
        if (words == english and _has_words(words) and words not in SAME_IN_BOTH) or ENGLISH.search(_bare(words))
    ]
    assert not left, listed(left)


def test_nobody_is_called_du() -> None:
    close = [(entry.file, words) for entry in german() for words in entry.forms if ADDRESSED_TOO_CLOSELY.search(words)]
    assert not close, listed(close)


def test_the_city_pack_calls_nobody_du() -> None:
    files = [path for pack in BUILT_IN.iterdir() for name in PACK_TEXTS if (path := pack / name).exists()]
    assert files
    close = [
        (path.name, words)
        for path in files
        for words in _strings(tomllib.loads(path.read_text(encoding="utf-8")))
        if ADDRESSED_TOO_CLOSELY.search(words)
    ]
    assert not close, listed(close)


def test_sentences_are_short() -> None:
    long = [
        (entry.file, sentence)
        for entry in german()
        for words in entry.forms
        for sentence in sentences(words)
        if len(sentence.split()) > LONGEST_SENTENCE_WORDS
    ]
    assert not long, listed(long)


def test_code_holds_no_german_sentence() -> None:
    found = [
        (module.name, literal.lineno, str(literal.value))
        for module in modules("handlers", "storage")
        if module.name not in GERMAN_IN_CODE
        for literal in module.literals()
        if GERMAN.search(str(literal.value))
    ]
    assert not found, listed(found)


def test_templates_hold_no_literal_words() -> None:
    """Text between tags, and the attributes a person reads or hears, are spoken; only signs stand there literally."""
    found = []
    for path in templates():
        bare = re.sub(r"\{#.*?#\}|\{%.*?%\}|\{\{.*?\}\}", "\x00", path.read_text(encoding="utf-8"), flags=re.DOTALL)
        read_aloud = re.findall(r'\b(?:aria-label|title|alt|placeholder|content)="([^"]*)"', bare)
        shown = re.findall(r">([^<>\"=]+)<", bare)
        found += [(str(path.relative_to(ROOT)), words.strip()) for words in read_aloud + shown if _is_literal(words)]
    assert not found, listed(found)


def test_scripts_hold_no_literal_words() -> None:
    for path in sorted((ROOT / "handlers" / "pages" / "static").glob("*.js")):
        code = re.sub(r"/\*.*?\*/|//[^\n]*", "", path.read_text(encoding="utf-8"), flags=re.DOTALL)
        words = [text for _, text in re.findall(r"(['\"`])((?:(?!\1).)*)\1", code)]
        found = [text for text in words if re.search(r"[äöüÄÖÜß]|[A-Z][a-zäöü]+ [a-zäöü]+", text)]
        assert not found, listed(found)


def _is_literal(words: str) -> bool:
    """Tell a word from what only markup needs; names of file formats are the same in every language."""
    without = re.sub(r"\x00|width=device-width, initial-scale=1|light dark|no-referrer|noindex|\bGeoJSON\b", "", words)
    return re.search(r"[A-Za-zÄÖÜäöüß]{2,}", without) is not None


def _has_words(text: str) -> bool:
    return re.search(r"[A-Za-zÄÖÜäöüß]{2,}", _bare(text)) is not None


def _bare(text: str) -> str:
    """Return a text without its places, commands, addresses and what it quotes."""
    return re.sub(r"\{[^}]*\}|/\w+|https?://\S+|„[^“]*“|⟨[^⟩]*⟩", " ", text)


def _strings(value: object) -> list[str]:
    match value:
        case str():
            return [value]
        case dict():
            return [text for part in value.values() for text in _strings(part)]
        case list():
            return [text for part in value for text in _strings(part)]
    return []
