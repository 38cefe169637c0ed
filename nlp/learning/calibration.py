"""From margins to scores, and from scores to decisions; all of it on margins of texts a model was not trained on."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

Real = NDArray[np.float64]
Truth = NDArray[np.bool_]

_ROUNDS = 50
_SMALLEST_STEP = 1e-8
_GRID = np.arange(0.1, 0.91, 0.02)
_WANTED_PRECISION = 0.92
_LEAST_SHARE = 0.1
_PULL_TO_POOLED = 4.0


class Sigmoids(NamedTuple):
    """Slopes and offsets by label; keyword is the weight all labels share."""

    slopes: Real
    offsets: Real
    keyword: float


def fit_sigmoids(margins: Real, keywords: Real, truth: Truth) -> Sigmoids:
    """Fit a sigmoid for each label; arrays have shape (texts, labels).

    Labels with few texts are pulled to the sigmoid of all together. A keyword may help, never harm: its weight is at
    least 0. Source: Platt, Probabilistic Outputs for Support Vector Machines (1999), with ridge in place of his
    smoothed targets.
    """
    flat = np.stack([margins.ravel(), np.ones(margins.size), keywords.ravel()], axis=1)
    pooled = logistic(flat, np.zeros(margins.size), truth.ravel(), np.zeros(3), 1.0)
    if pooled[2] <= 0:
        pooled = np.append(logistic(flat[:, :2], np.zeros(margins.size), truth.ravel(), np.zeros(2), 1.0), 0.0)
    single = [
        logistic(flat_one, keywords[:, label] * pooled[2], truth[:, label], pooled[:2], _PULL_TO_POOLED)
        for label, flat_one in enumerate(
            np.stack([margins[:, label], np.ones(len(margins))], axis=1) for label in range(margins.shape[1])
        )
    ]
    return Sigmoids(np.array([one[0] for one in single]), np.array([one[1] for one in single]), float(pooled[2]))


def best_levels(scores: Real, truth: Truth) -> Real:
    """Return for each label the score from which on naming it gives the best F1; 0.5 where there is too little."""
    levels = np.full(scores.shape[1], 0.5)
    for label in range(scores.shape[1]):
        true = truth[:, label]
        named = scores[:, label, None] >= _GRID
        hits = (named & true[:, None]).sum(axis=0)
        f1 = 2 * hits / np.maximum(named.sum(axis=0) + true.sum(), 1)
        if f1.max() > 0:
            # The middle of all that are as good as the best: the edges are chance.
            levels[label] = float(np.median(_GRID[f1 >= f1.max() - 0.005]))
    return levels


def sure_level(scores: Real, truth: Truth) -> float:
    """Return the lowest best score from which on the best label is right in 92 of 100 texts.

    Where no level keeps that promise for a tenth of the texts, the level of the best tenth.
    """
    best = scores.argmax(axis=1)
    right = truth[np.arange(len(best)), best]
    top = scores.max(axis=1)
    order = np.argsort(-top, kind="stable")
    share_right = np.cumsum(right[order]) / np.arange(1, len(order) + 1)
    least = max(1, int(len(order) * _LEAST_SHARE))
    good = [place for place in range(least - 1, len(order)) if share_right[place] >= _WANTED_PRECISION]
    return float(top[order[max(good, default=least - 1)]])


def sigmoid(logits: Real) -> Real:
    """Return 1 / (1 + e^-x)."""
    return np.asarray(1 / (1 + np.exp(-logits)), dtype=np.float64)


def logistic(rows: Real, given: Real, truth: Truth, towards: Real, pull: float) -> Real:
    """Return the coefficients of a logistic regression, pulled towards some; `given` is added to each logit.

    Newton's method, each step halved until it leads downhill.
    """
    coefficients = towards.copy()
    eye = np.eye(rows.shape[1]) * pull

    def loss(tried: Real) -> float:
        logits = rows @ tried + given
        return float((np.logaddexp(0, logits) - truth * logits).sum() + pull / 2 * ((tried - towards) ** 2).sum())

    for _ in range(_ROUNDS):
        likely = sigmoid(np.clip(rows @ coefficients + given, -30, 30))
        slope = rows.T @ (likely - truth) + pull * (coefficients - towards)
        curve = (rows * (likely * (1 - likely) + 1e-9)[:, None]).T @ rows + eye
        step = np.clip(np.linalg.solve(curve, slope), -2, 2)
        while np.abs(step).max() >= _SMALLEST_STEP and loss(coefficients - step) > loss(coefficients):
            step = step / 2
        coefficients = coefficients - step
        if np.abs(step).max() < _SMALLEST_STEP:
            break
    return coefficients
