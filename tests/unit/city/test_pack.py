"""What the pack answers, and what Rostock's own must hold."""

import tomllib
from datetime import date

import pytest

from handlers.city.errors import (
    UnknownAlarmError,
    UnknownAreaError,
    UnknownDistrictError,
    UnknownTopicError,
    UnknownWorkgroupError,
)
from handlers.city.pack import CityPack, Handling
from nlp.lexicon import Lexicon

SURVEY_TYPES = {"single", "multiple", "scale", "matrix", "text", "district"}
SURVEY_FIELDS = {"id", "type", "text", "required", "options", "items", "hint", "source"}


def test_rostock_is_whole(pack: CityPack) -> None:
    assert len(pack.districts) == 31
    assert len(pack.areas) == 21
    assert len(pack.councils) == 19
    assert len(pack.workgroups) == 4
    assert len(pack.topics) == 28 + 1
    assert len(pack.alarms) == 6


def test_an_area_knows_its_districts_and_the_other_way_round(pack: CityPack) -> None:
    assert pack.area_of("ot-02").name == "Warnemünde"
    assert pack.districts_in(["sb-D", "sb-A"]) == ("ot-01", "ot-02", "ot-09")
    assert pack.districts_in([]) == ()
    assert sorted(pack.districts_in(area.id for area in pack.areas)) == [district.id for district in pack.districts]


def test_topics_give_their_workgroups_once_and_in_order(pack: CityPack) -> None:
    assert pack.workgroups_of(["vandalism", "lighting", "youth"]) == ("infrastructure", "prevention")
    assert pack.workgroups_of(["other"]) == ()
    assert pack.topic("sexual_harassment").handling is Handling.CONFIDENTIAL
    assert pack.workgroup("cohesion").number == "AG 3"


def test_an_unknown_id_is_refused(pack: CityPack) -> None:
    with pytest.raises(UnknownDistrictError):
        pack.area_of("ot-99")
    with pytest.raises(UnknownAreaError):
        pack.districts_in(["sb-Z"])
    with pytest.raises(UnknownTopicError):
        pack.workgroups_of(["weather"])
    with pytest.raises(UnknownWorkgroupError):
        pack.workgroup("cooking")
    with pytest.raises(UnknownAlarmError):
        pack.contacts_for("boredom")


def test_only_verified_contacts_are_shown_in_the_order_of_the_rule(pack: CityPack) -> None:
    shown = [contact.id for contact in pack.contacts_for("domestic_violence")]

    assert shown == ["notruf_110", "hilfetelefon_frauen", "interventionsstelle_rostock", "opfer_telefon"]
    assert {contact.id for contact in pack.contacts if not contact.verified} == {"hilfetelefon_maenner", "missbrauch"}


def test_every_alarm_begins_with_an_emergency_number(pack: CityPack) -> None:
    first = {alarm.id: pack.contacts_for(alarm.id)[0].number for alarm in pack.alarms}

    assert set(first.values()) == {"110", "112"}
    assert first["life_threat_fire"] == first["suicide_crisis"] == "112"


def test_the_lexicon_holds_what_points_at_one_district(pack: CityPack) -> None:
    lexicon = pack.lexicon()
    places = {(place.name, place.district, place.kind) for place in lexicon.places}

    assert ("Kröpeliner-Tor-Vorstadt", "ot-16", "name") in places
    assert ("KTV", "ot-16", "abbr") in places
    assert ("Teepott", "ot-01", "landmark") in places
    assert {district for _, district, _ in places} == {district.id for district in pack.districts}


def test_the_lexicon_leaves_out_what_could_mislead(pack: CityPack) -> None:
    names = {place.name for place in pack.lexicon().places}
    everyday = {entry.name for entry in pack.ambiguous if entry.everyday}

    assert names & (everyday | {"Zentrum", "City", "Heide", "Zoo", "Zoo Rostock"}) == set()


def test_only_an_ambiguous_name_of_the_lexicon_means_several_districts(pack: CityPack) -> None:
    districts: dict[str, set[str]] = {}
    for place in pack.lexicon().places:
        districts.setdefault(place.name.casefold(), set()).add(place.district)

    several = {name for name, ids in districts.items() if len(ids) > 1}
    assert several == {entry.name.casefold() for entry in pack.ambiguous if not entry.everyday}


def test_the_lexicon_holds_topics_streets_and_alarms(pack: CityPack) -> None:
    lexicon = pack.lexicon()

    assert [topic.id for topic in lexicon.topics] == [topic.id for topic in pack.topics if topic.id != "other"]
    assert [alarm.id for alarm in lexicon.alarms] == [alarm.id for alarm in pack.alarms]
    assert {"Aalstecherstr.", "Kurt-Schumacher-Ring"} <= set(lexicon.streets)
    assert Lexicon.from_json(lexicon.to_json()) == lexicon


def test_unknown_contact_data_is_marked_as_to_be_filled_in(pack: CityPack) -> None:
    assert pack.info.to_fill == ("contact_email", "phone", "privacy_contact")


def test_three_example_forums_lie_on_working_days_of_the_coming_weeks(pack: CityPack) -> None:
    days = [[example.day(date(2026, 11, day)) for example in pack.examples] for day in range(1, 31)]

    assert len(pack.examples) == 3
    assert {day.weekday() for round_ in days for day in round_} == {0, 1, 2, 3, 4}
    assert pack.examples[0].day(date(2026, 11, 21)) == date(2026, 12, 7)


def test_the_process_says_who_reads_redacted_texts_only(pack: CityPack) -> None:
    assert [kind.id for kind in pack.process.member_kinds if kind.law_enforcement] == ["police"]
    assert [phase.id for phase in pack.process.phases] == ["preparation", "process", "final_plan"]
    assert pack.process.budget is not None
    assert pack.process.budget.total_eur == 20_000


def test_the_default_survey_keeps_the_documented_format(pack: CityPack) -> None:
    survey = tomllib.loads(pack.survey_file.read_text(encoding="utf-8"))
    questions = survey["question"]

    assert set(survey) == {"id", "title", "intro", "min_cell", "question"}
    assert len({question["id"] for question in questions}) == len(questions) == 12 + 2
    assert {question["id"][:3] for question in questions} == {f"q{number:02}" for number in range(1, 13)}
    for question in questions:
        assert set(question) <= SURVEY_FIELDS
        assert question["type"] in SURVEY_TYPES
        assert ("options" in question) == (question["type"] in {"single", "multiple", "scale", "matrix"})
        assert ("items" in question) == (question["type"] == "matrix")


def test_every_shipped_file_has_its_source_named(pack: CityPack) -> None:
    named = {line.split(",")[0] for line in (pack.folder / "SOURCES.csv").read_text(encoding="utf-8").splitlines()}
    shipped = {path.name for path in pack.folder.iterdir() if path.suffix in {".toml", ".csv", ".geojson"}}

    assert shipped - named == {"SOURCES.csv"}
