"""Meetings, decisions and organisations as the forms of the desk have them."""

from datetime import datetime
from typing import Annotated

from pydantic import BaseModel, StringConstraints

from handlers.pages.fields import Day
from handlers.pages.forms import Form
from storage.models import DecisionKind, DecisionState
from storage.readings.steering import (
    DecisionDetails,
    DecisionReading,
    MeetingDetails,
    MeetingReading,
    MemberDetails,
    MemberReading,
)

Line = Annotated[str, StringConstraints(max_length=200)]
Id = Annotated[str, StringConstraints(max_length=48)]


class MeetingForm(BaseModel):
    """What the desk types of a meeting; `seen` is its `changed_at`, empty for a new one."""

    body: Id
    held_on: Day
    place: Line = ""
    agenda: Annotated[str, StringConstraints(max_length=5000)] = ""
    minutes: Annotated[str, StringConstraints(max_length=50_000)] = ""
    seen: datetime | None = None

    def details(self) -> MeetingDetails:
        """Return what is to hold."""
        return MeetingDetails(
            body=self.body, held_on=self.held_on, place=self.place, agenda=self.agenda, minutes=self.minutes
        )


def meeting_form(meeting: MeetingReading) -> Form:
    """Return the form that holds a meeting as it is."""
    return Form.of(
        body=meeting.body,
        held_on=meeting.held_on.isoformat(),
        place=meeting.place,
        agenda=meeting.agenda,
        minutes=meeting.minutes,
        seen=meeting.changed_at.isoformat(),
    )


class DecisionForm(BaseModel):
    """What the desk types of a decision; `concerns` are case numbers, with a place behind them for one passage."""

    kind: DecisionKind
    text: Annotated[str, StringConstraints(max_length=5000)]
    in_charge: Line = ""
    due: Day | None = None
    state: DecisionState = DecisionState.OPEN
    concerns: Annotated[str, StringConstraints(max_length=2000)] = ""
    seen: datetime | None = None

    def details(self) -> DecisionDetails:
        """Return what is to hold."""
        return DecisionDetails(kind=self.kind, text=self.text, in_charge=self.in_charge, due=self.due, state=self.state)


def decision_form(decision: DecisionReading) -> Form:
    """Return the form that holds a decision as it is."""
    return Form.of(
        kind=decision.kind,
        text=decision.text,
        in_charge=decision.in_charge,
        due=decision.due.isoformat() if decision.due else None,
        state=decision.state,
        concerns=", ".join(one.name for one in decision.about),
        seen=decision.changed_at.isoformat(),
    )


class MemberForm(BaseModel):
    """What the desk types of an organisation in a workgroup."""

    organisation: Line
    kind: Id = ""
    represented_by: Line = ""
    since: Day | None = None
    until: Day | None = None
    seen: datetime | None = None

    def details(self) -> MemberDetails:
        """Return what is to hold."""
        return MemberDetails(
            organisation=self.organisation,
            kind=self.kind,
            represented_by=self.represented_by,
            since=self.since,
            until=self.until,
        )


def member_form(member: MemberReading) -> Form:
    """Return the form that holds an organisation as it is."""
    return Form.of(
        organisation=member.organisation,
        kind=member.kind,
        represented_by=member.represented_by,
        since=member.since.isoformat() if member.since else None,
        until=member.until.isoformat() if member.until else None,
        seen=member.changed_at.isoformat(),
    )
