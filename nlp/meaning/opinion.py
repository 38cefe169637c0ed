"""What the encoder itself makes of a text: linear heads on its meaning, taught together with it."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from nlp.meaning.encoder import Floats

Real = NDArray[np.float64]

TRIAGE, TOPICS = "triage", "topics"
_LEAST = 1e-9
# The bias of a label about which there is no opinion.
_SILENT = -1e4


class Opinion:
    """A head: `labels`, and weights of shape (labels, WIDTH + 1), the bias last."""

    def __init__(self, labels: Sequence[str], weights: Floats) -> None:
        self.labels = tuple(labels)
        self._weights = weights[:, :-1].astype(np.float32)
        self._bias = weights[:, -1].astype(np.float64)

    def about(self, labels: Sequence[str]) -> Opinion:
        """Return the same opinion about these labels, in their order; it has none about those it does not know."""
        known = [self.labels.index(label) if label in self.labels else None for label in labels]
        silent = np.array([*np.zeros(self._weights.shape[1]), _SILENT])
        weights = np.concatenate([self._weights, self._bias[:, None]], axis=1)
        return Opinion(labels, np.array([silent if at is None else weights[at] for at in known], dtype=np.float32))

    @property
    def known(self) -> NDArray[np.bool_]:
        """Tell for each label whether there is an opinion about it."""
        return np.asarray(self._bias > _SILENT)

    def to_disk(self, folder: Path, name: str) -> None:
        """Write it under a name; the same opinion gives the same bytes."""
        np.save(folder / f"{name}.npy", np.concatenate([self._weights, self._bias[:, None].astype(np.float32)], axis=1))
        written = json.dumps(list(self.labels), indent=0) + "\n"
        (folder / f"{name}.json").write_text(written, encoding="utf-8", newline="\n")

    @classmethod
    def from_disk(cls, folder: Path, name: str) -> Opinion:
        """Load what `to_disk` wrote; the heads that were taught with the encoder lie beside it in FOLDER."""
        labels = json.loads((folder / f"{name}.json").read_text(encoding="utf-8"))
        return cls(labels, np.load(folder / f"{name}.npy", allow_pickle=False))

    def margins(self, meaning: Floats) -> Real:
        """Return the margin of each label, for one meaning or for rows of them."""
        return np.asarray(meaning @ self._weights.T + self._bias, dtype=np.float64)

    def odds(self, meaning: Floats) -> Real:
        """Return for each label the logarithm of its odds against all others: ln(p / (1 - p)), p by softmax."""
        margins = self.margins(meaning)
        likely = np.exp(margins - margins.max(axis=-1, keepdims=True))
        likely /= likely.sum(axis=-1, keepdims=True)
        return np.asarray(np.log(np.maximum(likely, _LEAST)) - np.log(np.maximum(1 - likely, _LEAST)), dtype=np.float64)
