"""Concerns that say nearly the same as the one that is looked at: offered to a person, never joined."""

from dataclasses import dataclass

from handlers.moderation import rules
from handlers.pages.keys import SignedIn
from nlp.meaning.alike import About, Nearness, alike, is_comparable, nearness, unpacked
from storage.models import Outcome
from storage.readings.concerns import ConcernFilter, ConcernReading, MeaningReading
from storage.unit_of_work import UnitOfWork

COMPARED = 3_000
OFFERED = 5


@dataclass(frozen=True, slots=True)
class AlikeConcern:
    """A concern that says nearly the same, with its redacted text, and how near it is."""

    concern: ConcernReading
    nearness: Nearness


async def alike_to(work: UnitOfWork, who: SignedIn, concern: ConcernReading) -> tuple[AlikeConcern, ...]:
    """Return the closest of the newest open concerns this person may see; none where the meaning was erased or never read."""
    meaning = await work.concerns.meaning_of(concern.id)
    if meaning is None:
        return ()
    within = rules.within_reach(who, ConcernFilter(outcome=Outcome.OPEN))
    newest = await work.concerns.newest_meanings(within, limit=COMPARED)
    # What another encoder read cannot be compared, until the clock has read it anew.
    others = [other for other in newest if other.concern_id != concern.id and is_comparable(other.vector, meaning)]
    rows = unpacked([meaning, *(other.vector for other in others)])
    about = About(frozenset(topic.id for topic in concern.topics), concern.district)
    found = alike(rows[0], about, rows[1:], [_about(other) for other in others], OFFERED)
    readings = await work.concerns.some([others[one.at].concern_id for one in found])
    return tuple(AlikeConcern(reading, nearness(one.likeness)) for one, reading in zip(found, readings, strict=True))


def _about(other: MeaningReading) -> About:
    return About(frozenset(other.topics), other.district)
