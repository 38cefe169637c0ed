"""A report as content, before it becomes a file: what stands in it, in which order; nothing of how it looks."""

from dataclasses import dataclass
from datetime import date
from typing import Annotated, Literal

from pydantic import Field


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading; level 1 is a chapter."""

    level: int
    text: str
    kind: Literal["heading"] = "heading"


@dataclass(frozen=True, slots=True)
class Words:
    """A paragraph; `lead` introduces, `note` explains a figure, `item` is one of a list."""

    text: str
    style: Literal["plain", "lead", "note", "item"] = "plain"
    kind: Literal["words"] = "words"


@dataclass(frozen=True, slots=True)
class Quote:
    """What somebody wrote, redacted, and where it comes from."""

    text: str
    source: str
    kind: Literal["quote"] = "quote"


@dataclass(frozen=True, slots=True)
class Figures:
    """A table with a header row; the first column names what its row is about."""

    caption: str
    head: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    kind: Literal["figures"] = "figures"


@dataclass(frozen=True, slots=True)
class Series:
    """Values over the labels of a chart, None where one is withheld."""

    name: str
    values: tuple[int | None, ...]


@dataclass(frozen=True, slots=True)
class Chart:
    """A picture of figures; `alternative` says in words what is to be seen.

    shape    bars: one series over labels; grid: one row a label, one column a series; lines: series over labels
    missing  what stands where a value is withheld
    """

    shape: Literal["bars", "grid", "lines"]
    title: str
    alternative: str
    labels: tuple[str, ...]
    series: tuple[Series, ...]
    missing: str
    kind: Literal["chart"] = "chart"


Block = Annotated[Heading | Words | Quote | Figures | Chart, Field(discriminator="kind")]


@dataclass(frozen=True, slots=True)
class Row:
    """One passage in the table of what was weighed, in words."""

    number: str
    passage: str
    topics: str
    area: str
    outcome: str
    reason: str
    words: str
    body: str
    decided_on: str
    paragraph: str
    joined: str


@dataclass(frozen=True, slots=True)
class Document:
    """A whole report.

    facts    pairs of term and words below the title
    columns  heads of the table of what was weighed, in the order of Row's fields
    day      the Berlin day it shows; also the date within the file, so that the same content gives the same bytes
    """

    title: str
    subtitle: str
    service: str
    city: str
    language: str
    day: date
    facts: tuple[tuple[str, str], ...]
    blocks: tuple[Block, ...]
    columns: tuple[str, ...] = ()
    rows: tuple[Row, ...] = ()
