"""What may be seen and done at the desk, and by whom."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import datetime

from handlers.city.pack import CityPack
from handlers.errors import BadInputError, ForbiddenError, RefusalError
from handlers.i18n import BERLIN
from handlers.moderation import texts
from handlers.pages.keys import SignedIn
from storage.models import Outcome, Role, TagOrigin
from storage.readings.concerns import ConcernFilter, TopicReading

SETTLED = frozenset({Outcome.WITHDRAWN, Outcome.ERASED})


def within_reach(who: SignedIn, wanted: ConcernFilter) -> ConcernFilter:
    """Return the filter as far as this person may look: a member is held to the list of their own workgroup."""
    if who.role is not Role.MEMBER:
        return wanted
    if who.workgroup is None:
        raise ForbiddenError(texts.NO_WORKGROUP)
    if wanted.unassigned or wanted.workgroup not in (None, who.workgroup):
        raise ForbiddenError(texts.NOT_YOUR_LIST)
    return replace(wanted, workgroup=who.workgroup)


def may_see(who: SignedIn, workgroups: Iterable[str]) -> bool:
    """Tell whether a concern on these lists is for this person to know of."""
    return who.role is not Role.MEMBER or (who.workgroup is not None and who.workgroup in workgroups)


def check_open(outcome: Outcome) -> None:
    """Refuse to work on what its author took back or had erased."""
    if outcome in SETTLED:
        raise RefusalError(texts.NOT_OPEN)


def chosen_topics(
    city: CityPack, before: Sequence[TopicReading], chosen: Iterable[str]
) -> tuple[tuple[TopicReading, ...], tuple[str, ...]]:
    """Return the topics after a correction and the workgroups that follow from them.

    A topic that was there already keeps where it came from and its words; a new one is the moderator's.
    """
    wanted = set(chosen)
    if not wanted <= {topic.id for topic in city.topics}:
        raise BadInputError(texts.UNKNOWN_TOPIC)
    kept = {topic.id: topic for topic in before}
    topics = tuple(
        kept.get(topic.id, TopicReading(topic.id, TagOrigin.MODERATOR, None, ()))
        for topic in city.topics
        if topic.id in wanted
    )
    return topics, city.workgroups_of(topic.id for topic in topics)


def known_topics(city: CityPack, topics: Iterable[TopicReading]) -> tuple[TopicReading, ...]:
    """Leave out topics the pack no longer has."""
    ids = {topic.id for topic in city.topics}
    return tuple(topic for topic in topics if topic.id in ids)


def check_card(city: CityPack, district: str | None, received_at: datetime | None, now: datetime) -> None:
    """Refuse a card of a place that is none, or of a day to come."""
    if district is not None and district not in {known.id for known in city.districts}:
        raise BadInputError(texts.UNKNOWN_DISTRICT(value=district))
    if received_at is not None and received_at > now:
        raise BadInputError(texts.IMPORT_FUTURE(value=received_at.astimezone(BERLIN).date()))
