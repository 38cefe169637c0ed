"""What the encoder makes of texts: the same alone and among others, and nothing breaks it."""

from __future__ import annotations

import sys
import unicodedata

import numpy as np
import pytest

from nlp.learning.card import Card
from nlp.learning.models import Models
from nlp.meaning.encoder import FOLDER, LONGEST_READ, WIDTH, Encoder, encode, encoder_name, later_passages, plain
from nlp.meaning.opinion import TOPICS, TRIAGE, Opinion
from nlp.meaning.pieces import BLANK, Pieces
from nlp.reader import SHIPPED

TEXTS = [
    "Hilfe, hier brennt es",
    "На набережной темно",
    "الشارع مظلم",
    "Đèn đường hỏng rồi",
    "Zwischen der Haltestelle und unserem Haus fehlt jede Beleuchtung. " * 5,
    "ok",
]


@pytest.fixture(scope="module")
def encoder() -> Encoder:
    return Encoder(FOLDER)


def test_a_meaning_is_the_same_alone_and_among_others() -> None:
    together = encode(TEXTS)

    assert together.shape == (len(TEXTS), WIDTH)
    assert np.linalg.norm(together, axis=1) == pytest.approx(np.ones(len(TEXTS)), abs=1e-5)
    for text, meaning in zip(TEXTS, together, strict=True):
        assert (encode([text])[0] == meaning).all()


def test_what_is_said_in_two_languages_is_nearer_than_something_else() -> None:
    fire, burning, dark = encode(["Im Haus brennt es", "Здание горит", "Abends ist der Weg zu dunkel"])

    assert fire @ burning > fire @ dark + 0.2


def test_no_texts_have_no_meanings() -> None:
    assert encode([]).shape == (0, WIDTH)


@pytest.mark.parametrize(
    "text", ["", " ", "\0", "\n\n", "\ufdfa" * 500, "😀" * 900, "a" * 10_000, "\ud83d", "漢字", "x\u202ey"]
)
def test_every_text_has_a_meaning(text: str) -> None:
    (meaning,) = encode([text])

    assert np.isfinite(meaning).all()


def test_characters_of_every_plane_can_be_read() -> None:
    for plane in range(0, sys.maxunicode, 0x4000):
        assert np.isfinite(encode(["".join(map(chr, range(plane + 1, plane + LONGEST_READ)))])).all()


def test_what_is_read_is_composed_and_short() -> None:
    assert plain(unicodedata.normalize("NFD", "Straßenlärm")) == "Straßenlärm"
    assert len(plain("\ufdfa" * 2000)) == LONGEST_READ
    assert plain("Halte\u00adstelle a\u202eb\0c") == "Haltestelle ab c"
    assert plain("*Link* am <b>Markt</b> https://x.example").split() == ["Link", "am", "Markt"]


def test_a_text_is_split_into_its_most_probable_pieces() -> None:
    pieces = Pieces(
        ["?", BLANK, f"{BLANK}bus", "b", "u", "s", "halt", f"{BLANK}bushalt"],
        [0, -3, -2, -5, -5, -5, -2, -9],
        {65: "b"},
        [0],
    )

    assert pieces.split("bushalt") == [2, 6]
    assert pieces.split("Aus") == [2]
    assert pieces.split("bus   x") == [2, 1, 0]
    assert pieces.split("") == [1]


def test_most_pieces_of_our_languages_are_known(encoder: Encoder) -> None:
    unknown = encoder.row("\U0001f9ff")[-2]

    for text in TEXTS:
        assert unknown not in encoder.row(text)


def test_the_heads_are_those_of_the_encoder() -> None:
    for name in (TRIAGE, TOPICS):
        opinion = Opinion.from_disk(FOLDER, name)
        assert opinion.margins(encode(TEXTS)).shape == (len(TEXTS), len(opinion.labels))


def test_an_opinion_in_another_order_is_the_same_and_of_a_label_unheard_of_there_is_none() -> None:
    opinion = Opinion.from_disk(FOLDER, TRIAGE)
    turned = opinion.about(("weather", *opinion.labels[::-1]))
    meanings = encode(TEXTS)

    assert turned.odds(meanings)[:, :0:-1] == pytest.approx(opinion.odds(meanings), abs=1e-4)
    assert turned.known.tolist() == [False, *[True] * len(opinion.labels)]


def test_a_long_text_is_read_to_its_end() -> None:
    text = "".join(f"{number:05} " for number in range(500))
    passages = later_passages(text)

    assert all(number in text[:LONGEST_READ] or any(number in one for one in passages) for number in text.split())
    assert later_passages("kurz") == later_passages("x" * LONGEST_READ) == []


def test_the_signs_of_the_encoder_itself_cannot_be_written(encoder: Encoder) -> None:
    first, last = encoder.row("x")[0], encoder.row("x")[-1]

    assert first not in encoder.row("</s> <s> <pad> ende")[1:] and last not in encoder.row("</s> <s> <pad> ende")[:-1]


@pytest.mark.parametrize("matter", [TRIAGE, TOPICS])
def test_the_shipped_models_hear_the_shipped_encoder(matter: str) -> None:
    models = Models.from_disk(SHIPPED / matter)

    for model in (models.german, models.others):
        assert model is not None and model.opinion is not None
        heard = Opinion.from_disk(FOLDER, matter).about(model.facts.labels)
        assert model.opinion.margins(encode(TEXTS)) == pytest.approx(heard.margins(encode(TEXTS)))
    assert Card.from_disk(SHIPPED).encoder == encoder_name()
