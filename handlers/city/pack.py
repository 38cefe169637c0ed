"""The city pack: everything the product knows about one city, as one frozen value."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path

from handlers.city import vocabulary
from handlers.city.errors import (
    UnknownAlarmError,
    UnknownAreaError,
    UnknownDistrictError,
    UnknownTopicError,
    UnknownWorkgroupError,
)
from handlers.city.geography import Alias, AmbiguousName, Area, Council, District, Landmark, PostalCode, Venue
from handlers.city.position import Chapter, Figure, FigureSource, StartingPosition
from handlers.city.programme import (
    Accessibility,
    Body,
    Budget,
    CityInfo,
    Deadlines,
    ExampleForum,
    MemberKind,
    OpenData,
    Phase,
    Principle,
    Process,
    Reason,
    StartingSource,
)
from handlers.city.subjects import AlarmRule, Contact, Handling, Klarschiff, Referral, Topic, Workgroup
from nlp.lexicon import Lexicon
from nlp.results import Triage

__all__ = [
    "Accessibility",
    "AlarmRule",
    "Alias",
    "AmbiguousName",
    "Area",
    "Body",
    "Budget",
    "Chapter",
    "CityInfo",
    "CityPack",
    "Contact",
    "Council",
    "Deadlines",
    "District",
    "ExampleForum",
    "Figure",
    "FigureSource",
    "Handling",
    "Klarschiff",
    "Landmark",
    "MemberKind",
    "OpenData",
    "Phase",
    "PostalCode",
    "Principle",
    "Process",
    "Reason",
    "Referral",
    "StartingPosition",
    "StartingSource",
    "Topic",
    "Venue",
    "Workgroup",
]


@dataclass(frozen=True, slots=True)
class CityPack:
    """A loaded pack; entries keep the order of their file, references between them have been checked.

    klarschiff is None in a city that has no such service, accessibility where the statement was not written yet, open_data where no
    terms of use are named.
    """

    folder: Path
    info: CityInfo
    open_data: OpenData | None
    areas: tuple[Area, ...]
    councils: tuple[Council, ...]
    districts: tuple[District, ...]
    ambiguous: tuple[AmbiguousName, ...]
    topics: tuple[Topic, ...]
    workgroups: tuple[Workgroup, ...]
    contacts: tuple[Contact, ...]
    alarms: tuple[AlarmRule, ...]
    referrals: tuple[Referral, ...]
    process: Process
    reasons: tuple[Reason, ...]
    position: StartingPosition
    deadlines: Deadlines
    venues: tuple[Venue, ...]
    landmarks: tuple[Landmark, ...]
    postcodes: dict[str, tuple[str, ...]]
    streets: tuple[str, ...]
    klarschiff: Klarschiff | None
    examples: tuple[ExampleForum, ...]
    accessibility: Accessibility | None = None
    _districts: dict[str, District] = field(init=False, repr=False, compare=False)
    _topics: dict[str, Topic] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        """Index what long lists ask for once per row."""
        object.__setattr__(self, "_districts", {district.id: district for district in self.districts})
        object.__setattr__(self, "_topics", {topic.id: topic for topic in self.topics})

    @property
    def survey_file(self) -> Path:
        """Return the default survey, in the format the survey import reads."""
        return self.folder / "survey.toml"

    @property
    def boundaries_file(self) -> Path:
        """Return the exact polygons of the Ortsteile, for finding a location."""
        return self.folder / "districts.geojson"

    @property
    def map_file(self) -> Path:
        """Return the simplified polygons, for drawing."""
        return self.folder / "districts_map.geojson"

    def district(self, district_id: str) -> District:
        """Return the Ortsteil with this id or raise UnknownDistrictError."""
        try:
            return self._districts[district_id]
        except KeyError:
            raise UnknownDistrictError(district_id) from None

    def area(self, area_id: str) -> Area:
        """Return the Stadtbereich with this id or raise UnknownAreaError."""
        for area in self.areas:
            if area.id == area_id:
                return area
        raise UnknownAreaError(area_id)

    def area_of(self, district_id: str) -> Area:
        """Return the Stadtbereich an Ortsteil lies in, or raise UnknownDistrictError."""
        return self.area(self.district(district_id).area)

    def districts_in(self, areas: Iterable[str]) -> tuple[str, ...]:
        """Return the ids of the Ortsteile in any of these Stadtbereiche, in the pack's order."""
        wanted = {self.area(area_id).id for area_id in areas}
        return tuple(district.id for district in self.districts if district.area in wanted)

    def topic(self, topic_id: str) -> Topic:
        """Return the topic with this id or raise UnknownTopicError."""
        try:
            return self._topics[topic_id]
        except KeyError:
            raise UnknownTopicError(topic_id) from None

    def workgroup(self, workgroup_id: str) -> Workgroup:
        """Return the workgroup with this id or raise UnknownWorkgroupError."""
        for workgroup in self.workgroups:
            if workgroup.id == workgroup_id:
                return workgroup
        raise UnknownWorkgroupError(workgroup_id)

    def workgroups_of(self, topic_ids: Iterable[str]) -> tuple[str, ...]:
        """Return the ids of the workgroups these topics belong to, each once, in the pack's order."""
        wanted = {self.topic(topic_id).workgroup for topic_id in topic_ids}
        return tuple(workgroup.id for workgroup in self.workgroups if workgroup.id in wanted)

    def contacts_for(self, alarm_id: str) -> tuple[Contact, ...]:
        """Return the verified contacts of an alarm rule in the rule's order, or raise UnknownAlarmError."""
        for alarm in self.alarms:
            if alarm.id == alarm_id:
                return self._verified(alarm.contacts)
        raise UnknownAlarmError(alarm_id)

    def referral(self, triage: Triage) -> tuple[Contact, ...]:
        """Return the verified contacts for a class of the triage, in the pack's order; none where it names none."""
        return next((self._verified(entry.contacts) for entry in self.referrals if entry.triage is triage), ())

    def _verified(self, contact_ids: Iterable[str]) -> tuple[Contact, ...]:
        verified = {contact.id: contact for contact in self.contacts if contact.verified}
        return tuple(verified[contact_id] for contact_id in contact_ids if contact_id in verified)

    def lexicon(self) -> Lexicon:
        """Return the pack's words for the language floor."""
        return Lexicon(
            topics=vocabulary.topic_entries(self.topics),
            places=vocabulary.place_entries(self.districts, self.landmarks, self.ambiguous),
            streets=vocabulary.street_names(self.streets, self.landmarks),
            alarms=vocabulary.alarm_rules(self.alarms),
        )
