"""Figures for everyone, as they were reckoned for one day."""

from datetime import datetime

from sqlalchemy import Text
from sqlmodel import Field

from storage.columns import moment
from storage.models.base import Table


class PublishedFigures(Table, table=True):
    """What everyone may read of the concerns received before a day (ISO, of Berlin): counts only, and these for good.

    content  JSON; sha256 of its UTF-8 bytes, in hexadecimal
    """

    __tablename__ = "published_figures"

    as_of: str = Field(max_length=10, primary_key=True)
    content: str = Field(sa_type=Text)
    sha256: str = Field(max_length=64)
    made_at: datetime = moment()
