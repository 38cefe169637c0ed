"""The rows of the table of considerations: one a passage, without its author, in words."""

from collections import Counter
from collections.abc import AsyncIterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from handlers.city.pack import CityPack
from handlers.counting.cells import pooled
from handlers.counting.names import Names, names
from handlers.counting.tally import NONE
from handlers.reports import texts
from handlers.reports.document import Row
from handlers.reports.tally import UNQUOTABLE
from handlers.reports.words import say
from handlers.signs import plain
from storage.readings.concerns import ConcernFilter, ConcernReading
from storage.readings.reports import WeighedPassage
from storage.unit_of_work import UnitOfWork

BETWEEN = ", "
WRITTEN = "%d.%m.%Y"


@dataclass(frozen=True, slots=True)
class Wording:
    """How the ids of a row are spoken; areas of few concerns are named together."""

    known: Names
    area_of: Mapping[str, str]
    reasons: Mapping[str, str]
    bodies: Mapping[str, str]
    pooled: frozenset[str]


async def wording(work: UnitOfWork, city: CityPack, narrowed: ConcernFilter) -> Wording:
    """Return how the rows of a list are spoken."""
    area_of = {district.id: district.area for district in city.districts}
    counts: Counter[str] = Counter()
    for district, count in (await work.concerns.count_by_district(narrowed)).items():
        counts[area_of.get(district or "", NONE)] += count
    return Wording(
        names(city),
        area_of,
        {reason.id: reason.title for reason in city.reasons},
        {body.id: body.title for body in city.process.bodies},
        pooled(counts),
    )


async def batches(work: UnitOfWork, narrowed: ConcernFilter, spoken: Wording) -> AsyncIterator[list[Row]]:
    """Yield the rows of a list, the oldest concern first, a few hundred at a time."""
    async for concerns in work.concerns.batches(narrowed):
        ids = [concern.id for concern in concerns]
        weighed, leads = await work.reports.weighed(ids), await work.reports.leads(ids)
        yield [
            _row(spoken, concern, passage, leads.get(concern.id, ""))
            for concern in concerns
            for passage in weighed.get(concern.id, ())
        ]


def _row(spoken: Wording, concern: ConcernReading, passage: WeighedPassage, lead: str) -> Row:
    known = spoken.known
    area = spoken.area_of.get(concern.district or "", NONE)
    topics: Sequence[str] = passage.topics or [topic.id for topic in concern.topics]
    gone = concern.outcome in UNQUOTABLE or not concern.text
    return Row(
        number=concern.number,
        passage=say(texts.NO_TEXT) if gone else plain(concern.text[passage.start : passage.end].strip()),
        topics=BETWEEN.join(known.topics.get(topic, topic) for topic in topics),
        area=say(texts.SMALL_AREAS) if area in spoken.pooled else known.areas.get(area, area),
        outcome=known.outcomes[passage.outcome.value],
        reason=spoken.reasons.get(passage.reason, passage.reason),
        words=plain(passage.words),
        body=spoken.bodies.get(passage.body, passage.body),
        decided_on=_day(passage.decided_on),
        paragraph=passage.paragraph,
        joined=lead,
    )


def _day(iso: str) -> str:
    return date.fromisoformat(iso).strftime(WRITTEN) if iso else ""
