"""Names of what is counted, as reports say them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from babel.dates import format_date

from handlers.city.pack import CityPack
from handlers.i18n import Phrase, speaker
from handlers.moderation.texts import OUTCOMES, SOURCES
from handlers.reports import texts
from handlers.reports.cells import LEAST, Cells
from handlers.reports.tally import NONE
from storage.models import Outcome, Source

LANGUAGE = "de"


@dataclass(frozen=True, slots=True)
class Names:
    """Names by id, in the order reports list them."""

    sources: Mapping[str, str]
    topics: Mapping[str, str]
    areas: Mapping[str, str]
    outcomes: Mapping[str, str]


def say(spoken: Phrase) -> str:
    """Return a phrase in the language of reports."""
    return speaker(LANGUAGE).say(spoken)


def names(city: CityPack) -> Names:
    """Return every name a report may need."""
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


def cell(cells: Cells[str], key: str) -> str:
    """Return a count as a table shows it."""
    count = cells.shown[key]
    if count is not None:
        return str(count)
    return say(texts.UNDER(least=LEAST)) if key in cells.few else texts.WITHHELD
