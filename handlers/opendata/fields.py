"""How a table of the open data is declared: files, their description and the API all follow from it."""

from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass
from enum import StrEnum

from handlers.deps import Deps
from handlers.i18n import Phrase

Value = str | int | float | bool | None | tuple[str, ...]
Row = tuple[Value, ...]


class Kind(StrEnum):
    """What a field holds; the values are the types of Data Package."""

    TEXT = "string"
    WHOLE = "integer"
    NUMBER = "number"
    TRUTH = "boolean"
    DAY = "date"
    MOMENT = "datetime"
    TEXTS = "list"


@dataclass(frozen=True, slots=True)
class Field:
    """One column.

    choices  the only values a text may have, none where any may be
    may_lack None is a value
    asked    the API narrows by it
    """

    name: str
    kind: Kind
    means: Phrase
    choices: tuple[str, ...] = ()
    may_lack: bool = False
    asked: bool = False


@dataclass(frozen=True, slots=True)
class Dataset:
    """One table: its rows have a value for each field, in the order of the fields; the first field tells rows apart."""

    name: str
    title: Phrase
    fields: tuple[Field, ...]
    rows: Callable[[Deps], Awaitable[Sequence[Row]]]

    def as_object(self, row: Row) -> dict[str, Value]:
        """Return a row by the names of its fields."""
        return {field.name: value for field, value in zip(self.fields, row, strict=True)}
