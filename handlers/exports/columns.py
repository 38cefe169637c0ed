"""The columns of every list of concerns, and the words their cells are filled with."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime

from handlers.city.pack import CityPack
from handlers.exports import texts
from handlers.i18n import Phrase, speaker
from handlers.moderation.texts import OUTCOMES, SOURCES, STATUSES
from handlers.signs import plain
from storage.models import Outcome, Source, Status
from storage.readings.concerns import ConcernReading

BETWEEN = " | "
LANGUAGE = "de"


@dataclass(frozen=True, slots=True)
class Column:
    """One column: its header in tables, its name in JSON, what it means, how wide it is in a sheet."""

    header: str
    id: str
    meaning: Phrase
    width: int


TEXT = "text"
RECEIVED = "received_at"
# Headers and their order are a promise to whoever reads the files with a program; they are not translated.
COLUMNS = (
    Column("Nummer", "number", texts.NUMBER, 14),
    Column("Eingang", RECEIVED, texts.RECEIVED, 17),
    Column("Kanal", "source", texts.SOURCE, 11),
    Column("Sprache", "language", texts.LANGUAGE, 9),
    Column("Ortsteil", "district", texts.DISTRICT, 22),
    Column("Stadtbereich", "area", texts.AREA, 22),
    Column("Themen", "topics", texts.TOPICS, 32),
    Column("Arbeitsgruppen", "workgroups", texts.WORKGROUPS, 36),
    Column("Text", TEXT, texts.TEXT_REDACTED, 80),
    Column("Status", "status", texts.STATUS, 13),
    Column("Ergebnis", "outcome", texts.OUTCOME, 16),
    Column("Begründung", "reason", texts.REASON, 40),
)


@dataclass(frozen=True, slots=True)
class Field:
    """One line of the data dictionary; `values` are pairs (id, label), empty where anything may stand."""

    header: str
    id: str
    meaning: str
    values: tuple[tuple[str, str], ...]


class Labels:
    """Turns concerns into cells with German words, and into values with ids. Ids the pack no longer has stay ids."""

    def __init__(self, city: CityPack, *, raw: bool) -> None:
        self.raw = raw
        say = speaker(LANGUAGE).say
        areas = {area.id: area.name for area in city.areas}
        self._area_of = {district.id: district.area for district in city.districts}
        self._places = {workgroup.id: place for place, workgroup in enumerate(city.workgroups)}
        self._points = {district.id: district.label_point for district in city.districts}
        self.known: Mapping[str, Mapping[str, str]] = {
            "source": {kind.value: say(SOURCES[kind]) for kind in Source},
            "district": {district.id: district.name for district in city.districts},
            "area": areas,
            "topics": {topic.id: topic.label for topic in city.topics},
            "workgroups": {workgroup.id: f"{workgroup.number} {workgroup.label}" for workgroup in city.workgroups},
            "status": {kind.value: say(STATUSES[kind]) for kind in Status},
            "outcome": {kind.value: say(OUTCOMES[kind]) for kind in Outcome},
        }

    def values(self, concern: ConcernReading) -> dict[str, object]:
        """Return the values of a concern by the columns' ids: ids of the pack, moments in ISO 8601 UTC."""
        return {
            "number": concern.number,
            RECEIVED: iso(concern.received_at),
            "source": concern.source.value,
            "language": concern.language,
            "district": concern.district,
            "area": self._area_of.get(concern.district or ""),
            "topics": [topic.id for topic in concern.topics],
            "workgroups": self._in_order(concern.workgroups),
            TEXT: plain(concern.text),
            "status": concern.status.value,
            "outcome": concern.outcome.value,
            "reason": plain(concern.reason) if concern.reason else concern.reason,
        }

    def cells(self, concern: ConcernReading, received: str) -> list[str]:
        """Return the cells of a concern in the order of COLUMNS, in German words; `received` is its moment as written."""
        known = self.known
        district = concern.district or ""
        area = self._area_of.get(district, "")
        return [
            concern.number,
            received,
            known["source"][concern.source],
            concern.language,
            known["district"].get(district, district),
            known["area"].get(area, area),
            BETWEEN.join(known["topics"].get(topic.id, topic.id) for topic in concern.topics),
            BETWEEN.join(
                known["workgroups"].get(workgroup, workgroup) for workgroup in self._in_order(concern.workgroups)
            ),
            concern.text,
            known["status"][concern.status],
            known["outcome"][concern.outcome],
            concern.reason or "",
        ]

    def point_of(self, concern: ConcernReading) -> tuple[float, float] | None:
        """Return (longitude, latitude) of the label point of the concern's Ortsteil."""
        return self._points.get(concern.district or "")

    def _in_order(self, workgroups: Sequence[str]) -> list[str]:
        """Return workgroups in the pack's order, those it no longer has at the end."""
        return sorted(workgroups, key=lambda workgroup: self._places.get(workgroup, len(self._places)))

    def dictionary(self) -> tuple[Field, ...]:
        """Return the data dictionary: one field a column, with the values it can have."""
        say = speaker(LANGUAGE).say
        return tuple(
            Field(
                column.header,
                column.id,
                say(texts.TEXT_RAW if column.id == TEXT and self.raw else column.meaning),
                tuple(self.known.get(column.id, {}).items()),
            )
            for column in COLUMNS
        )


def iso(at: datetime) -> str:
    """Return e.g. 2026-12-03T17:00:00Z."""
    return at.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
