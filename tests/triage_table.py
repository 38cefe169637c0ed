"""How well the triage does on our own material: `python -m tests.triage_table [--test]`.

train      what the rules were written with; a third of it, chosen by the hash of the text, was held out while writing.
--test     the frozen part. Whoever looks at it and then changes a rule has made it part of the training.
"""

from __future__ import annotations

import argparse
import json
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

from handlers.city.loading import load
from nlp.reader import Reader
from nlp.results import Triage

_MATERIAL = Path(__file__).parent.parent / "nlp" / "material"
_LANGUAGES = ("de", "en", "uk", "ru", "ar", "pl", "vi")
_CLASSES = tuple(Triage)
_DANGER = Triage.ACUTE_DANGER
_COST = "Looking at the frozen test part costs its independence: write down each look, and change no rule after it."


@dataclass(frozen=True, slots=True)
class Verdict:
    """One sentence of the material beside what the reader made of it."""

    language: str
    expected: Triage
    found: Triage
    language_found: str
    held_out: bool


def judge(reader: Reader, file: Path) -> list[Verdict]:
    """Read a file of the material with the reader."""
    lines = [json.loads(line) for line in file.read_text(encoding="utf-8").splitlines()]
    readings = reader.read_many(line["text"] for line in lines)
    return [
        Verdict(line["language"], Triage(line["triage"]), reading.triage, reading.language, _held_out(line["text"]))
        for line, reading in zip(lines, readings, strict=True)
    ]


def _held_out(text: str) -> bool:
    return sha256(text.encode()).digest()[0] % 3 == 0


def danger_table(title: str, verdicts: Sequence[Verdict]) -> str:
    """Return recall and precision of acute danger per language, with the number of dangers behind them."""
    rows = [f"{title}: acute_danger\nlanguage     n  recall  precision  language right"]
    for language in (*_LANGUAGES, "all"):
        chosen = [v for v in verdicts if language in (v.language, "all")]
        danger = sum(v.expected is _DANGER for v in chosen)
        raised = sum(v.found is _DANGER for v in chosen)
        right = sum(v.expected is v.found is _DANGER for v in chosen)
        told = sum(v.language == v.language_found for v in chosen)
        shares = f"{_share(right, danger):>7}  {_share(right, raised):>9}  {_share(told, len(chosen)):>14}"
        rows.append(f"{language:<8} {danger:>5} {shares}")
    return "\n".join(rows)


def confusion_table(title: str, verdicts: Iterable[Verdict]) -> str:
    """Return how often each class (row) was taken for each class (column)."""
    counts = Counter((v.expected, v.found) for v in verdicts)
    rows = [f"{title}: expected (row) and found (column)", " " * 15 + "".join(f"{c[:8]:>9}" for c in _CLASSES)]
    for expected in _CLASSES:
        rows.append(f"{expected:<15}" + "".join(f"{counts[expected, found]:>9}" for found in _CLASSES))
    found_of = {c: sum(counts[expected, c] for expected in _CLASSES) for c in _CLASSES}
    rows.append(f"{'precision':<15}" + "".join(f"{_share(counts[c, c], found_of[c]):>9}" for c in _CLASSES))
    return "\n".join(rows)


def _share(part: int, whole: int) -> str:
    return f"{part / whole:.3f}" if whole else "-"


def main() -> None:
    """Print the tables."""
    parser = argparse.ArgumentParser(description="Measure the triage on our own material.")
    parser.add_argument("--test", action="store_true", help="use the frozen test part; it loses its independence")
    parser.add_argument("--city", default="rostock", help="the city whose lexicon is used")
    chosen = parser.parse_args()
    reader = Reader.from_lexicon(load(chosen.city).lexicon())
    if chosen.test:
        verdicts = judge(reader, _MATERIAL / "triage_test.jsonl")
        print(_COST, danger_table("test", verdicts), confusion_table("test", verdicts), sep="\n\n")
        return
    verdicts = judge(reader, _MATERIAL / "triage_train.jsonl")
    held_out = [v for v in verdicts if v.held_out]
    print(danger_table("train", verdicts), danger_table("held-out third of train", held_out), sep="\n\n")
    print("", confusion_table("train", verdicts), "", confusion_table("held-out third", held_out), sep="\n")


if __name__ == "__main__":
    main()
