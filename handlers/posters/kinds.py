"""What can be printed about a forum."""

from enum import StrEnum


class SheetKind(StrEnum):
    """A poster fills one A4 page; two handbills of A5 lie side by side on one, to be cut apart."""

    POSTER = "poster"
    HANDBILL = "handbill"
