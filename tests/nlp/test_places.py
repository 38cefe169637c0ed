"""Places are named by district, and only as a suggestion."""

from __future__ import annotations

import pytest

from nlp.reader import Reader


@pytest.mark.parametrize(
    ("text", "named", "district"),
    [
        ("In Warnemünde ist es laut", "Warnemünde", "ot-01"),
        ("in warnemuende", "warnemuende", "ot-01"),
        ("Die Warnemünder wollen Ruhe", "Warnemünder", "ot-01"),
        ("Lichtenhagens Plätze", "Lichtenhagens", "ot-08"),
        ("Die Lichtenhäger Kinder", "Lichtenhäger", "ot-08"),
        ("Am Lichtenhäger Brink", "Lichtenhäger Brink", "ot-08"),
        ("Toitenwinkler Jugendliche", "Toitenwinkler", "ot-24"),
        ("Gross-Klein ist schön", "Gross-Klein", "ot-09"),
        ("Lütten Klein-Dorf", "Lütten Klein-Dorf", "ot-09"),
        ("in der Kröpeliner Tor Vorstadt", "Kröpeliner Tor Vorstadt", "ot-16"),
        ("in der KTV abends", "KTV", "ot-16"),
        ("Ich wohne in Mitte", "Mitte", "ot-19"),
        ("Am Hauptbahnhof", "Hauptbahnhof", "ot-19"),
    ],
)
def test_a_place_is_found_in_its_usual_forms(reader: Reader, text: str, named: str, district: str) -> None:
    reading = reader.read(text)

    assert [text[hit.span.start : hit.span.end] for hit in reading.places] == [named]
    assert reading.district == district


@pytest.mark.parametrize(
    "text",
    [
        "In der Mitte der Straße",
        "ktv ist hier kein Kürzel",
        "Die Warnemünder Straße ist breit",
        "Doberaner Straße",
        "Stadtmittelpunkt",
        "Ermittelt wird nicht",
    ],
)
def test_a_word_that_only_resembles_a_place_is_none(reader: Reader, text: str) -> None:
    assert reader.read(text).places == ()


def test_two_districts_leave_the_choice_to_the_resident(reader: Reader) -> None:
    reading = reader.read("Zwischen Groß Klein und Lichtenhagen")

    assert ([hit.district for hit in reading.places], reading.district) == (["ot-09", "ot-08"], None)


def test_a_district_named_twice_is_still_the_only_one(reader: Reader) -> None:
    assert reader.read("Warnemünde! Seebad Warnemünde!").district == "ot-01"


def test_the_kind_of_a_place_tells_how_it_was_named(reader: Reader) -> None:
    kinds = [hit.kind for hit in reader.read("KTV, Doberaner Platz, Lichtenhagen, Kröpeliner Tor").places]

    assert kinds == ["abbr", "quarter", "name", "landmark"]
