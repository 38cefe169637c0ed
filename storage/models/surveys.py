"""Surveys, one question a message, one set of answers a resident."""

from datetime import datetime
from enum import StrEnum
from typing import Any
from uuid import UUID

from sqlalchemy import Text, UniqueConstraint
from sqlmodel import Field

from storage.columns import document, moment, number_key, resident_key, row_key, word
from storage.models.base import Table


class QuestionType(StrEnum):
    SINGLE = "single"
    MULTIPLE = "multiple"
    SCALE = "scale"
    MATRIX = "matrix"
    TEXT = "text"
    DISTRICT = "district"


class SurveyState(StrEnum):
    DRAFT = "draft"
    OPEN = "open"
    CLOSED = "closed"


class Survey(Table, table=True):
    """One survey; min_cell is the least number of answers before a district's result may be shown."""

    id: int = number_key()
    slug: str = Field(max_length=96, unique=True)
    title: str = Field(max_length=200)
    intro: str = Field(default="", sa_type=Text)
    state: SurveyState = word(SurveyState, "state", SurveyState.DRAFT)
    closes_at: datetime | None = moment(nullable=True)
    min_cell: int = 10
    example: bool = False
    created_at: datetime = moment()


class Question(Table, table=True):
    """One question of a survey.

    options  list of labels for single, multiple, scale, matrix
    items    list of {"id", "text"} for matrix
    """

    __table_args__ = (UniqueConstraint("survey_id", "position"), UniqueConstraint("survey_id", "key"))

    id: int = number_key()
    survey_id: int = row_key("survey")
    position: int
    key: str = Field(max_length=48)
    type: QuestionType = word(QuestionType, "type")
    text: str = Field(sa_type=Text)
    hint: str = Field(default="", sa_type=Text)
    required: bool = False
    options: Any = document()
    items: Any = document()


class Response(Table, table=True):
    """A resident's one set of answers to a survey."""

    __table_args__ = (UniqueConstraint("survey_id", "resident_id"),)

    id: int = number_key()
    survey_id: int = row_key("survey")
    resident_id: UUID = resident_key(index=True)
    district: str | None = Field(default=None, max_length=32)
    started_at: datetime = moment()
    finished_at: datetime | None = moment(nullable=True)


class Answer(Table, table=True):
    """The answer to one question, or to one item of a matrix.

    value  list of option indexes (from 0), a text, or a district id; {"skipped": true} where it was passed over
    """

    __table_args__ = (UniqueConstraint("response_id", "question_id", "item"),)

    id: int = number_key()
    response_id: int = row_key("response")
    question_id: int = row_key("question", index=True)
    item: str = Field(default="", max_length=48)
    value: Any = document()
    at: datetime = moment()
