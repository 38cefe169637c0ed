"""A model learns whatever labels it is given, says on which words it rests, and leaves to a person what it cannot tell."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from hashlib import sha256
from pathlib import Path

import pytest

from nlp.errors import TooFewTextsError
from nlp.jsonl import score
from nlp.learning.corpus import Labelled, read_corpus
from nlp.learning.features import Features, Row
from nlp.learning.models import Models
from nlp.learning.training import Trained, train
from nlp.reader import Reader
from tests.nlp.lexicon import LEXICON

FRUIT = ("Äpfel", "Birnen", "Kirschen", "Pflaumen", "Quitten")
TOOLS = ("Hammer", "Zange", "Säge", "Bohrer", "Feile")
PLACES = ("Garten", "Keller", "Hof", "Schuppen")


def fruit_and_tools() -> Iterator[Labelled]:
    """Yield texts about fruit, about tools, and about both; labels that no taxonomy knows."""
    for place in PLACES:
        for fruit, tool in zip(FRUIT, TOOLS, strict=True):
            yield Labelled(f"Im {place} sind reife {fruit} zu pflücken", ("Obst & Co",))
            yield Labelled(f"Im {place} fehlt der {tool} aus Eisen", ("Werkzeug",))
            yield Labelled(
                f"Im {place} sind {fruit} zu pflücken, und der {tool} aus Eisen fehlt", ("Werkzeug", "Obst & Co")
            )


def taught(texts: Sequence[Labelled], mixed: bool = False) -> tuple[Reader, Trained]:
    reader = Reader.from_lexicon(LEXICON)
    matters = list(reader.matters((text.text for text in texts), masked=mixed))
    trained = train(texts, matters, LEXICON.topics if mixed else (), lambda _done, _total: None)
    reader.learn(Models(trained.model))
    return reader, trained


def one_label() -> list[Labelled]:
    return [text for text in fruit_and_tools() if len(text.labels) == 1]


@pytest.fixture(scope="module")
def several() -> Reader:
    return taught(list(fruit_and_tools()))[0]


def row_values(features: Features, row: Row) -> list[float]:
    """Return the weight of every n-gram the model knows, 0 for those not in the text."""
    known = dict(zip(row.numbers.tolist(), row.values.tolist(), strict=True))
    return [known.get(number, 0.0) for number in range(len(features.telling))]


def hashes(folder: Path) -> dict[str, str]:
    files = (path for path in folder.rglob("*") if path.is_file())
    return {str(path.relative_to(folder)): sha256(path.read_bytes()).hexdigest() for path in files}


def named(reader: Reader, text: str) -> list[str]:
    return sorted(tag.id for tag in reader.read(text).guess)


def test_labels_are_free_and_a_text_may_have_several(several: Reader) -> None:
    assert named(several, "Wir pflücken Kirschen") == ["Obst & Co"]
    assert named(several, "Mein Hammer fehlt") == ["Werkzeug"]
    assert named(several, "Kirschen zu pflücken, und die Zange aus Eisen fehlt") == ["Obst & Co", "Werkzeug"]


def test_where_each_text_has_one_label_only_one_is_named() -> None:
    reader, trained = taught(one_label())

    assert trained.model.facts.exclusive
    assert len(named(reader, "Kirschen zu pflücken, und die Zange aus Eisen fehlt")) == 1


def test_evidence_is_made_of_whole_words_of_the_text(several: Reader) -> None:
    text = "😀 GUTEN Tag, ich möchte Ki\u00adrschen pflücken!"
    [tag] = several.read(text).guess

    words = [text[span.start : span.end] for span in tag.evidence]
    assert "pflücken" in words
    assert set(words) <= {"GUTEN", "Tag", "ich", "möchte", "Ki\u00adrschen", "pflücken"}


def test_what_the_model_has_never_seen_is_left_to_a_person_but_guessed(several: Reader) -> None:
    for text in ("Xylophon zzz qqq", "", "!!! 😀", "Тут темно"):
        assert several.read(text).topics == ()
        assert len(several.read(text).guess) >= 1


def test_what_is_like_what_was_learned_is_tagged_without_a_person(several: Reader) -> None:
    [tag] = several.read("Im Garten sind reife Kirschen zu pflücken").topics

    assert tag.id == "Obst & Co" and tag.score > 0.5 and tag.evidence


def test_the_same_corpus_gives_the_same_bytes(tmp_path: Path) -> None:
    for name in ("first", "second"):
        taught(list(fruit_and_tools()))[0].save(tmp_path / name)

    first = hashes(tmp_path / "first")
    assert any("weights" in name for name in first)
    assert hashes(tmp_path / "second") == first


def test_another_corpus_gives_other_bytes(several: Reader, tmp_path: Path) -> None:
    several.save(tmp_path / "first")
    taught(one_label())[0].save(tmp_path / "second")

    assert hashes(tmp_path / "first") != hashes(tmp_path / "second")


def test_a_saved_model_reads_the_same(several: Reader, tmp_path: Path) -> None:
    several.save(tmp_path / "model")
    loaded = Reader.load(tmp_path / "model")
    texts = [text.text for text in fruit_and_tools()]

    assert list(loaded.read_many(texts)) == list(several.read_many(texts))


def test_a_model_saved_over_another_replaces_it(several: Reader, tmp_path: Path) -> None:
    taught(one_label())[0].save(tmp_path / "model")
    several.save(tmp_path / "model")

    assert named(Reader.load(tmp_path / "model"), "Kirschen zu pflücken, und die Zange aus Eisen fehlt") == [
        "Obst & Co",
        "Werkzeug",
    ]


def test_threads_may_share_a_taught_reader(several: Reader) -> None:
    texts = [text.text for text in fruit_and_tools()] * 3
    expected = list(several.read_many(texts))

    with ThreadPoolExecutor(4) as pool:
        assert list(pool.map(several.read, texts)) == expected


def test_words_of_residents_are_not_kept() -> None:
    features = Features.count([["kirschen", "pfluecken"], ["kirschen"]])
    features.row(["kirschen", "geheimniskraemerei"])

    assert "kirschen" in repr(vars(features))
    assert "geheimniskraemerei" not in repr(vars(features))


def test_the_opening_of_a_longer_text_counts_double() -> None:
    features = Features.count([["kirschen"], ["hammer"]])
    words = ["kirschen", *["und"] * 20, "hammer"]
    row = features.row(words)
    weight = dict(zip([*features.terms, *features.pieces], row_values(features, row), strict=True))

    assert weight["kirschen"] > weight["hammer"] > 0


def test_keywords_help_where_the_labels_are_topics_of_the_lexicon() -> None:
    texts = [
        Labelled(f"{way} {word} stört uns sehr", (topic,))
        for topic, words in (("noise_nuisance", ("Krach", "Lärm")), ("cleanliness", ("Müll", "Sperrmüll")))
        for word in words
        for way in ("Der", "Dieser", "Ihr", "Unser", "Dauernder", "Abends")
    ]
    mixed, trained = taught(texts, mixed=True)
    alone, _ = taught(texts, mixed=False)
    unseen = "Hundekot"

    assert trained.model.facts.keyword and trained.model.facts.keyword > 0
    [with_keywords], [without] = mixed.read(unseen).guess, alone.read(unseen).guess
    assert with_keywords.id == "cleanliness"
    assert with_keywords.score > max(without.score, 0.5)
    assert [unseen[span.start : span.end] for span in with_keywords.evidence] == ["Hundekot"]


def test_a_topic_that_nobody_labelled_is_still_found_by_its_keywords() -> None:
    reader, _ = taught([Labelled(text.text, (_as_topic(text.labels[0]),)) for text in one_label()], mixed=True)

    assert "lighting" in [tag.id for tag in reader.read("Die Laterne ist aus").topics]


def _as_topic(label: str) -> str:
    return "cleanliness" if label == "Werkzeug" else "animals"


def test_held_back_texts_are_judged_by_machines_that_do_not_know_them() -> None:
    _, trained = taught([Labelled(f"wort{number}", ("a" if number % 2 else "b",)) for number in range(40)])

    assert trained.best.micro < 0.8


@pytest.mark.parametrize(
    "texts",
    [
        [],
        [Labelled("Ein Text", ("a",))],
        [Labelled("Ein Text", ("a",)), Labelled("Zwei Texte", ("a",))],
        [Labelled("Ein Text", ("a",)), Labelled("Zwei Texte", ("b",))],
        [Labelled("Ein Text", ()), Labelled("Zwei Texte", ())],
    ],
)
def test_too_little_to_learn_from_is_said(texts: list[Labelled]) -> None:
    with pytest.raises(TooFewTextsError, match="two different labels"):
        taught(texts)


def test_texts_without_words_and_labels_of_one_text_do_not_stop_the_training() -> None:
    reader, trained = taught(
        [*fruit_and_tools(), Labelled("😀", ("Obst & Co",)), Labelled("", ()), Labelled("x", ("y",))]
    )

    assert set(trained.model.facts.labels) == {"Obst & Co", "Werkzeug", "y"}
    assert named(reader, "Wir pflücken Kirschen") == ["Obst & Co"]


@pytest.mark.parametrize("word", ["😀", "wort{}"])
def test_texts_that_have_nothing_in_common_can_be_learned_saved_and_read(word: str, tmp_path: Path) -> None:
    texts = [Labelled(word.format(number), (str(number % 2),)) for number in range(300)]
    reader, _ = taught(texts)
    reader.save(tmp_path / "model")

    assert Reader.load(tmp_path / "model").read("wort7") == reader.read("wort7")


@pytest.mark.parametrize(
    ("line", "fault"),
    [
        ("{", "is no JSON"),
        ('{"text": "a"}', "is missing, and so is label"),
        ('{"text": "a", "label": ""}', "no label"),
        ('{"text": "a", "label": 7}', "no label"),
        ('{"text": "a", "topics": ["b", " "]}', "no label"),
        ('{"text": "a", "topics": [{"name": "b"}]}', "no label"),
        ('{"topics": ["b"]}', "missing or no text"),
    ],
)
def test_a_broken_line_is_named_and_the_others_are_read(line: str, fault: str) -> None:
    corpus = read_corpus(
        ['{"text": "gut", "label": "b"}\n', "\n", line, '{"text": "auch", "topics": [{"id": "c"}, "b"]}']
    )

    assert corpus.texts == (Labelled("gut", ("b",)), Labelled("auch", ("c", "b")))
    [found] = corpus.faults
    assert found.line == 3 and fault in str(found)


def test_scores_count_what_is_right_and_what_is_left_out(several: Reader) -> None:
    texts = [Labelled("Wir pflücken Kirschen", ("Obst & Co",)), Labelled("Der Hammer aus Eisen fehlt", ("Obst & Co",))]
    figures = score(several, texts, best=True)

    assert (figures.texts, figures.answered, figures.micro, figures.exact) == (2, 2, 0.5, 0.5)
    assert figures.macro == pytest.approx(1 / 3)
    assert figures.confused == (("Obst & Co", "Werkzeug", 1),)
    assert [(one.label, one.precision, one.recall, one.count) for one in figures.labels] == [
        ("Obst & Co", 1.0, 0.5, 2),
        ("Werkzeug", 0.0, 0.0, 0),
    ]
    assert score(several, [Labelled("Xylophon zzz", ("Werkzeug",))], best=False).answered == 0
