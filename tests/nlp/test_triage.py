"""Danger is told from its look-alikes."""

from __future__ import annotations

import pytest

from nlp.reader import Reader
from nlp.results import Triage
from tests.nlp.sentences import DANGER, FIRE, HARMLESS


@pytest.mark.parametrize(("text", "alarm"), DANGER)
def test_danger_raises_its_alarm(reader: Reader, text: str, alarm: str) -> None:
    reading = reader.read(text)

    assert (reading.triage, reading.alarm) == (Triage.ACUTE_DANGER, alarm)


@pytest.mark.parametrize("text", HARMLESS)
def test_a_harmless_look_alike_raises_no_alarm(reader: Reader, text: str) -> None:
    reading = reader.read(text)

    assert reading.triage is not Triage.ACUTE_DANGER
    assert reading.alarm is None


def test_the_first_rule_of_the_city_wins_where_several_apply(reader: Reader) -> None:
    assert reader.read("Hilfe Polizei! Es brennt!").alarm == FIRE


def test_danger_is_found_behind_harmless_sentences(reader: Reader) -> None:
    text = "Die Laterne brennt nicht. Gestern war es laut. Jetzt brennt das Haus gegenüber!"

    assert reader.read(text).alarm == FIRE


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
        ("Warum gibt es hier keinen Spielplatz?", Triage.CONCERN),
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
