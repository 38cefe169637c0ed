"""Column types every table shares: aware moments, 64-bit numbers, words from a fixed list."""

from collections.abc import Callable
from datetime import UTC, datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import JSON, BigInteger, Column, DateTime, Dialect, Enum, ForeignKey, Integer, TypeDecorator, Uuid
from sqlmodel import Field

BIG = BigInteger().with_variant(Integer(), "sqlite")


class UtcDateTime(TypeDecorator[datetime]):
    """A moment, aware and in UTC on both engines; a naive one is refused before it is stored."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError("a moment needs its time zone")
        return value.astimezone(UTC)

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        if value is None:
            return None
        return value.replace(tzinfo=UTC) if value.tzinfo is None else value.astimezone(UTC)


def number_key() -> Any:
    """A 64-bit primary key counted by the database."""
    return Field(default=None, sa_column=Column(BIG, primary_key=True, autoincrement=True))


def moment(*, nullable: bool = False, index: bool = False, default: Any = ...) -> Any:
    """A column of aware UTC moments."""
    column: Column[Any] = Column(UtcDateTime(), nullable=nullable, index=index)
    return Field(sa_column=column) if default is ... and not nullable else Field(default=None, sa_column=column)


def word(kind: type[StrEnum], name: str, default: StrEnum | None = None) -> Any:
    """A column whose text is one of an enum's values, kept so by a CHECK named `ck_<table>_<name>`."""
    values: Callable[[Any], list[str]] = lambda members: [member.value for member in members]  # noqa: E731  (SQLAlchemy wants a callable)
    column: Column[Any] = Column(
        Enum(kind, native_enum=False, create_constraint=True, length=24, values_callable=values, name=name),
        nullable=False,
    )
    return Field(sa_column=column) if default is None else Field(default=default, sa_column=column)


def resident_key(*, primary: bool = False, nullable: bool = False, unique: bool = False, index: bool = False) -> Any:
    """A reference to a resident; it goes when the resident is erased, or is emptied where it may be."""
    rule = "SET NULL" if nullable else "CASCADE"
    column = Column(
        Uuid(),
        ForeignKey("resident.id", ondelete=rule),
        primary_key=primary,
        nullable=nullable,
        unique=unique,
        index=index,
    )
    return Field(default=None, sa_column=column) if nullable else Field(sa_column=column)


def row_key(
    table: str, *, primary: bool = False, nullable: bool = False, index: bool = False, on_delete: str = "CASCADE"
) -> Any:
    """A reference to the counted key of another table."""
    column = Column(
        BIG, ForeignKey(f"{table}.id", ondelete=on_delete), primary_key=primary, nullable=nullable, index=index
    )
    return Field(default=None, sa_column=column) if nullable else Field(sa_column=column)


def document(*, nullable: bool = False) -> Any:
    """A JSON value, read and written whole."""
    column: Column[Any] = Column(JSON(none_as_null=True), nullable=nullable)
    return Field(default=None, sa_column=column) if nullable else Field(sa_column=column)
