"""The card of a model: what it was taught, how well it does, and a hash that tells its files from any others."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable
from dataclasses import asdict, dataclass, replace
from datetime import datetime
from pathlib import Path
from typing import Any

from nlp.errors import ModelError
from nlp.learning.corpus import Labelled
from nlp.learning.measures import Figures

CARD = "card.json"
LICENCE = "EUPL-1.2; der Encoder nach multilingual-e5-small (MIT)"
_VERSION = 2


@dataclass(frozen=True, slots=True)
class TopicFigure:
    """How one topic did on the frozen sentences, of which `n` truly have it."""

    topic: str
    f1: float
    n: int


@dataclass(frozen=True, slots=True)
class Frozen:
    """Figures on sentences that nothing is ever learned from; `hash` of these sentences."""

    hash: str
    texts: int
    micro: float
    macro: float
    topics: tuple[TopicFigure, ...]


@dataclass(frozen=True, slots=True)
class Card:
    """What stands beside a model.

    at           when it was made
    sentences    of our own that it learned from, corrections: concerns that it learned from
    learned      hash of both together
    until        when the last of these corrections was decided, None where there are none
    files        hash of the files of the model
    instead_of   the model that was in force when this one was made, "" for the shipped one
    refused      why it was not taken, nothing where it was
    """

    at: datetime
    sentences: int
    corrections: int
    learned: str
    until: datetime | None
    frozen: Frozen
    files: str
    encoder: str
    instead_of: str = ""
    refused: tuple[str, ...] = ()
    licence: str = LICENCE

    def to_disk(self, folder: Path) -> None:
        """Write it beside its model."""
        written = {"version": _VERSION, **asdict(self)}
        for name in ("at", "until"):
            written[name] = written[name] and written[name].isoformat()
        text = json.dumps(written, ensure_ascii=False, indent=1)
        (folder / CARD).write_text(text + "\n", encoding="utf-8", newline="\n")

    @classmethod
    def from_disk(cls, folder: Path) -> Card:
        """Read it; ModelError where there is none that can be read."""
        try:
            return _read(json.loads((folder / CARD).read_text(encoding="utf-8")))
        except (OSError, ValueError, KeyError, TypeError) as fault:
            raise ModelError(folder.name, f"has no card that can be read ({type(fault).__name__})") from fault


def _read(found: dict[str, Any]) -> Card:
    if found.pop("version") != _VERSION:
        raise ValueError("another version")
    frozen = found.pop("frozen")
    topics = tuple(TopicFigure(**one) for one in frozen.pop("topics"))
    card = Card(**found, frozen=Frozen(**frozen, topics=topics))
    return replace(
        card,
        at=datetime.fromisoformat(found["at"]),
        until=datetime.fromisoformat(found["until"]) if found["until"] else None,
        refused=tuple(card.refused),
    )


def frozen_figures(texts: Iterable[Labelled], figures: Figures) -> Frozen:
    """Return what a card says of figures on these texts."""
    topics = tuple(TopicFigure(one.label, round(one.f1, 4), one.count) for one in figures.labels)
    return Frozen(hash_of_texts(texts), figures.texts, round(figures.micro, 4), round(figures.macro, 4), topics)


def hash_of_texts(texts: Iterable[Labelled]) -> str:
    """Return the SHA-256 of texts and their labels, in their order."""
    sha = hashlib.sha256()
    for text in texts:
        sha.update(json.dumps([text.text, *text.labels]).encode())
    return sha.hexdigest()


def hash_of_files(folder: Path) -> str:
    """Return the SHA-256 of all files of a folder and their names, without the card."""
    sha = hashlib.sha256()
    for file in sorted(path for path in folder.rglob("*") if path.is_file() and path.name != CARD):
        sha.update(f"{file.relative_to(folder).as_posix()}\0{file.stat().st_size}\0".encode())
        sha.update(file.read_bytes())
    return sha.hexdigest()
