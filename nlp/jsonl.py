"""Tagging and scoring of JSONL files, one JSON object a line."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence
from itertools import islice
from typing import Any

from nlp.errors import CorpusError
from nlp.learning.corpus import Labelled, parse_line
from nlp.learning.measures import Figures, measure
from nlp.reader import Reader
from nlp.results import OTHER, Reading, TopicTag

# As many lines are read at once: together they are twice as fast, and nobody waits long for the first.
_BATCH = 100


def tag_lines(reader: Reader, lines: Iterable[str], best: bool, faults: list[CorpusError]) -> Iterator[str]:
    """Yield each line, without its newline, with what the reader found added; empty lines are left out.

    best    name the best topics also where the reader is not sure: `other` with score 0 and no evidence where it
            has none.
    faults  takes up what is wrong with a line that cannot be used, which is left out.
    Fields of the input stay, but for `topics`, which the found ones replace.
    """
    records = _records(lines, faults)
    while batch := list(islice(records, _BATCH)):
        for record, reading in zip(batch, reader.read_many(record["text"] for record in batch), strict=True):
            yield _written({**record, **_found(reading, best)})


def _records(lines: Iterable[str], faults: list[CorpusError]) -> Iterator[dict[str, Any]]:
    for number, line in enumerate(lines, start=1):
        if line.strip():
            try:
                yield parse_line(number, line)
            except CorpusError as fault:
                faults.append(fault)


def score(reader: Reader, texts: Sequence[Labelled], best: bool) -> Figures:
    """Compare the labels of texts with what the reader names; no label counts as `other` where that is a label."""
    neither = (OTHER,) if any(OTHER in text.labels for text in texts) else ()
    readings = reader.read_many(text.text for text in texts)
    return measure(
        (text.labels or neither, [tag.id for tag in _named(reading, best)] or (neither if best else ()))
        for text, reading in zip(texts, readings, strict=True)
    )


def _named(reading: Reading, best: bool) -> tuple[TopicTag, ...]:
    return reading.guess if best else reading.topics


def _found(reading: Reading, best: bool) -> dict[str, Any]:
    topics: list[dict[str, Any]] = [
        {"id": tag.id, "score": tag.score, "evidence": [[span.start, span.end] for span in tag.evidence]}
        for tag in _named(reading, best)
    ]
    if best and not topics:
        topics = [{"id": OTHER, "score": 0, "evidence": []}]
    return {
        "topics": topics,
        "workgroups": list(reading.guess_workgroups if best else reading.workgroups),
        "language": reading.language,
        "district": reading.district,
        "triage": reading.triage.value,
        "pii": [[found.span.start, found.span.end, found.label] for found in reading.personal],
        "redacted": reading.redacted,
    }


def _written(record: dict[str, Any]) -> str:
    # A lone surrogate cannot be encoded: it goes out as the JSON escape it came in as.
    return json.dumps(record, ensure_ascii=False).encode("utf-8", "backslashreplace").decode("utf-8")
