"""Build the models that come with the product from the sentences of our own: `python -m nlp.building CITY_LEXICON.json`.

With `--card` behind it only their card is written anew.

Takes about five minutes; the same sentences and the same encoder give the same files. The encoder itself is taught by
`nlp.teaching`. How much its opinion counts beside the words is told by the older sealed parts; the newer ones are never read.
"""

from __future__ import annotations

import sys
from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

from nlp.jsonl import score
from nlp.learning.card import Card, frozen_figures, hash_of_files, hash_of_texts
from nlp.learning.corpus import Labelled
from nlp.learning.hearing import Told, hearing
from nlp.learning.matter import Matter
from nlp.learning.model import LearnedModel
from nlp.learning.models import Models
from nlp.learning.training import train
from nlp.lexicon import Lexicon, TopicEntry
from nlp.meaning.encoder import FOLDER, encoder_name
from nlp.meaning.opinion import TOPICS, TRIAGE, Opinion
from nlp.reader import SHIPPED, Reader, shipped_topics
from nlp.relearning import frozen_sentences, own_sentences
from nlp.results import GERMAN, Triage
from nlp.sentences import Sentence, sentences

# The score from which on an alarm is raised, of the model of German and of that of all other languages: an alarm too much costs
# a look at 110 and one press, one too few may cost a life. Chosen on the older sealed parts, where they hear 97.0 and 99.0 of
# 100 dangers; with half of it one in eight ordinary concerns would be met with 110.
_DANGER_FROM = (0.02, 0.03)


Lesson = list[tuple[Sentence, Matter]]


def build(lexicon: Lexicon, folder: Path = SHIPPED) -> None:
    """Train all models and write them into a folder."""
    reader = Reader.from_lexicon(lexicon)
    topics = _read(reader, "topics_train.jsonl", masked=True)
    unseen = _read(reader, "topics_sealed.jsonl", masked=True, meaning=True)
    about = Opinion.from_disk(FOLDER, TOPICS)
    Models(*_models(topics, unseen, about, lexicon.topics)).to_disk(folder / "topics")
    triage = _read(reader, "triage_train.jsonl")
    told = _as_told(_taught(triage, ()), _read(reader, "topics_train.jsonl"))
    unseen = [
        part for name in ("triage_sealed.jsonl", "triage_test.jsonl") for part in _read(reader, name, meaning=True)
    ]
    german, others = _models([*triage, *told], unseen, Opinion.from_disk(FOLDER, TRIAGE), ())
    Models(_careful(german, _DANGER_FROM[0]), _careful(others, _DANGER_FROM[1])).to_disk(folder / "triage")


def write_card(lexicon: Lexicon, at: datetime, folder: Path = SHIPPED) -> None:
    """Measure the models of topics in a folder that is there already and write their card beside them."""
    frozen, taught = frozen_sentences(), own_sentences()
    figures = frozen_figures(frozen, score(Reader.shipped(lexicon, folder), frozen, best=True))
    card = Card(
        at=at,
        sentences=len(taught),
        corrections=0,
        learned=hash_of_texts(taught),
        until=None,
        frozen=figures,
        files=hash_of_files(folder),
        encoder=encoder_name() if shipped_topics(lexicon, folder).need_meaning else "",
    )
    card.to_disk(folder)


def _read(reader: Reader, name: str, masked: bool = False, meaning: bool = False) -> Lesson:
    """Return a file of the material as a model sees it; `masked` without the names of streets and places."""
    chosen = list(sentences(name))
    return list(zip(chosen, reader.matters((s.text for s in chosen), masked, meaning), strict=True))


def _models(
    lesson: Lesson, unseen: Lesson, opinion: Opinion, entries: Sequence[TopicEntry]
) -> tuple[LearnedModel, LearnedModel]:
    """Return a model taught German alone, and one taught all languages; both hear the same opinion."""
    german, others = (
        hearing(_taught(part, entries), opinion, [Told(matter, sentence.labels) for sentence, matter in told])
        for part, told in ((_german(lesson), _german(unseen)), (lesson, _foreign(unseen)))
    )
    return german, others


def _german(lesson: Lesson) -> Lesson:
    return [(sentence, matter) for sentence, matter in lesson if sentence.language == GERMAN]


def _foreign(lesson: Lesson) -> Lesson:
    return [(sentence, matter) for sentence, matter in lesson if sentence.language != GERMAN]


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


def _taught(lesson: Lesson, entries: Sequence[TopicEntry]) -> LearnedModel:
    corpus = [Labelled(sentence.text, sentence.labels, sentence.author) for sentence, _ in lesson]
    trained = train(corpus, [matter for _, matter in lesson], entries, _tell)
    figures = f"micro {trained.best.micro:.3f} macro {trained.best.macro:.3f}"
    sys.stdout.write(f"{len(lesson)} sentences, words alone, by authors they were not learned from: {figures}\n")
    return trained.model


def _careful(model: LearnedModel, level: float) -> LearnedModel:
    """Return a model that raises its alarm from this score on."""
    levels = list(model.facts.levels)
    levels[model.facts.labels.index(Triage.ACUTE_DANGER)] = level
    return model.with_facts(replace(model.facts, levels=tuple(levels)))


def _tell(done: int, total: int) -> None:
    sys.stderr.write(f"\r{done}/{total}")


if __name__ == "__main__":
    _lexicon = Lexicon.from_json(Path(sys.argv[1]).read_text(encoding="utf-8"))
    if sys.argv[2:] != ["--card"]:
        build(_lexicon)
    write_card(_lexicon, datetime.now(UTC).replace(microsecond=0))
