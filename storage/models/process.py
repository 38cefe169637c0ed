"""The process: its plan and what was changed in it, who sits in the workgroups, what was decided, documents and money."""

from datetime import datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import LargeBinary, Text, UniqueConstraint
from sqlmodel import Field

from storage.columns import document, moment, number_key, row_key, word
from storage.models.base import Table

ISO_DAY = 10
SHA256_HEX = 64


class PhaseState(StrEnum):
    """How a phase stands. A planned one goes by its days, the others are what the desk said."""

    PLANNED = "planned"
    RUNNING = "running"
    DONE = "done"
    STOPPED = "stopped"


class Course(StrEnum):
    """What a change did to a phase; whoever is concerned is told of the last three."""

    ADDED = "added"
    EDITED = "edited"
    MOVED = "moved"
    STOPPED = "stopped"
    RESUMED = "resumed"


class Phase(Table, table=True):
    """One phase of the process plan; days as ISO days, both belong to it.

    position  decides between phases of the same days
    version   goes up with every change
    """

    id: int = number_key()
    key: str = Field(max_length=48, unique=True)
    position: int
    title: str = Field(max_length=200)
    starts_on: str = Field(max_length=ISO_DAY)
    ends_on: str = Field(max_length=ISO_DAY)
    tasks: str = ""
    state: PhaseState = word(PhaseState, "state", PhaseState.PLANNED)
    version: int = 1
    example: bool = False


class PhaseChange(Table, table=True):
    """One change of a phase, kept for good.

    was, became  title, days, tasks and state before and after; None before the first
    told         how many residents it was told to
    """

    __tablename__ = "phase_change"

    id: int = number_key()
    phase_id: int = row_key("phase", index=True)
    course: Course = word(Course, "course")
    was: Any = document(nullable=True)
    became: Any = document()
    reason: str = Field(default="", sa_type=Text)
    told: int = 0
    moderator_id: int | None = row_key("moderator", nullable=True, on_delete="SET NULL")
    at: datetime = moment()


class WorkgroupMember(Table, table=True):
    """An organisation in a workgroup; `represented_by` is a function, never a person. Days as ISO days, None where not known.

    kind  id of the pack's kinds of organisation, "" for another
    """

    __tablename__ = "workgroup_member"

    id: int = number_key()
    workgroup: str = Field(max_length=48, index=True)
    organisation: str = Field(max_length=200)
    kind: str = Field(default="", max_length=48)
    represented_by: str = Field(default="", max_length=200)
    since: str | None = Field(default=None, max_length=ISO_DAY)
    until: str | None = Field(default=None, max_length=ISO_DAY)
    example: bool = False
    changed_at: datetime = moment()


class Meeting(Table, table=True):
    """A meeting of the steering group, another body or a workgroup; `body` is the id of either from the pack."""

    id: int = number_key()
    body: str = Field(max_length=48, index=True)
    held_on: str = Field(max_length=ISO_DAY, index=True)
    place: str = Field(default="", max_length=200)
    agenda: str = Field(default="", sa_type=Text)
    minutes: str = Field(default="", sa_type=Text)
    changed_at: datetime = moment()


class DecisionKind(StrEnum):
    STRATEGIC = "strategic"
    OPERATIVE = "operative"


class DecisionState(StrEnum):
    OPEN = "open"
    DONE = "done"
    DROPPED = "dropped"


class Decision(Table, table=True):
    """What a meeting decided; `in_charge` is a function or an organisation, `due` an ISO day."""

    id: int = number_key()
    meeting_id: int = row_key("meeting", index=True)
    kind: DecisionKind = word(DecisionKind, "kind")
    text: str = Field(sa_type=Text)
    in_charge: str = Field(default="", max_length=200)
    due: str | None = Field(default=None, max_length=ISO_DAY)
    state: DecisionState = word(DecisionState, "state", DecisionState.OPEN)
    changed_at: datetime = moment()


class DecisionConcern(Table, table=True):
    """A concern a decision is about."""

    __tablename__ = "decision_concern"

    decision_id: int = row_key("decision", primary=True)
    concern_id: int = row_key("concern", primary=True, index=True)


class DecisionPassage(Table, table=True):
    """A single passage of a concern a decision is about; where it is split or merged, the link goes with its words."""

    __tablename__ = "decision_passage"

    decision_id: int = row_key("decision", primary=True)
    passage_id: int = row_key("passage", primary=True, index=True)


class PaperKind(StrEnum):
    """What kind of document a paper is."""

    DRAFT = "draft"
    REPORT = "report"
    COUNCIL_PAPER = "council_paper"
    MINUTES = "minutes"
    STUDY = "study"
    PRESS = "press"
    OTHER = "other"


class Visibility(StrEnum):
    PUBLIC = "public"
    INTERNAL = "internal"


class Paper(Table, table=True):
    """A document of the process in one or more versions."""

    id: int = number_key()
    title: str = Field(max_length=200)
    kind: PaperKind = word(PaperKind, "kind")
    created_at: datetime = moment()


class PaperVersion(Table, table=True):
    """One version of a document: a file of ours, or a link to one elsewhere. It is never changed but in who may see it.

    number      1, 2, … within its document
    file_type   which of the kinds of file we take, None for a link
    sha256      of the file, in hex
    """

    __tablename__ = "paper_version"
    __table_args__ = (UniqueConstraint("paper_id", "number"),)

    id: int = number_key()
    paper_id: int = row_key("paper")
    number: int
    visibility: Visibility = word(Visibility, "visibility")
    file_type: str | None = Field(default=None, max_length=8)
    size_bytes: int | None = None
    sha256: str | None = Field(default=None, max_length=SHA256_HEX)
    link: str | None = Field(default=None, max_length=500)
    note: str = Field(default="", max_length=500)
    moderator_id: int | None = row_key("moderator", nullable=True, on_delete="SET NULL")
    added_at: datetime = moment()


class PaperFile(Table, table=True):
    """The file of a version, apart from what lists read."""

    __tablename__ = "paper_file"

    version_id: int = row_key("paper_version", primary=True)
    content: bytes = Field(sa_type=LargeBinary)


class BudgetUnit(StrEnum):
    """What a line of the budget is counted in: euro cents, or minutes of work."""

    CENTS = "cents"
    MINUTES = "minutes"


class BudgetLine(Table, table=True):
    """Means of the process; `planned` in cents, or in minutes a week (then `weeks` says for how many)."""

    __tablename__ = "budget_line"

    id: int = number_key()
    title: str = Field(max_length=200)
    unit: BudgetUnit = word(BudgetUnit, "unit")
    planned: int = 0
    weeks: int = 0
    note: str = Field(default="", max_length=500)
    example: bool = False
    changed_at: datetime = moment()


class Booking(Table, table=True):
    """What a line was used for, in its unit; never changed and never deleted, but countered by another booking.

    counters  the booking this one takes back; one can be taken back once
    """

    __table_args__ = (UniqueConstraint("counters"),)

    id: int = number_key()
    line_id: int = row_key("budget_line", index=True, on_delete="RESTRICT")
    booked_on: str = Field(max_length=ISO_DAY)
    amount: int
    purpose: str = Field(max_length=300)
    counters: int | None = row_key("booking", nullable=True)
    moderator_id: int | None = row_key("moderator", nullable=True, on_delete="SET NULL")
    at: datetime = moment()
