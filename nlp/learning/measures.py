"""How well labels were named: precision, recall and F1, one label at a time and together."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

Labels = Sequence[str]


@dataclass(frozen=True, slots=True)
class LabelFigures:
    """One label; `count` is how many texts truly have it. A figure without anything to divide by is 0."""

    label: str
    precision: float
    recall: float
    f1: float
    count: int


@dataclass(frozen=True, slots=True)
class Figures:
    """All labels together.

    texts      how many were judged, answered: how many of them got a label at all.
    micro, macro, weighted   F1; where each text has one label and gets one, micro is the share of right ones.
    precision  share of the named labels that are right.
    exact      share of texts whose labels are exactly the true ones.
    confused   true label, named instead, how often; the most frequent first.
    """

    texts: int
    answered: int
    micro: float
    macro: float
    weighted: float
    precision: float
    exact: float
    labels: tuple[LabelFigures, ...]
    confused: tuple[tuple[str, str, int], ...]


def measure(pairs: Iterable[tuple[Labels, Labels]], most_confused: int = 10) -> Figures:
    """Compare true with named labels; macro is over all labels that are true or named anywhere."""
    seen = [(set(true), set(named)) for true, named in pairs]
    hits = Counter(label for true, named in seen for label in true & named)
    trues = Counter(label for true, _ in seen for label in true)
    names = Counter(label for _, named in seen for label in named)
    labels = tuple(_one(label, hits[label], names[label], trues[label]) for label in sorted({*trues, *names}))
    # Pairs are told apart by what is missing and what is too much.
    confused = Counter((lost, extra) for true, named in seen for lost in true - named for extra in named - true)
    return Figures(
        texts=len(seen),
        answered=sum(1 for _, named in seen if named),
        micro=_f1(hits.total(), names.total(), trues.total()),
        macro=_share(sum(one.f1 for one in labels), len(labels)),
        weighted=_share(sum(one.f1 * one.count for one in labels), trues.total()),
        precision=_share(hits.total(), names.total()),
        exact=_share(sum(true == named for true, named in seen), len(seen)),
        labels=labels,
        confused=tuple((*pair, n) for pair, n in sorted(confused.items(), key=lambda i: (-i[1], i[0]))[:most_confused]),
    )


def _one(label: str, hits: int, named: int, true: int) -> LabelFigures:
    return LabelFigures(label, _share(hits, named), _share(hits, true), _f1(hits, named, true), true)


def _f1(hits: int, named: int, true: int) -> float:
    return _share(2 * hits, named + true)


def _share(part: float, whole: int) -> float:
    return part / whole if whole else 0.0
