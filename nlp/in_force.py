"""The model in force: a reader that reads with it, and follows when another one takes its place."""

from __future__ import annotations

from pathlib import Path

from nlp.errors import ModelError
from nlp.learning.card import Card
from nlp.learning.model import LearnedModel
from nlp.learning.models import Models
from nlp.learning.shelf import SHIPPED_NAME, Shelf
from nlp.lexicon import Lexicon
from nlp.reader import SHIPPED, Reader, knows, shipped_topics


class InForce:
    """A reader and the shelf its German model of topics comes from; begins with the shipped models.

    name  of the model it reads with, "" for the shipped one.
    """

    def __init__(self, lexicon: Lexicon, shelf: Shelf, reader: Reader | None = None, shipped: Path = SHIPPED) -> None:
        self.reader = reader or Reader.shipped(lexicon, shipped)
        self.shelf = shelf
        self.name = SHIPPED_NAME
        self._lexicon, self._shipped = lexicon, shipped
        self._told = ""

    def follow(self) -> bool:
        """Read with the model that the shelf names, and tell whether it is another one than before.

        Where it cannot be used the reader stays with the one it has; ModelError says so once, until the fault is another.
        """
        try:
            name = self.shelf.current()
            if name == self.name:
                self._told = ""
                return False
            self.reader.learn(self._models(name))
        except ModelError as fault:
            if str(fault) == self._told:
                return False
            self._told = str(fault)
            raise
        self.name, self._told = name, ""
        return True

    def card(self) -> Card:
        """Return the card of the model it reads with."""
        return self.shelf.card(self.name) if self.name else Card.from_disk(self._shipped)

    def try_out(self, german: LearnedModel) -> None:
        """Read German topics with a model that is not on the shelf."""
        self.reader.learn(self._beside_the_shipped(german))

    def _models(self, name: str) -> Models:
        if name == SHIPPED_NAME:
            return shipped_topics(self._lexicon, self._shipped)
        german = self.shelf.load(name).german
        if german is None or not knows(self._lexicon, german.facts.labels):
            raise ModelError(name, "was taught other topics than the city has")
        return self._beside_the_shipped(german)

    def _beside_the_shipped(self, german: LearnedModel) -> Models:
        """Other languages than German stay with the shipped model."""
        return Models(german, shipped_topics(self._lexicon, self._shipped).others)
