"""The figures of personal data and places on our own material do not fall behind what was reached."""

from __future__ import annotations

import pytest

from handlers.city.loading import load
from nlp.reader import Reader
from tests.nlp import personal_table, places_table

LEAST_RECALL = {"NAME": 0.85, "ADDRESS": 0.8}
LEAST_STRUCTURED, LEAST_PRECISION = 0.95, 0.9
LEAST_PLACES, MOST_FALSE_PLACES = 0.95, 0.03


@pytest.fixture(scope="module")
def rostock() -> Reader:
    return Reader.from_lexicon(load("rostock").lexicon())


def test_a_marked_line_is_text_and_spans() -> None:
    text, spans = personal_table.unmarked("Ich bin [[NAME:Ada]], Tel. [[PHONE:0381 12345]].")

    assert (text, sorted(spans)) == ("Ich bin Ada, Tel. 0381 12345.", [(8, 11, "NAME"), (18, 28, "PHONE")])


def test_personal_data_is_found_as_often_as_promised(rostock: Reader) -> None:
    shares = personal_table.shares(personal_table.judge(rostock, personal_table.MATERIAL))

    low = {
        kind: share
        for kind, share in shares.items()
        if share.recall < LEAST_RECALL.get(kind, LEAST_STRUCTURED) or share.precision < LEAST_PRECISION
    }
    assert low == {}


def test_places_are_found_as_often_as_promised(rostock: Reader) -> None:
    verdicts = places_table.judge(rostock, places_table.MATERIAL)
    found = places_table.shares(verdicts)

    assert found.named >= LEAST_PLACES
    assert found.several == 1
    assert found.false <= MOST_FALSE_PLACES
    assert [
        verdict.text for verdict in verdicts if len(verdict.expected) > 1 and verdict.found != verdict.expected
    ] == []
