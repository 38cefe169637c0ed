"""Build the models that come with the product from the sentences of our own: `python -m nlp.building CITY_LEXICON.json`.

With `--card` behind it only their card is written anew.

Takes about ten minutes, most of it the thorough encoder; the same sentences give the same files on the same machine.
The sentences of the sealed parts are never read here.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path

from nlp.jsonl import score
from nlp.learning.card import Card, frozen_figures, hash_of_files, hash_of_texts
from nlp.learning.corpus import Labelled
from nlp.learning.matter import Matter
from nlp.learning.model import LearnedModel
from nlp.learning.models import Models
from nlp.learning.training import Trained, train
from nlp.lexicon import Lexicon, TopicEntry
from nlp.meaning.encoders import Encoder
from nlp.reader import SHIPPED, Reader, shipped_topics
from nlp.relearning import MATERIAL, frozen_sentences, own_sentences
from nlp.results import Triage

_GERMAN: tuple[Encoder, ...] = (Encoder.SWIFT,)
_OTHERS: tuple[Encoder, ...] = (Encoder.SWIFT, Encoder.THOROUGH)
# The score from which on an alarm is raised: an alarm too much costs a look at 110 and one press, one too few may cost a
# life. Chosen on `triage_test.jsonl`, which is no sealed part any more: recall .945 at a precision of .883 there.
_DANGER_FROM = {_GERMAN: 0.10, _OTHERS: 0.13}


@dataclass(frozen=True, slots=True)
class Sentence:
    """One sentence of the material: topics, or the one class of the triage."""

    text: str
    labels: tuple[str, ...]
    language: str
    author: str


Lesson = list[tuple[Sentence, Matter]]


def sentences(name: str) -> Iterator[Sentence]:
    """Yield the sentences of a file of the material."""
    with (MATERIAL / name).open(encoding="utf-8") as lines:
        for line in lines:
            found = json.loads(line)
            labels = found["topics"] if "topics" in found else [found["triage"]]
            yield Sentence(found["text"], tuple(labels), found["language"], found.get("author", ""))


def build(lexicon: Lexicon, folder: Path = SHIPPED) -> None:
    """Train all models and write them into a folder."""
    reader = Reader.from_lexicon(lexicon)
    topics, triage = (_read(reader, name) for name in ("topics_train.jsonl", "triage_train.jsonl"))
    masked = _masked(reader, topics)
    Models(
        _taught(_german(masked), lexicon.topics, _GERMAN).model, _taught(masked, lexicon.topics, _OTHERS).model
    ).to_disk(folder / "topics")
    ordinary = _as_told(_taught(triage, (), _OTHERS).model, topics)
    Models(_careful(triage, ordinary, _GERMAN), _careful(triage, ordinary, _OTHERS)).to_disk(folder / "triage")


def write_card(lexicon: Lexicon, at: datetime, folder: Path = SHIPPED) -> None:
    """Measure the models of topics in a folder that is there already and write their card beside them."""
    topics, frozen, taught = shipped_topics(lexicon, folder), frozen_sentences(), own_sentences()
    figures = frozen_figures(frozen, score(Reader.shipped(lexicon, folder), frozen, best=True))
    card = Card(
        at=at,
        sentences=len(taught),
        corrections=0,
        learned=hash_of_texts(taught),
        until=None,
        frozen=figures,
        files=hash_of_files(folder),
        encoders=topics.encoders,
    )
    card.to_disk(folder)


def _read(reader: Reader, name: str) -> Lesson:
    chosen = list(sentences(name))
    return list(zip(chosen, reader.matters((s.text for s in chosen), masked=False, encoders=_OTHERS), strict=True))


def _masked(reader: Reader, lesson: Lesson) -> Lesson:
    """Return the same without the names of streets and places: where something is says nothing of what it is."""
    matters = reader.matters((sentence.text for sentence, _ in lesson), masked=True)
    return [
        (sentence, replace(words, meaning=matter.meaning))
        for (sentence, matter), words in zip(lesson, matters, strict=True)
    ]


def _german(lesson: Lesson) -> Lesson:
    return [(sentence, matter) for sentence, matter in lesson if sentence.language == "de"]


def _as_told(model: LearnedModel, lesson: Lesson) -> Lesson:
    """Return concerns with the class a first model gives them, but never danger: what people tell every day.

    Without them a model that knows only short cries and their twins takes every story of violence for danger now.
    """
    danger = model.facts.labels.index(Triage.ACUTE_DANGER)
    told = []
    for sentence, matter in lesson:
        scores = model.scores(model.row(matter.plain), matter)
        scores[danger] = -1
        kind = model.facts.labels[int(scores.argmax())]
        told.append((replace(sentence, labels=(kind,), author=f"told by {sentence.author}"), matter))
    return told


def _taught(lesson: Lesson, entries: Sequence[TopicEntry], encoders: Sequence[Encoder]) -> Trained:
    corpus = [Labelled(sentence.text, sentence.labels, sentence.author) for sentence, _ in lesson]
    trained = train(corpus, [matter for _, matter in lesson], entries, _tell, encoders)
    figures = f"micro {trained.best.micro:.3f} macro {trained.best.macro:.3f}"
    sys.stdout.write(f"{len(lesson)} sentences, by authors they were not learned from: {figures}\n")
    return trained


def _careful(triage: Lesson, ordinary: Lesson, encoders: tuple[Encoder, ...]) -> LearnedModel:
    """Return a model that raises its alarm early."""
    if encoders == _GERMAN:
        triage, ordinary = _german(triage), _german(ordinary)
    model = _taught([*triage, *ordinary], (), encoders).model
    levels = list(model.facts.levels)
    levels[model.facts.labels.index(Triage.ACUTE_DANGER)] = _DANGER_FROM[encoders]
    return model.with_facts(replace(model.facts, levels=tuple(levels)))


def _tell(done: int, total: int) -> None:
    sys.stderr.write(f"\r{done}/{total}")


if __name__ == "__main__":
    _lexicon = Lexicon.from_json(Path(sys.argv[1]).read_text(encoding="utf-8"))
    if sys.argv[2:] != ["--card"]:
        build(_lexicon)
    write_card(_lexicon, datetime.now(UTC).replace(microsecond=0))
