"""A model that hears the encoder's opinion: how much it counts is learned, and what it is not about stays as it was."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from nlp.learning.corpus import Labelled
from nlp.learning.features import Word
from nlp.learning.hearing import Told, hearing, hearing_like
from nlp.learning.matter import Matter
from nlp.learning.model import LearnedModel
from nlp.learning.training import train
from nlp.meaning.encoder import WIDTH, Floats
from nlp.meaning.opinion import Opinion

LIGHT, NOISE, DOGS = "lighting", "noise", "dogs"
UP, DOWN = np.eye(WIDTH, dtype=np.float32)[0], -np.eye(WIDTH, dtype=np.float32)[0]


def matter(words: str, meaning: Floats | None = None) -> Matter:
    return Matter(tuple(Word(0, len(word), word) for word in words.split()), {}, meaning)


def taught(*labels: str) -> LearnedModel:
    """Return a model that knows for each label one word, told in ten texts."""
    corpus = [Labelled(f"{label} {number}", (label,)) for label in labels for number in range(10)]
    return train(corpus, [matter(text.text) for text in corpus], (), lambda _done, _total: None).model


@pytest.fixture
def opinion() -> Opinion:
    """UP is light, DOWN is noise."""
    return Opinion((NOISE, LIGHT), np.array([[*DOWN * 5, 0.0], [*UP * 5, 0.0]], dtype=np.float32))


def told(right: int, wrong: int) -> list[Told]:
    """Return sentences whose words say nothing, about which the opinion is so often right and wrong."""
    unknown = [Told(matter("xyz", meaning), (label,)) for meaning, label in ((UP, LIGHT), (DOWN, NOISE))]
    mistaken = [Told(matter("xyz", meaning), (label,)) for meaning, label in ((DOWN, LIGHT), (UP, NOISE))]
    return [*unknown * right, *mistaken * wrong]


def score(model: LearnedModel, text: Matter, label: str) -> float:
    return float(model.scores(model.row(text.plain), text)[model.facts.labels.index(label)])


def test_an_opinion_that_is_right_decides_where_words_say_nothing(opinion: Opinion) -> None:
    model = hearing(taught(LIGHT, NOISE), opinion, told(right=20, wrong=0))

    assert model.needs_meaning
    assert score(model, matter("xyz", UP), LIGHT) > 0.8 > 0.2 > score(model, matter("xyz", DOWN), LIGHT)


def test_an_opinion_that_is_right_by_chance_is_hardly_heard(opinion: Opinion) -> None:
    trusting, doubting = (hearing(taught(LIGHT, NOISE), opinion, told(*counts)) for counts in ((20, 0), (10, 10)))

    assert abs(doubting.facts.mix[1]) < 0.1 < trusting.facts.mix[1]


def test_without_a_meaning_the_words_are_left(opinion: Opinion) -> None:
    plain = taught(LIGHT, NOISE)
    model = hearing(plain, opinion, told(20, 0))

    assert score(model, matter(LIGHT), LIGHT) == score(plain, matter(LIGHT), LIGHT)


def test_a_sentence_without_its_meaning_cannot_tell(opinion: Opinion) -> None:
    with pytest.raises(ValueError, match="meaning"):
        hearing(taught(LIGHT, NOISE), opinion, [Told(matter("xyz"), (LIGHT,))])


def test_a_model_of_a_further_label_hears_about_those_it_shares(opinion: Opinion) -> None:
    shipped = hearing(taught(LIGHT, NOISE), opinion, told(20, 0))
    plain = taught(LIGHT, NOISE, DOGS)

    model = hearing_like(plain, shipped)

    assert score(model, matter("xyz", UP), LIGHT) > 0.8
    assert score(model, matter(DOGS, UP), DOGS) == score(plain, matter(DOGS), DOGS)
    assert (
        model.facts.levels[model.facts.labels.index(LIGHT)] == shipped.facts.levels[shipped.facts.labels.index(LIGHT)]
    )
    assert hearing_like(plain, plain) is plain


def test_what_is_heard_is_saved_with_the_model(opinion: Opinion, tmp_path: Path) -> None:
    model = hearing(taught(LIGHT, NOISE), opinion, told(20, 0))
    model.to_disk(tmp_path)

    again = LearnedModel.from_disk(tmp_path)

    for meaning in (UP, DOWN):
        assert score(again, matter("xyz", meaning), LIGHT) == score(model, matter("xyz", meaning), LIGHT)
    assert replace(again.facts) == model.facts
