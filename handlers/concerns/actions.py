"""Read a text, hand it in, list one's own, withdraw."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

import structlog

from handlers.concerns import outcomes, rules, texts
from handlers.deps import Deps
from handlers.errors import NotFoundError
from handlers.i18n import BERLIN
from handlers.ports import Parting
from nlp.results import Reading
from storage.models import Aside, Concern, Outcome, Source, TagOrigin
from storage.readings.concerns import Arrival, ConcernFilter, ConcernReading, TopicReading
from storage.unit_of_work import UnitOfWork

log = structlog.get_logger()


def suggested(reading: Reading) -> tuple[TopicReading, ...]:
    """Return the automatic topics of a reading with the words that led to them, the surest first, at most MOST_TOPICS."""
    surest = sorted(reading.topics, key=lambda tag: -tag.score)[: rules.MOST_TOPICS]
    return tuple(
        TopicReading(tag.id, TagOrigin.MODEL, tag.score, tuple((span.start, span.end) for span in tag.evidence))
        for tag in surest
    )


@dataclass(frozen=True, slots=True)
class Submission:
    """What is handed in.

    reading      of the raw text, as `rules.check_text` returned it
    redacted     the text without personal data where a person had a look at it; None: as the reading has it
    topics       chosen ones; None: the automatic ones
    received_at  for paper and the like, when it was written; now where it is not given
    """

    reading: Reading
    source: Source
    resident_id: UUID | None = None
    redacted: str | None = None
    district: str | None = None
    topics: Sequence[TopicReading] | None = None
    received_at: datetime | None = None


async def submit(deps: Deps, submission: Submission, actor: str = rules.RESIDENT) -> ConcernReading:
    """Hand in a concern; when this returns inside no turn, or once the turn commits, it is stored for good."""
    async with deps.open_work() as work:
        [arrived] = await submit_all(deps, work, [submission], actor)
        found = await work.concerns.one(arrived.id)
    if found is None:
        raise LookupError("the concern was stored a moment ago")
    log.info(
        "concern.submitted",
        concern_id=found.id,
        source=found.source,
        topics=len(found.topics),
        workgroups=len(found.workgroups),
    )
    return found


async def submit_all(
    deps: Deps, work: UnitOfWork, submissions: Sequence[Submission], actor: str = rules.RESIDENT
) -> list[Concern]:
    """Hand in several concerns in the work of the caller, for far less than one by one; returns them in the same order."""
    now = deps.now()
    numbers = await work.concerns.next_numbers(now.astimezone(BERLIN).year, len(submissions))
    arrivals = [_arrival(deps, given, number, now) for given, number in zip(submissions, numbers, strict=True)]
    await work.concerns.add(arrivals, actor)
    return [arrival.concern for arrival in arrivals]


def _arrival(deps: Deps, given: Submission, number: str, now: datetime) -> Arrival:
    reading = given.reading
    chosen = suggested(reading) if given.topics is None else tuple(given.topics)
    concern = Concern(
        number=number,
        resident_id=given.resident_id,
        source=given.source,
        language=reading.language,
        district=given.district,
        triage=reading.triage,
        redacted=reading.redacted if given.redacted is None else given.redacted,
        received_at=given.received_at or now,
        changed_at=now,
    )
    workgroups = deps.city.workgroups_of(topic.id for topic in chosen)
    return Arrival(concern, reading.text, reading.meaning, chosen, workgroups)


async def set_aside(deps: Deps, *, resident_id: UUID, reading: Reading, source: Source) -> None:
    """Keep a text that is no concern for the eyes of the moderation only; no list has it, and it gets no case number."""
    async with deps.open_work() as work:
        await work.asides.add(
            Aside(
                resident_id=resident_id,
                source=source,
                text=rules.cleaned(reading.text),
                triage=reading.triage,
                at=deps.now(),
            )
        )
    log.info("concern.set_aside", triage=reading.triage, source=source)


async def no_longer_aside(deps: Deps, resident_id: UUID, text: str) -> None:
    """Drop a text that was set aside and is handed in all the same: it must not be taken up a second time."""
    async with deps.open_work() as work:
        await work.asides.drop_same(resident_id, text)


async def mine(deps: Deps, resident_id: UUID, last: int) -> tuple[list[ConcernReading], int]:
    """Return a resident's last concerns, the newest first, and how many there are in all."""
    own = ConcernFilter(resident_id=resident_id)
    async with deps.open_reading() as work:
        return await work.concerns.page(own, offset=0, limit=last, raw=True), await work.concerns.count(own)


async def own(deps: Deps, resident_id: UUID, concern_id: int) -> ConcernReading:
    """Return one of the resident's own concerns; a foreign one is as unknown as one that never was."""
    async with deps.open_reading() as work:
        found = await work.concerns.one(concern_id)
    if found is None or found.resident_id != resident_id:
        raise NotFoundError(texts.NOT_FOUND)
    return found


async def withdraw(deps: Deps, resident_id: UUID, concern_id: int) -> str:
    """Withdraw one's own concern and erase its text; returns its number, which stays and stays counted."""
    async with deps.open_work() as work:
        concern = await work.concerns.get_for_update(concern_id)
        if concern is None or concern.resident_id != resident_id:
            raise NotFoundError(texts.NOT_FOUND)
        await _check_withdrawable(work, concern)
        for number in await work.addresses.numbers_of(resident_id):
            deps.journal.note(Parting.CONCERN, number, concern_id)
        await outcomes.end(work, concern, Outcome.WITHDRAWN, deps.now())
        await work.concerns.erase_text(concern_id)
        await work.concerns.note(concern_id, "withdrawn", rules.RESIDENT, deps.now())
    log.info("concern.withdrawn", concern_id=concern_id)
    return concern.number


async def _check_withdrawable(work: UnitOfWork, concern: Concern) -> None:
    """Refuse to withdraw what was decided already, by itself or by what it is joined with."""
    lead_id = await work.passages.lead_of(concern.id)
    lead = None if lead_id is None else await work.concerns.one(lead_id)
    rules.check_withdrawable(lead.outcome if lead else concern.outcome)
