"""The models that were learned here: each in a folder of its own, and a small file that says which one is in force.

models/
  current                      the name of the model in force; no such file: the shipped one
  20261127T125431Z-1a2b3c4d/   moment (UTC) and first digits of the hash: card.json, german/
  refused/…                    models that were not taken
"""

from __future__ import annotations

import os
import re
from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TypeVar

from nlp.errors import ModelError
from nlp.learning.card import CARD, Card, hash_of_files
from nlp.learning.models import Models
from nlp.meaning.encoder import encoder_name

T = TypeVar("T")
SHIPPED_NAME = ""
_CURRENT, _REFUSED = "current", "refused"
_NAME = re.compile(r"[0-9]{8}T[0-9]{6}Z-[0-9a-f]{8}")


@dataclass(frozen=True, slots=True)
class Kept:
    """A kept model: its name and its card."""

    name: str
    card: Card


class Shelf:
    """A folder of models; it need not be there before the first one is kept."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def current(self) -> str:
        """Return the name of the model in force, "" for the shipped one; ModelError where the file holds no name."""
        try:
            name = (self._folder / _CURRENT).read_text(encoding="utf-8", errors="replace").strip()
        except FileNotFoundError:
            return SHIPPED_NAME
        except OSError as fault:
            raise ModelError(_CURRENT, f"cannot be read ({fault.strerror})") from fault
        if name and _NAME.fullmatch(name) is None:
            raise ModelError(_CURRENT, "holds no name of a model")
        return name

    def keep(self, models: Models, card: Card) -> str:
        """Write a model with its card and return its name; whole or not at all. A refused one is put apart."""
        place = self._folder / _REFUSED if card.refused else self._folder
        place.mkdir(parents=True, exist_ok=True)
        with TemporaryDirectory(dir=place, prefix=".part-") as part:
            written = Path(part) / "model"
            models.to_disk(written)
            whole = replace(card, files=hash_of_files(written))
            whole.to_disk(written)
            name = f"{whole.at:%Y%m%dT%H%M%SZ}-{whole.files[:8]}"
            written.rename(place / name)
        return name

    def put_in_force(self, name: str) -> None:
        """Say from now on that this model is in force; readers see the old name or the new one, never half of it."""
        self._folder.mkdir(parents=True, exist_ok=True)
        part = self._folder / f".{_CURRENT}.{os.getpid()}"
        with part.open("w", encoding="utf-8") as file:
            file.write(name + "\n")
            file.flush()
            os.fsync(file.fileno())
        part.replace(self._folder / _CURRENT)

    def restore(self) -> str | None:
        """Put the model in force again that was so before, and return its name; None where the shipped one is in force.

        One whose card or whose predecessor is gone is followed by the shipped model.
        """
        if self._in_force_or_broken() == SHIPPED_NAME:
            return None
        before = self._before()
        self.put_in_force(before)
        return before

    def card(self, name: str) -> Card:
        """Return the card of a model; ModelError where there is none."""
        return Card.from_disk(self._folder / name)

    def load(self, name: str) -> Models:
        """Load a model; ModelError where it is not there, not whole, or not the one its card speaks of."""
        folder = self._folder / name
        card = Card.from_disk(folder)
        try:
            found = hash_of_files(folder)
        except OSError as fault:
            raise ModelError(name, f"cannot be read ({type(fault).__name__})") from fault
        if found != card.files:
            raise ModelError(name, "is not what its card says: its files were changed")
        if card.encoder not in ("", encoder_name()):
            raise ModelError(name, "was taught with another encoder; forumsbote nlp train makes a new one")
        try:
            models = Models.from_disk(folder)
        except (OSError, EOFError, ValueError, KeyError, TypeError) as fault:
            raise ModelError(name, f"cannot be read ({type(fault).__name__})") from fault
        if models.german is None:
            raise ModelError(name, "holds no German model")
        return models

    def kept(self) -> tuple[Kept, ...]:
        """Return the models that were taken, the newest first; what has no card is left out."""
        return self._cards(self._folder)

    def refused(self) -> tuple[Kept, ...]:
        """Return the models that were not taken, the newest first."""
        return self._cards(self._folder / _REFUSED)

    def _cards(self, place: Path) -> tuple[Kept, ...]:
        folders = sorted((path.parent for path in place.glob(f"*/{CARD}")), reverse=True)
        found = ((folder.name, _or_none(partial(Card.from_disk, folder))) for folder in folders)
        return tuple(Kept(name, card) for name, card in found if card is not None and _NAME.fullmatch(name))

    def _in_force_or_broken(self) -> str:
        try:
            return self.current()
        except ModelError as fault:
            return fault.name

    def _before(self) -> str:
        card = _or_none(lambda: self.card(self.current()))
        before = card.instead_of if card else SHIPPED_NAME
        usable = _NAME.fullmatch(before) and _or_none(lambda: self.load(before))
        return before if usable else SHIPPED_NAME


def _or_none(read: Callable[[], T]) -> T | None:
    try:
        return read()
    except ModelError:
        return None
