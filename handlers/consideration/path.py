"""The path of one concern from the day it came in to the paragraph of the plan, as its author and the public may see it."""

from dataclasses import dataclass
from datetime import date, datetime

from handlers.consideration import texts
from storage.models import ConsiderationState, ObjectionState, Outcome, Status
from storage.readings.concerns import ConcernReading
from storage.readings.considerations import ConsiderationReading, ParagraphReading, PassageReading
from storage.unit_of_work import UnitOfWork

STEPS = (
    "submitted",
    "text_corrected",
    "confirmed",
    "assigned",
    "joined",
    "freed",
    "leads",
    "considered",
    "taken_back",
    "objected",
    "objection_upheld",
    "objection_changed",
    "withdrawn",
    "erased",
)
"""Acts that matter to an author, who need not know who looked when."""


@dataclass(frozen=True, slots=True)
class Step:
    """One act and its moment."""

    act: str
    at: datetime


@dataclass(frozen=True, slots=True)
class Verdict:
    """What was decided about one passage. `text` are its words, redacted; reason and body are ids of the city pack."""

    text: str
    outcome: Outcome
    reason: str
    words: str
    body: str
    decided_on: date
    paragraph: ParagraphReading | None


@dataclass(frozen=True, slots=True)
class Path:
    """How far one concern has come.

    weighed_as  number of the concern it was joined with and is decided together with; "" where it stands for itself
    verdicts    of its passages, or of those of the concern it is joined with (then without their text)
    several     it has more than one passage
    objection   what became of its author's wish to have it looked at again
    """

    concern_id: int
    number: str
    received_at: datetime
    status: Status
    outcome: Outcome
    steps: tuple[Step, ...]
    weighed_as: str
    verdicts: tuple[Verdict, ...]
    several: bool
    objection: ObjectionState | None

    @property
    def decided(self) -> bool:
        """Whether a person has decided everything about it."""
        return bool(self.verdicts) and (self.outcome in texts.DECIDABLE or bool(self.weighed_as))

    @property
    def may_object(self) -> bool:
        """Whether its author may ask for it to be looked at again."""
        return self.decided and self.objection is None


async def path_of(work: UnitOfWork, concern: ConcernReading) -> Path:
    """Return the path of a concern; whoever asks for it may see it."""
    lead_id = await work.passages.lead_of(concern.id)
    lead = None if lead_id is None else await work.concerns.one(lead_id)
    weighed = lead or concern
    passages = await work.considerations.passages_of(weighed.id) if weighed.outcome in texts.DECIDABLE else []
    objection = await work.considerations.objection_to(concern.id)
    return Path(
        concern_id=concern.id,
        number=concern.number,
        received_at=concern.received_at,
        status=concern.status,
        outcome=concern.outcome,
        steps=tuple(
            Step(event.act, event.at) for event in await work.concerns.history(concern.id) if event.act in STEPS
        ),
        weighed_as=lead.number if lead else "",
        verdicts=tuple(
            _verdict(passage, passage.standing, "" if lead else passage.text_of(concern.text))
            for passage in passages
            if passage.standing is not None and passage.standing.state is ConsiderationState.IN_FORCE
        ),
        several=len(passages) > 1,
        objection=objection.state if objection else None,
    )


def _verdict(passage: PassageReading, decided: ConsiderationReading, text: str) -> Verdict:
    return Verdict(
        text=text,
        outcome=passage.outcome,
        reason=decided.reason,
        words=decided.words,
        body=decided.body,
        decided_on=date.fromisoformat(decided.decided_on),
        paragraph=decided.paragraph,
    )
