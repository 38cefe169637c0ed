"""Learning from corrections: what is learned from, when a new model is taken, and the way back."""

import dataclasses
import json
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from bot.relearning import learn, lesson_of
from handlers.city.pack import CityPack
from nlp.errors import ModelError
from nlp.in_force import InForce
from nlp.learning.card import Card, Frozen, TopicFigure, hash_of_files, hash_of_texts
from nlp.learning.corpus import Labelled
from nlp.learning.gate import refusals
from nlp.learning.shelf import Shelf
from nlp.lexicon import Lexicon
from nlp.reader import SHIPPED, Reader
from nlp.relearning import Lesson, frozen_sentences, own_sentences
from storage.readings.corrections import CorrectionReading

AT = datetime(2026, 11, 23, 11, 0, tzinfo=UTC)
FRAMES = (
    "In unserer Straße ist {}, das stört uns sehr",
    "Wir haben hier jeden Tag {} vor der Tür",
    "Immer wieder {} bei uns",
)
# Words that no model has seen, so that only who learns them here can know them.
NEWS = {"lighting": ("Flimmquax", "Flimmbrox"), "cleanliness": ("Grummelzwatz", "Grummelpitz")}


def sentences(topics: dict[str, tuple[str, ...]]) -> tuple[Labelled, ...]:
    return tuple(
        Labelled(frame.format(word), (topic,)) for topic, words in topics.items() for word in words for frame in FRAMES
    )


@pytest.fixture(scope="session")
def lexicon(city: CityPack) -> Lexicon:
    return city.lexicon()


@pytest.fixture
def shelf(tmp_path: Path) -> Shelf:
    return Shelf(tmp_path / "models")


@pytest.fixture
def service(lexicon: Lexicon, shelf: Shelf) -> InForce:
    return InForce(lexicon, shelf)


@pytest.fixture
def taught(lexicon: Lexicon, shelf: Shelf) -> Callable[..., int]:
    """Learn in a process of its own, as it were: with a reader that is thrown away. Each time a minute later."""
    times = iter(range(60))

    def run(lesson: tuple[Labelled, ...], frozen: tuple[Labelled, ...]) -> int:
        other = InForce(lexicon, shelf)
        other.follow()
        return learn(other, lexicon, Lesson(lesson), frozen, AT + timedelta(minutes=next(times)))

    return run


def test_a_better_model_is_taken_and_the_running_service_follows(
    service: InForce, shelf: Shelf, taught: Callable[..., int], capsys: pytest.CaptureFixture[str]
) -> None:
    lesson = sentences(NEWS)

    assert taught(lesson, lesson) == 0

    [kept] = shelf.kept()
    assert kept.name == shelf.current() and kept.name.startswith("20261123T110000Z-")
    assert (kept.card.sentences, kept.card.frozen.micro, kept.card.instead_of) == (len(lesson), 1.0, "")
    printed = capsys.readouterr().out
    assert "lighting" in printed and "micro F1" in printed and f"In Kraft ist jetzt {kept.name}." in printed
    assert (service.follow(), service.name, service.card()) == (True, kept.name, kept.card)
    assert service.follow() is False
    assert service.reader.read(lesson[0].text).guess[0].id == "lighting"


def test_a_worse_model_is_put_aside_with_its_card_and_the_reason(
    service: InForce, shelf: Shelf, taught: Callable[..., int], capsys: pytest.CaptureFixture[str]
) -> None:
    assert taught(sentences(NEWS), frozen_sentences()[:40]) == 1

    [refused] = shelf.refused()
    assert (shelf.kept(), shelf.current(), service.follow()) == ((), "", False)
    assert refused.card.refused[0].startswith("micro F1 ")
    assert f"Nicht übernommen: {refused.card.refused[0]}" in capsys.readouterr().err


def test_restoring_goes_back_one_by_one_to_the_shipped_model(
    service: InForce, shelf: Shelf, taught: Callable[..., int]
) -> None:
    lesson = sentences(NEWS)
    text = own_sentences()[0].text
    at_first = service.reader.read(text)
    for _ in range(2):
        assert taught(lesson, lesson) == 0
    first, second = reversed([kept.name for kept in shelf.kept()])
    assert service.follow() and service.name == second

    assert shelf.restore() == first
    assert service.follow() and service.name == first
    assert shelf.restore() == ""
    assert service.follow() and service.reader.read(text) == at_first
    assert shelf.restore() is None


def test_a_model_whose_files_were_changed_is_told_once_and_the_old_one_stays(
    service: InForce, shelf: Shelf, taught: Callable[..., int], tmp_path: Path
) -> None:
    lesson = sentences(NEWS)
    taught(lesson, lesson)
    service.follow()
    good = service.name
    taught(lesson, lesson)
    file = tmp_path / "models" / shelf.current() / "german" / "model.json"
    whole = file.read_text(encoding="utf-8")
    file.write_text("{}", encoding="utf-8")

    with pytest.raises(ModelError, match="its files were changed"):
        service.follow()
    assert (service.follow(), service.name) == (False, good)

    file.write_text(whole, encoding="utf-8")
    assert service.follow() and service.name == shelf.current()


@pytest.mark.parametrize("written", ["../../etc", "20261123T110000Z-00000000", "\x00"])
def test_a_name_of_nothing_is_no_model(service: InForce, tmp_path: Path, written: str) -> None:
    (tmp_path / "models").mkdir()
    (tmp_path / "models" / "current").write_text(written, encoding="utf-8")

    with pytest.raises(ModelError):
        service.follow()
    assert service.name == "" and service.shelf.restore() == ""


def test_topics_the_city_does_not_have_are_not_read(lexicon: Lexicon, shelf: Shelf, taught: Callable[..., int]) -> None:
    lesson = sentences(NEWS)
    taught(lesson, lesson)
    poorer = dataclasses.replace(lexicon, topics=tuple(t for t in lexicon.topics if t.id != "lighting"))

    with pytest.raises(ModelError, match="other topics"):
        InForce(poorer, shelf, Reader.from_lexicon(poorer)).follow()


def frozen(micro: float, f1: float, n: int) -> Frozen:
    return Frozen("", 437, micro, micro, (TopicFigure("lighting", f1, n),))


@pytest.mark.parametrize(
    ("after", "reasons"),
    [
        (frozen(0.795, 0.70, 10), 0),
        (frozen(0.794, 0.80, 10), 1),
        (frozen(0.900, 0.69, 10), 1),
        (frozen(0.900, 0.00, 9), 0),
        (frozen(0.700, 0.50, 20), 2),
        (dataclasses.replace(frozen(0.900, 0, 0), topics=()), 1),
    ],
)
def test_a_model_is_refused_from_a_loss_on_that_is_no_chance(after: Frozen, reasons: int) -> None:
    n = after.topics[0].n if after.topics else 10
    assert len(refusals(frozen(0.800, 0.80, n), after)) == reasons


def test_only_german_corrections_with_topics_of_the_city_are_learned(lexicon: Lexicon) -> None:
    def decided(text: str, *topics: str, language: str = "de", hours: int = 0) -> CorrectionReading:
        return CorrectionReading(text, topics, language, AT + timedelta(hours=hours))

    own, unseen = (Labelled("Es ist dunkel", ("lighting",), "a"),), (Labelled("Sehr dunkel", ("lighting",)),)
    given = [
        decided("Alles finster", "lighting", hours=2),
        decided("Das gehört nirgends hin"),
        decided("It is dark", "lighting", language="en", hours=9),
        decided("Ein Thema von früher", "gone"),
        decided("Sehr dunkel", "lighting"),
    ]

    lesson = lesson_of(own, given, lexicon, unseen)

    assert lesson.sentences == own and lesson.until == AT + timedelta(hours=2)
    assert lesson.corrections == (
        Labelled("Alles finster", ("lighting",), "the desk"),
        Labelled("Das gehört nirgends hin", ("other",), "the desk"),
    )


def test_the_card_of_the_shipped_models_is_theirs() -> None:
    card = Card.from_disk(SHIPPED)

    assert card.files == hash_of_files(SHIPPED)
    assert card.frozen.hash == hash_of_texts(frozen_sentences())
    assert (card.learned, card.sentences) == (hash_of_texts(own_sentences()), len(own_sentences()))


@pytest.mark.parametrize("written", ["", "[]", '{"version": 2}', "{"])
def test_a_card_that_cannot_be_read_says_so(tmp_path: Path, written: str) -> None:
    (tmp_path / "card.json").write_text(written, encoding="utf-8")

    with pytest.raises(ModelError, match="no card that can be read"):
        Card.from_disk(tmp_path)


def test_a_card_is_read_as_it_was_written(tmp_path: Path) -> None:
    card = dataclasses.replace(Card.from_disk(SHIPPED), until=AT, refused=("worse",), instead_of="x")
    card.to_disk(tmp_path)

    assert Card.from_disk(tmp_path) == card
    assert json.loads((tmp_path / "card.json").read_text(encoding="utf-8"))["version"] == 2
