"""The steps of the pipeline as spaCy components.

Each is registered by name, starts empty, is given its words by `adopt`, and keeps them in `to_disk` as JSON. What they
find they leave on the Doc: `doc._.language`, `german` (surely so), `meaning`, `places`, `streets`, `personal`,
`topics`, `workgroups`, `alarm`, `triage`, `triage_evidence`.
`guess` has the topics one would name if one had to. LEARNED_TOPICS takes up what KEYWORD_TOPICS found and writes both anew.
"""

from __future__ import annotations

import json
from abc import ABC, abstractmethod
from collections.abc import Iterable
from dataclasses import asdict
from pathlib import Path
from typing import Any

from spacy.language import Language
from spacy.tokens import Doc

from nlp.folding import Aligned, fold, surface_of
from nlp.gazetteer import Gazetteer
from nlp.keywords import KeywordTopics
from nlp.learning.component import LEARNED_TOPICS
from nlp.lexicon import AlarmRule, PlaceEntry, TopicEntry
from nlp.meaning.component import MEANING
from nlp.name_tokens import tokens_of
from nlp.personal import find_personal
from nlp.results import TopicTag, Triage
from nlp.script import is_surely, language_of
from nlp.triage.component import TRIAGE

FORMS = "forumsbote_forms"
LANGUAGE = "forumsbote_language"
PLACES = "forumsbote_places"
PERSONAL = "forumsbote_personal"
KEYWORD_TOPICS = "forumsbote_keyword_topics"
WORKGROUPS = "forumsbote_workgroups"
PIPELINE = (FORMS, LANGUAGE, MEANING, PLACES, PERSONAL, KEYWORD_TOPICS, LEARNED_TOPICS, WORKGROUPS, TRIAGE)

_WORDS_FILE = "words.json"

for _name, _default in (
    ("surface", Aligned("")),
    ("folded", Aligned("")),
    ("words", ()),
    ("language", "de"),
    ("german", True),
    ("meaning", None),
    ("later_meanings", ()),
    ("places", ()),
    ("streets", ()),
    ("addresses", ()),
    ("personal", ()),
    ("topics", ()),
    ("guess", ()),
    ("workgroups", ()),
    ("guess_workgroups", ()),
    ("alarm", None),
    ("triage", Triage.CONCERN),
    ("triage_evidence", ()),
    ("triage_sure", False),
):
    Doc.set_extension(_name, default=_default, force=True)


@Language.component(FORMS)
def forms(doc: Doc) -> Doc:
    """Keep the searchable forms of the text, which all later steps share."""
    found, surface = doc._, surface_of(doc.text)
    found.surface, found.folded, found.words = surface, fold(surface), tokens_of(surface.text)
    return doc


@Language.component(LANGUAGE)
def language(doc: Doc) -> Doc:
    """Tell the language of the text; needs FORMS."""
    text = doc._.surface.text
    doc._.language = language_of(text)
    doc._.german = doc._.language == "de" and is_surely(text)
    return doc


@Language.component(PERSONAL)
def personal(doc: Doc) -> Doc:
    """Find personal data; needs what PLACES found."""
    found = doc._
    places = (*found.streets, *(place.span for place in found.places))
    found.personal = find_personal(found.surface, found.addresses, places, found.words)
    return doc


class _WithWords(ABC):
    """A component whose words are JSON data, saved beside it."""

    words: Any

    @abstractmethod
    def adopt(self, words: Any) -> None:
        """Take the words, JSON-able data, and get ready to search."""

    def to_disk(self, path: str | Path, *, exclude: Iterable[str] = ()) -> None:
        """Save the words in a folder of their own."""
        folder = Path(path)
        folder.mkdir(parents=True, exist_ok=True)
        written = json.dumps(self.words, ensure_ascii=False, indent=1, sort_keys=True)
        (folder / _WORDS_FILE).write_text(written, encoding="utf-8")

    def from_disk(self, path: str | Path, *, exclude: Iterable[str] = ()) -> _WithWords:
        """Load the words that `to_disk` saved."""
        self.adopt(json.loads((Path(path) / _WORDS_FILE).read_text(encoding="utf-8")))
        return self


class Places(_WithWords):
    """Find places, streets and addresses."""

    def __init__(self) -> None:
        self.adopt({"places": [], "streets": []})

    def adopt(self, words: Any) -> None:
        self.words = words
        self._gazetteer = Gazetteer([PlaceEntry(**place) for place in words["places"]], words["streets"])

    def __call__(self, doc: Doc) -> Doc:
        found = doc._
        found.places, found.streets, found.addresses = self._gazetteer.find(found.surface, found.folded, found.words)
        return doc


class Topics(_WithWords):
    """Find topics by keywords, names of streets and places masked."""

    def __init__(self) -> None:
        self.adopt([])

    def adopt(self, words: Any) -> None:
        self.words = words
        self._keywords = KeywordTopics(
            [TopicEntry(t["id"], t["workgroup"], tuple(t["keywords"]), tuple(t["exclude"])) for t in words]
        )

    def __call__(self, doc: Doc) -> Doc:
        found = doc._
        masked = (*found.streets, *(place.span for place in found.places))
        found.topics = found.guess = self._keywords.find(found.folded, masked)
        return doc


class Workgroups(_WithWords):
    """Name the workgroups of the topics, by a table and never by a model."""

    def __init__(self) -> None:
        self.adopt({})

    def adopt(self, words: Any) -> None:
        self.words = words

    def __call__(self, doc: Doc) -> Doc:
        found = doc._
        found.workgroups, found.guess_workgroups = self._of(found.topics), self._of(found.guess)
        return doc

    def _of(self, tags: Iterable[TopicTag]) -> tuple[str, ...]:
        named = (self.words.get(tag.id, "") for tag in tags)
        return tuple(dict.fromkeys(workgroup for workgroup in named if workgroup))


@Language.factory(PLACES)
def make_places(nlp: Language, name: str) -> Places:
    return Places()


@Language.factory(KEYWORD_TOPICS)
def make_topics(nlp: Language, name: str) -> Topics:
    return Topics()


@Language.factory(WORKGROUPS)
def make_workgroups(nlp: Language, name: str) -> Workgroups:
    return Workgroups()


def words_of(entries: Iterable[PlaceEntry | TopicEntry | AlarmRule]) -> list[dict[str, Any]]:
    """Return entries of a lexicon as JSON-able data."""
    return [asdict(entry) for entry in entries]
