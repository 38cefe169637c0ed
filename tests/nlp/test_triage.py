"""Danger is told from its look-alikes."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from nlp.folding import folded
from nlp.reader import Reader
from nlp.results import Triage
from nlp.triage.wishes import is_wish
from tests.nlp.lexicon import LEXICON
from tests.nlp.sentences import CRIME, DANGER, DOMESTIC, FIRE, HARMLESS, POISONING, SUICIDE

# What a model takes for danger, or misses, is measured in docs/language.md; a build that changes more than this is looked at.
MATERIAL = Path(__file__).parents[2] / "nlp" / "material"
MISSED_AT_MOST, IN_VAIN_AT_MOST = 2, 12


def test_plain_danger_raises_an_alarm(city_reader: Reader) -> None:
    missed = [text for text, _ in DANGER if city_reader.read(text).triage is not Triage.ACUTE_DANGER]

    assert len(missed) <= MISSED_AT_MOST, missed


def test_harmless_look_alikes_seldom_do(city_reader: Reader) -> None:
    in_vain = [text for text in HARMLESS if city_reader.read(text).triage is Triage.ACUTE_DANGER]

    assert len(in_vain) <= IN_VAIN_AT_MOST, in_vain


@pytest.mark.parametrize(
    "text", ["Hilfe!", "hilfe", "HIIIILFE", "SOS", "Помогите", "النجدة", "cứu tôi với", "pomocy!!!", "help me"]
)
def test_a_bare_cry_is_always_one(reader: Reader, text: str) -> None:
    assert reader.read(text).triage is Triage.ACUTE_DANGER


@pytest.mark.parametrize(
    "text",
    [
        "Bitte rufen Sie mich an",
        "Rufen Sie mich bitte unter 0381 123456 zurück.",
        "Bitte um Rückruf!",
        "Bitte melden Sie sich bei mir.",
        "Please call me",
        "Зателефонуйте мені, будь ласка",
        "Пожалуйста, перезвоните мне",
        "اتصلوا بي من فضلكم",
        "Proszę do mnie zadzwonić",
        "Xin gọi lại cho tôi",
    ],
)
def test_the_bare_wish_to_be_called_is_a_question(city_reader: Reader, text: str) -> None:
    reading = city_reader.read(text)

    assert (reading.triage, reading.triage_sure) == (Triage.QUESTION, True)


@pytest.mark.parametrize(
    "text",
    [
        "Rufen Sie jemanden an!",
        "Bitte rufen Sie die Polizei",
        "Rufen Sie mich an oder 112",
        "Hilfe, rufen Sie mich an",
        "Bitte rufen Sie mich an, er ist hier und schlägt mich",
        "Bitte helfen Sie mir",
    ],
)
def test_a_wish_with_anything_beside_it_is_heard_as_before(city_reader: Reader, text: str) -> None:
    assert city_reader.read(text).triage is Triage.ACUTE_DANGER


def test_no_danger_of_the_material_is_taken_for_a_bare_wish() -> None:
    rows = (json.loads(line) for path in MATERIAL.glob("triage_*.jsonl") for line in path.open(encoding="utf-8"))
    dangers = [row["text"] for row in rows if row["triage"] == Triage.ACUTE_DANGER]

    assert len(dangers) > 1000
    assert not [text for text in dangers if is_wish(folded(text))]


@pytest.mark.parametrize(
    "text", ["ja", "nein", "weiter", "2", "Reutershagen", "manchmal", "Bus", "gar nicht", "1 und 3"]
)
def test_the_answer_to_a_question_is_no_danger(city_reader: Reader, text: str) -> None:
    assert city_reader.read(text).triage is not Triage.ACUTE_DANGER


@pytest.mark.parametrize(
    ("text", "alarm"),
    [
        ("Hier riecht es stark nach Gas, Gasgeruch im ganzen Haus", FIRE),
        ("Ich habe Tabletten geschluckt", POISONING),
        ("Ich will nicht mehr leben", SUICIDE),
        ("Mein Mann schlägt mich gerade", DOMESTIC),
        ("Er hat ein Messer!", CRIME),
    ],
)
def test_a_stem_of_the_city_chooses_the_helplines(city_reader: Reader, text: str, alarm: str) -> None:
    assert city_reader.read(text).alarm == alarm


def test_without_a_model_the_stems_decide() -> None:
    reader = Reader.from_lexicon(LEXICON)

    assert reader.read("Es brennt!").alarm == FIRE
    assert reader.read("Es ist dunkel").alarm is None


def test_the_words_that_led_to_a_class_are_named(city_reader: Reader) -> None:
    text = "Die Schaukel auf dem Spielplatz ist gebrochen"
    reading = city_reader.read(text)

    assert reading.triage is Triage.DEFECT and reading.triage_sure
    assert {text[span.start : span.end] for span in reading.triage_evidence} <= set(text.split())
    assert reading.triage_evidence


def test_danger_is_found_behind_harmless_sentences(reader: Reader) -> None:
    text = "Gestern war es laut. Jetzt brennt das Haus gegenüber, Flammen schlagen aus dem Fenster!"

    assert reader.read(text).triage is Triage.ACUTE_DANGER


def test_danger_is_found_whatever_way_it_is_typed(reader: Reader) -> None:
    assert [reader.read(text).alarm for text in ("ES  BRENNT", "e\u00ads bren\u200bnt", "Ｅｓ ｂｒｅｎｎｔ")] == [
        FIRE
    ] * 3


@pytest.mark.parametrize(
    ("text", "triage"),
    [
        ("Moin!", Triage.CHATTER),
        ("Wann ist das nächste Treffen?", Triage.QUESTION),
        ("Ihr Arschlöcher", Triage.ABUSE),
        ("Wir brauchen in Schmarl dringend einen Jugendtreff und mehr Bänke", Triage.CONCERN),
    ],
)
def test_a_text_without_danger_has_its_class(reader: Reader, text: str, triage: Triage) -> None:
    assert reader.read(text).triage is triage


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("Wir wünschen uns mehr Bänke", "de"),
        ("There should be more benches here", "en"),
        ("Потрібно більше лавок", "uk"),
        ("Побольше бы скамеек тут", "ru"),
        ("نريد مقاعد أكثر", "ar"),
        ("Potrzebujemy więcej ławek", "pl"),
        ("Chúng tôi cần thêm ghế", "vi"),
        ("Χρειαζόμαστε περισσότερα παγκάκια", "other"),
        ("Help", "de"),
    ],
)
def test_the_language_of_a_text_is_told(reader: Reader, text: str, language: str) -> None:
    assert reader.read(text).language == language
