"""Say in one line each what is wrong with a survey's file."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from pydantic import ValidationError
from pydantic_core import ErrorDetails

from handlers.i18n import Phrase
from handlers.surveys import texts
from handlers.tomlfile import fault_of
from storage.models import QuestionType

TYPES = ", ".join(QuestionType)

Context = Mapping[str, Any]
PROBLEMS: Mapping[str, Callable[[Context], Phrase]] = {
    "missing": lambda _: texts.IS_MISSING,
    "extra_forbidden": lambda _: texts.IS_UNKNOWN,
    "string_type": lambda _: texts.IS_NO_TEXT,
    "string_too_short": lambda _: texts.IS_MISSING,
    "string_too_long": lambda context: texts.IS_TOO_LONG(most=context["max_length"]),
    "string_pattern_mismatch": lambda _: texts.IS_NO_ID,
    "int_type": lambda _: texts.IS_NO_NUMBER,
    "bool_type": lambda _: texts.IS_NO_YES_OR_NO,
    "list_type": lambda _: texts.IS_NO_LIST,
    "model_type": lambda _: texts.IS_WRONG,
    "enum": lambda _: texts.IS_NO_CHOICE(choices=TYPES),
    "greater_than_equal": lambda context: texts.IS_TOO_SMALL(least=context["ge"]),
    "less_than_equal": lambda context: texts.IS_TOO_LARGE(most=context["le"]),
    "too_short": lambda context: texts.IS_TOO_SHORT_A_LIST(least=context["min_length"]),
    "too_long": lambda context: texts.IS_TOO_LONG_A_LIST(most=context["max_length"]),
    "no_moment": lambda _: texts.IS_NO_MOMENT,
    "unseen_sign": lambda _: texts.HAS_UNSEEN_SIGNS,
}


@dataclass(frozen=True, slots=True)
class Mistake:
    """One mistake: at a field of a question, at a question as a whole, or at a field on top of the file."""

    problem: Phrase
    question: str = ""
    field: str = ""

    def spoken(self, file: str) -> Phrase:
        """Return the one line."""
        match self.question, self.field:
            case "", field:
                return texts.AT_TOP(file=file, field=field, problem=self.problem)
            case question, "":
                return texts.AT_QUESTION(file=file, question=question, problem=self.problem)
            case question, field:
                return texts.AT_FIELD(file=file, question=question, field=field, problem=self.problem)
        raise AssertionError("a pair of texts always fits one of these")


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
        case ("question", int(at), *path):
            return Mistake(problem, _name(tables["question"][at], at), _path(path))
        case path:
            return Mistake(problem, "", _path(list(path)))


def _name(question: object, at: int) -> str:
    """Name a question by its id where it has one, else by its place counted from 1."""
    own = question.get("id") if isinstance(question, dict) else None
    return own if isinstance(own, str) and own else str(at + 1)


def _path(path: list[int | str]) -> str:
    """Return e.g. "items 2, text"; entries of a list are counted from 1."""
    words = ""
    for part in path:
        words += f" {part + 1}" if isinstance(part, int) else f", {part}" if words else part
    return words
