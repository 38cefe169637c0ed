"""Texts that say nearly the same are found, the closest first, and the figures do not fall behind what was reached."""

from __future__ import annotations

import numpy as np
import pytest

from handlers.city.loading import load
from nlp.meaning.alike import (
    LEVEL,
    OTHER_DISTRICT,
    OTHER_TOPIC,
    SAME_TOPIC,
    About,
    Nearness,
    alike,
    nearness,
    packed,
    unpacked,
)
from nlp.meaning.encoder import Floats, encode
from nlp.reader import Reader
from nlp.results import OTHER
from tests.nlp import alike_table
from tests.nlp.lexicon import LEXICON

LEAST_PRECISION, LEAST_RECALL, LEAST_OFFERED = 0.54, 0.75, 0.55
ONE = np.array([1, 0], dtype=np.float32)
LIGHT, YOUTH = frozenset({"lighting"}), frozenset({"youth"})


def at_angle(*cosines: float) -> Floats:
    """Return rows of length 1 with these cosines to ONE."""
    return np.array([[cosine, np.sqrt(1 - cosine**2)] for cosine in cosines], dtype=np.float32)


def test_the_closest_come_first_and_the_distant_not_at_all() -> None:
    found = alike(ONE, About(), at_angle(0.7, 0.2, 0.9, 0.8), [About()] * 4, most=2, at_least=0.6)

    assert [one.at for one in found] == [2, 3]
    assert found[0].likeness == pytest.approx(0.9)


def test_of_equally_close_ones_the_first_is_first() -> None:
    assert [one.at for one in alike(ONE, About(), at_angle(0.9, 0.9, 0.9), [About()] * 3, most=2, at_least=0.6)] == [
        0,
        1,
    ]


def test_nothing_to_compare_with_is_nothing_found() -> None:
    assert alike(ONE, About(), np.empty((0, 2), dtype=np.float32), [], most=5) == []


@pytest.mark.parametrize(
    ("other", "expected"),
    [
        (About(), 0.5),
        (About(LIGHT), 0.5 + SAME_TOPIC),
        (About(LIGHT | YOUTH, "schmarl"), 0.5 + SAME_TOPIC),
        (About(YOUTH), 0.5 - OTHER_TOPIC),
        (About(LIGHT, "dierkow-ost"), 0.5 + SAME_TOPIC - OTHER_DISTRICT),
        (About(frozenset({OTHER})), 0.5),
    ],
)
def test_a_topic_in_common_helps_and_another_district_holds_back(other: About, expected: float) -> None:
    ours = About(LIGHT | {OTHER}, "schmarl")

    (found,) = alike(ONE, ours, at_angle(0.5), [other], most=1, at_least=-2)

    assert found.likeness == pytest.approx(expected)


def test_rows_are_not_changed() -> None:
    rows = at_angle(0.7, 0.2)
    before = rows.copy()

    alike(ONE, About(LIGHT), rows, [About(LIGHT)] * 2, most=2)

    assert (rows == before).all()


def test_steps_follow_the_likeness() -> None:
    assert [nearness(found) for found in (1.5, 1.2, 1.0, LEVEL)] == [
        Nearness.VERY,
        Nearness.VERY,
        Nearness.RATHER,
        Nearness.PERHAPS,
    ]


def test_a_stored_meaning_is_the_same_but_for_a_thousandth() -> None:
    rows = encode(["Am Bahnhof ist es dunkel.", "Mehr Bänke im Park!"])

    again = unpacked([packed(row) for row in rows])

    assert again.dtype == np.float32
    assert np.abs(again @ again.T - rows @ rows.T).max() < 0.001


def test_a_reading_has_its_meaning_where_the_reader_has_an_encoder(reader: Reader) -> None:
    text = "Am Bahnhof ist es dunkel."

    assert unpacked([reader.read(text).meaning]) == pytest.approx(encode([text]), abs=0.001)
    assert Reader.from_lexicon(LEXICON).read(text).meaning == b""


def test_pairs_of_our_material_are_told_as_well_as_promised() -> None:
    read = alike_table.told(alike_table.MATERIAL)
    reader = Reader.shipped(load("rostock").lexicon())
    found = alike_table.as_the_desk_does(list(reader.read_many(read.texts)))

    shares = alike_table.shares(found, read)

    assert shares.precision >= LEAST_PRECISION
    assert shares.recall >= LEAST_RECALL
    assert shares.offered >= LEAST_OFFERED


def test_precision_and_area_are_those_of_the_order() -> None:
    truth, scores = np.array([True, False, True, False]), np.array([0.9, 0.8, 0.7, 0.1], dtype=np.float32)

    assert alike_table.area(scores, truth) == 0.75
    assert alike_table.precision_at(scores, truth, 0.5) == 1
    assert alike_table.precision_at(scores, truth, 1.0) == pytest.approx(2 / 3)
