"""The ledger: one append-only log of acts, each chained to the one before."""

from datetime import datetime
from typing import Any

from sqlalchemy import BigInteger, Index, LargeBinary, text
from sqlmodel import Field

from storage.columns import document, moment, number_key, row_key
from storage.models.base import Table


class LedgerEntry(Table, table=True):
    """One act: who did what when, never a text.

    concern_id  the concern it happened to; None for acts of the desk that are about no concern
    act         e.g. submitted, topics_corrected, considered, withdrawn, list_downloaded
    actor       resident | moderator:<id> | operator | system
    detail      ids and words of the glossary only
    position    place in the chain, counted from 1 without a gap; None for the moment until it is chained
    mac         of this entry and the one before it
    """

    __tablename__ = "ledger_entry"
    __table_args__ = (
        Index(
            "ix_ledger_entry_unchained",
            "id",
            sqlite_where=text("position IS NULL"),
            postgresql_where=text("position IS NULL"),
        ),
    )

    id: int = number_key()
    concern_id: int | None = row_key("concern", nullable=True, index=True, on_delete="RESTRICT")
    act: str = Field(max_length=48)
    actor: str = Field(max_length=48)
    detail: Any = document(nullable=True)
    at: datetime = moment()
    position: int | None = Field(default=None, sa_type=BigInteger, unique=True)
    mac: bytes | None = Field(default=None, sa_type=LargeBinary)


class LedgerHead(Table, table=True):
    """The end of the chain, one row: whoever chains holds it locked."""

    __tablename__ = "ledger_head"

    id: int = Field(primary_key=True)
    position: int = Field(default=0, sa_type=BigInteger)
    mac: bytes = Field(default=b"", sa_type=LargeBinary)
