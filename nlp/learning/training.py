"""Training of a model: one linear support vector machine a label over words and meaning, calibrated on texts it has not seen.

Only this module needs scikit-learn; the service itself never imports it.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_matrix, hstack, vstack
from sklearn.svm import LinearSVC

from nlp.errors import TooFewTextsError
from nlp.folding import folded
from nlp.learning.calibration import Real, Sigmoids, Truth, best_levels, fit_sigmoids, sigmoid, sure_level
from nlp.learning.corpus import Labelled
from nlp.learning.features import Features, words_of
from nlp.learning.matter import Matter
from nlp.learning.measures import Figures, measure
from nlp.learning.model import Facts, LearnedModel, centred
from nlp.lexicon import TopicEntry
from nlp.meaning.encoder import Floats

FOLDS = 5
_SEED = 0
_ENOUGH_TO_JUDGE, _TOO_MANY_TO_TRY = 400, 3000
_HINT = 0.5
# A rare label counts more than it has texts, but not without bounds.
_MOST_WEIGHT = 20.0

Progress = Callable[[int, int], None]


@dataclass(frozen=True, slots=True)
class Trained:
    """A model, and the figures of its kind on texts that were held back in turn.

    best      when the best label is named in any case; sure: when unsure texts are left to a person.
    scores    of each held-back text and label, in the order of corpus and labels.
    """

    model: LearnedModel
    best: Figures
    sure: Figures
    scores: Real


def train(
    corpus: Sequence[Labelled],
    matters: Sequence[Matter],
    entries: Sequence[TopicEntry],
    progress: Progress,
    meaning: bool = False,
) -> Trained:
    """Train on texts and what the reader made of them, in the same order.

    entries   the topics of the lexicon where the labels are these: their keywords count too, and are learned from.
    progress  is told how many of how many machines have been trained.
    meaning   is learned from beside the words; every matter has it.
    Raises TooFewTextsError where there are not two different labels with two texts each.
    """
    labels, mixed = _labels(corpus), bool(entries)
    truth = np.array([[label in text.labels for label in labels] for text in corpus], dtype=np.bool_)
    features = Features.count(matter.plain for matter in matters)
    words = _matrix(features, [matter.plain for matter in matters])
    centre, folds = _centre(matters if meaning else ()), _folds(corpus)
    shares = _shares_of_meaning(len(corpus)) if meaning else (0.0,)
    count = _Count(progress, truth.shape[1] * (FOLDS * len(shares) + 1))
    courses = [
        _Course(share, _with_meaning(words, matters, centre, share), truth, (features, entries, labels), count)
        for share in shares
    ]
    margins, course = max(
        ((course.held_back(folds), course) for course in courses), key=lambda taken: _right(taken[0], truth)
    )
    keywords = np.array([[matter.keywords.get(label, 0.0) * mixed for label in labels] for matter in matters])
    sigmoids = _calibrated(margins, keywords, truth, all(len(text.labels) == 1 for text in corpus))
    scores = sigmoid(margins * sigmoids.slopes + sigmoids.offsets + keywords * sigmoids.keyword).round(4)
    weights, bias = course.trained()
    facts = replace(
        _facts(labels, corpus, sigmoids, scores, truth),
        bias=_rounded(bias),
        keyword=round(sigmoids.keyword, 5) if mixed else None,
        share=course.share,
    )
    model = LearnedModel(facts, features, weights, centre if course.share else centre[:0])
    return Trained(model, *_figures(model, corpus, scores), scores)


def _facts(
    labels: tuple[str, ...], corpus: Sequence[Labelled], sigmoids: Sigmoids, scores: Real, truth: Truth
) -> Facts:
    """Return what the scores of held-back texts tell; the rest is known once the machines are trained."""
    return Facts(
        labels=labels,
        exclusive=all(len(text.labels) == 1 for text in corpus),
        bias=(),
        slopes=_rounded(sigmoids.slopes),
        offsets=_rounded(sigmoids.offsets),
        keyword=None,
        levels=_rounded(best_levels(scores, truth)),
        sure=round(sure_level(scores, truth), 4),
        texts=len(corpus),
    )


class _Count:
    """How many machines have been trained, of how many."""

    def __init__(self, progress: Progress, total: int) -> None:
        self._progress, self._done, self._total = progress, 0, total

    def one_more(self) -> None:
        self._done += 1
        self._progress(self._done, self._total)


class _Course:
    """The machines of all labels over the same rows; keywords are learned from every time, and count half a text."""

    def __init__(
        self,
        share: float,
        rows: csr_matrix,
        truth: Truth,
        keywords: tuple[Features, Sequence[TopicEntry], Sequence[str]],
        count: _Count,
    ) -> None:
        self.share = share
        self._rows, self._truth, self._count = rows, truth, count
        self._hints = _hints(*keywords, rows.shape[1])
        self._softness = _softness(len(truth))

    def held_back(self, folds: NDArray[np.int32]) -> Real:
        """Return the margin of each text and label from machines that were not trained on the text."""
        margins = np.zeros(self._truth.shape)
        for fold in range(FOLDS):
            weights, bias = self._train(folds != fold)
            margins[folds == fold] = self._rows[folds == fold] @ weights + bias
        return margins

    def trained(self) -> tuple[NDArray[np.float32], Real]:
        """Return weights and bias of machines trained on all texts."""
        weights, bias = self._train(np.ones(len(self._truth), dtype=np.bool_))
        return weights.astype(np.float32), bias

    def _train(self, chosen: Truth) -> tuple[Real, Real]:
        rows, truth = (
            vstack([self._rows[chosen], self._hints[0]]).tocsr(),
            np.vstack([self._truth[chosen], self._hints[1]]),
        )
        counts = np.concatenate([np.ones(int(chosen.sum())), np.full(len(self._hints[1]), _HINT)])
        weights, bias = np.zeros((rows.shape[1], truth.shape[1])), np.zeros(truth.shape[1])
        # One after another: the library draws its random numbers from one place for all threads.
        for label in range(truth.shape[1]):
            weights[:, label], bias[label] = _machine(rows, truth[:, label], counts, truth.shape[1], self._softness)
            self._count.one_more()
        return weights, bias


def _machine(rows: csr_matrix, true: Truth, counts: Real, labels: int, softness: float) -> tuple[Real, float]:
    """Return weights and bias for one label; none where all or no texts have it, or there is nothing to go by."""
    if true.all() or not true.any() or not rows.shape[1]:
        return np.zeros(rows.shape[1]), 1.0 if true.all() else -1.0
    weight = min(_MOST_WEIGHT, len(true) / (labels * true.sum()))
    machine = LinearSVC(C=softness, class_weight={True: weight, False: 1.0}, random_state=_SEED)
    machine.fit(rows, true, sample_weight=counts)
    return machine.coef_[0], float(machine.intercept_[0])


def _softness(texts: int) -> float:
    """Return how much a machine believes its texts: the more there are the more; measured, see docs/language.md."""
    return float(np.clip((texts - 1000) / 8000, 0.1, 0.5))


def _shares_of_meaning(texts: int) -> tuple[float, ...]:
    """Return the weights of the meaning beside the words to try: where texts are few, words alone say little.

    Long texts say enough by their words alone: where there are enough to judge by, and not too many to try, so is that.
    """
    share = round(float(np.clip((300 / max(texts, 1)) ** 0.35, 0.7, 1.5)), 3)
    return (share, 0.0) if _ENOUGH_TO_JUDGE <= texts < _TOO_MANY_TO_TRY else (share,)


def _right(margins: Real, truth: Truth) -> float:
    """Return in how many texts the best label is right."""
    return float(truth[np.arange(len(truth)), margins.argmax(axis=1)].mean()) if len(truth) else 0.0


def _centre(matters: Sequence[Matter]) -> Floats:
    """Return what all texts have in common, by which their meanings do not differ; nothing where there are no texts."""
    meanings = [matter.meant for matter in matters]
    return np.mean(meanings, axis=0, dtype=np.float32) if meanings else np.empty(0, dtype=np.float32)


def _with_meaning(rows: csr_matrix, matters: Sequence[Matter], centre: Floats, share: float) -> csr_matrix:
    if not share:
        return rows
    meanings = np.stack([centred(matter.meant, centre, share) for matter in matters])
    return hstack([rows, csr_matrix(meanings)]).tocsr()


def _labels(corpus: Sequence[Labelled]) -> tuple[str, ...]:
    counts = Counter(label for text in corpus for label in text.labels)
    if sum(1 for count in counts.values() if count > 1) < 2:
        raise TooFewTextsError
    return tuple(sorted(counts))


def _folds(corpus: Sequence[Labelled]) -> NDArray[np.int32]:
    """Deal the texts out in folds, the same for equal texts.

    Where they are by several authors each author's stay together, since a service is read by other people than its
    teachers; else each fold gets its share of every label, rare ones first.
    """
    authors = sorted({text.author for text in corpus})
    if len(authors) >= FOLDS:
        return np.array([authors.index(text.author) % FOLDS for text in corpus], dtype=np.int32)
    counts = Counter(label for text in corpus for label in text.labels)
    dealt: Counter[str] = Counter()
    by_text: dict[str, int] = {}
    folds = []
    for text in corpus:
        rarest = min(text.labels, key=lambda label: (counts[label], label), default="")
        if text.text not in by_text:
            by_text[text.text] = dealt[rarest] % FOLDS
            dealt[rarest] += 1
        folds.append(by_text[text.text])
    return np.array(folds, dtype=np.int32)


def _hints(
    features: Features, entries: Sequence[TopicEntry], labels: Sequence[str], width: int
) -> tuple[csr_matrix, Truth]:
    """Return each keyword of a topic as a little text of its own, with its label; a word alone has no meaning."""
    hints = [(folded(keyword), entry.id) for entry in entries if entry.id in labels for keyword in entry.keywords]
    truth = np.array([[label == topic for label in labels] for _, topic in hints], dtype=np.bool_)
    words = [[word.text for word in words_of(keyword)] for keyword, _ in hints]
    rows = _matrix(features, words)
    rows.resize((len(hints), width))
    return rows, truth.reshape(len(hints), len(labels))


def _matrix(features: Features, texts: Sequence[Sequence[str]]) -> csr_matrix:
    rows = [features.row(words) for words in texts]
    ends = np.cumsum([0, *(len(row.numbers) for row in rows)])
    numbers = np.concatenate([np.empty(0, dtype=np.int32), *(row.numbers for row in rows)])
    values = np.concatenate([np.empty(0), *(row.values for row in rows)])
    matrix = csr_matrix((values, numbers, ends), shape=(len(rows), len(features.telling)), dtype=np.float64)
    matrix.sort_indices()
    return matrix


def _calibrated(margins: Real, keywords: Real, truth: Truth, exclusive: bool) -> Sigmoids:
    """Fit the sigmoids; where only the best label counts all share one, since the margins then are the better order."""
    if not exclusive:
        return fit_sigmoids(margins, keywords, truth)
    shared = fit_sigmoids(margins.reshape(-1, 1), keywords.reshape(-1, 1), truth.reshape(-1, 1))
    alike = np.ones(margins.shape[1])
    return Sigmoids(alike * shared.slopes[0], alike * shared.offsets[0], shared.keyword)


def _rounded(numbers: Real) -> tuple[float, ...]:
    return tuple(round(float(number), 5) for number in numbers)


def _figures(model: LearnedModel, corpus: Sequence[Labelled], scores: Real) -> tuple[Figures, Figures]:
    """Measure what would have been named in any case, and what surely."""
    named = [model.named(model.best(row)) for row in scores]
    figures = (
        measure((text.labels, [guess.label for guess in guesses]) for text, guesses in zip(corpus, each, strict=True))
        for each in (named, [model.surely(guesses) for guesses in named])
    )
    return next(figures), next(figures)
