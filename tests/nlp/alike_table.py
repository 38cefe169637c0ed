"""How well pairs that say nearly the same are told from others: `python -m tests.nlp.alike_table [FILE]`.

FILE holds `yes|no<TAB>text<TAB>text` lines; without it nlp/material/alike_dev.tsv is read. The pairs are hard on purpose: those
that are alike hardly share a word, and many of the others share nearly all of them. So there is a second figure, nearer to what
the desk does: how often the other half of a pair that is alike is among the five offered out of all texts of the file.

FILE may also hold `group<TAB>text` lines, like the inbox of a service: texts of one group (`s001`) say nearly the same, `s001x`
only sounds like it. Then all pairs of the file are told, nearly all of which are not alike.
"""

from __future__ import annotations

import argparse
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from handlers.city.loading import load
from nlp.meaning.alike import LEVEL, About, likeness, unpacked
from nlp.meaning.encoder import Floats, encode
from nlp.reader import Reader
from nlp.results import Reading

MATERIAL = Path(__file__).parents[2] / "nlp" / "material" / "alike_dev.tsv"
RECALLS = (0.2, 0.4, 0.6, 0.8)
OFFERED = 5
_ITSELF = -9.0

Truth = NDArray[np.bool_]
Places = NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Told:
    """Texts, pairs of them by their places, and which pairs are alike."""

    texts: tuple[str, ...]
    ones: Places
    others: Places
    truth: Truth


class Shares(NamedTuple):
    """What part of the pairs said to be alike are, which part of those that are is said to be, and how often the half is offered."""

    precision: float
    recall: float
    offered: float


def told(file: Path) -> Told:
    """Read a file of the material, of pairs or of groups."""
    rows = [line.split("\t") for line in file.read_text(encoding="utf-8").splitlines() if line.strip()]
    return _groups(rows) if len(rows[0]) == len(("group", "text")) else _pairs(rows)


def _pairs(rows: list[list[str]]) -> Told:
    texts = (*(row[1] for row in rows), *(row[2] for row in rows))
    at = np.arange(len(rows))
    return Told(texts, at, at + len(rows), np.array([row[0] == "yes" for row in rows]))


def _groups(rows: list[list[str]]) -> Told:
    ones, others = np.triu_indices(len(rows), k=1)
    names = np.array([name for name, _ in rows])
    return Told(tuple(text for _, text in rows), ones, others, names[ones] == names[others])


def as_the_desk_does(readings: list[Reading]) -> Floats:
    """Return the likeness of each text to each, of what is stored of them."""
    rows = unpacked([reading.meaning for reading in readings])
    abouts = [About(frozenset(tag.id for tag in reading.topics), reading.district) for reading in readings]
    return np.stack([likeness(row, about, rows, abouts) for row, about in zip(rows, abouts, strict=True)])


def cosines(texts: tuple[str, ...]) -> Floats:
    rows = encode(texts)
    return np.asarray(rows @ rows.T, dtype=np.float32)


def of_pairs(found: Floats, read: Told) -> Floats:
    return np.asarray(found[read.ones, read.others])


def shares(found: Floats, read: Told, level: float = LEVEL) -> Shares:
    """Return the figures at a level."""
    said = of_pairs(found, read) >= level
    return Shares(
        precision=float((said & read.truth).sum() / max(1, said.sum())),
        recall=float((said & read.truth).sum() / read.truth.sum()),
        offered=offered(found, read, level),
    )


def offered(found: Floats, read: Told, level: float) -> float:
    """Return how often the other text of an alike pair is among the OFFERED closest of all texts, and at the level."""
    others = found.copy()
    np.fill_diagonal(others, _ITSELF)
    ones, halves = read.ones[read.truth], read.others[read.truth]
    asked, wanted = np.concatenate([ones, halves]), np.concatenate([halves, ones])
    to_wanted = others[asked, wanted]
    closer = (others[asked] > to_wanted[:, None]).sum(axis=1)
    return float(((closer < OFFERED) & (to_wanted >= level)).mean())


def area(scores: Floats, truth: Truth) -> float:
    """Return the share of couples of an alike and another pair whose order is right (AUC)."""
    no = np.sort(scores[~truth])
    below = np.searchsorted(no, scores[truth], side="left") + np.searchsorted(no, scores[truth], side="right")
    return float(below.mean() / 2 / len(no))


def precision_at(scores: Floats, truth: Truth, recall: float) -> float:
    """Return the best precision of any level that finds at least this share."""
    order = np.argsort(-scores, kind="stable")
    hits = np.cumsum(truth[order])
    precision = hits / np.arange(1, len(order) + 1)
    return float(precision[hits >= recall * truth.sum()].max())


def table(file: Path) -> Iterator[str]:
    """Yield the figures, one way of telling a line."""
    read = told(file)
    ways = {"cosine": cosines(read.texts)}
    ours = as_the_desk_does(list(Reader.shipped(load("rostock").lexicon()).read_many(read.texts)))
    yield f"{file.name}: {len(read.truth)} pairs, {int(read.truth.sum())} alike"
    yield f"| way | AUC | {' | '.join(f'precision at {recall}' for recall in RECALLS)} | half among {OFFERED} |"
    yield "|---|---|" + "---|" * (len(RECALLS) + 1)
    for name, found in {**ways, "as the desk does": ours}.items():
        scores = of_pairs(found, read)
        at = " | ".join(f"{precision_at(scores, read.truth, recall):.3f}" for recall in RECALLS)
        yield f"| {name} | {area(scores, read.truth):.3f} | {at} | {offered(found, read, _ITSELF):.3f} |"
    yield "At the level {}: precision {:.3f}, recall {:.3f}, half among {} {:.3f}".format(
        LEVEL, *shares(ours, read)[:2], OFFERED, shares(ours, read).offered
    )


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("file", nargs="?", type=Path, default=MATERIAL)
    print(*table(parser.parse_args().file), sep="\n")


if __name__ == "__main__":
    main()
