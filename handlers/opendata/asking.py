"""What a program asks of a list: which part of it, and narrowed by what."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from multidict import MultiMapping

from handlers.errors import BadInputError
from handlers.i18n import Enumeration, verbatim
from handlers.opendata import texts
from handlers.opendata.fields import Dataset, Field, Row

LIMIT, MOST, FURTHEST = 100, 1000, 1_000_000


@dataclass(frozen=True, slots=True)
class Asked:
    """Which rows are wanted: those with these values, `limit` of them after `offset`."""

    limit: int
    offset: int
    values: Mapping[str, str]

    def found_in(self, dataset: Dataset, rows: Sequence[Row]) -> list[Row]:
        """Return all rows with the values asked for."""
        at = {field.name: place for place, field in enumerate(dataset.fields)}
        return [row for row in rows if all(row[at[name]] == value for name, value in self.values.items())]


def asked(dataset: Dataset, query: MultiMapping[str]) -> Asked:
    """Read what is asked of a table, or refuse; parameters nobody knows are not looked at."""
    values = {
        field.name: _one_of(field, query)
        for field in dataset.fields
        if field.asked and query.get(field.name) is not None
    }
    return Asked(_number(query, "limit", LIMIT, 1, MOST), _number(query, "offset", 0, 0, FURTHEST), values)


def _one_of(field: Field, query: MultiMapping[str]) -> str:
    value = _once(query, field.name)
    if field.choices and value not in field.choices:
        choices = Enumeration(tuple(map(verbatim, field.choices)))
        raise BadInputError(texts.NOT_A_CHOICE(name=field.name, choices=choices))
    return value


def _number(query: MultiMapping[str], name: str, default: int, least: int, most: int) -> int:
    if name not in query:
        return default
    given = _once(query, name)
    if not (given.isascii() and given.isdigit() and len(given) <= len(str(most)) and least <= int(given) <= most):
        raise BadInputError(texts.NOT_A_NUMBER(name=name, least=least, most=most))
    return int(given)


def _once(query: MultiMapping[str], name: str) -> str:
    given = query.getall(name)
    if len(given) > 1:
        raise BadInputError(texts.GIVEN_TWICE(name=name))
    return given[0]
