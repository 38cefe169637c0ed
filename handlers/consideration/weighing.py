"""Everything the desk needs to weigh one concern, as one page shows it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from handlers.consideration import rules, texts
from handlers.deps import Deps
from handlers.errors import NotFoundError
from handlers.moderation import rules as desk_rules
from handlers.moderation.casework import checked
from handlers.moderation.likeness import AlikeConcern, alike_to
from handlers.pages.keys import SignedIn
from handlers.steering import meetings
from storage.models import ConsiderationState, ObjectionState, Outcome
from storage.readings.concerns import ConcernReading
from storage.readings.considerations import (
    ConsiderationReading,
    ObjectionReading,
    ParagraphReading,
    PassageReading,
)
from storage.readings.paragraphs import ModuleReading
from storage.readings.queue import ClaimReading
from storage.readings.steering import AboutReading, DecisionReading
from storage.unit_of_work import UnitOfWork


@dataclass(frozen=True, slots=True)
class Part:
    """One passage as the page shows it.

    topics       of its own, or those of the concern where it has only one passage
    may_confirm  a decision waits for a second person, and this is one
    resolutions  decisions of meetings that are about this passage
    """

    passage: PassageReading
    text: str
    topics: tuple[str, ...]
    may_confirm: bool
    resolutions: tuple[DecisionReading, ...]

    @property
    def standing(self) -> ConsiderationReading | None:
        """What is decided or proposed about it."""
        return self.passage.standing

    @property
    def proposed(self) -> bool:
        """Whether it waits for a second person."""
        return self.standing is not None and self.standing.state is ConsiderationState.PROPOSED


@dataclass(frozen=True, slots=True)
class Cut:
    """A place where a passage could begin: the offset into the redacted text, and how it would begin."""

    start: int
    words: str


@dataclass(frozen=True, slots=True)
class Weighing:
    """One concern to be weighed.

    lead        the concern it is joined with, None where it stands for itself
    followers   concerns joined to it
    cuts        where it could be split further
    modules     texts to begin own words with
    resolutions decisions of meetings that are about it as a whole
    names       of everybody at the desk, by id
    may_answer  an objection waits, and this person had no part in the decision
    settled     its author took it back or had it erased
    claim       who works on it
    """

    concern: ConcernReading
    parts: tuple[Part, ...]
    lead: ConcernReading | None
    followers: tuple[ConcernReading, ...]
    cuts: tuple[Cut, ...]
    alike: tuple[AlikeConcern, ...]
    paragraphs: tuple[ParagraphReading, ...]
    modules: tuple[ModuleReading, ...]
    resolutions: tuple[DecisionReading, ...]
    earlier: tuple[ConsiderationReading, ...]
    objection: ObjectionReading | None
    may_answer: bool
    names: dict[int, str]
    settled: bool
    claim: ClaimReading | None

    @property
    def workable(self) -> bool:
        """Whether anything can be decided here."""
        return not self.settled and self.lead is None

    @property
    def objected_at(self) -> datetime | None:
        """When its author asked for it to be looked at again, while that waits for an answer."""
        waits = self.objection is not None and self.objection.state is ObjectionState.OPEN
        return self.objection.at if waits and self.objection else None


async def weigh(deps: Deps, who: SignedIn, number: str) -> Weighing:
    """Return a concern with its passages, decisions and neighbours, as far as this person may see it."""
    async with deps.open_reading() as work:
        concern_id = await work.concerns.id_of(checked(number))
        concern = await work.concerns.one(concern_id) if concern_id is not None else None
        if concern is None or not desk_rules.may_see(who, concern.workgroups):
            raise NotFoundError(texts.UNKNOWN_CONCERN)
        passages = await work.considerations.passages_of(concern.id)
        passage_ids = [passage.id for passage in passages]
        resolutions = await meetings.decisions_on_page(deps, work, who, concern.id, passage_ids)
        objection = await work.considerations.objection_to(concern.id)
        lead_id = await work.passages.lead_of(concern.id)
        followers = await work.passages.ids_joined_to(concern.id)
        return Weighing(
            concern=concern,
            parts=tuple(_part(who, concern, passage, resolutions) for passage in passages),
            lead=None if lead_id is None else await work.concerns.one(lead_id),
            followers=tuple(await work.concerns.some(followers)) if followers else (),
            cuts=_cuts(concern, passages),
            alike=tuple(await _alike(work, who, concern, followers)),
            paragraphs=tuple(await work.considerations.paragraphs()),
            modules=tuple(await work.paragraphs.modules()),
            resolutions=tuple(one for one in resolutions if AboutReading(concern.number) in one.about),
            earlier=tuple(
                one
                for one in await work.considerations.history_of(concern.id)
                if one.state in (ConsiderationState.REFUSED, ConsiderationState.TAKEN_BACK)
            ),
            objection=objection,
            may_answer=objection is not None
            and objection.state is ObjectionState.OPEN
            and who.id not in objection.deciders,
            names={person.id: person.name for person in await work.desk.people()},
            settled=concern.outcome in desk_rules.SETTLED,
            claim=(await work.claims.of([concern.id], deps.now())).get(concern.id),
        )


def _part(
    who: SignedIn, concern: ConcernReading, passage: PassageReading, resolutions: Sequence[DecisionReading]
) -> Part:
    standing = passage.standing
    return Part(
        passage=passage,
        text=passage.text_of(concern.text),
        topics=passage.topics or tuple(topic.id for topic in concern.topics),
        may_confirm=standing is not None
        and standing.state is ConsiderationState.PROPOSED
        and standing.proposed_by != who.id,
        resolutions=tuple(one for one in resolutions if passage.id in {about.passage_id for about in one.about}),
    )


def _cuts(concern: ConcernReading, passages: list[PassageReading]) -> tuple[Cut, ...]:
    """Return where an undecided passage could be split."""
    decided = [passage for passage in passages if passage.outcome is not Outcome.OPEN or passage.standing is not None]
    taken = {passage.start for passage in passages}

    def is_free(start: int) -> bool:
        return start not in taken and not any(
            passage.start < start and (passage.end is None or start < passage.end) for passage in decided
        )

    return tuple(Cut(start, concern.text[start:]) for start in rules.starts(concern.text) if is_free(start))


async def _alike(work: UnitOfWork, who: SignedIn, concern: ConcernReading, followers: list[int]) -> list[AlikeConcern]:
    found = await alike_to(work, who, concern)
    return [other for other in found if other.concern.id not in followers and other.concern.outcome is Outcome.OPEN]
