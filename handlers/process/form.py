"""A phase as the desk's form has it."""

from typing import Annotated

from pydantic import BaseModel, Field, StringConstraints

from handlers.pages.fields import Day
from handlers.pages.forms import Form
from storage.models import PhaseState
from storage.readings.plan import PhaseDetails, PhaseReading

TITLE_LIMIT, TASKS_LIMIT, REASON_LIMIT = 200, 3000, 600


class PhaseForm(BaseModel):
    """What the desk types.

    seen       version of the phase it looked at
    confirmed  it has seen how many people the change is told to
    quietly    only the example is replaced, nobody is to be told
    """

    title: Annotated[str, StringConstraints(max_length=TITLE_LIMIT)]
    starts_on: Day
    ends_on: Day
    tasks: Annotated[str, StringConstraints(max_length=TASKS_LIMIT)] = ""
    state: PhaseState = PhaseState.PLANNED
    reason: Annotated[str, StringConstraints(max_length=REASON_LIMIT)] = ""
    seen: Annotated[int, Field(ge=0)] = 0
    confirmed: bool = False
    quietly: bool = False

    def details(self) -> PhaseDetails:
        """Return what is to hold."""
        return PhaseDetails(
            title=self.title, starts_on=self.starts_on, ends_on=self.ends_on, tasks=self.tasks, state=self.state
        )


class SeenForm(BaseModel):
    """Version of the phase somebody looked at before they wanted it gone."""

    seen: Annotated[int, Field(ge=0)] = 0


def form_of(phase: PhaseReading) -> Form:
    """Return the form that holds a phase as it is."""
    return Form.of(
        title=phase.title,
        starts_on=phase.starts_on.isoformat(),
        ends_on=phase.ends_on.isoformat(),
        tasks=phase.tasks,
        state=phase.state,
        seen=phase.version,
    )
