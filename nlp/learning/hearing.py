"""A model that hears the encoder's own opinion beside what it makes of the words itself.

How much each counts is told by sentences that neither has learned from: a model judges those it learned from too well.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import NamedTuple

import numpy as np

from nlp.learning.calibration import Real, Truth, best_levels, logistic, sigmoid, sure_level
from nlp.learning.matter import Matter
from nlp.learning.model import Facts, LearnedModel
from nlp.meaning.opinion import Opinion

_PULL = 1.0


class Told(NamedTuple):
    """A sentence that neither model nor encoder has learned from, and its labels."""

    matter: Matter
    labels: tuple[str, ...]


def hearing(model: LearnedModel, opinion: Opinion, told: Sequence[Told]) -> LearnedModel:
    """Return the model with the opinion mixed in, and the levels from which on it names a label set anew.

    The mix is a logistic regression over all sentences and labels: logit = own x model + heard x opinion + offset. Every
    sentence has its meaning.
    """
    labels = model.facts.labels
    opinion = opinion.about(labels)
    truth = np.array([[label in one.labels for label in labels] for one in told], dtype=np.bool_)
    own = np.array([model.logits(model.row(one.matter.plain), one.matter) for one in told])
    heard = np.array([opinion.odds(one.matter.meant) for one in told])
    cells = np.stack([own.ravel(), heard.ravel(), np.ones(own.size)], axis=1)
    mix = logistic(cells, np.zeros(own.size), truth.ravel(), np.array([0.5, 0.5, 0.0]), _PULL).round(4)
    scores = sigmoid((cells @ mix).reshape(own.shape)).round(4)
    listening = model.hearing(opinion, tuple(mix.tolist()))
    return listening.with_facts(_levelled(listening, scores, truth))


def hearing_like(model: LearnedModel, other: LearnedModel) -> LearnedModel:
    """Return the model hearing the same opinion as another, with its levels, about the labels that both have."""
    if other.opinion is None:
        return model
    listening = model.hearing(other.opinion.about(model.facts.labels), other.facts.mix)
    known = dict(zip(other.facts.labels, other.facts.levels, strict=True))
    levels = (known.get(label, own) for label, own in zip(model.facts.labels, model.facts.levels, strict=True))
    return listening.with_facts(replace(listening.facts, levels=tuple(levels), sure=other.facts.sure))


def _levelled(model: LearnedModel, scores: Real, truth: Truth) -> Facts:
    levels = tuple(round(float(level), 5) for level in best_levels(scores, truth))
    return replace(model.facts, levels=levels, sure=round(sure_level(scores, truth), 4))
