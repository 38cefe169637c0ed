"""How much was erased because its time was over."""

from sqlmodel import Field

from storage.models.base import Table


class ErasedCount(Table, table=True):
    """How many of one kind were erased on one day (UTC, ISO); goes into the ledger when the day is over."""

    __tablename__ = "erased_count"

    day: str = Field(max_length=10, primary_key=True)
    kind: str = Field(max_length=32, primary_key=True)
    erased: int = 0
