"""The learned topics as a spaCy component, behind the keywords, whose tags it takes up and replaces."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from spacy.language import Language
from spacy.tokens import Doc

from nlp.learning.matter import matter_of
from nlp.learning.model import LearnedModel
from nlp.learning.models import Models
from nlp.results import Span, TopicTag

LEARNED_TOPICS = "forumsbote_learned_topics"


class LearnedTopics:
    """Name the topics of a text by a model; without one for its language the keywords stay as they are."""

    def __init__(self) -> None:
        self._models = Models()

    def adopt(self, models: Models) -> None:
        """Take the models, one for surely German texts and one for all others."""
        self._models = models

    def __call__(self, doc: Doc) -> Doc:
        model = self._models.model_for(doc)
        if model is not None:
            doc._.guess, doc._.topics = _tagged(doc, model)
        return doc

    def to_disk(self, path: str | Path, *, exclude: Iterable[str] = ()) -> None:
        """Save the models in folders of their own."""
        self._models.to_disk(Path(path))

    def from_disk(self, path: str | Path, *, exclude: Iterable[str] = ()) -> LearnedTopics:
        """Load the models that `to_disk` saved, if there are any."""
        self._models = Models.from_disk(Path(path))
        return self


@Language.factory(LEARNED_TOPICS)
def make_learned_topics(nlp: Language, name: str) -> LearnedTopics:
    return LearnedTopics()


def _tagged(doc: Doc, model: LearnedModel) -> tuple[tuple[TopicTag, ...], tuple[TopicTag, ...]]:
    """Return the topics one would name if one had to, and those that need no person to look at them."""
    keyword_tags, mixed = doc._.topics, model.facts.keyword is not None
    matter = matter_of(doc, mixed)
    row = model.row(matter.plain)
    named = model.named(model.guess(row, matter))
    known = {tag.id: tag.evidence for tag in keyword_tags} if mixed else {}
    words = model.evidence(matter.words, row, (guess.label for guess in named))
    tags = tuple(
        TopicTag(guess.label, guess.score, _evidence(doc, words[guess.label], known.get(guess.label, ())))
        for guess in named
    )
    beyond = tuple(tag for tag in keyword_tags if tag.id not in model.facts.labels) if mixed else ()
    sure = len(model.surely(named)) if matter.words else 0
    return (*tags, *beyond), (*tags[:sure], *beyond)


def _evidence(doc: Doc, learned: Iterable[Span], known: tuple[Span, ...]) -> tuple[Span, ...]:
    """Return the words of the keywords and those the model rests on, as they stand in the text as given."""
    written = [doc._.folded.span(span.start, span.end) for span in learned]
    return tuple(sorted({*known, *(span for span in written if not any(span.overlaps(one) for one in known))}))
