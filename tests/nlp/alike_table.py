"""How well pairs that say nearly the same are told from others: `python -m tests.nlp.alike_table [FILE]`.

FILE holds `yes|no<TAB>text<TAB>text` lines; without it nlp/material/alike_dev.tsv is read. The pairs are hard on purpose: those
that are alike hardly share a word, and many of the others share nearly all of them. So there is a second figure, nearer to what
the desk does: how often the other half of a pair that is alike is among the five offered out of all texts of the file.
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
from nlp.meaning.encoders import Encoder, Floats, at_hand, encode
from nlp.reader import Reader
from nlp.results import Reading

MATERIAL = Path(__file__).parents[2] / "nlp" / "material" / "alike_dev.tsv"
RECALLS = (0.2, 0.4, 0.6, 0.8)
OFFERED = 5
_ITSELF = -9.0

Truth = NDArray[np.bool_]


@dataclass(frozen=True, slots=True)
class Pairs:
    """Pairs of texts; the halves of a pair stand `len(truth)` apart in `texts`."""

    truth: Truth
    texts: tuple[str, ...]


class Shares(NamedTuple):
    """What part of the pairs said to be alike are, which part of those that are is said to be, and how often the half is offered."""

    precision: float
    recall: float
    offered: float


def pairs(file: Path) -> Pairs:
    """Read a file of the material."""
    rows = [line.split("\t") for line in file.read_text(encoding="utf-8").splitlines() if line.strip()]
    texts = (*(row[1] for row in rows), *(row[2] for row in rows))
    return Pairs(np.array([row[0] == "yes" for row in rows]), texts)


def as_the_desk_does(readings: list[Reading]) -> Floats:
    """Return the likeness of each text to each, of what is stored of them."""
    rows = unpacked([reading.meaning for reading in readings])
    abouts = [About(frozenset(tag.id for tag in reading.topics), reading.district) for reading in readings]
    return np.stack([likeness(row, about, rows, abouts) for row, about in zip(rows, abouts, strict=True)])


def cosines(encoder: Encoder, texts: tuple[str, ...]) -> Floats:
    rows = encode(encoder, texts)
    return np.asarray(rows @ rows.T, dtype=np.float32)


def of_pairs(found: Floats, truth: Truth) -> Floats:
    at = np.arange(len(truth))
    return np.asarray(found[at, at + len(truth)])


def shares(found: Floats, truth: Truth, level: float = LEVEL) -> Shares:
    """Return the figures at a level."""
    said = of_pairs(found, truth) >= level
    return Shares(
        precision=float((said & truth).sum() / max(1, said.sum())),
        recall=float((said & truth).sum() / truth.sum()),
        offered=offered(found, truth, level),
    )


def offered(found: Floats, truth: Truth, level: float) -> float:
    """Return how often the other half is among the OFFERED closest of all texts, and at the level."""
    others = found.copy()
    np.fill_diagonal(others, _ITSELF)
    first = np.flatnonzero(truth)
    asked, wanted = np.concatenate([first, first + len(truth)]), np.concatenate([first + len(truth), first])
    to_wanted = others[asked, wanted]
    closer = (others[asked] > to_wanted[:, None]).sum(axis=1)
    return float(((closer < OFFERED) & (to_wanted >= level)).mean())


def area(scores: Floats, truth: Truth) -> float:
    """Return the share of couples of an alike and another pair whose order is right (AUC)."""
    yes, no = scores[truth][:, None], scores[~truth][None, :]
    return float((yes > no).mean() + (yes == no).mean() / 2)


def precision_at(scores: Floats, truth: Truth, recall: float) -> float:
    """Return the best precision of any level that finds at least this share."""
    levels = [level for level in np.unique(scores[truth]) if (scores[truth] >= level).mean() >= recall]
    return max(float(truth[scores >= level].mean()) for level in levels)


def table(file: Path) -> Iterator[str]:
    """Yield the figures, one way of telling a line."""
    read = pairs(file)
    ways = {f"cosine, {encoder}": cosines(encoder, read.texts) for encoder in Encoder if at_hand(encoder)}
    if len(ways) == len(Encoder):
        # The thorough encoder's cosines lie close together: three times its spread is about the other's.
        ways["both cosines"] = cosines(Encoder.SWIFT, read.texts) + 3 * cosines(Encoder.THOROUGH, read.texts)
    ours = as_the_desk_does(list(Reader.shipped(load("rostock").lexicon()).read_many(read.texts)))
    yield f"{file.name}: {len(read.truth)} pairs, {int(read.truth.sum())} alike"
    yield f"| way | AUC | {' | '.join(f'precision at {recall}' for recall in RECALLS)} | half among {OFFERED} |"
    yield "|---|---|" + "---|" * (len(RECALLS) + 1)
    for name, found in {**ways, "as the desk does": ours}.items():
        scores = of_pairs(found, read.truth)
        at = " | ".join(f"{precision_at(scores, read.truth, recall):.3f}" for recall in RECALLS)
        yield f"| {name} | {area(scores, read.truth):.3f} | {at} | {offered(found, read.truth, _ITSELF):.3f} |"
    yield "At the level {}: precision {:.3f}, recall {:.3f}, half among {} {:.3f}".format(
        LEVEL, *shares(ours, read.truth)[:2], OFFERED, shares(ours, read.truth).offered
    )


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("file", nargs="?", type=Path, default=MATERIAL)
    print(*table(parser.parse_args().file), sep="\n")


if __name__ == "__main__":
    main()
