"""The entries about places: Stadtbereiche, Ortsteile and their names, venues, landmarks, postal codes."""

from dataclasses import dataclass
from typing import Annotated, Literal

from pydantic import Field

from handlers.city.entry import Entry, Point, Postcode, Slug, Text


@dataclass(frozen=True, slots=True)
class Area(Entry):
    """A Stadtbereich: the grain of district forums and of the city's own statistics."""

    id: Text
    name: Text
    letter: Text


@dataclass(frozen=True, slots=True)
class Council(Entry):
    """An Ortsbeirat."""

    id: Text
    number: int
    name: Text


@dataclass(frozen=True, slots=True)
class Alias(Entry):
    """Another name of an Ortsteil; `generic` ones are everyday words and never read out of a free text."""

    name: Text
    kind: Literal[
        "short", "variant", "colloquial", "abbr", "lowgerman", "cyrillic", "misspelling", "quarter", "generic"
    ]


@dataclass(frozen=True, slots=True)
class District(Entry):
    """An Ortsteil; its label point is (longitude, latitude) and lies inside its polygon."""

    id: Text
    name: Text
    slug: Slug
    area: Text
    council: Text
    aliases: tuple[Alias, ...]
    neighbours: tuple[Text, ...]
    label_point: Point

    def names(self) -> tuple[str, ...]:
        """Return its name and all aliases."""
        return self.name, *(alias.name for alias in self.aliases)


@dataclass(frozen=True, slots=True)
class AmbiguousName(Entry):
    """A name that may mean several Ortsteile, so that only the resident can say which.

    everyday  it is a word of everyday too, like Heide or Zoo: understood when asked for the Ortsteil, never read out of a text.
    """

    name: Text
    districts: Annotated[tuple[Text, ...], Field(min_length=2)]
    everyday: bool = False


@dataclass(frozen=True, slots=True)
class Venue(Entry):
    """A place where a forum can meet; an empty address is one we do not know."""

    id: Text
    name: Text
    kind: Text
    address: str
    postcode: Postcode
    district: Text


@dataclass(frozen=True, slots=True)
class Landmark(Entry):
    """A well-known place or street and the Ortsteil it lies in."""

    name: Text
    district: Text
    kind: Text
    confidence: Literal["high", "medium", "low"]


@dataclass(frozen=True, slots=True)
class PostalCode(Entry):
    """A postal code and the Ortsteile it touches: a hint that never decides alone."""

    postcode: Postcode
    districts: Annotated[tuple[Text, ...], Field(min_length=1)]
