"""The yardstick spaCy brings itself: its TextCatEnsemble as it comes, taught on a corpus."""

from __future__ import annotations

import random
from collections.abc import Iterable, Iterator, Sequence

import spacy
from spacy.training import Example
from spacy.util import fix_random_seed, minibatch

from nlp.learning.corpus import Labelled

_EPOCHS, _BATCH, _DROPOUT = 10, 64, 0.2


class Ensemble:
    """A linear model of words beside a small network, one label a text."""

    def __init__(self, texts: Sequence[Labelled], seed: int = 0) -> None:
        fix_random_seed(seed)
        self._pipeline = spacy.blank("de")
        self._pipeline.add_pipe("textcat")
        examples = [self._example(text, {text.labels[0]: 1.0}) for text in texts if text.labels]
        labels = {label: 0.0 for example in examples for label in example.y.cats}
        for example in examples:
            example.y.cats = {**labels, **example.y.cats}
        optimizer = self._pipeline.initialize(lambda: examples)
        order = random.Random(seed)  # noqa: S311 - the order of lessons, no secret
        for _ in range(_EPOCHS):
            order.shuffle(examples)
            for batch in minibatch(examples, _BATCH):
                self._pipeline.update(list(batch), drop=_DROPOUT, sgd=optimizer)

    def _example(self, text: Labelled, cats: dict[str, float]) -> Example:
        return Example.from_dict(self._pipeline.make_doc(text.text), {"cats": cats})

    def best(self, texts: Iterable[str]) -> Iterator[str]:
        """Yield the best label of each text."""
        for doc in self._pipeline.pipe(texts):
            yield max(doc.cats, key=lambda label: doc.cats[label])
