"""The Ortsteil behind what a resident types or where they stand."""

import json
import math
from collections.abc import Iterator

import pytest
from hypothesis import given
from hypothesis import strategies as st

from handlers.city.loading import load
from handlers.city.naming import fold
from handlers.city.pack import CityPack, District
from handlers.city.places import DistrictFinder, Match

ROSTOCK = load("rostock")
FINDER = DistrictFinder(ROSTOCK)
EVERY_DISTRICT = pytest.mark.parametrize("district", ROSTOCK.districts, ids=lambda district: district.slug)

WITHOUT_UMLAUTS = str.maketrans({"ä": "a", "ö": "o", "ü": "u", "Ä": "A", "Ö": "O", "Ü": "U", "ß": "s"})
WRITTEN_OUT = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "Ä": "Ae", "Ö": "Oe", "Ü": "Ue", "ß": "ss"})


def spellings(name: str) -> Iterator[str]:
    yield from (name, name.upper(), name.lower(), f"  {name} . ", name.replace("-", " "), name.replace(" ", "-"))
    yield from (
        name.replace(" ", ""),
        name.translate(WRITTEN_OUT),
        f"OT {name}",
        f"Rostock-{name}",
        f"{name} (Rostock)",
    )
    yield f"Ich wohne in {name}."
    if "ß" not in name:
        yield name.translate(WITHOUT_UMLAUTS)


def one_slip(name: str) -> Iterator[str]:
    """Every way to lose, double, swap or mistype one letter, but for the first."""
    for i in range(1, len(name)):
        yield name[:i] + name[i + 1 :]
        yield name[:i] + name[i] + name[i:]
        yield name[:i] + "x" + name[i + 1 :]
        if i + 1 < len(name):
            yield name[:i] + name[i + 1] + name[i] + name[i + 2 :]


@EVERY_DISTRICT
def test_a_district_is_found_by_its_name_in_every_spelling(district: District) -> None:
    found = {spelling: FINDER.by_name(spelling) for spelling in spellings(district.name)}

    assert {spelling for spelling, match in found.items() if match != Match(exact=district)} == set()


@EVERY_DISTRICT
def test_a_district_is_found_by_its_name_without_seebad(district: District) -> None:
    assert FINDER.by_name(district.name.removeprefix("Seebad ")) == Match(exact=district)


@EVERY_DISTRICT
def test_a_district_is_found_by_every_alias(district: District) -> None:
    found = {alias.name: FINDER.by_name(alias.name) for alias in district.aliases}

    assert found == {alias.name: Match(exact=district) for alias in district.aliases}


@EVERY_DISTRICT
def test_a_district_is_offered_after_one_slip(district: District) -> None:
    name = district.name.removeprefix("Seebad ")

    missed = [slip for slip in one_slip(name) if district not in offered(FINDER.by_name(slip))]

    assert missed == []


@EVERY_DISTRICT
def test_a_label_point_lies_in_its_own_district(district: District) -> None:
    longitude, latitude = district.label_point

    assert FINDER.at(latitude, longitude) == district


def offered(match: Match) -> tuple[District, ...]:
    return (match.exact,) if match.exact else match.candidates


@pytest.mark.parametrize(
    ("typed", "slugs"),
    [
        ("Dierkow", ["dierkow-neu", "dierkow-ost", "dierkow-west"]),
        ("dirkow", ["dierkow-neu", "dierkow-ost", "dierkow-west"]),
        ("Zoo", ["gartenstadt-stadtweide", "hansaviertel"]),
        ("Klein", ["gross-klein", "luetten-klein"]),
        ("Seebad", ["seebad-warnemuende", "seebad-diedrichshagen", "seebad-markgrafenheide", "seebad-hohe-duene"]),
        ("Markgrafen", ["seebad-markgrafenheide"]),
        ("Kröpeliner Tor-V", ["kroepeliner-tor-vorstadt"]),
        ("Kurt-Schumacher-Ring", ["dierkow-neu"]),
        ("18107", ["luetten-klein"]),
        ("18109 Rostock", ["lichtenhagen", "gross-klein"]),
        ("eher Lichtenhagen, manchmal Evershagen", ["lichtenhagen", "evershagen"]),
        ("Dierkow Wst", ["dierkow-west", "dierkow-ost"]),
    ],
)
def test_a_doubtful_name_gives_candidates(typed: str, slugs: list[str]) -> None:
    match = FINDER.by_name(typed)

    assert match.exact is None
    assert sorted(district.slug for district in match.candidates) == sorted(slugs)


@pytest.mark.parametrize(
    ("typed", "slug"),
    [
        ("Ich wohne in der KTV", "kroepeliner-tor-vorstadt"),
        ("ktv", "kroepeliner-tor-vorstadt"),
        ("18119 Warnemünde", "seebad-warnemuende"),
        ("T’winkel", "toitenwinkel"),
        ("Lu\u0308tten Klein", "luetten-klein"),
        ("ＧＲＯＳＳ　ＫＬＥＩＮ", "gross-klein"),
        ("bin aus Warnemünn", "seebad-warnemuende"),
        ("Warnemünde bitte", "seebad-warnemuende"),
    ],
)
def test_a_plain_name_is_certain(typed: str, slug: str) -> None:
    match = FINDER.by_name(typed)

    assert match.exact is not None
    assert match.exact.slug == slug


@pytest.mark.parametrize(
    "typed",
    [
        "",
        "   ",
        "🙂",
        "Rostock",
        "in Rostock",
        "Berlin",
        "Hamburg",
        "Schwerin",
        "Stralsund",
        "Wismar",
        "Güstrow",
        "Bad Doberan",
        "Elmenhorst",
        "Bentwisch",
        "Kritzmow",
        "Papendorf",
        "keine Ahnung",
        "weiß nicht",
        "egal",
        "bitte",
        "nein danke",
        "Schmerz",
        "Quatsch",
        "Hütte",
        "alles",
        "99999",
        "18055123",
        "\u202e\u202d",
        "'; DROP TABLE residents; --",
    ],
)
def test_an_unknown_name_has_no_candidates(typed: str) -> None:
    assert FINDER.by_name(typed) == Match()


@given(st.text(max_size=300, alphabet=st.characters(codec=None)))
def test_no_text_makes_the_finder_fail(typed: str) -> None:
    match = FINDER.by_name(typed)

    assert match.exact is None or match.candidates == ()


@given(st.floats(), st.floats())
def test_no_number_makes_a_location_fail(latitude: float, longitude: float) -> None:
    found = FINDER.at(latitude, longitude)

    assert found is None or found in ROSTOCK.districts


@pytest.mark.parametrize(
    ("latitude", "longitude"),
    [(53.55, 10.0), (54.3, 12.1), (12.1, 54.1), (0.0, 0.0), (math.nan, 12.1), (54.1, math.inf), (91.0, 12.1)],
)
def test_a_location_outside_the_city_belongs_to_no_district(latitude: float, longitude: float) -> None:
    assert FINDER.at(latitude, longitude) is None


@pytest.mark.parametrize(
    ("latitude", "longitude", "slug"),
    [
        (54.0887, 12.1405, "stadtmitte"),
        (54.1810, 12.0860, "seebad-warnemuende"),
        (54.1152, 12.1430, "toitenwinkel"),
        (54.0905, 12.1190, "kroepeliner-tor-vorstadt"),
    ],
)
def test_a_location_gives_its_district(latitude: float, longitude: float, slug: str) -> None:
    found = FINDER.at(latitude, longitude)

    assert found is not None
    assert found.slug == slug


def test_a_point_on_a_border_belongs_to_one_of_the_neighbours(pack: CityPack, finder: DistrictFinder) -> None:
    features = json.loads(pack.boundaries_file.read_text(encoding="utf-8"))["features"]
    corners = [point for feature in features for point in feature["geometry"]["coordinates"][0][:20]]

    found = [finder.at(latitude, longitude) for longitude, latitude in corners]

    assert None not in found


def test_folding_makes_all_spellings_one() -> None:
    assert {fold(name) for name in ("Groß-Klein", "gross klein", "GROSSKLEIN", "Groß Klein")} == {"grossklein"}
    assert fold("Gutenbergstraße") == fold("Gutenbergstr.") == fold("gutenberg-strasse")
    assert fold("Düne") == fold("Duene") == fold("Dune")
