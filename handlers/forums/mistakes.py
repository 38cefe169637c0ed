"""Say in one line each what is wrong with a file of forums."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from pydantic import ValidationError
from pydantic_core import ErrorDetails

from handlers.forums import texts
from handlers.i18n import Phrase
from handlers.tomlfile import fault_of

Context = Mapping[str, Any]
PROBLEMS: Mapping[str, Callable[[Context], Phrase]] = {
    "missing": lambda _: texts.IS_MISSING,
    "extra_forbidden": lambda _: texts.IS_UNKNOWN,
    "string_type": lambda _: texts.IS_NO_TEXT,
    "string_too_short": lambda _: texts.IS_MISSING,
    "string_too_long": lambda context: texts.IS_TOO_LONG(most=context["max_length"]),
    "string_pattern_mismatch": lambda _: texts.IS_NO_SLUG,
    "int_type": lambda _: texts.IS_NO_NUMBER,
    "bool_type": lambda _: texts.IS_NO_YES_OR_NO,
    "list_type": lambda _: texts.IS_NO_LIST,
    "too_short": lambda _: texts.IS_MISSING,
    "enum": lambda context: texts.IS_NO_CHOICE(choices=context["expected"].replace("'", "").replace(" or ", ", ")),
    "greater_than_equal": lambda context: texts.IS_TOO_SMALL(least=context["ge"]),
    "less_than_equal": lambda context: texts.IS_TOO_LARGE(most=context["le"]),
    "no_moment": lambda _: texts.IS_NO_MOMENT,
    "skipped_hour": lambda _: texts.IS_SKIPPED_HOUR,
}


@dataclass(frozen=True, slots=True)
class Mistake:
    """One mistake at a field of an entry, counted from 1; 0 is the top of the file."""

    problem: Phrase
    number: int
    title: str
    field: str

    def spoken(self, file: str) -> Phrase:
        """Return the one line."""
        if not self.number:
            return texts.AT_TOP(file=file, field=self.field, problem=self.problem)
        named = texts.NAMED_ENTRY(number=self.number, title=self.title)
        entry = named if self.title else texts.ENTRY(number=self.number)
        if not self.field:
            return texts.AT_WHOLE_ENTRY(file=file, entry=entry, problem=self.problem)
        return texts.AT_ENTRY(file=file, entry=entry, field=self.field, problem=self.problem)


def found(error: ValidationError, tables: Mapping[str, Any], file: str) -> Iterator[Phrase]:
    """Yield a line for each mistake pydantic found in the tables of a file."""
    for details in error.errors(include_url=False, include_input=False):
        yield _mistake(details, tables).spoken(file)


def not_toml(error: Exception, file: str) -> Phrase:
    """Return the line for a file that is no TOML at all."""
    fault = fault_of(error)
    problem = texts.NOT_TOML(detail=fault.detail)
    if fault.line is not None:
        return texts.AT_LINE(file=file, line=fault.line, problem=problem)
    return texts.AT_FILE(file=file, problem=problem)


def _mistake(details: ErrorDetails, tables: Mapping[str, Any]) -> Mistake:
    known = PROBLEMS.get(details["type"])
    problem = known(details.get("ctx", {})) if known else texts.IS_WRONG
    match details["loc"]:
        case ("forum", int(at), *path):
            return Mistake(problem, at + 1, _title(tables["forum"][at]), _path(path))
        case path:
            return Mistake(problem, 0, "", _path(list(path)))


def _title(entry: object) -> str:
    own = entry.get("title") if isinstance(entry, dict) else None
    return own[:60] if isinstance(own, str) else ""


def _path(path: list[int | str]) -> str:
    """Return e.g. "access 2"; entries of a list are counted from 1."""
    return " ".join(str(part + 1) if isinstance(part, int) else part for part in path)
