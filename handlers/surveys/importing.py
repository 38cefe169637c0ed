"""Read a survey from TOML; every mistake names the file, the question and the field.

The format is described in handlers/city/packs/rostock/README.md. Beyond it the top may hold `closes`: the last day, or the moment,
until which answers are taken.
"""

import tomllib
from dataclasses import dataclass
from datetime import datetime
from functools import reduce
from itertools import islice
from typing import Annotated, Any

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from handlers.errors import BadInputError
from handlers.i18n import Phrase
from handlers.surveys import mistakes, texts
from handlers.surveys.mistakes import Mistake
from handlers.surveys.values import SEEN, ClosingMoment, Key, words
from storage.models import QuestionType
from storage.readings.surveys import ItemReading, QuestionReading

SIZE_LIMIT_BYTES = 500_000
TITLE_LIMIT, INTRO_LIMIT, TEXT_LIMIT, HINT_LIMIT, OPTION_LIMIT = 200, 2000, 800, 500, 100
MOST_QUESTIONS, MOST_OPTIONS, MOST_ITEMS = 60, 24, 30
MOST_DOTS = 100  # in one line: a key of 50,000 parts would cost the parser gigabytes
MOST_MISTAKES = 100  # shown at once
LEAST_CELL = 5  # below this single persons could be recognised in a district's result

Option = Annotated[str, words(OPTION_LIMIT), SEEN]


class _Table(BaseModel):
    model_config = ConfigDict(extra="forbid", strict=True, frozen=True)


class _Item(_Table):
    id: Key
    text: Annotated[str, words(TEXT_LIMIT), SEEN]


class _Question(_Table):
    id: Key
    type: Annotated[QuestionType, Field(strict=False)]
    text: Annotated[str, words(TEXT_LIMIT), SEEN]
    required: bool = False
    options: Annotated[list[Option], Field(max_length=MOST_OPTIONS)] = []
    items: Annotated[list[_Item], Field(max_length=MOST_ITEMS)] = []
    hint: Annotated[str, words(HINT_LIMIT, least=0), SEEN] = ""
    source: str = ""


class _Survey(_Table):
    id: Key
    title: Annotated[str, words(TITLE_LIMIT), SEEN]
    intro: Annotated[str, words(INTRO_LIMIT, least=0), SEEN] = ""
    min_cell: Annotated[int, Field(ge=LEAST_CELL, le=1000)] = 10
    closes: ClosingMoment = None
    question: Annotated[list[_Question], Field(min_length=1, max_length=MOST_QUESTIONS)]


@dataclass(frozen=True, slots=True)
class Plan:
    """A survey as a file describes it, free of mistakes."""

    slug: str
    title: str
    intro: str
    min_cell: int
    closes_at: datetime | None
    questions: tuple[QuestionReading, ...]


class SurveyFileError(BadInputError):
    """A file that cannot be taken over, with a line for everything that is wrong with it; its sentence is all of them."""

    def __init__(self, lines: tuple[Phrase, ...]) -> None:
        super().__init__(reduce(lambda rest, line: texts.LINE_BY_LINE(line=line, rest=rest), reversed(lines)))
        self.lines = lines


def read_plan(content: bytes, file: str) -> Plan:
    """Return the survey a file describes, or raise SurveyFileError; `file` is the name the mistakes are to show."""
    tables = _parsed(content, file)
    try:
        survey = _Survey.model_validate(tables)
    except ValidationError as error:
        raise SurveyFileError(tuple(islice(mistakes.found(error, tables, file), MOST_MISTAKES))) from error
    wrong = list(_contradictions(survey))
    if wrong:
        raise SurveyFileError(tuple(mistake.spoken(file) for mistake in wrong))
    return Plan(
        survey.id,
        survey.title,
        survey.intro,
        survey.min_cell,
        survey.closes,
        tuple(_question(question) for question in survey.question),
    )


def _parsed(content: bytes, file: str) -> dict[str, Any]:
    if len(content) > SIZE_LIMIT_BYTES:
        raise SurveyFileError((texts.AT_FILE(file=file, problem=texts.TOO_BIG),))
    for number, line in enumerate(content.splitlines(), start=1):
        if line.count(b".") > MOST_DOTS:
            raise SurveyFileError((texts.AT_LINE(file=file, line=number, problem=texts.TOO_MANY_DOTS),))
    try:
        return tomllib.loads(content.decode("utf-8-sig"))
    except UnicodeDecodeError as error:
        raise SurveyFileError((texts.AT_FILE(file=file, problem=texts.NOT_UTF8),)) from error
    except (ValueError, RecursionError) as error:
        raise SurveyFileError((mistakes.not_toml(error, file),)) from error


def _contradictions(survey: _Survey) -> list[Mistake]:
    """Return what each field allows by itself and the whole does not."""
    wrong: list[Mistake] = []
    wrong += _repeated([question.id for question in survey.question], "id")
    for question in survey.question:
        wrong += _misfits(question)
        wrong += _repeated([option.casefold() for option in question.options], "options", question.id)
        wrong += _repeated([item.id for item in question.items], "items", question.id)
    return wrong


def _misfits(question: _Question) -> list[Mistake]:
    """Hold the fields of a question against its type."""
    with_options = question.type not in (QuestionType.TEXT, QuestionType.DISTRICT)
    with_items = question.type is QuestionType.MATRIX
    wrong: list[Mistake] = []
    for field, filled, wanted, least in (
        ("options", len(question.options), with_options, 2),
        ("items", len(question.items), with_items, 1),
    ):
        if wanted and not filled:
            wrong.append(Mistake(texts.IS_MISSING, question.id, field))
        elif wanted and filled < least:
            wrong.append(Mistake(texts.IS_TOO_SHORT_A_LIST(least=least), question.id, field))
        elif filled and not wanted:
            wrong.append(Mistake(texts.IS_NOT_FOR(type=question.type.value), question.id, field))
    return wrong


def _repeated(values: list[str], field: str, question: str = "") -> list[Mistake]:
    twice = dict.fromkeys(value for at, value in enumerate(values) if value in values[:at])
    return [Mistake(texts.IS_TWICE(value=value), question or value, field) for value in twice]


def _question(question: _Question) -> QuestionReading:
    return QuestionReading(
        key=question.id,
        type=question.type,
        text=question.text,
        hint=question.hint,
        required=question.required,
        options=tuple(question.options),
        items=tuple(ItemReading(item.id, item.text) for item in question.items),
    )
