"""Keywords become topics with the words that led to them."""

from __future__ import annotations

import pytest

from nlp.errors import LexiconError
from nlp.lexicon import Lexicon, TopicEntry
from nlp.reader import Reader


def _topics(reader: Reader, text: str) -> dict[str, list[str]]:
    return {tag.id: [text[span.start : span.end] for span in tag.evidence] for tag in reader.read(text).topics}


def test_evidence_is_the_whole_word_as_written(reader: Reader) -> None:
    text = "Die Wegbeleuchtung fehlt, es ist DUNKEL."

    assert _topics(reader, text) == {"lighting": ["Wegbeleuchtung", "DUNKEL"]}


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("Überall Müll!", "Müll"),
        ("UEBERALL MUELL!", "MUELL"),
        ("ßßß Mu\u0308ll", "Mu\u0308ll"),
        ("😀 \u202eHaus\u00admüll", "Haus\u00admüll"),
        ("Ｍüｌｌ", "Ｍüｌｌ"),
    ],
)
def test_evidence_points_into_the_text_whatever_way_it_is_written(reader: Reader, text: str, word: str) -> None:
    assert _topics(reader, text) == {"cleanliness": [word]}


@pytest.mark.parametrize(
    "text",
    [
        "Das Gerät ist robust",
        "Demokratie ist wichtig",
        "Die Bank wurde demoliert",
        "Hundert Leute",
        "Das kostet Bußgeld",
        "Hinter dem Busch",
        "Der Trampelpfad ist matschig",
        "Waffeln am Hafen",
        "Das ist Ihre Pflicht",
        "Die Liste wurde veröffentlicht",
        "Ich habe es versucht und besucht",
        "Liebe Kameraden der Wehr",
        "Am Globus vorbei",
        "Die Muellers grüßen",
    ],
)
def test_a_stem_does_not_fire_inside_an_unrelated_word(reader: Reader, text: str) -> None:
    assert _topics(reader, text) == {}


@pytest.mark.parametrize(
    ("text", "topic"),
    [
        ("Der Bus kommt nicht", "public_transport"),
        ("Zwei Busse fehlen", "public_transport"),
        ("Die Bushaltestelle ist weg", "public_transport"),
        ("Der Nachtbus fehlt", "public_transport"),
        ("Ein Kampfhund ohne Leine", "animals"),
        ("überall hausmüll", "cleanliness"),
        ("Das SBZ soll länger öffnen", "meeting_places"),
        ("Spielsucht nimmt zu", "drugs_alcohol"),
    ],
)
def test_a_short_stem_fires_at_a_word_start_and_as_the_head_of_a_compound(
    reader: Reader, text: str, topic: str
) -> None:
    assert list(_topics(reader, text)) == [topic]


def test_the_longest_stem_wins_where_stems_overlap(reader: Reader) -> None:
    assert _topics(reader, "Hundekot überall") == {"cleanliness": ["Hundekot"]}


def test_an_excluded_word_is_no_evidence_for_its_topic_only(reader: Reader) -> None:
    assert _topics(reader, "Beratung bei häusliche Gewalt fehlt") == {"domestic_stalking": ["häusliche Gewalt"]}


@pytest.mark.parametrize(
    "text",
    [
        "Wir wohnen Am Strande",
        "In der Strandstraße wird gebaut",
        "Die Hundertmännerstraße ist breit",
        "Die Hundsburgallee ist breit",
        "An der Busdorfer Chaussee wohnt sie",
        "Ich wohne Lärmweg 7",
    ],
)
def test_words_inside_street_names_are_no_evidence(reader: Reader, text: str) -> None:
    assert _topics(reader, text) == {}


def test_a_keyword_that_is_a_whole_place_name_is_evidence(reader: Reader) -> None:
    text = "Am Hauptbahnhof und in den Wallanlagen"

    assert _topics(reader, text) == {"public_transport": ["Hauptbahnhof"], "fear_spaces": ["Wallanlagen"]}


def test_more_keywords_give_a_higher_score_and_come_first(reader: Reader) -> None:
    tags = reader.read("Müll liegt herum, es ist dunkel ohne Licht und Laterne.").topics

    assert [tag.id for tag in tags] == ["lighting", "cleanliness"]
    assert 0 < tags[1].score < tags[0].score < 1


def test_workgroups_follow_the_table_without_doubles(reader: Reader) -> None:
    assert reader.read("Dunkel, Raser, Müll").workgroups == ("infrastructure", "hazard_response")


def test_a_text_without_keywords_is_left_to_a_person(reader: Reader) -> None:
    reading = reader.read("Ich finde das alles schwierig.")

    assert (reading.topics, reading.workgroups) == ((), ())


def test_a_keyword_of_one_letter_is_refused() -> None:
    with pytest.raises(LexiconError, match="'x' is shorter than two letters"):
        Reader.from_lexicon(Lexicon((TopicEntry("x", "a", ("x",), ()),), (), (), ()))
