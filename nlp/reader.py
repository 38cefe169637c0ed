"""Text in, Reading out."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from itertools import islice
from pathlib import Path
from threading import Lock
from typing import Any

import spacy
from spacy.language import Language
from spacy.tokens import Doc

from nlp import components
from nlp.folding import without_surrogates
from nlp.learning.component import LEARNED_TOPICS
from nlp.learning.matter import Matter, matter_of
from nlp.learning.models import Models
from nlp.lexicon import Lexicon
from nlp.meaning.alike import packed
from nlp.meaning.component import MEANING
from nlp.meaning.encoder import encode
from nlp.personal import redact
from nlp.results import OTHER, PlaceHit, Reading, Span
from nlp.tokens import WORDS
from nlp.triage.component import TRIAGE

# A batch is read under one lock: short enough (about 0.3 s) to let others in.
_BATCH = 32
_NOT_FOR_REDACTION = (MEANING, components.KEYWORD_TOPICS, LEARNED_TOPICS, components.WORKGROUPS, TRIAGE)
_LONGEST_TEXT = 10_000_000
SHIPPED = Path(__file__).parent / "shipped"


class Reader:
    """Reads texts with a spaCy pipeline; may be shared by threads, which take turns."""

    def __init__(self, pipeline: Language) -> None:
        pipeline.max_length = _LONGEST_TEXT
        self._pipeline = pipeline
        self._lock = Lock()

    @classmethod
    def from_lexicon(cls, lexicon: Lexicon) -> Reader:
        """Build a reader that tags by the keywords of a lexicon."""
        pipeline = spacy.blank("de", config={"nlp": {"tokenizer": {"@tokenizers": WORDS}}})
        words: dict[str, Any] = {
            components.PLACES: {"places": components.words_of(lexicon.places), "streets": list(lexicon.streets)},
            components.KEYWORD_TOPICS: components.words_of(lexicon.topics),
            components.WORKGROUPS: {topic.id: topic.workgroup for topic in lexicon.topics},
            TRIAGE: components.words_of(lexicon.alarms),
        }
        for name in components.PIPELINE:
            component: Any = pipeline.add_pipe(name)
            if name in words:
                component.adopt(words[name])
        return cls(pipeline)

    @classmethod
    def shipped(cls, lexicon: Lexicon, folder: Path = SHIPPED) -> Reader:
        """Build a reader with the models that come with the product; topics are learned only where they are the lexicon's."""
        reader = cls.from_lexicon(lexicon)
        reader.learn_triage(Models.from_disk(folder / "triage"))
        reader.learn(shipped_topics(lexicon, folder))
        return reader

    @classmethod
    def load(cls, path: str | Path) -> Reader:
        """Load a reader from a folder that `save` wrote; OSError where there is none."""
        return cls(spacy.load(Path(path)))

    def learn(self, topics: Models) -> None:
        """Read topics with these models from now on."""
        self._learn(LEARNED_TOPICS, lambda component: component.adopt(topics), topics)

    def learn_triage(self, triage: Models) -> None:
        """Tell the class of a text with these models from now on."""
        self._learn(TRIAGE, lambda component: component.learn(triage), triage)

    def _learn(self, name: str, teach: Callable[[Any], None], models: Models) -> None:
        with self._lock:
            teach(self._pipeline.get_pipe(name))
            meanings: Any = self._pipeline.get_pipe(MEANING)
            meanings.wanted = meanings.wanted or models.need_meaning

    def matters(self, texts: Iterable[str], masked: bool, meaning: bool = False) -> Iterator[Matter]:
        """Yield what a model is to be trained on; `masked` without the names of streets and places.

        meaning  with what each text means.
        Meant for a reader that has not learned yet, whose topics are those of the keywords.
        """
        for batch in _batches(texts):
            meanings = encode(batch) if meaning else [None] * len(batch)
            with self._lock, self._pipeline.memory_zone():
                read = [matter_of(doc, masked) for doc in self._docs(batch)]
            for matter, meant in zip(read, meanings, strict=True):
                yield replace(matter, meaning=meant)

    def save(self, path: str | Path) -> None:
        """Write the pipeline into a folder."""
        self._pipeline.to_disk(Path(path))

    def read(self, text: str) -> Reading:
        """Read one text; no text makes it raise."""
        return self._read_batch([text])[0]

    def read_many(self, texts: Iterable[str]) -> Iterator[Reading]:
        """Read texts one after another, without holding more than a batch of them."""
        for batch in _batches(texts):
            yield from self._read_batch(batch)

    def redacted(self, texts: Iterable[str]) -> list[str]:
        """Return texts with personal data replaced, without asking what they are about: far faster than reading them."""
        given = list(texts)
        with self._lock, self._pipeline.memory_zone():
            docs = self._docs(given, disable=_NOT_FOR_REDACTION)
            return [redact(text, doc._.personal) for text, doc in zip(given, docs, strict=True)]

    def _read_batch(self, texts: list[str]) -> list[Reading]:
        # The zone makes spaCy forget the words of residents: its store of strings would keep them for ever.
        with self._lock, self._pipeline.memory_zone():
            return [_reading(text, doc) for text, doc in zip(texts, self._docs(texts), strict=True)]

    def _docs(self, texts: list[str], disable: Iterable[str] = ()) -> Iterator[Doc]:
        plain = (without_surrogates(text) for text in texts)
        return self._pipeline.pipe(plain, batch_size=_BATCH, disable=list(disable))


def shipped_topics(lexicon: Lexicon, folder: Path = SHIPPED) -> Models:
    """Return the models of topics that come with the product, none of them where the lexicon has other topics."""
    topics = Models.from_disk(folder / "topics")
    return topics if topics.german is not None and knows(lexicon, topics.german.facts.labels) else Models()


def knows(lexicon: Lexicon, labels: Iterable[str]) -> bool:
    """Tell whether all labels are topics of the lexicon, or stand for none of them."""
    return {OTHER, *(topic.id for topic in lexicon.topics)}.issuperset(labels)


def _batches(texts: Iterable[str]) -> Iterator[list[str]]:
    remaining = iter(texts)
    while batch := list(islice(remaining, _BATCH)):
        yield batch


def _only_district(places: Iterable[PlaceHit]) -> str | None:
    """Return the district that every place named may mean: `Dierkow`, and later `Dierkow-Ost`, is Dierkow-Ost."""
    named: dict[Span, set[str]] = {}
    for place in places:
        named.setdefault(place.span, set()).add(place.district)
    common = set.intersection(*named.values()) if named else set()
    return common.pop() if len(common) == 1 else None


def _reading(text: str, doc: Doc) -> Reading:
    found = doc._
    return Reading(
        text=text,
        language=found.language,
        triage=found.triage,
        alarm=found.alarm,
        topics=found.topics,
        workgroups=found.workgroups,
        places=found.places,
        district=_only_district(found.places),
        personal=found.personal,
        redacted=redact(text, found.personal),
        guess=found.guess,
        guess_workgroups=found.guess_workgroups,
        triage_evidence=found.triage_evidence,
        triage_sure=found.triage_sure,
        meaning=packed(found.meaning) if found.meaning is not None else b"",
    )
