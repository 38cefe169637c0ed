"""What a conversation must remember between two messages."""

from datetime import datetime
from enum import StrEnum
from typing import Any
from uuid import UUID

from sqlalchemy import BigInteger, Column, ForeignKey, ForeignKeyConstraint, Index, LargeBinary, Uuid, text
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


# Written out, not bound: only then do both engines see that the small index of just these rows will do.
SET_ASIDE = text(f"state = '{UpdateState.SET_ASIDE}'")


class SeenUpdate(Table, table=True):
    """An update of a channel, remembered in the transaction of its effects; a failing one counts its tries here."""

    __tablename__ = "seen_update"
    __table_args__ = (Index("ix_seen_update_set_aside", "at", sqlite_where=SET_ASIDE, postgresql_where=SET_ASIDE),)

    channel: str = Field(max_length=24, primary_key=True)
    update_id: int = Field(sa_column=Column(BigInteger, primary_key=True, autoincrement=False))
    state: UpdateState = word(UpdateState, "state", UpdateState.DONE)
    tries: int = 0
    reason: str | None = Field(default=None, max_length=200)
    at: datetime = moment(index=True)


class KeptUpdate(Table, table=True):
    """What stood in an update that was set aside, so that it can be taken once more.

    sealed       the update encrypted with SECRET_KEY
    resident_id  whose it is, None where it is nobody's; it goes with them
    """

    __tablename__ = "kept_update"
    __table_args__ = (
        ForeignKeyConstraint(
            ["channel", "update_id"], ["seen_update.channel", "seen_update.update_id"], ondelete="CASCADE"
        ),
    )

    channel: str = Field(max_length=24, primary_key=True)
    update_id: int = Field(sa_column=Column(BigInteger, primary_key=True, autoincrement=False))
    sealed: bytes = Field(sa_column=Column(LargeBinary, nullable=False))
    resident_id: UUID | None = Field(
        default=None, sa_column=Column(Uuid(), ForeignKey("resident.id", ondelete="CASCADE"), index=True)
    )
    at: datetime = moment(index=True)


class SaidLine(Table, table=True):
    """What a resident of the web chat said, so that their page can show the conversation."""

    __tablename__ = "said_line"

    id: int = number_key()
    resident_id: UUID = resident_key(index=True)
    words: str
    at: datetime = moment()
