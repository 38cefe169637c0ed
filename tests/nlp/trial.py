"""Topics tried side by side: `python -m tests.nlp.trial` on real contributions, `... own` on the sealed part of our own.

The first needs ../shared/data/bonn_contributions.csv and follows Romberg & Escher (2022): title and text, five stratified
folds, not shuffled, F1 as the mean over the folds. The second trains on topics_train.jsonl of nlp/material and reads
topics_test.jsonl: not to be tuned on, so count how often it is looked at.
"""

from __future__ import annotations

import csv
import sys
from collections.abc import Iterable, Sequence
from pathlib import Path

from sklearn.model_selection import StratifiedKFold

from handlers.city.loading import load
from nlp.jsonl import score
from nlp.learning.corpus import Labelled, read_corpus
from nlp.learning.measures import Figures
from nlp.learning.models import Models
from nlp.learning.training import train
from nlp.lexicon import Lexicon, TopicEntry
from nlp.reader import Reader

ROOT = Path(__file__).resolve().parents[2]
CONTRIBUTIONS = ROOT / "../shared/data/bonn_contributions.csv"
MATERIAL = ROOT / "nlp/material"
CONFIDENT = 0.6


def contributions() -> list[Labelled]:
    """Return the real contributions with their one label."""
    with CONTRIBUTIONS.open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.DictReader(file))
    return [Labelled(f"{row['title']} {row['text']}".strip(), (row["main_category_level1"],)) for row in rows]


def material(name: str) -> list[Labelled]:
    with (MATERIAL / name).open(encoding="utf-8") as lines:
        return list(read_corpus(lines).texts)


def taught(lexicon: Lexicon, texts: Sequence[Labelled], entries: Sequence[TopicEntry]) -> Reader:
    reader = Reader.from_lexicon(lexicon)
    matters = list(reader.matters((text.text for text in texts), masked=bool(entries)))
    reader.learn(Models(train(texts, matters, entries, lambda _done, _total: None, encoders).model))
    return reader


def folds(lexicon: Lexicon, texts: Sequence[Labelled]) -> list[tuple[Figures, Figures]]:
    """Return for each fold the figures with every text tagged, and with the sure ones only."""
    found = []
    for learned, held_back in StratifiedKFold(5).split(texts, [text.labels[0] for text in texts]):
        reader = taught(lexicon, [texts[at] for at in learned], ())
        test = [texts[at] for at in held_back]
        found.append((score(reader, test, best=True), score(reader, test, best=False)))
    return found


def try_contributions(lexicon: Lexicon) -> None:
    texts = contributions()
    found = folds(lexicon, texts)
    for number, (best, sure) in enumerate(found, start=1):
        print(f"fold {number}: micro {best.micro:.3f} macro {best.macro:.3f} weighted {best.weighted:.3f}; "
              f"sure {sure.answered}/{sure.texts} at precision {sure.precision:.3f}")  # fmt: skip
    micro, macro, weighted = (
        sum(each) / 5 for each in zip(*((b.micro, b.macro, b.weighted) for b, _ in found), strict=True)
    )
    print(f"mean: micro {micro:.3f} macro {macro:.3f} weighted {weighted:.3f}, n = {len(texts)}")


def try_own(lexicon: Lexicon) -> None:
    learned, sealed = material("topics_train.jsonl"), material("topics_test.jsonl")
    print(f"{len(learned)} texts to learn from, {len(sealed)} sealed ones")
    for name, reader in (
        ("keywords alone", Reader.from_lexicon(lexicon)),
        ("learned alone", taught(lexicon, learned, ())),
        ("learned and keywords", taught(lexicon, learned, lexicon.topics)),
    ):
        print(f"\n{name}")
        found = Reader.from_lexicon(lexicon)
        obvious = [bool(set(text.labels) & {tag.id for tag in found.read(text.text).topics}) for text in sealed]
        for part, chosen in (
            ("all", sealed),
            ("with a keyword that fits", [text for text, has in zip(sealed, obvious, strict=True) if has]),
            ("without", [text for text, has in zip(sealed, obvious, strict=True) if not has]),
        ):
            tell(part, score(reader, chosen, best=True))
        tell("only where sure", score(reader, sealed, best=False))
        surest(lexicon, reader, sealed)


def tell(part: str, figures: Figures) -> None:
    print(f"  {part}: micro {figures.micro:.3f} macro {figures.macro:.3f} precision {figures.precision:.3f} "
          f"n = {figures.texts}, tagged {figures.answered}")  # fmt: skip


def surest(lexicon: Lexicon, reader: Reader, texts: Sequence[Labelled]) -> None:
    """Tell how often the workgroup of the best topic is right, and the best topic of the surest texts."""
    groups = {topic.id: topic.workgroup for topic in lexicon.topics}
    best = [(text, tags[0]) for text in texts if (tags := reader.read(text.text).guess)]
    share(
        "workgroup of the best topic right",
        (groups.get(tag.id) in {groups.get(label) for label in text.labels} for text, tag in best),
    )
    best.sort(key=lambda pair: -pair[1].score)
    sure = best[: round(len(texts) * CONFIDENT)]
    share(f"best topic right in the surest {CONFIDENT:.0%}", (tag.id in text.labels for text, tag in sure))


def share(name: str, right: Iterable[bool]) -> None:
    each = list(right)
    print(f"  {name}: {sum(each) / max(len(each), 1):.3f}, n = {len(each)}")


def main() -> int:
    lexicon = load("rostock").lexicon()
    if sys.argv[1:] == ["own"]:
        try_own(lexicon)
        return 0
    if not CONTRIBUTIONS.exists():
        print(f"This trial needs {CONTRIBUTIONS.relative_to(ROOT)} beside the repository.", file=sys.stderr)
        return 2
    try_contributions(lexicon)
    return 0


if __name__ == "__main__":
    sys.exit(main())
