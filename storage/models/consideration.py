"""What becomes of concerns: their passages, what was decided about each, objections, and what their authors are told."""

from datetime import datetime
from enum import StrEnum
from typing import Any
from uuid import UUID

from sqlalchemy import Index, Text, UniqueConstraint, text
from sqlmodel import Field

from storage.columns import document, moment, number_key, resident_key, row_key, word
from storage.models.base import Table
from storage.models.concerns import Outcome


class Passage(Table, table=True):
    """A part of a concern that is considered on its own; every concern has at least one.

    It reaches from `start` in the redacted text to where the next one starts, the last one to the end:
    however it is split, no word is lost.
    """

    __table_args__ = (UniqueConstraint("concern_id", "start"),)

    id: int = number_key()
    concern_id: int = row_key("concern")
    start: int = 0
    outcome: Outcome = word(Outcome, "outcome", Outcome.OPEN)


class PassageTopic(Table, table=True):
    """A topic of one passage of a concern that was split; where there is only one passage its topics are those of the concern."""

    __tablename__ = "passage_topic"

    passage_id: int = row_key("passage", primary=True)
    topic: str = Field(max_length=48, primary_key=True)


class Joining(Table, table=True):
    """A concern that is considered together with another one, its lead, which is itself joined to none."""

    concern_id: int = row_key("concern", primary=True)
    lead_id: int = row_key("concern", index=True, on_delete="RESTRICT")


class ConsiderationState(StrEnum):
    """Where a consideration stands.

    PROPOSED    waits for the eyes of a second person
    IN_FORCE    what became of its passage
    REFUSED     the second person said no
    TAKEN_BACK  undone, or replaced by a later one
    """

    PROPOSED = "proposed"
    IN_FORCE = "in_force"
    REFUSED = "refused"
    TAKEN_BACK = "taken_back"


class Consideration(Table, table=True):
    """What was decided about one passage, and why; never changed but in its state.

    reason        id from the catalogue of the city pack
    words         own words for the author
    body          id of the deciding body from the city pack
    decided_on    ISO day
    proposed_by, confirmed_by   ids of moderators, kept when these have gone
    """

    __table_args__ = (
        Index(
            "ix_consideration_standing",
            "passage_id",
            unique=True,
            sqlite_where=text("state IN ('proposed', 'in_force')"),
            postgresql_where=text("state IN ('proposed', 'in_force')"),
        ),
        Index(
            "ix_consideration_proposed",
            "id",
            sqlite_where=text("state = 'proposed'"),
            postgresql_where=text("state = 'proposed'"),
        ),
    )

    id: int = number_key()
    passage_id: int = row_key("passage", index=True)
    outcome: Outcome = word(Outcome, "outcome")
    reason: str = Field(max_length=48)
    words: str = Field(default="", sa_type=Text)
    paragraph_id: int | None = row_key("plan_paragraph", nullable=True, index=True, on_delete="SET NULL")
    body: str = Field(max_length=48)
    decided_on: str = Field(max_length=10)
    state: ConsiderationState = word(ConsiderationState, "state")
    proposed_by: int = row_key("moderator", on_delete="RESTRICT")
    proposed_at: datetime = moment()
    confirmed_by: int | None = row_key("moderator", nullable=True, on_delete="RESTRICT")
    confirmed_at: datetime | None = moment(nullable=True)


class ObjectionState(StrEnum):
    """What became of an author's wish to have it looked at again."""

    OPEN = "open"
    UPHELD = "upheld"
    CHANGED = "changed"
    DROPPED = "dropped"


class Objection(Table, table=True):
    """“Please look at it again”: once for each concern, answered by a person who had no part in the decision.

    words     what was overlooked, personal data replaced; emptied when the concern is erased
    deciders  ids of everybody at the desk who had a part in the decision objected to
    """

    id: int = number_key()
    concern_id: int = row_key("concern")
    words: str = Field(default="", sa_type=Text)
    deciders: Any = document()
    state: ObjectionState = word(ObjectionState, "state", ObjectionState.OPEN)
    at: datetime = moment()
    answered_by: int | None = row_key("moderator", nullable=True, on_delete="RESTRICT")
    answered_at: datetime | None = moment(nullable=True)

    __table_args__ = (
        UniqueConstraint("concern_id"),
        Index(
            "ix_objection_open",
            "id",
            sqlite_where=text("state = 'open'"),
            postgresql_where=text("state = 'open'"),
        ),
    )


class PlanParagraph(Table, table=True):
    """A paragraph of the plan that is being written, in the order of `position`; `label` is what it is cited by, e.g. 3.2."""

    __tablename__ = "plan_paragraph"

    id: int = number_key()
    position: int
    chapter: str = Field(max_length=200)
    label: str = Field(max_length=16, unique=True)
    title: str = Field(max_length=200)
    words: str = Field(default="", sa_type=Text)


class TextModule(Table, table=True):
    """A text the desk uses again and again as own words of a consideration."""

    __tablename__ = "text_module"

    id: int = number_key()
    title: str = Field(max_length=120, unique=True)
    words: str = Field(sa_type=Text)


class Tiding(Table, table=True):
    """A step of a concern its author is to be told of, bundled with the others of the day; goes with the resident.

    act      what happened; what is told is how things stand when it is told
    due_at   when the bundle of its day is made
    outgoing_id  the message that tells it, set in the transaction that puts it in the outbox
    """

    __table_args__ = (
        Index(
            "ix_tiding_due",
            "due_at",
            sqlite_where=text("outgoing_id IS NULL"),
            postgresql_where=text("outgoing_id IS NULL"),
        ),
    )

    id: int = number_key()
    resident_id: UUID = resident_key(index=True)
    concern_id: int = row_key("concern", index=True)
    act: str = Field(max_length=48)
    at: datetime = moment()
    due_at: datetime = moment()
    outgoing_id: int | None = row_key("outgoing", nullable=True, index=True, on_delete="SET NULL")
