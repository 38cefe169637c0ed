"""Press releases: what was written, who let it out, and from when on everyone may read it."""

from datetime import datetime
from typing import Any

from sqlalchemy import Text, UniqueConstraint
from sqlmodel import Field

from storage.columns import document, moment, number_key, row_key
from storage.models.base import Table


class PressRelease(Table, table=True):
    """One press release, at one address for good; withdrawn it says so there.

    withdrawn_reason  what everyone reads instead of the text
    """

    __tablename__ = "press_release"

    id: int = number_key()
    slug: str = Field(max_length=96, unique=True)
    created_at: datetime = moment()
    withdrawn_at: datetime | None = moment(nullable=True)
    withdrawn_by: int | None = row_key("moderator", nullable=True, on_delete="SET NULL")
    withdrawn_reason: str = Field(default="", max_length=500)


class PressVersion(Table, table=True):
    """One version of a press release: a draft until a second person has approved it, after that never changed.

    number         1, 2, … within its release
    text           paragraphs, an empty line between them; a line that begins with # is a heading
    papers         ids of the documents it points to
    note           what a correction corrects, "" for the first version
    embargo_until  it is not to be read before this moment
    public_from    from this moment on everyone may read it; None while it is a draft
    """

    __tablename__ = "press_version"
    __table_args__ = (UniqueConstraint("release_id", "number"),)

    id: int = number_key()
    release_id: int = row_key("press_release")
    number: int
    title: str = Field(max_length=200)
    lead: str = Field(default="", max_length=600)
    text: str = Field(sa_type=Text)
    papers: Any = document()
    note: str = Field(default="", max_length=500)
    embargo_until: datetime | None = moment(nullable=True)
    written_by: int | None = row_key("moderator", nullable=True, on_delete="SET NULL")
    changed_at: datetime = moment()
    approved_by: int | None = row_key("moderator", nullable=True, on_delete="SET NULL")
    approved_at: datetime | None = moment(nullable=True)
    public_from: datetime | None = moment(nullable=True)
