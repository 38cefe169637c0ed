"""The reader takes any text, from any thread, and survives being saved."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nlp.lexicon import Lexicon
from nlp.reader import Reader
from tests.nlp.lexicon import LEXICON

TEXT = "Am Doberaner Platz ist es dunkel. Herr Müller, Lange Straße 3, weiß mehr."
_READER = Reader.from_lexicon(LEXICON)


def test_a_saved_reader_reads_the_same(reader: Reader, tmp_path: Path) -> None:
    reader.save(tmp_path / "model")
    loaded = Reader.load(tmp_path / "model")

    assert [loaded.read(text) for text in (TEXT, "Es brennt!", "Müll")] == [
        reader.read(text) for text in (TEXT, "Es brennt!", "Müll")
    ]


def test_the_same_lexicon_gives_the_same_files(tmp_path: Path) -> None:
    for name in ("first", "second"):
        Reader.from_lexicon(LEXICON).save(tmp_path / name)

    first, second = (
        {
            path.relative_to(tmp_path / name): path.read_bytes()
            for path in (tmp_path / name).rglob("*")
            if path.is_file()
        }
        for name in ("first", "second")
    )
    assert first == second


def test_loading_from_nowhere_says_so(tmp_path: Path) -> None:
    with pytest.raises(OSError, match="nowhere"):
        Reader.load(tmp_path / "nowhere")


def test_many_texts_are_read_in_order(reader: Reader) -> None:
    texts = [f"Text {number} über Müll" for number in range(450)]

    assert [reading.text for reading in reader.read_many(iter(texts))] == texts


def test_threads_may_share_a_reader(reader: Reader) -> None:
    texts = [f"{TEXT} {number}" for number in range(100)]
    expected = list(reader.read_many(texts))

    with ThreadPoolExecutor(4) as pool:
        assert list(pool.map(reader.read, texts)) == expected


@pytest.mark.parametrize(
    "text",
    [
        *("", " \n\t", "\x00", "\ud800", "😀👩\u200d👩\u200d👧", "\u202e\u2066", "1\ufe0f\u20e3 Müll\ud83d"),
        *("a" * 5000, "Str. " * 1000, "0 " * 2500, "@" * 5000, "Am " * 1700, "Herr " * 1000, "-" * 5000),
        *("e\u0301" * 2500, "https://" * 600, "ﷺ" * 300),
    ],
)
def test_no_text_makes_it_raise(reader: Reader, text: str) -> None:
    assert reader.read(text).text == text


@given(st.text(st.characters(), max_size=60).map(lambda noise: f"{noise} Müll {noise} Lange Straße 3 {noise}"))
def test_offsets_always_point_into_the_text(text: str) -> None:
    reading = _READER.read(text)
    spans = [
        *(span for tag in reading.topics for span in tag.evidence),
        *(hit.span for hit in reading.places),
        *(one.span for one in reading.personal),
    ]

    assert all(0 <= span.start < span.end <= len(text) for span in spans)


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("Es ist dunkel", "de"),
        ("", "de"),
        ("Здесь очень темно", "ru"),
        ("Тут дуже темно і небезпечно", "uk"),
        ("المكان مظلم جدا", "ar"),
        ("Müll am Kreml, sagt Иван", "de"),
    ],
)
def test_another_script_tells_the_language(reader: Reader, text: str, language: str) -> None:
    assert reader.read(text).language == language


def test_a_lexicon_survives_json() -> None:
    assert Lexicon.from_json(LEXICON.to_json()) == LEXICON


def test_redacting_alone_gives_what_reading_gives(reader: Reader) -> None:
    texts = ["Ich wohne Lange Straße 12a, Tel. 0381 4567890", "Herr Müller in Warnemünde ist laut", "Müll", ""]

    assert reader.redacted(texts) == [reading.redacted for reading in reader.read_many(texts)]
