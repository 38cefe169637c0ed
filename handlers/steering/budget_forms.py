"""Lines and bookings as the forms of the desk have them."""

from datetime import datetime
from typing import Annotated

from pydantic import BaseModel, Field, StringConstraints

from handlers.pages.fields import Day
from handlers.pages.forms import Form
from handlers.steering import amounts, texts
from handlers.steering.rules import DetailsError
from storage.models import BudgetUnit
from storage.readings.budget import LineDetails, LineReading

Amount = Annotated[str, StringConstraints(max_length=20)]


class LineForm(BaseModel):
    """What the desk types of a line; `planned` in euros, or in hours a week for so many `weeks`."""

    title: Annotated[str, StringConstraints(max_length=200)]
    unit: BudgetUnit
    planned: Amount = "0"
    weeks: Annotated[int, Field(ge=0, le=1000)] = 0
    note: Annotated[str, StringConstraints(max_length=500)] = ""
    seen: datetime | None = None

    def details(self) -> LineDetails:
        """Return what is to hold, or refuse an amount that is none."""
        planned = amount_of(self.unit, "planned", self.planned)
        if self.unit is BudgetUnit.MINUTES and planned and not self.weeks:
            raise DetailsError("weeks", texts.NO_WEEKS)
        weeks = self.weeks if self.unit is BudgetUnit.MINUTES else 0
        return LineDetails(title=self.title, unit=self.unit, planned=planned, weeks=weeks, note=self.note)


class BookingForm(BaseModel):
    """What the desk types of a booking, in euros or hours."""

    booked_on: Day
    amount: Amount
    purpose: Annotated[str, StringConstraints(max_length=300)]


class CounterForm(BaseModel):
    """Why a booking is taken back."""

    reason: Annotated[str, StringConstraints(max_length=300)]


def amount_of(unit: BudgetUnit, field: str, typed: str) -> int:
    """Return an amount in cents or minutes, or refuse it at its field."""
    amount = amounts.read(unit, typed)
    if amount is None:
        raise DetailsError(field, texts.NO_AMOUNT)
    return amount


def line_form(line: LineReading) -> Form:
    """Return the form that holds a line as it is."""
    return Form.of(
        title=line.title,
        unit=line.unit,
        planned=amounts.typed(line.unit, line.planned),
        weeks=line.weeks or None,
        note=line.note,
        seen=line.changed_at.isoformat(),
    )
