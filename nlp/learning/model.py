"""A learned model of topics: scores for a text, which of them are named, and the words they rest on."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from sys import intern
from typing import Any, NamedTuple

import numpy as np

from nlp.learning.calibration import Real, sigmoid
from nlp.learning.features import Features, Row, Word
from nlp.learning.matter import Matter
from nlp.meaning.encoder import Floats
from nlp.meaning.opinion import Opinion
from nlp.results import Span
from nlp.script import is_frequent

_FACTS, _TERMS, _PIECES, _TELLING, _WEIGHTS = "model.json", "terms.txt", "pieces.txt", "telling.npy", "weights.npy"
_CENTRE, _OPINION = "centre.npy", "opinion"
MOST_TOPICS = 4
_MOST_WORDS = 3
_SHARE_OF_STRONGEST = 0.4


@dataclass(frozen=True, slots=True)
class Facts:
    """What a model knows beside its weights; lists are in the order of `labels`.

    exclusive  each text has exactly one label.
    bias       of the weights; slopes and offsets turn a margin into a logit, whose sigmoid is the score.
    keyword    how many logits a keyword tag of score 1 adds; None where the labels are not the lexicon's topics.
    levels     from which score on a label is named beside the best one.
    sure       from which score on a label is named without a person.
    texts      how many texts it was trained on.
    share      of the meaning beside the words, which are rows of length 1: the meaning is a row of this length; 0 for none.
    mix        how an opinion is heard: weights of the logit of the model and of that of the opinion, and an offset; none: not at all.
    """

    labels: tuple[str, ...]
    exclusive: bool
    bias: tuple[float, ...]
    slopes: tuple[float, ...]
    offsets: tuple[float, ...]
    keyword: float | None
    levels: tuple[float, ...]
    sure: float
    texts: int
    share: float = 0.0
    mix: tuple[float, ...] = ()


class Guess(NamedTuple):
    """A label with its score in (0, 1)."""

    label: str
    score: float


class LearnedModel:
    """Scores texts; does not change, so threads may share it.

    opinion  of the encoder about the same labels, heard beside the model's own.
    """

    def __init__(
        self, facts: Facts, features: Features, weights: Floats, centre: Floats, opinion: Opinion | None = None
    ) -> None:
        self.facts = facts
        self.opinion = opinion if facts.mix else None
        self._features = features
        # Half precision on disk and in memory: a text needs a hundred rows of them at most.
        self._weights = weights.astype(np.float16, copy=False)
        self._of_meaning = self._weights[len(features.telling) :].astype(np.float32)
        self._centre = centre
        self._bias = np.array(facts.bias)
        self._slopes = np.array(facts.slopes)
        self._offsets = np.array(facts.offsets)
        self._places = {label: place for place, label in enumerate(facts.labels)}

    def with_facts(self, facts: Facts) -> LearnedModel:
        """Return the same model with other facts."""
        return LearnedModel(facts, self._features, self._weights.astype(np.float32), self._centre, self.opinion)

    def hearing(self, opinion: Opinion, mix: tuple[float, ...]) -> LearnedModel:
        """Return the same model that hears an opinion about the same labels."""
        facts = replace(self.facts, mix=mix)
        return LearnedModel(facts, self._features, self._weights.astype(np.float32), self._centre, opinion)

    def row(self, words: Sequence[str]) -> Row:
        """Return what the model knows of the words of a text."""
        return self._features.row(words)

    @property
    def needs_meaning(self) -> bool:
        """Tell whether it can only read a text whose meaning is known."""
        return self.facts.share > 0 or self.opinion is not None

    def scores(self, row: Row, matter: Matter) -> Real:
        """Return the score of each label, in the order of the labels."""
        logits = self.logits(row, matter)
        if self.opinion is not None and matter.meaning is not None:
            own, heard, offset = self.facts.mix
            mixed = own * logits + heard * self.opinion.odds(matter.meaning) + offset
            logits = np.where(self.opinion.known, mixed, logits)
        return sigmoid(logits).round(4)

    def logits(self, row: Row, matter: Matter) -> Real:
        """Return what the model itself makes of each label, before it hears an opinion."""
        margins = row.values @ self._weights[row.numbers].astype(np.float32) + self._bias
        if self.facts.share and matter.meaning is not None:
            margins = margins + centred(matter.meaning, self._centre, self.facts.share) @ self._of_meaning
        logits = margins * self._slopes + self._offsets
        for topic, score in matter.keywords.items() if self.facts.keyword else ():
            if topic in self._places:
                logits[self._places[topic]] += score * (self.facts.keyword or 0)
        return np.asarray(logits, dtype=np.float64)

    def guess(self, row: Row, matter: Matter) -> list[Guess]:
        """Return the best labels of a text, the best first."""
        return self.best(self.scores(row, matter))

    def best(self, scores: Real) -> list[Guess]:
        """Return the best of all labels, whose scores are in the order of the labels."""
        order = np.argsort(-scores, kind="stable")[:MOST_TOPICS].tolist()
        return [Guess(self.facts.labels[place], float(scores[place])) for place in order]

    def named(self, guesses: Sequence[Guess]) -> list[Guess]:
        """Return the best of the guesses and those beside it that reach their level."""
        best, *others = guesses
        if self.facts.exclusive:
            return [best]
        return [best, *(one for one in others if one.score >= self.facts.levels[self._places[one.label]])]

    def surely(self, named: Sequence[Guess]) -> list[Guess]:
        """Return those of the named labels that need no person to look at them."""
        return [guess for guess in named if guess.score >= self.facts.sure]

    def evidence(self, words: Sequence[Word], row: Row, labels: Iterable[str]) -> dict[str, tuple[Span, ...]]:
        """Return for each label up to three words that speak most for it, in reading order; the strongest in any case."""
        plain = [word.text for word in words]
        spoken = [
            (*self._features.terms_at(plain, at), *self._features.pieces_in(word)) for at, word in enumerate(plain)
        ]
        at_row = {number: at for at, number in enumerate(row.numbers.tolist())}
        said = np.array([at_row[number] for numbers in spoken for number in numbers], dtype=np.int32)
        speakers = np.repeat(np.arange(len(words)), [len(numbers) for numbers in spoken])
        found = {}
        for label in labels:
            weights = self._weights[row.numbers, self._places[label]].astype(np.float32) * row.values
            strength = np.bincount(speakers, weights[said], len(words))
            found[label] = _strongest(words, strength.tolist())
        return found

    def to_disk(self, folder: Path) -> None:
        """Write the model; the same model gives the same bytes."""
        folder.mkdir(parents=True, exist_ok=True)
        facts = json.dumps(asdict(self.facts), ensure_ascii=False, indent=1, sort_keys=True)
        for name, text in (
            (_FACTS, facts),
            (_TERMS, "\n".join(self._features.terms)),
            (_PIECES, "\n".join(self._features.pieces)),
        ):
            (folder / name).write_text(text, encoding="utf-8", newline="\n")
        np.save(folder / _TELLING, self._features.telling.astype(np.float16))
        np.save(folder / _WEIGHTS, self._weights)
        np.save(folder / _CENTRE, self._centre)
        if self.opinion is not None:
            self.opinion.to_disk(folder, _OPINION)

    @classmethod
    def from_disk(cls, folder: Path) -> LearnedModel:
        """Read what `to_disk` wrote."""
        facts = json.loads((folder / _FACTS).read_text(encoding="utf-8"))
        lists: dict[str, Any] = {
            name: tuple(value) if isinstance(value, list) else value for name, value in facts.items()
        }
        terms, pieces = (_lines(folder / name) for name in (_TERMS, _PIECES))
        telling, centre = (np.load(folder / name, allow_pickle=False) for name in (_TELLING, _CENTRE))
        # Most rows are of words that nobody uses: they stay on the disk until they are.
        weights = np.asarray(np.load(folder / _WEIGHTS, allow_pickle=False, mmap_mode="r"))
        opinion = Opinion.from_disk(folder, _OPINION) if lists["mix"] else None
        return cls(Facts(**lists), Features(terms, pieces, telling), weights, centre, opinion)


def centred(meaning: Floats, centre: Floats, share: float) -> Floats:
    """Return a meaning without what all texts have in common, of the length `share`."""
    part = meaning - centre
    return np.asarray(part * (share / (float(np.linalg.norm(part)) or 1.0)), dtype=np.float32)


def _strongest(words: Sequence[Word], strength: Sequence[float]) -> tuple[Span, ...]:
    """Return the strongest word, and others that are not much weaker, each word once."""
    telling = [pair for pair in zip(strength, words, strict=True) if not is_frequent(pair[1].text)]
    ranked = sorted(telling or zip(strength, words, strict=True), key=lambda pair: (-pair[0], pair[1].start))
    chosen: dict[str, Span] = {}
    for power, word in ranked:
        if chosen and power <= max(0.0, ranked[0][0] * _SHARE_OF_STRONGEST):
            break
        chosen.setdefault(word.text, Span(word.start, word.end))
        if len(chosen) == _MOST_WORDS:
            break
    return tuple(sorted(chosen.values()))


def _lines(file: Path) -> list[str]:
    """Return the lines of a file, of which the models have many in common: each is kept once."""
    text = file.read_text(encoding="utf-8")
    return [intern(line) for line in text.split("\n")] if text else []
