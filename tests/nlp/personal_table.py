"""How well personal data is found to the character: `python -m tests.nlp.personal_table [FILE] [--misses KIND ...]`.

FILE holds one text a line with `[[KIND:text]]` around what is personal; without it nlp/material/personal_dev.tsv is read.
Found is only what has the same first and last character and the same kind. A third of the lines, chosen by the hash of the
line, was held out while the rules were written: of it only figures are shown.
"""

from __future__ import annotations

import argparse
import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from typing import NamedTuple

from handlers.city.loading import load
from nlp.reader import Reader

MATERIAL = Path(__file__).parents[2] / "nlp" / "material" / "personal_dev.tsv"
_MARK = re.compile(r"\[\[([A-Z]+):(.+?)\]\](?!\])")
_KINDS = ("NAME", "ADDRESS", "PHONE", "EMAIL", "PLATE", "IBAN", "HANDLE", "DOB", "URL")

Marked = tuple[int, int, str]


@dataclass(frozen=True, slots=True)
class Verdict:
    """One text with what is personal in it and what the reader found."""

    text: str
    expected: frozenset[Marked]
    found: frozenset[Marked]
    held_out: bool


class Shares(NamedTuple):
    """How many spans there are, which part of them was found, and which part of what was found is right."""

    wanted: int
    recall: float
    precision: float


def unmarked(line: str) -> tuple[str, frozenset[Marked]]:
    """Return the text of a line of the material, and its spans as (start, end, kind)."""
    text, position, spans = "", 0, set()
    for mark in _MARK.finditer(line):
        text += line[position : mark.start()]
        spans.add((len(text), len(text) + len(mark[2]), mark[1]))
        text += mark[2]
        position = mark.end()
    return text + line[position:], frozenset(spans)


def held_out(line: str) -> bool:
    """Tell whether a line belongs to the third that was not read while the rules were written."""
    return int(sha256(line.encode()).hexdigest(), 16) % 3 == 0


def judge(reader: Reader, file: Path) -> list[Verdict]:
    """Read a file of the material with the reader."""
    lines = [line for line in file.read_text(encoding="utf-8").splitlines() if line.strip()]
    marked = [unmarked(line) for line in lines]
    readings = reader.read_many(text for text, _ in marked)
    return [
        Verdict(text, spans, frozenset((p.span.start, p.span.end, p.label) for p in reading.personal), held_out(line))
        for line, (text, spans), reading in zip(lines, marked, readings, strict=True)
    ]


def shares(verdicts: Sequence[Verdict]) -> dict[str, Shares]:
    """Return recall and precision of the kinds that occur."""
    wanted, found, right = (Counter[str]() for _ in range(3))
    for verdict in verdicts:
        wanted.update(kind for *_, kind in verdict.expected)
        found.update(kind for *_, kind in verdict.found)
        right.update(kind for *_, kind in verdict.expected & verdict.found)
    return {
        kind: Shares(wanted[kind], right[kind] / wanted[kind], right[kind] / max(1, found[kind]))
        for kind in _KINDS
        if wanted[kind]
    }


def table(title: str, verdicts: Sequence[Verdict]) -> str:
    """Return recall and precision per kind, with the numbers behind them."""
    rows = [f"{title} ({len(verdicts)} texts)\nkind         n  recall  precision"]
    for kind, share in shares(verdicts).items():
        rows.append(f"{kind:8} {share.wanted:5}  {share.recall:6.3f}  {share.precision:6.3f}")
    return "\n".join(rows)


def misses(verdicts: Iterable[Verdict], kinds: Sequence[str]) -> Iterable[str]:
    """Yield what was missed and what was found wrongly of some kinds, beside its text."""
    for verdict in verdicts:
        for sign, spans in (("missed", verdict.expected - verdict.found), ("wrong ", verdict.found - verdict.expected)):
            for start, end, kind in sorted(spans):
                if kind in kinds:
                    yield f"{sign} {kind} »{verdict.text[start:end]}«  {verdict.text[:140]}"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("file", nargs="?", type=Path, default=MATERIAL)
    parser.add_argument("--misses", nargs="+", default=(), metavar="KIND")
    wanted = parser.parse_args()
    verdicts = judge(Reader.from_lexicon(load("rostock").lexicon()), wanted.file)
    print(table("all", verdicts))
    print(table("held out", [verdict for verdict in verdicts if verdict.held_out]))
    for line in misses((verdict for verdict in verdicts if not verdict.held_out), wanted.misses):
        print(line)


if __name__ == "__main__":
    main()
