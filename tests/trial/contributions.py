"""Real texts to try the product with: what people wrote to the city of Bonn about cycling. They lie beside the repository."""

import csv
from dataclasses import dataclass
from pathlib import Path

SHORTEST, LONGEST = 10, 1000  # what a concern may have; longer texts are cut, shorter ones passed over
COLUMNS = ("title", "text")
BESIDE_THE_REPOSITORY = Path(__file__).resolve().parents[2] / "../shared/data/bonn_contributions.csv"


class MissingTextsError(Exception):
    """There are not the texts the trial needs; the message says in one line what it needs."""


@dataclass(frozen=True, slots=True)
class Contributions:
    """The texts that are said, in the order of the file, and how many before the last of them were too short to be taken."""

    texts: tuple[str, ...]
    too_short: int
    cut: int


def read_contributions(file: Path, wanted: int) -> Contributions:
    """Return the first texts of the file that can be handed in: `text`, or `title` where that is empty."""
    texts: list[str] = []
    too_short = cut = 0
    for text in _texts(file):
        if len(texts) == wanted:
            break
        if len(text) < SHORTEST:
            too_short += 1
            continue
        cut += len(text) > LONGEST
        texts.append(text[:LONGEST].strip())
    if len(texts) < wanted:
        raise MissingTextsError(f"The trial needs {wanted} texts; {file.resolve()} has {len(texts)}.")
    return Contributions(tuple(texts), too_short, cut)


def _texts(file: Path) -> list[str]:
    if not file.is_file():
        raise MissingTextsError(
            f"The trial needs real texts, a CSV with the columns title and text: {file.resolve()} is not there (--texts FILE)."
        )
    with file.open(encoding="utf-8-sig", newline="") as lines:
        table = csv.DictReader(lines)
        if not set(COLUMNS) <= set(table.fieldnames or ()):
            raise MissingTextsError(
                f"The trial needs the columns title and text; {file.resolve()} has none of that name."
            )
        return [row["text"].strip() or row["title"].strip() for row in table]
