"""What is read back from the ledger."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any


@dataclass(slots=True)
class ChainedReading:
    """One chained act; see LedgerEntry. Not frozen, for a hundred thousand of them are read at once."""

    position: int
    id: int
    concern_id: int | None
    act: str
    actor: str
    detail: Any
    at: datetime
    mac: bytes | None
