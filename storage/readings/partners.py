"""Partners and how often their links were opened."""

from dataclasses import dataclass

from storage.models import PartnerKind


@dataclass(frozen=True, slots=True, kw_only=True)
class PartnerReading:
    """One partner."""

    id: int
    name: str
    kind: PartnerKind
    code: str
    active: bool


@dataclass(frozen=True, slots=True)
class OpenedReading:
    """How often the links of a partner were opened by one way, since a day and before it."""

    way: str
    lately: int
    before: int
