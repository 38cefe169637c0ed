"""A pack's words as the lexicon the language floor reads with."""

from collections.abc import Iterable, Iterator

from handlers.city.geography import AmbiguousName, District, Landmark
from handlers.city.naming import fold
from handlers.city.subjects import AlarmRule, Topic
from nlp import lexicon

LANDMARK = "landmark"
AMBIGUOUS = "ambiguous"
STREET = "street"


def topic_entries(topics: Iterable[Topic]) -> tuple[lexicon.TopicEntry, ...]:
    """Return the topics that can be read out of a text; one without keywords is only ever chosen by a person."""
    return tuple(
        lexicon.TopicEntry(id=topic.id, workgroup=topic.workgroup, keywords=topic.keywords, exclude=topic.exclude)
        for topic in topics
        if topic.keywords
    )


def alarm_rules(alarms: Iterable[AlarmRule]) -> tuple[lexicon.AlarmRule, ...]:
    """Return the alarm rules in the pack's order."""
    return tuple(lexicon.AlarmRule(id=alarm.id, stems=alarm.stems, matters=alarm.matters) for alarm in alarms)


def place_entries(
    districts: Iterable[District], landmarks: Iterable[Landmark], ambiguous: Iterable[AmbiguousName]
) -> tuple[lexicon.PlaceEntry, ...]:
    """Return the names that are read out of a text; one that may mean several Ortsteile is given for each of them.

    Everyday words and landmarks we are not sure of stay out: a text that says "im Zentrum" or "am Zoo" names no Ortsteil.
    """
    several = {fold(entry.name) for entry in ambiguous}
    entries: dict[str, lexicon.PlaceEntry] = {}
    for entry in (*_district_names(districts), *_sure_landmarks(landmarks)):
        if fold(entry.name) not in several or entry.kind == "variant":
            entries.setdefault(entry.name.casefold(), entry)
    return (*entries.values(), *_ambiguous_names(ambiguous))


def street_names(streets: Iterable[str], landmarks: Iterable[Landmark]) -> tuple[str, ...]:
    """Return the streets as written, those among the landmarks too; the language floor knows "Str." and "Straße"."""
    return tuple(dict.fromkeys([*streets, *(landmark.name for landmark in landmarks if landmark.kind == STREET)]))


def _district_names(districts: Iterable[District]) -> Iterator[lexicon.PlaceEntry]:
    for district in districts:
        yield lexicon.PlaceEntry(name=district.name, district=district.id, kind="name")
        for alias in district.aliases:
            if alias.kind != "generic":
                yield lexicon.PlaceEntry(name=alias.name, district=district.id, kind=alias.kind)


def _ambiguous_names(ambiguous: Iterable[AmbiguousName]) -> Iterator[lexicon.PlaceEntry]:
    for entry in ambiguous:
        for district in () if entry.everyday else entry.districts:
            yield lexicon.PlaceEntry(name=entry.name, district=district, kind=AMBIGUOUS)


def _sure_landmarks(landmarks: Iterable[Landmark]) -> Iterator[lexicon.PlaceEntry]:
    for landmark in landmarks:
        if landmark.confidence != "low":
            yield lexicon.PlaceEntry(name=landmark.name, district=landmark.district, kind=LANDMARK)
