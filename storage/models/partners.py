"""Partners who hang up our posters, and how often their links were opened: plain numbers, nobody behind them."""

from datetime import datetime
from enum import StrEnum

from sqlmodel import Field

from storage.columns import moment, number_key, row_key, word
from storage.models.base import Table


class PartnerKind(StrEnum):
    MEETING_CENTRE = "meeting_centre"
    LOCAL_COUNCIL = "local_council"
    LIBRARY = "library"
    HOUSING = "housing"
    ASSOCIATION = "association"
    OTHER = "other"


class Way(StrEnum):
    """By which link of a partner somebody came."""

    FORUM = "forum"
    CHAT = "chat"
    TELEGRAM = "telegram"


class Partner(Table, table=True):
    """A place or a group that passes our word on.

    code    stands in its links and on its posters, and never changes
    active  gets new posters; the links of one that does not are still counted
    """

    id: int = number_key()
    name: str = Field(max_length=120)
    kind: PartnerKind = word(PartnerKind, "kind")
    code: str = Field(max_length=24, unique=True)
    active: bool = True
    created_at: datetime = moment()


class Arrival(Table, table=True):
    """How often the links of a partner were opened on one Berlin day, an ISO day, by one way."""

    partner_id: int = row_key("partner", primary=True)
    day: str = Field(max_length=10, primary_key=True)
    way: str = Field(max_length=12, primary_key=True)
    opened: int
