"""Names are found without a cue, in any spelling, and words that are also names are left alone."""

from __future__ import annotations

import pytest

from nlp.reader import Reader


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("gestern hat Kevin aus der 9b wieder gepöbelt", ["Kevin"]),
        ("die Jana Peters vom dritten Stock meint das auch", ["Jana Peters"]),
        ("Das hat Mehmet Yılmaz gesehen, nicht ich.", ["Mehmet Yılmaz"]),
        ("bei frau nguyen im laden", ["nguyen"]),
        ("olena kovalenko hilft uns beim übersetzen", ["olena kovalenko"]),
        ("Habe mit Thomas und Birgit Engelke gesprochen", ["Thomas", "Birgit Engelke"]),
        ("Wir waren zu dritt, Lina, Emma und ich", ["Lina", "Emma"]),
        ("Friedrich von Malzahn-Behrens vermietet die Wohnung", ["Friedrich von Malzahn-Behrens"]),
        ("Was Joost van der Meer sagt, hat Hand und Fuß", ["Joost van der Meer"]),
        ("Der Fischer, Andreas aus Aufgang 3 war es", ["Fischer, Andreas"]),
        ("PETRA LANGE HAT DEN SCHLÜSSEL STECKEN LASSEN", ["PETRA LANGE"]),
        ("Anzeige gegen den Fahrer R. Gottschalk", ["R. Gottschalk"]),
        ("Der Typ soll Marvin Sch. heißen", ["Marvin Sch."]),
        ("Lehmanns von gegenüber grillen auf dem Balkon", ["Lehmanns"]),
        ("Fr. Sommer und Hr. Bach streiten sich", ["Sommer", "Bach"]),
        ("Herr M. lebt allein", ["M."]),
        ("hallo ich bin lena 7 und habe angst", ["lena"]),
        ("jürgen w. aus der 12 dealt", ["jürgen w."]),
        ("Ansprechpartnerin: Dipl.-Ing. Ute Schünemann", ["Ute Schünemann"]),
        ("die familie al hussein wird im haus nicht gegrüßt", ["al hussein"]),
        ("Gestern hat Kevin Angst bekommen", ["Kevin"]),
        ("My neighbour Samuel Okonkwo got shoved off the tram", ["Samuel Okonkwo"]),
        ("Мене звати Оксана Гриценко, я живу тут два роки", ["Оксана Гриценко"]),
        ("сосед виталик каждую ночь сверлит", ["виталик"]),
        ("Мужа зовут Андрей Кох", ["Андрей Кох"]),
        ("اسمي أحمد الخطيب وأسكن قرب المحطة", ["أحمد الخطيب"]),
        ("Nazywam się Grzegorz Wiśniewski i pracuję nocą", ["Grzegorz Wiśniewski"]),
        ("Tôi tên là Lê Thị Mai, bán hoa ở chợ", ["Lê Thị Mai"]),
    ],
)
def test_a_name_is_found_whole(reader: Reader, text: str, names: list[str]) -> None:
    found = [text[one.span.start : one.span.end] for one in reader.read(text).personal if one.label == "NAME"]

    assert found == names


@pytest.mark.parametrize(
    "text",
    [
        "Ein Wolf soll im Wald gesehen worden sein",
        "Im Sommer riecht der Bach nach Kanal",
        "unter der linde vor der kirche sitzen die trinker",
        "Der Markt ist samstags ab sechs so laut",
        "Koch im Imbiss wird täglich beleidigt",
        "Rosa-Luxemburg-Straße ohne Nummer, Käthe-Kollwitz-Gymnasium, Max-Samuel-Haus",
        "Salon Monika hat zugemacht",
        "Lieschen Müller soll Vorräte horten",
        "der Herr saß schon wieder da",
        "eine Frau mit Kinderwagen und meine Schwester",
        "Ernst gemeint: Warum gibt es keinen Wachdienst?",
        "Alle in Hamburg und Stralsund wissen das",
    ],
)
def test_a_word_that_is_also_a_name_needs_its_surroundings(reader: Reader, text: str) -> None:
    assert reader.read(text).personal == ()


def test_a_date_of_long_ago_beside_a_name_is_that_of_a_birth(reader: Reader) -> None:
    text = "Ausweis verloren, Emily Rautenberg, 2003-11-29"

    assert [one.label for one in reader.read(text).personal] == ["NAME", "DOB"]


def test_a_date_beside_a_name_may_be_a_meeting(reader: Reader) -> None:
    text = "Treffen mit Emily Rautenberg, 29.11.2025"

    assert [one.label for one in reader.read(text).personal] == ["NAME"]
