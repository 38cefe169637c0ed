"""Personal data is found to the character, and what belongs to nobody is left alone."""

from __future__ import annotations

import pytest

from nlp.reader import Reader


@pytest.mark.parametrize(
    ("text", "found", "label"),
    [
        ("Rufen Sie 0381 123456 an", "0381 123456", "PHONE"),
        ("mobil 0172/1234567.", "0172/1234567", "PHONE"),
        ("+49 (0)381 12 34 56", "+49 (0)381 12 34 56", "PHONE"),
        ("Tel.: 4567890", "4567890", "PHONE"),
        ("０３８１ １２３４５６", "０３８１ １２３４５６", "PHONE"),
        ("an anna.schmidt@example.org schreiben.", "anna.schmidt@example.org", "EMAIL"),
        ("max punkt mueller at gmx punkt de", "max punkt mueller at gmx punkt de", "EMAIL"),
        ("IBAN DE89 3704 0044 0532 0130 00 bitte", "DE89 3704 0044 0532 0130 00", "IBAN"),
        ("de89370400440532013000", "de89370400440532013000", "IBAN"),
        ("siehe https://example.org/a?b=1.", "https://example.org/a?b=1", "URL"),
        ("Ich bin @anna_s dort", "@anna_s", "HANDLE"),
        ("Das Auto HRO-AB 123 parkt", "HRO-AB 123", "PLATE"),
        ("Das Auto HRO AB 123 parkt", "HRO AB 123", "PLATE"),
        ("Kennzeichen hro ab 123", "hro ab 123", "PLATE"),
        ("Ich wohne Lange Straße 12a.", "Lange Straße 12a", "ADDRESS"),
        ("in der Langen Str. 3-5", "Langen Str. 3-5", "ADDRESS"),
        ("Am Strande 5 ist es laut", "Am Strande 5", "ADDRESS"),
        ("Kurt-Schumacher-Ring 7", "Kurt-Schumacher-Ring 7", "ADDRESS"),
        ("wohne in der birkenstraße 8", "birkenstraße 8", "ADDRESS"),
        ("Am Strande 3 b, 18055 Rostock", "Am Strande 3 b, 18055 Rostock", "ADDRESS"),
        ("Neue Werderstraße 51, Rostock, anonym", "Neue Werderstraße 51, Rostock", "ADDRESS"),
        ("lange str. 10a 18055 rostock", "lange str. 10a 18055 rostock", "ADDRESS"),
        ("In der Hundertmännerstraße 8 brannte es", "Hundertmännerstraße 8", "ADDRESS"),
        ("Hausnummer 7 in der Budapester Straße, da", "Hausnummer 7 in der Budapester Straße", "ADDRESS"),
        ("hinterm haus stephan-jantzen-ring 40 ist", "stephan-jantzen-ring 40", "ADDRESS"),
        ("in der st georg str 77 im dritten", "st georg str 77", "ADDRESS"),
        ("im amselweg 14 kippt einer schutt", "amselweg 14", "ADDRESS"),
        ("Wohnung: Platz der Jugend 9", "Platz der Jugend 9", "ADDRESS"),
        ("geboren am 3.4.1950", "3.4.1950", "DOB"),
        ("am 12. Mai 1948 geboren", "12. Mai 1948", "DOB"),
        ("Herr Müller Krach macht", "Müller", "NAME"),
        ("Frau Erika Mustermann sagt", "Erika Mustermann", "NAME"),
        ("Ich heiße Anna Schmidt und", "Anna Schmidt", "NAME"),
        ("Mein Name ist Oleg Petrow.", "Oleg Petrow", "NAME"),
        ("Viele Grüße\nKarin Voß", "Karin Voß", "NAME"),
        ("Mein Nachbar Klaus Meier parkt hier", "Klaus Meier", "NAME"),
        ("St.-Petersburger Straße 10", "St.-Petersburger Straße 10", "ADDRESS"),
        ("bei Herrn Dr. von Below", "von Below", "NAME"),
        ("meine nummer ist 0381.66 00 123 danke", "0381.66 00 123", "PHONE"),
        ("null drei acht eins vier fünf sechs sieben", "null drei acht eins vier fünf sechs sieben", "PHONE"),
        ("nadine(punkt)frehse(at)outlook(punkt)de", "nadine(punkt)frehse(at)outlook(punkt)de", "EMAIL"),
        ("schreib an k.wittstock @ gmx.net", "k.wittstock @ gmx.net", "EMAIL"),
        ("Konto DE46.4306.0967.2703.7296.84.", "DE46.4306.0967.2703.7296.84", "IBAN"),
        ("DE 33 3704 0044 1776 2138 99", "DE 33 3704 0044 1776 2138 99", "IBAN"),
        ("siehe nitter.example/kalle dort", "nitter.example/kalle", "URL"),
        ("mein Blog: karls-blog.de, lesen!", "karls-blog.de", "URL"),
        ("steht auf kiez-blick-hro.de, lesen", "kiez-blick-hro.de", "URL"),
        ("Bild: https://fotos.example/7، danke", "https://fotos.example/7", "URL"),
        ("siehe müllers-ecke.de/plan", "müllers-ecke.de/plan", "URL"),
        ("lies @nora.schreibt dazu", "@nora.schreibt", "HANDLE"),
        ("meine insta: lena_hro", "lena_hro", "HANDLE"),
        ("mein discord ist gr1mm#4471", "gr1mm#4471", "HANDLE"),
        ("twitch: plattenbaukai", "plattenbaukai", "HANDLE"),
        ("der gü-pk 88 tropft", "gü-pk 88", "PLATE"),
        ("HROVW1972 blinkt nie", "HROVW1972", "PLATE"),
        ("das moped 482 KRE", "482 KRE", "PLATE"),
        ("polnisches Schild ZS 448KP", "ZS 448KP", "PLATE"),
        ("Машина з номером AA 1234 BH", "AA 1234 BH", "PLATE"),
        ("Geburtstag meines Sohnes: 8. Januar 2015", "8. Januar 2015", "DOB"),
        ("geboren am ersten April neunzehnhundertfünfzig", "ersten April neunzehnhundertfünfzig", "DOB"),
        ("born 14 March 1987 in Leeds", "14 March 1987", "DOB"),
        ("Я народилася 21.05.1985 у місті", "21.05.1985", "DOB"),
        ("Дата рождения 09.02.1946", "09.02.1946", "DOB"),
        ("Ur. 30.06.1978 w mieście", "30.06.1978", "DOB"),
        ("sinh ngày 15/08/1969", "15/08/1969", "DOB"),
        ("تاريخ ميلادي 01/01/1993", "01/01/1993", "DOB"),
        ("Meine Mutter, 2.9.1936, sitzt im Rollstuhl", "2.9.1936", "DOB"),
        ("für meinen Vater (5. Mai 1933), der sucht", "5. Mai 1933", "DOB"),
        ("mein Mann 17.08.1960, und ich", "17.08.1960", "DOB"),
        ("auf mastodon @wolkenfietje@nordsocial.example", "@wolkenfietje@nordsocial.example", "HANDLE"),
        ("erreichbar als tomtomhro bei instagram", "tomtomhro", "HANDLE"),
        ("bei youtube bin ich WarnowDashcam, da", "WarnowDashcam", "HANDLE"),
        ("einer, der sich seewolf1312 nennt, auf insta", "seewolf1312", "HANDLE"),
        ("am 15ten april 2004 geboren", "15ten april 2004", "DOB"),
        ("die Zeugin (0381/20 33 781).", "0381/20 33 781", "PHONE"),
    ],
)
def test_personal_data_is_found_to_the_character(reader: Reader, text: str, found: str, label: str) -> None:
    spans = reader.read(text).personal

    assert [(text[one.span.start : one.span.end], one.label) for one in spans] == [(found, label)]


@pytest.mark.parametrize(
    "text",
    [
        "Im Notfall 110 oder 112, sonst 115 oder 116117",
        "Die Telefonseelsorge hat die 0800 1110111",
        "Der Giftnotruf ist 0361 730730",
        "Am 01.02.2025 um 20.30 Uhr",
        "von 08-10 Uhr, 100 Euro, 18055 Rostock",
        "DE88 3704 0044 0532 0130 00",
        "Die Lange Straße ist laut",
        "In der Langen Straße 30 km/h",
        "Lange Straße 3 Laternen kaputt",
        "Warnemünde 12",
        "Der FC Hansa und die AG 2",
        "DIN A 4 und BAB A 19",
        "Eine Frau Angst machen",
        "Mein Nachbar Lärm und mein Mann Wut",
        "Herr Bürgermeister, Frau Oberbürgermeisterin",
        "Ich bin Rentner und ich heiße das nicht gut",
        "Viele Grüße aus Warnemünde",
        "Treffen @ 8",
        "Im Keller 3 Ratten gesehen",
        "Am Strandaufgang 12 liegen Nackte",
        "ich bin wach und ich bin die Letzte",
        "auf dem parkplatz 12 autos",
        "Bestellnummer 0381 4455667",
        "Ticket 20250411-0093",
        "Sitzung am 17.09.2025 um 18:30 Uhr",
        "Der Chor wurde am 2. Oktober 1958 gegründet",
        "Die Anwohner_innen schreiben auf Telegram",
        "Was steht auf rathaus.rostock.de dazu?",
        "Die 100 EUR für das Auto",
        "Der Weg ist seit 3.10.1990 gesperrt",
        "Im August-Bebel-Park sitzen sie",
        "Stiefmütterchen, Rosen und Erika werden zertrampelt",
    ],
)
def test_what_belongs_to_nobody_is_left_alone(reader: Reader, text: str) -> None:
    assert reader.read(text).personal == ()


def test_redaction_names_what_was_there(reader: Reader) -> None:
    text = (
        "Ich heiße Anna Schmidt, Lange Straße 3, geb. 3.4.1950, 0381 123456, a@b.de, DE89370400440532013000, "
        "HRO-AB 1, @anna_s, www.example.org"
    )

    assert reader.read(text).redacted == (
        "Ich heiße [Name], [Adresse], geb. [Geburtsdatum], [Telefonnummer], [E-Mail-Adresse], [Kontonummer], "
        "[Kennzeichen], [Nutzername], [Internetadresse]"
    )


def test_a_text_without_personal_data_is_not_changed(reader: Reader) -> None:
    text = "Zu dunkel\r\n am  Doberaner\u00a0Platz 😀"

    assert reader.read(text).redacted == text
