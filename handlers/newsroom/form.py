"""A press release as the form of the desk has it."""

from datetime import datetime
from typing import Annotated

from pydantic import BaseModel, Field, StringConstraints

from handlers.pages.fields import BerlinMoment, wall_clock
from handlers.pages.forms import Form
from storage.readings.press import PressDetails, PressVersionReading


class PressForm(BaseModel):
    """What somebody types; `seen` is `changed_at` of the version they looked at, empty for a new release."""

    title: Annotated[str, StringConstraints(max_length=200)]
    lead: Annotated[str, StringConstraints(max_length=600)] = ""
    text: Annotated[str, StringConstraints(max_length=20_000)]
    papers: list[Annotated[int, Field(ge=1, le=999_999_999)]] = []
    note: Annotated[str, StringConstraints(max_length=500)] = ""
    embargo_until: BerlinMoment | None = None
    seen: datetime | None = None

    def details(self) -> PressDetails:
        """Return what is to hold."""
        return PressDetails(
            title=self.title,
            lead=self.lead,
            text=self.text,
            papers=tuple(self.papers),
            note=self.note,
            embargo_until=self.embargo_until,
        )


class ActForm(BaseModel):
    """A button of the page: on which state of the release it was pressed."""

    seen: datetime | None = None


class WithdrawForm(BaseModel):
    """Why a release is withdrawn."""

    reason: Annotated[str, StringConstraints(max_length=500)]


def form_of(version: PressVersionReading, *, correcting: bool) -> Form:
    """Return the form that holds a version as it is; of a correction the note and the embargo begin anew."""
    return Form.of(
        title=version.title,
        lead=version.lead,
        text=version.text,
        papers=version.papers,
        note=None if correcting else version.note,
        embargo_until=None if correcting else wall_clock(version.embargo_until),
        seen=version.changed_at.isoformat(),
    )
