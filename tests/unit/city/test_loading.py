"""Every mistake in a pack is one line that says where it is."""

from pathlib import Path

import pytest

from handlers.city.errors import CityPackError
from handlers.city.loading import built_in, load
from handlers.city.pack import CityPack

FILES = (
    "info.toml",
    "districts.toml",
    "topics.toml",
    "contacts.toml",
    "consideration.toml",
    "process.toml",
    "survey.toml",
    "districts.geojson",
    "districts_map.geojson",
    "landmarks.csv",
    "venues.csv",
    "plz.csv",
    "streets.csv",
)

SPOILT = (
    # file, what is written there, what a careless hand makes of it, the line it gets for it
    (
        "consideration.toml",
        'public_holidays = "DE-MV"',
        'public_holidays = "DE-XX"',
        "consideration.toml, table [deadlines], field 'public_holidays': 'DE-XX' is not a country or one of its states",
    ),
    (
        "districts.toml",
        'area = "sb-C"',
        'area = "sb-X"',
        "districts.toml, district 'ot-08', field 'area': 'sb-X' does not exist",
    ),
    (
        "districts.toml",
        'council = "ob-03"',
        'council = "ob-99"',
        "districts.toml, district 'ot-08', field 'council': 'ob-99' does not exist",
    ),
    (
        "districts.toml",
        'neighbours = ["ot-15", "ot-17"]',
        'neighbours = ["ot-15"]',
        "districts.toml, district 'ot-17', field 'neighbours': 'ot-18' does not name it back",
    ),
    (
        "districts.toml",
        'slug = "schmarl"',
        'slug = "evershagen"',
        "districts.toml, slug 'evershagen': is given twice",
    ),
    (
        "districts.toml",
        'slug = "schmarl"',
        'slug = "Schmarl!"',
        "districts.toml, [[district]] 12 (ot-12), field 'slug': String should match pattern '^[a-z0-9]+(-[a-z0-9]+)*$'",
    ),
    (
        "districts.toml",
        'name = "Schmarl-Dorf", kind = "quarter"',
        'name = "Schmarl-Dorf", kind = "village"',
        "districts.toml, [[district]] 12 (ot-12), field 'aliases.0.kind': Input should be 'short', 'variant', "
        "'colloquial', 'abbr', 'lowgerman', 'cyrillic', 'misspelling', 'quarter' or 'generic'",
    ),
    (
        "districts.toml",
        'name = "Schmarl-Dorf"',
        'name = "Dierkow"',
        "districts.toml, district 'ot-12', field 'aliases': 'Dierkow' already belongs to 'ambiguous'; list it under "
        "[[ambiguous]] only",
    ),
    (
        "districts.toml",
        "label_point = [12.07729, 54.12479]",
        "label_point = [12.07729, 540]",
        "districts.toml, [[district]] 12 (ot-12), field 'label_point.1': Input should be less than or equal to 90",
    ),
    (
        "districts.toml",
        'districts = ["ot-21", "ot-22", "ot-23"]',
        'districts = ["ot-21", "ot-42"]',
        "districts.toml, ambiguous 'Dierkow', field 'districts': 'ot-42' does not exist",
    ),
    ("districts.toml", "schema = 1", "schema = 2", "districts.toml, field 'schema': must be 1, is 2"),
    (
        "districts.toml",
        "schema = 1",
        "schema =",
        "districts.toml, line 9, column 9: Invalid value",
    ),
    (
        "districts.toml",
        "[[ambiguous]]",
        "[[ambigous]]",
        "districts.toml, 'ambigous': is not known here",
    ),
    (
        "topics.toml",
        'id = "lighting"\nworkgroup = "infrastructure"',
        'id = "lighting"\nworkgroup = "infra"',
        "topics.toml, topic 'lighting', field 'workgroup': 'infra' does not exist",
    ),
    (
        "topics.toml",
        'keywords = ["laterne"',
        'keyword = ["laterne"',
        "topics.toml, [[topic]] 1 (lighting), field 'keyword': Unexpected keyword argument",
    ),
    (
        "topics.toml",
        'keywords = ["laterne"',
        'keywords = ["Laterne"',
        "topics.toml, [[topic]] 1 (lighting), field 'keywords.0': String should match pattern '^[^A-ZÄÖÜ]+$'",
    ),
    (
        "topics.toml",
        'id = "vandalism"',
        'id = "lighting"',
        "topics.toml, topic 'lighting', field 'id': is given twice",
    ),
    (
        "contacts.toml",
        'contacts = ["notruf_112", "giftnotruf"]',
        'contacts = ["notruf_113"]',
        "contacts.toml, alarm 'poisoning', field 'contacts': 'notruf_113' does not exist",
    ),
    (
        "contacts.toml",
        'contacts = ["notruf_112", "giftnotruf"]',
        'contacts = ["missbrauch"]',
        "contacts.toml, alarm 'poisoning', field 'contacts': none of them is verified",
    ),
    (
        "contacts.toml",
        'stems = [\n  "vergiftet",',
        'stems = []\nrest = [\n  "vergiftet",',
        "contacts.toml, [[alarm]] 2 (poisoning), field 'stems': Tuple should have at least 1 item after validation, not 0",
    ),
    (
        "contacts.toml",
        'number = "112"\n',
        "",
        "contacts.toml, contact 'notruf_112': needs a number or a url",
    ),
    (
        "process.toml",
        "end = 2019-02-28",
        "end = 2018-02-28",
        "process.toml, phase 'preparation', field 'end': is before its start",
    ),
    (
        "process.toml",
        "end = 2019-02-28",
        'end = "im Februar"',
        "process.toml, [[phase]] 1 (preparation), field 'end': Input should be a valid date or datetime, "
        "invalid character in year",
    ),
    (
        "process.toml",
        'id = "steering_group"',
        'id = "prevention"',
        "process.toml, body 'prevention', field 'id': is the id of a workgroup",
    ),
    (
        "starting_position.toml",
        'source = "ndr-2024"',
        'source = "gossip"',
        "starting_position.toml, [[figure]] 7, field 'source': 'gossip' does not exist",
    ),
    (
        "starting_position.toml",
        'id = "order_partnership"',
        'id = "weather"',
        "starting_position.toml, [[chapter]] 3 (weather), field 'id': Input should be 'crime_statistics', 'perceived_safety', "
        "'order_partnership' or 'security_architecture'",
    ),
    (
        "starting_position.toml",
        "retrieved = 2026-11-22",
        'retrieved = "neulich"',
        "starting_position.toml, [[source]] 1 (buergerumfrage-2025), field 'retrieved': Input should be a valid date or "
        "datetime, input is too short",
    ),
    ("process.toml", 'title = "Masterplan Kommunale Sicherheit"', "", "process.toml, field 'title': must be a text"),
    (
        "info.toml",
        'timezone = "Europe/Berlin"',
        'timezone = "Europe/Rostock"',
        "info.toml, table [info], field 'timezone': 'Europe/Rostock' is not a time zone",
    ),
    (
        "info.toml",
        'languages = ["de", "de-simple", "en"]',
        'languages = ["de-simple", "en"]',
        "info.toml, table [info], field 'languages': 'de' is missing: its text holds",
    ),
    (
        "info.toml",
        'languages = ["de", "de-simple", "en"]',
        'languages = ["de", "tlh"]',
        "info.toml, table [info], field 'languages': 'tlh' does not exist",
    ),
    (
        "info.toml",
        'operator = "Hanse- und Universitätsstadt Rostock"',
        'operator = ""',
        "info.toml, table [info], field 'operator': String should have at least 1 character",
    ),
    (
        "info.toml",
        'areas = ["sb-C", "sb-D"]',
        "",
        "info.toml, example 'forum-lichtenhagen-gross-klein', field 'areas': must be given for the scope 'districts' "
        "and only there",
    ),
    (
        "info.toml",
        "ends = 19:30:00",
        "ends = 09:30:00",
        "info.toml, example 'forum-lichtenhagen-gross-klein', field 'ends': is not after its start",
    ),
    (
        "info.toml",
        'venue = "v-sbz-lichtenhagen"',
        'venue = "v-nowhere"',
        "info.toml, example 'forum-lichtenhagen-gross-klein', field 'venue': 'v-nowhere' does not exist",
    ),
    (
        "venues.csv",
        "18055,ot-19",
        "18055,ot-91",
        "venues.csv, venue 'v-rathaus', field 'district': 'ot-91' does not exist",
    ),
    (
        "venues.csv",
        "18055,ot-19",
        "1805,ot-19",
        "venues.csv, line 11, field 'postcode': String should match pattern '^\\d{5}$'",
    ),
    ("venues.csv", "id,name,kind", "id,titel,kind", "venues.csv, line 1, column 'name': is missing"),
    (
        "landmarks.csv",
        "Teepott,ot-01,landmark,high",
        "Teepott,ot-01,landmark",
        "landmarks.csv, line 39: has not as many cells as the first line",
    ),
    (
        "plz.csv",
        "18107,ot-10",
        "18107,ot-10|ot-77",
        "plz.csv, postcode '18107', field 'districts': 'ot-77' does not exist",
    ),
    ("plz.csv", "18107,ot-10", "18106,ot-10", "plz.csv, postcode '18106': is given twice"),
    (
        "districts.geojson",
        '"id":"ot-31"',
        '"id":"ot-32"',
        "districts.geojson, feature, field 'id': 'ot-32' does not exist",
    ),
    (
        "districts_map.geojson",
        '"id":"ot-31"',
        '"id":"ot-30"',
        "districts_map.geojson, feature 'ot-30': is given twice",
    ),
    (
        "districts.geojson",
        '"features": [',
        '"features": ',
        "districts.geojson, line 3, column 1: Expecting property name enclosed in double quotes",
    ),
    ("survey.toml", "min_cell = 10", "min_cell = zehn", "survey.toml, line 6, column 12: Invalid value"),
)


def test_the_built_in_pack_is_found_by_its_name(pack: CityPack) -> None:
    assert "rostock" in built_in()
    assert pack.info.name == "Hanse- und Universitätsstadt Rostock"


def test_a_copy_in_any_folder_loads_the_same(pack: CityPack, folder: Path) -> None:
    copy = load(folder)

    assert copy.folder == folder
    assert copy.districts == pack.districts
    assert copy.lexicon() == pack.lexicon()


def test_a_folder_can_be_given_as_text(folder: Path) -> None:
    assert load(str(folder)).survey_file == folder / "survey.toml"


@pytest.mark.parametrize("name", ["atlantis", "", "../rostock", "rostock\x00"])
def test_an_unknown_city_names_the_ones_there_are(name: str) -> None:
    with pytest.raises(CityPackError, match=r"is neither a folder nor a built-in city pack \(rostock\)"):
        load(name)


@pytest.mark.parametrize("file", FILES)
def test_a_missing_file_is_named(folder: Path, file: str) -> None:
    (folder / file).unlink()

    with pytest.raises(CityPackError) as refused:
        load(folder)

    assert str(refused.value) == f"{file}: cannot be read, is it missing?"


def test_a_city_without_a_defect_service_leaves_the_file_out(folder: Path) -> None:
    (folder / "klarschiff.toml").unlink()

    assert load(folder).klarschiff is None


@pytest.mark.parametrize("file", FILES)
def test_a_file_of_bytes_is_one_clear_line(folder: Path, file: str) -> None:
    (folder / file).write_bytes(b"\xff\xfe\x00\x80 no text")

    with pytest.raises(CityPackError) as refused:
        load(folder)

    assert str(refused.value) == f"{file}: is not UTF-8 (byte 0)"


@pytest.mark.parametrize("file", [file for file in FILES if file != "survey.toml"])
def test_an_empty_file_is_one_clear_line(folder: Path, file: str) -> None:
    (folder / file).write_text("", encoding="utf-8")

    with pytest.raises(CityPackError) as refused:
        load(folder)

    assert str(refused.value).startswith(f"{file}, ")
    assert "\n" not in str(refused.value)


@pytest.mark.parametrize(("file", "written", "spoilt", "line"), SPOILT)
def test_a_mistake_names_file_entry_and_field(folder: Path, file: str, written: str, spoilt: str, line: str) -> None:
    before = (folder / file).read_text(encoding="utf-8")
    assert written in before
    (folder / file).write_text(before.replace(written, spoilt, 1), encoding="utf-8")

    with pytest.raises(CityPackError) as refused:
        load(folder)

    assert str(refused.value) == line


def test_a_byte_order_mark_as_spreadsheets_write_it_does_no_harm(folder: Path, pack: CityPack) -> None:
    text = (folder / "venues.csv").read_text(encoding="utf-8")
    (folder / "venues.csv").write_text(text, encoding="utf-8-sig", newline="\r\n")

    assert load(folder).venues == pack.venues
