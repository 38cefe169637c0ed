"""Learn the German topics anew, from the sentences of our own and what a desk corrected."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime

from nlp.in_force import InForce
from nlp.jsonl import score
from nlp.learning.card import Card, Frozen, frozen_figures, hash_of_texts
from nlp.learning.corpus import Labelled, read_corpus
from nlp.learning.gate import refusals
from nlp.learning.hearing import hearing_like
from nlp.learning.matter import Matter
from nlp.learning.model import LearnedModel
from nlp.learning.models import Models
from nlp.learning.training import Progress, train
from nlp.lexicon import Lexicon
from nlp.meaning.encoder import encoder_name
from nlp.reader import Reader, shipped_topics
from nlp.results import GERMAN, OTHER
from nlp.sentences import MATERIAL

# Behind the names of our authors, so that their sentences stay in the folds they were in without corrections.
_DESK = "the desk"


@dataclass(frozen=True, slots=True)
class Lesson:
    """What is learned from, all German: sentences of our own, and concerns whose topics a desk decided.

    until  when the last of these was decided
    """

    sentences: tuple[Labelled, ...]
    corrections: tuple[Labelled, ...] = ()
    until: datetime | None = None

    @property
    def texts(self) -> tuple[Labelled, ...]:
        """Return all of them; a correction counts like a sentence."""
        return (*self.sentences, *self.corrections)


@dataclass(frozen=True, slots=True)
class Offered:
    """A new model beside the one that was in force; `refused` says why it was not taken."""

    name: str
    before: Frozen
    after: Frozen
    refused: tuple[str, ...]


def own_sentences() -> tuple[Labelled, ...]:
    """Return the German sentences of our own to learn from."""
    with (MATERIAL / "topics_train.jsonl").open(encoding="utf-8") as lines:
        return read_corpus(line for line in lines if json.loads(line)["language"] == GERMAN).texts


def frozen_sentences() -> tuple[Labelled, ...]:
    """Return the German sentences that models are compared by, and never learned from."""
    with (MATERIAL / "topics_test.jsonl").open(encoding="utf-8") as lines:
        return read_corpus(lines).texts


def usable(corrections: Sequence[Labelled], lexicon: Lexicon, frozen: Sequence[Labelled]) -> tuple[Labelled, ...]:
    """Return the corrections one may learn from.

    No topic means that none fits; topics the city no longer has are not learned; a frozen sentence stays unseen.
    """
    known, unseen = {topic.id for topic in lexicon.topics}, {text.text for text in frozen}
    return tuple(
        Labelled(text.text, text.labels or (OTHER,), _DESK)
        for text in corrections
        if known.issuperset(text.labels) and text.text not in unseen
    )


def relearn(lesson: Lesson, lexicon: Lexicon, reading: Progress, training: Progress) -> LearnedModel:
    """Train a German model of topics; both are told how far they have come. TooFewTextsError as `train` raises it.

    It learns words alone and hears the encoder's opinion as the shipped model does: the encoder has read our sentences, and
    would make a model that learns from its meanings far too sure.
    """
    texts = lesson.texts
    matters = list(_told(texts, Reader.from_lexicon(lexicon), reading))
    model = train(texts, matters, lexicon.topics, training).model
    shipped = shipped_topics(lexicon).german
    return model if shipped is None else hearing_like(model, shipped)


def offer(in_force: InForce, model: LearnedModel, lesson: Lesson, frozen: Sequence[Labelled], at: datetime) -> Offered:
    """Measure the model in force and a new one on the frozen sentences, keep the new one, and take it if it is not worse.

    The reader of `in_force` reads with the new model afterwards, taken or not: for a process that ends then.
    """
    before = frozen_figures(frozen, score(in_force.reader, frozen, best=True))
    in_force.try_out(model)
    after = frozen_figures(frozen, score(in_force.reader, frozen, best=True))
    card = Card(
        at=at,
        sentences=len(lesson.sentences),
        corrections=len(lesson.corrections),
        learned=hash_of_texts(lesson.texts),
        until=lesson.until,
        frozen=after,
        files="",
        encoder=encoder_name() if model.needs_meaning else "",
        instead_of=in_force.name,
        refused=refusals(before, after),
    )
    name = in_force.shelf.keep(Models(model), card)
    if not card.refused:
        in_force.shelf.put_in_force(name)
    return Offered(name, before, after, card.refused)


def _told(texts: Sequence[Labelled], reader: Reader, progress: Progress) -> Iterator[Matter]:
    # Without the names of streets and places: where something is says nothing of what it is.
    for done, matter in enumerate(reader.matters((text.text for text in texts), True), start=1):
        progress(done, len(texts))
        yield matter
