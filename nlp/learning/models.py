"""The models of one matter: one that learned German alone for surely German texts, another for every other language."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from spacy.tokens import Doc

from nlp.learning.model import LearnedModel

_GERMAN, _OTHERS = "german", "others"


@dataclass(frozen=True, slots=True)
class Models:
    """`others` also reads what is too short to tell its language; where it is None the German one reads everything."""

    german: LearnedModel | None = None
    others: LearnedModel | None = None

    @property
    def need_meaning(self) -> bool:
        """Tell whether they can only read texts whose meaning is known."""
        return any(model.needs_meaning for _, model in self._named())

    def model_for(self, doc: Doc) -> LearnedModel | None:
        """Return the model for a text, None where there is none."""
        return self.german if doc._.german or self.others is None else self.others

    def to_disk(self, folder: Path) -> None:
        """Save each model in a folder of its own."""
        folder.mkdir(parents=True, exist_ok=True)
        for name, model in self._named():
            model.to_disk(folder / name)

    @classmethod
    def from_disk(cls, folder: Path) -> Models:
        """Load the models that are there."""
        german, others = (
            LearnedModel.from_disk(folder / name) if (folder / name).is_dir() else None for name in (_GERMAN, _OTHERS)
        )
        return cls(german, others)

    def _named(self) -> Iterator[tuple[str, LearnedModel]]:
        if self.german is not None:
            yield _GERMAN, self.german
        if self.others is not None:
            yield _OTHERS, self.others
