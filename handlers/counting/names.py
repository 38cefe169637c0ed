"""Names of what is counted, in the order lists show them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from babel.dates import format_date

from handlers.city.pack import CityPack
from handlers.counting import texts
from handlers.counting.tally import NONE
from handlers.i18n import speaker
from handlers.moderation.texts import OUTCOMES, SOURCES
from storage.models import Outcome, Source

LANGUAGE = "de"


@dataclass(frozen=True, slots=True)
class Names:
    """Names by id, in the order lists show them."""

    sources: Mapping[str, str]
    topics: Mapping[str, str]
    areas: Mapping[str, str]
    outcomes: Mapping[str, str]


def names(city: CityPack) -> Names:
    """Return every name that counts may need."""
    say = speaker(LANGUAGE).say
    return Names(
        sources={kind.value: say(SOURCES[kind]) for kind in Source},
        topics={**{topic.id: topic.label for topic in city.topics}, NONE: say(texts.NO_TOPIC)},
        areas={**{area.id: area.name for area in city.areas}, NONE: say(texts.NO_AREA)},
        outcomes={kind.value: say(OUTCOMES[kind]) for kind in Outcome},
    )


def month_names(months: Sequence[str]) -> dict[str, str]:
    """Return e.g. 2026-11 as Nov. 2026."""
    return {month: _month(month) for month in sorted(months)}


def _month(month: str) -> str:
    year, number = (int(part) for part in month.split("-"))
    return str(format_date(date(year, number, 1), "MMM yyyy", locale=LANGUAGE))
