"""JSONL in, JSONL out."""

from __future__ import annotations

import json

import pytest

from nlp.errors import CorpusError
from nlp.jsonl import tag_lines
from nlp.reader import Reader

TEXT = "Zu viel Müll überall in Warnemünde, Herr Voß, da muss sich etwas ändern"


def test_a_line_gains_what_the_reader_found(reader: Reader) -> None:
    line = (
        json.dumps(
            {
                "id": 7,
                "text": TEXT,
                "topics": ["old"],
            }
        )
        + "\n"
    )

    [tagged] = tag_lines(reader, [line, "\n"], best=False, faults=[])

    assert json.loads(tagged) == {
        "id": 7,
        "text": TEXT,
        "topics": [{"id": "cleanliness", "score": 0.6, "evidence": [[8, 12]]}],
        "workgroups": ["hazard_response"],
        "language": "de",
        "district": "ot-01",
        "triage": "concern",
        "pii": [[41, 44, "NAME"]],
        "redacted": TEXT.replace("Voß", "[Name]"),
    }


@pytest.mark.parametrize(("best", "topics"), [(False, []), (True, [{"id": "other", "score": 0, "evidence": []}])])
def test_a_text_without_a_topic_is_other_only_when_the_best_is_asked_for(
    reader: Reader, best: bool, topics: list[object]
) -> None:
    [tagged] = tag_lines(reader, ['{"text": "Guten Tag"}'], best=best, faults=[])

    assert json.loads(tagged)["topics"] == topics


@pytest.mark.parametrize(
    ("line", "field"),
    [
        ("{", "line"),
        ("[]", "line"),
        ("[" * 100_000, "line"),
        ("{}", "text"),
        ('{"text": null}', "text"),
        ('{"text": "a", "topics": "b"}', "topics"),
        ('{"text": "a", "topics": [1]}', "topics"),
    ],
)
def test_a_broken_line_is_named_by_number_and_field_and_stops_nothing(reader: Reader, line: str, field: str) -> None:
    faults: list[CorpusError] = []
    tagged = list(tag_lines(reader, ['{"text": "gut"}', line, '{"text": "auch gut"}'], best=False, faults=faults))

    assert [json.loads(one)["text"] for one in tagged] == ["gut", "auch gut"]
    assert [(fault.line, fault.field) for fault in faults] == [(2, field)]


def test_a_lone_surrogate_can_be_written_to_a_file(reader: Reader) -> None:
    [tagged] = tag_lines(reader, ['{"text": "a\\ud800b"}'], best=False, faults=[])

    assert json.loads(tagged.encode("utf-8"))["text"] == "a\ud800b"
