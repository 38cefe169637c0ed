"""What facilitation writes into the report of a forum, and reports as they were released."""

from datetime import datetime
from enum import StrEnum

from sqlalchemy import LargeBinary, Text
from sqlmodel import Field

from storage.columns import moment, row_key
from storage.models.base import Table


class NoteKind(StrEnum):
    """The fields of facilitation, in the order of the report."""

    SUMMARY = "summary"
    QUESTIONS = "questions"
    DISCUSSION = "discussion"


class ReportNote(Table, table=True):
    """What facilitation wrote into one field of a forum's report; it stands still once the report is released."""

    __tablename__ = "report_note"

    forum_id: int = row_key("forum", primary=True)
    kind: str = Field(max_length=16, primary_key=True)
    words: str = Field(sa_type=Text)
    changed_at: datetime = moment()
    changed_by: int | None = row_key("moderator", nullable=True, on_delete="SET NULL")


class ReleasedReport(Table, table=True):
    """A forum's report as it was released: these bytes and no others, one a format.

    sha256  of the content, in hexadecimal
    """

    __tablename__ = "released_report"

    forum_id: int = row_key("forum", primary=True)
    format: str = Field(max_length=8, primary_key=True)
    content: bytes = Field(sa_type=LargeBinary)
    sha256: str = Field(max_length=64)
    released_at: datetime = moment()
    released_by: int | None = row_key("moderator", nullable=True, on_delete="SET NULL")
