"""What a conversation must remember between two messages."""

from datetime import datetime
from enum import StrEnum
from typing import Any
from uuid import UUID

from sqlalchemy import BigInteger, Column
from sqlmodel import Field

from storage.columns import document, moment, number_key, resident_key, word
from storage.models.base import Table


class OpenQuestion(Table, table=True):
    """The question a resident was asked last and has not answered.

    step   name of the step that takes the answer
    token  changes with every question: a button with another token is stale
    draft  what was gathered so far, in the step's own shape
    """

    __tablename__ = "open_question"

    resident_id: UUID = resident_key(primary=True)
    step: str = Field(max_length=64)
    token: str = Field(max_length=16)
    draft: Any = document(nullable=True)
    asked_at: datetime = moment()


class UpdateState(StrEnum):
    DONE = "done"
    FAILED = "failed"
    SET_ASIDE = "set_aside"


class SeenUpdate(Table, table=True):
    """An update of a channel, remembered in the transaction of its effects; a failing one counts its tries here."""

    __tablename__ = "seen_update"

    channel: str = Field(max_length=24, primary_key=True)
    update_id: int = Field(sa_column=Column(BigInteger, primary_key=True, autoincrement=False))
    state: UpdateState = word(UpdateState, "state", UpdateState.DONE)
    tries: int = 0
    reason: str | None = Field(default=None, max_length=200)
    at: datetime = moment(index=True)


class SaidLine(Table, table=True):
    """What a resident of the web chat said, so that their page can show the conversation."""

    __tablename__ = "said_line"

    id: int = number_key()
    resident_id: UUID = resident_key(index=True)
    words: str
    at: datetime = moment()
