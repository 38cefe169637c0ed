"""How well the district is read out of texts: `python -m tests.nlp.places_table [FILE] [--misses]`.

FILE holds `district<TAB>text` lines: `-` where no place is named, `a|b` where several are, or where a name may mean several,
so that no district is the right answer. Without FILE nlp/material/places_dev.tsv is read. A third of the lines, chosen by the
hash of the line, was held out while the rules were written: of it only figures are shown.
"""

from __future__ import annotations

import argparse
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

from handlers.city.loading import load
from nlp.reader import Reader
from tests.nlp.personal_table import held_out

MATERIAL = Path(__file__).parents[2] / "nlp" / "material" / "places_dev.tsv"
_NONE = "-"


@dataclass(frozen=True, slots=True)
class Verdict:
    """One text with the districts it names and what the reader found."""

    text: str
    expected: frozenset[str]
    found: frozenset[str]
    district: str | None
    held_out: bool

    @property
    def right(self) -> bool:
        """One district is named and suggested, or none is to be suggested and none is."""
        only = next(iter(self.expected)) if len(self.expected) == 1 else None
        return self.district == only


class Shares(NamedTuple):
    """What part of the texts is read rightly.

    named    texts that name one district, and it is suggested
    several  texts that name several or an ambiguous place, and none is suggested
    false    texts that name no place of the city, and one is found
    """

    named: float
    several: float
    false: float


def judge(reader: Reader, file: Path) -> list[Verdict]:
    """Read a file of the material with the reader."""
    lines = [line for line in file.read_text(encoding="utf-8").splitlines() if line.strip()]
    rows = [line.split("\t", 1) for line in lines]
    readings = reader.read_many(text for _, text in rows)
    return [
        Verdict(
            text=text,
            expected=frozenset(names.split("|")) - {_NONE},
            found=frozenset(place.district for place in reading.places),
            district=reading.district,
            held_out=held_out(line),
        )
        for line, (names, text), reading in zip(lines, rows, readings, strict=True)
    ]


def shares(verdicts: Sequence[Verdict]) -> Shares:
    """Return the figures; a kind of text that does not occur has none of its share."""
    one = [verdict for verdict in verdicts if len(verdict.expected) == 1]
    several = [verdict for verdict in verdicts if len(verdict.expected) > 1]
    none = [verdict for verdict in verdicts if not verdict.expected]
    return Shares(
        named=sum(verdict.right for verdict in one) / max(len(one), 1),
        several=sum(verdict.right for verdict in several) / max(len(several), 1),
        false=sum(bool(verdict.found) for verdict in none) / max(len(none), 1),
    )


def table(title: str, verdicts: Sequence[Verdict]) -> str:
    """Return the figures as a line of words."""
    found = shares(verdicts)
    return (
        f"{title} ({len(verdicts)} texts): one district named {found.named:.3f} right, several {found.several:.3f} right, "
        f"no place {found.false:.3f} false alarms"
    )


def misses(verdicts: Iterable[Verdict]) -> Iterable[str]:
    """Yield what was read wrongly."""
    for verdict in verdicts:
        if not verdict.right or (verdict.found and not verdict.expected):
            expected, found = ("|".join(sorted(ids)) or _NONE for ids in (verdict.expected, verdict.found))
            yield f"{expected} found {found}  {verdict.text}"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("file", nargs="?", type=Path, default=MATERIAL)
    parser.add_argument("--misses", action="store_true")
    wanted = parser.parse_args()
    verdicts = judge(Reader.from_lexicon(load("rostock").lexicon()), wanted.file)
    print(table("all", verdicts))
    print(table("held out", [verdict for verdict in verdicts if verdict.held_out]))
    for line in misses(verdict for verdict in verdicts if not verdict.held_out) if wanted.misses else ():
        print(line)


if __name__ == "__main__":
    main()
