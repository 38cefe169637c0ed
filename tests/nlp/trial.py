"""Ways to tell topics, side by side: `python -m tests.nlp.trial`.

On the frozen sentences of our own, after learning from the others; and on real contributions, which needs
../shared/data/bonn_contributions.csv and follows Romberg & Escher (2022): title and text, five stratified folds, not shuffled,
F1 as the mean over the folds; and how much a few labels are worth. Takes about twenty minutes.
"""

from __future__ import annotations

import csv
import sys
from collections.abc import Sequence
from pathlib import Path

import numpy as np
from sklearn.model_selection import StratifiedKFold

from handlers.city.loading import load
from nlp.jsonl import score
from nlp.learning.corpus import Labelled
from nlp.learning.measures import Figures, measure
from nlp.learning.models import Models
from nlp.learning.training import train
from nlp.lexicon import Lexicon
from nlp.reader import Reader
from nlp.relearning import frozen_sentences, own_sentences
from tests.nlp.ensemble import Ensemble

ROOT = Path(__file__).resolve().parents[2]
CONTRIBUTIONS = ROOT / "../shared/data/bonn_contributions.csv"
MATERIAL = ROOT / "nlp/material"
ENSEMBLE = "spaCy TextCatEnsemble"
METHODS: tuple[tuple[str, bool], ...] = (("words", False), ("words and meaning", True))


def contributions() -> list[Labelled]:
    """Return the real contributions with their one label."""
    with CONTRIBUTIONS.open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.DictReader(file))
    return [Labelled(f"{row['title']} {row['text']}".strip(), (row["main_category_level1"],)) for row in rows]


def taught(lexicon: Lexicon, texts: Sequence[Labelled], meaning: bool) -> Reader:
    reader = Reader.from_lexicon(lexicon)
    matters = list(reader.matters((text.text for text in texts), False, meaning))
    reader.learn(Models(train(texts, matters, (), lambda _done, _total: None, meaning).model))
    return reader


def try_own(lexicon: Lexicon) -> None:
    learned, frozen = own_sentences(), frozen_sentences()
    print("| Our own German sentences | micro | macro |\n|---|---|---|")
    readers = (
        ("keywords alone", Reader.from_lexicon(lexicon)),
        *((name, taught(lexicon, learned, meaning)) for name, meaning in METHODS),
        ("words hearing the encoder's opinion (shipped)", Reader.shipped(lexicon)),
    )
    found = [(name, score(reader, frozen, best=True)) for name, reader in readers]
    found.append((ENSEMBLE, told_by_ensemble(learned, frozen)))
    for name, figures in found:
        print(f"| {name} | {figures.micro:.3f} | {figures.macro:.3f} |")


def told_by_ensemble(learned: Sequence[Labelled], test: Sequence[Labelled]) -> Figures:
    named = Ensemble(learned).best(text.text for text in test)
    return measure((text.labels, [label]) for text, label in zip(test, named, strict=True))


def try_ensemble(texts: Sequence[Labelled]) -> None:
    found = [
        told_by_ensemble([texts[at] for at in learned], [texts[at] for at in held_back])
        for learned, held_back in StratifiedKFold(5).split(texts, [text.labels[0] for text in texts])
    ]
    micro, macro, weighted = (
        sum(each) / len(found) for each in zip(*((one.micro, one.macro, one.weighted) for one in found), strict=True)
    )
    print(f"| {ENSEMBLE} | {micro:.3f} | {macro:.3f} | {weighted:.3f} | - |")


def folds(lexicon: Lexicon, texts: Sequence[Labelled], meaning: bool) -> list[tuple[Figures, Figures]]:
    """Return for each fold the figures with every text tagged, and with the sure ones only."""
    found = []
    for learned, held_back in StratifiedKFold(5).split(texts, [text.labels[0] for text in texts]):
        reader = taught(lexicon, [texts[at] for at in learned], meaning)
        test = [texts[at] for at in held_back]
        found.append((score(reader, test, best=True), score(reader, test, best=False)))
    return found


def few(lexicon: Lexicon, texts: Sequence[Labelled], labels: int, meaning: bool) -> tuple[float, float]:
    """Return micro and macro F1 on 500 texts after learning from a few, as the mean over three draws."""
    drawn = []
    for seed in range(3):
        order = np.random.default_rng(seed).permutation(len(texts))
        reader = taught(lexicon, [texts[at] for at in order[:labels]], meaning)
        drawn.append(score(reader, [texts[at] for at in order[labels : labels + 500]], best=True))
    return float(np.mean([one.micro for one in drawn])), float(np.mean([one.macro for one in drawn]))


def try_contributions(lexicon: Lexicon) -> None:
    texts = contributions()
    print("| Bonn | micro | macro | weighted | sure: answered at precision |\n|---|---|---|---|---|")
    for name, meaning in METHODS:
        found = folds(lexicon, texts, meaning)
        micro, macro, weighted = (
            sum(each) / 5 for each in zip(*((b.micro, b.macro, b.weighted) for b, _ in found), strict=True)
        )
        answered = sum(sure.answered for _, sure in found) / len(texts)
        precision = sum(sure.precision * sure.answered for _, sure in found) / (answered * len(texts))
        print(f"| {name} | {micro:.3f} | {macro:.3f} | {weighted:.3f} | {answered:.2f} at {precision:.3f} |")
    try_ensemble(texts)
    print("\n| Bonn, learned from | 50 | 200 | 500 | 1000 |\n|---|---|---|---|---|")
    for name, meaning in METHODS:
        cells = (few(lexicon, texts, labels, meaning) for labels in (50, 200, 500, 1000))
        print(f"| {name} | " + " | ".join(f"{micro:.3f} / {macro:.3f}" for micro, macro in cells) + " |")


def main() -> int:
    lexicon = load("rostock").lexicon()
    try_own(lexicon)
    if not CONTRIBUTIONS.exists():
        print("The real contributions need ../shared/data beside the repository.", file=sys.stderr)
        return 2
    print()
    try_contributions(lexicon)
    return 0


if __name__ == "__main__":
    sys.exit(main())
