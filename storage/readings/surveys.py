"""Surveys as conversations and lists show them: frozen, with all their questions."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from types import MappingProxyType

from storage.models import QuestionType, SurveyState

Value = tuple[int, ...] | str | None
"""The value of an answer: chosen options counted from 0, a text or the id of a district, None where it was skipped."""


@dataclass(frozen=True, slots=True)
class ItemReading:
    """One row of a matrix."""

    id: str
    text: str


@dataclass(frozen=True, slots=True)
class QuestionReading:
    """One question; its id is 0 as long as it is not stored."""

    key: str
    type: QuestionType
    text: str
    hint: str = ""
    required: bool = False
    options: tuple[str, ...] = ()
    items: tuple[ItemReading, ...] = ()
    id: int = field(default=0, compare=False)


@dataclass(frozen=True, slots=True)
class SurveyReading:
    """One survey with its questions in order."""

    id: int
    slug: str
    title: str
    intro: str
    state: SurveyState
    closes_at: datetime | None
    min_cell: int
    example: bool
    questions: tuple[QuestionReading, ...]


@dataclass(frozen=True, slots=True)
class SurveyCount:
    """One survey as the desk's list shows it; `started` counts all sets of answers, `finished` the complete ones among them."""

    id: int
    slug: str
    title: str
    state: SurveyState
    closes_at: datetime | None
    example: bool
    questions: int
    started: int
    finished: int


@dataclass(frozen=True, slots=True)
class ResponseReading:
    """A resident's set of answers so far, by (question id, item id or "")."""

    id: int
    survey_id: int
    district: str | None
    finished_at: datetime | None
    answers: Mapping[tuple[int, str], Value] = field(default_factory=lambda: MappingProxyType({}))


@dataclass(frozen=True, slots=True)
class ValueCount:
    """How many finished sets of answers hold this value at this question (and item)."""

    question_id: int
    item: str
    value: Value
    count: int
