"""Places are named by district, and only as a suggestion."""

from __future__ import annotations

import pytest

from nlp.lexicon import Lexicon, PlaceEntry
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
        ("ktv: tausend fahrräder", "ktv", "ot-16"),
        ("in der ktv ist es laut", "ktv", "ot-16"),
        ("Wir Lütten Kleiner werden vergessen", "Lütten Kleiner", "ot-10"),
        ("Die Lichtenhägener Jugend", "Lichtenhägener", "ot-08"),
        ("Die Lichtenhagner Jugend", "Lichtenhagner", "ot-08"),
        ("am neuen markt ist ein loch", "neuen markt", "ot-19"),
        ("gros klein abends", "gros klein", "ot-09"),
        ("Lüten Klein am Brunnen", "Lüten Klein", "ot-10"),
        ("Lütten klien ist voller tauben", "Lütten klien", "ot-10"),
        ("Lichtenhagn ohne e", "Lichtenhagn", "ot-08"),
        ("in lichten hagen am boulevard", "lichten hagen", "ot-08"),
        ("Tojtenwinkel, beim Netto", "Tojtenwinkel", "ot-24"),
        ("warnemunde ohne umlaut", "warnemunde", "ot-01"),
        ("Doberanner Platz Ampel aus", "Doberanner Platz", "ot-16"),
        ("gestern waren wir am Neuen Markt essen", "Neuen Markt", "ot-19"),
        ("am Kröpeliner Tor nahe der Warnow", "Kröpeliner Tor", "ot-19"),
        ("in warne münde am leuchtturm", "warne münde", "ot-01"),
    ],
)
def test_a_place_is_found_in_its_usual_forms(reader: Reader, text: str, named: str, district: str) -> None:
    reading = reader.read(text)

    assert [text[hit.span.start : hit.span.end] for hit in reading.places] == [named]
    assert reading.district == district


@pytest.mark.parametrize(
    ("text", "district"),
    [
        ("В Лихтенхагене возле магазина темно", "ot-08"),
        ("у варнемюнде біля маяка", "ot-01"),
        ("У Шмарлі бігає великий собака", "ot-12"),
        ("Живу в Лютен Кляйн", "ot-10"),
        ("Фонари Тойтенвинкеля не горят", "ot-24"),
    ],
)
def test_a_place_is_found_in_cyrillic_and_its_cases(city_reader: Reader, text: str, district: str) -> None:
    assert city_reader.read(text).district == district


@pytest.mark.parametrize(
    "text",
    [
        "In der Mitte der Straße",
        "ktv ist hier kein Kürzel",
        "Die Warnemünder Straße ist breit",
        "Doberaner Straße",
        "Pfarrer Lichtenhagen hilft",
        "Lichtenhagen & Söhne liefern nicht",
        "Stadtmittelpunkt",
        "neuer markt, alte probleme",
        "Herr Warnemünde hat angerufen",
        "Lichtenhagen bei Göttingen ist schön",
        "Wismar hat in der Innenstadt Poller aufgestellt",
        "Die hohe Düne am Strand von Prerow",
        "Das Doberaner Münster hat Flutlicht",
        "die innenstadt von düsseldorf ist sauber",
        "Kollege Lichtenhagen hat angerufen",
        "in berlin mitte wohnt mein sohn",
        "Die Stadtmitte von Stralsund ist heller",
        "Toiletten am Winkel des Parks",
        "groß und klein sollen mitmachen",
        "Lichter im Hafen, Toilettenwagen",
        "Ermittelt wird nicht",
    ],
)
def test_a_word_that_only_resembles_a_place_is_none(reader: Reader, text: str) -> None:
    assert reader.read(text).places == ()


def test_variants_of_one_name_are_one_hit() -> None:
    reader = reader_of(("Lütten Klein", "ot-10"), ("Luetten Klein", "ot-10"), ("Lütten-Klein", "ot-10"))

    assert len(reader.read("in lütten klein").places) == 1


def test_two_districts_leave_the_choice_to_the_resident(reader: Reader) -> None:
    reading = reader.read("Zwischen Groß Klein und Lichtenhagen")

    assert ([hit.district for hit in reading.places], reading.district) == (["ot-09", "ot-08"], None)


def test_a_district_named_twice_is_still_the_only_one(reader: Reader) -> None:
    assert reader.read("Warnemünde! Seebad Warnemünde!").district == "ot-01"


def test_the_kind_of_a_place_tells_how_it_was_named(reader: Reader) -> None:
    kinds = [hit.kind for hit in reader.read("KTV, Doberaner Platz, Lichtenhagen, Kröpeliner Tor").places]

    assert kinds == ["abbr", "quarter", "name", "landmark"]


def test_a_name_of_several_districts_is_found_as_each_of_them() -> None:
    reader = reader_of(("Dierkow", "ot-21"), ("Dierkow", "ot-22"))

    reading = reader.read("In Dierkow ist es gut")

    assert ([hit.district for hit in reading.places], reading.district) == (["ot-21", "ot-22"], None)


def test_the_name_of_one_district_decides_what_an_ambiguous_name_means() -> None:
    reader = reader_of(("Dierkow", "ot-21"), ("Dierkow", "ot-22"), ("Dierkow-Ost", "ot-22"))

    assert reader.read("In Dierkow, also Dierkow Ost").district == "ot-22"


def reader_of(*places: tuple[str, str]) -> Reader:
    return Reader.from_lexicon(Lexicon((), tuple(PlaceEntry(name, id_, "name") for name, id_ in places), (), ()))
