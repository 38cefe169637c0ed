"""The budget of the process: its lines and what was booked on them."""

from dataclasses import dataclass
from datetime import date, datetime

from storage.models import BudgetUnit


@dataclass(frozen=True, slots=True, kw_only=True)
class LineDetails:
    """What the desk decides about a line; `planned` in cents, or in minutes a week for so many `weeks`."""

    title: str
    unit: BudgetUnit
    planned: int
    weeks: int = 0
    note: str = ""

    @property
    def total(self) -> int:
        """All that is planned, in the unit of the line."""
        return self.planned if self.unit is BudgetUnit.CENTS else self.planned * self.weeks


@dataclass(frozen=True, slots=True, kw_only=True)
class LineReading(LineDetails):
    """One line as it stands; `used` is the sum of its bookings."""

    id: int
    used: int
    bookings: int
    example: bool
    changed_at: datetime

    @property
    def left(self) -> int:
        """What is not used yet; below zero when more was used than planned."""
        return self.total - self.used


@dataclass(frozen=True, slots=True, kw_only=True)
class BookingReading:
    """One booking in the unit of its line.

    counters      the booking this one takes back
    countered_by  the booking that took this one back
    """

    id: int
    line_id: int
    line: str
    unit: BudgetUnit
    booked_on: date
    amount: int
    purpose: str
    counters: int | None
    countered_by: int | None
    by: str | None
    at: datetime
