"""What a model is shown of a text that the other components have read."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

from spacy.tokens import Doc

from nlp.learning.features import Word, words_of
from nlp.meaning.encoder import Floats


@dataclass(frozen=True, slots=True)
class Matter:
    """The words of a folded text, the scores of its keyword tags by topic, and its meaning where it was read."""

    words: tuple[Word, ...]
    keywords: Mapping[str, float]
    meaning: Floats | None

    @property
    def meant(self) -> Floats:
        """The meaning; ValueError where it was not read."""
        if self.meaning is None:
            raise ValueError("a text whose meaning was not read")
        return self.meaning

    @property
    def plain(self) -> list[str]:
        """The words alone."""
        return [word.text for word in self.words]


def matter_of(doc: Doc, masked: bool) -> Matter:
    """Return what there is to be judged; needs forms, places and keyword topics.

    masked  leave out the names of streets and places: where something is says nothing of what it is.
    """
    folded = doc._.folded
    words = words_of(folded.text)
    names = (*doc._.streets, *(place.span for place in doc._.places)) if masked else ()
    if names:
        words = [word for word in words if not any(folded.span(word.start, word.end).overlaps(name) for name in names)]
    keywords = MappingProxyType({tag.id: tag.score for tag in doc._.topics})
    return Matter(tuple(words), keywords, doc._.meaning)
