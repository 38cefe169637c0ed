"""The meanings of texts as a spaCy component."""

from __future__ import annotations

import json
from collections.abc import Iterable
from pathlib import Path

from spacy.language import Language
from spacy.tokens import Doc

from nlp.errors import ModelError
from nlp.meaning.encoder import encode, encoder_name, later_passages

MEANING = "forumsbote_meaning"
_FILE = "meaning.json"


class Meanings:
    """Leave the meaning of a text on `doc._.meaning`, once it is wanted; None until then.

    Of a long text that is the meaning of its beginning; those of its later passages are left on `doc._.later_meanings`.
    """

    def __init__(self) -> None:
        self.wanted = False

    def __call__(self, doc: Doc) -> Doc:
        if self.wanted:
            doc._.meaning, *later = encode([doc.text, *later_passages(doc.text)])
            doc._.later_meanings = tuple(later)
        return doc

    def to_disk(self, path: str | Path, *, exclude: Iterable[str] = ()) -> None:
        """Note whether meanings are wanted, and by which encoder."""
        Path(path).mkdir(parents=True, exist_ok=True)
        (Path(path) / _FILE).write_text(
            json.dumps({"wanted": self.wanted, "encoder": encoder_name()}), encoding="utf-8"
        )

    def from_disk(self, path: str | Path, *, exclude: Iterable[str] = ()) -> Meanings:
        """Take what `to_disk` noted; ModelError where that was another encoder."""
        noted = json.loads((Path(path) / _FILE).read_text(encoding="utf-8"))
        if noted["wanted"] and noted["encoder"] != encoder_name():
            raise ModelError(Path(path).parent.name, "was taught with another encoder; train it anew")
        self.wanted = noted["wanted"]
        return self


@Language.factory(MEANING)
def make_meanings(nlp: Language, name: str) -> Meanings:
    return Meanings()
