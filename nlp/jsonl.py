"""Tagging of JSONL files, one JSON object a line."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from typing import Any

from nlp.errors import CorpusError
from nlp.reader import Reader
from nlp.results import OTHER, Reading


def tag_lines(reader: Reader, lines: Iterable[str], best: bool) -> Iterator[str]:
    """Yield each line, without its newline, with what the reader found added; empty lines are left out.

    best    name at least one topic: `other` with score 0 and no evidence where nothing was found.
    Fields of the input stay, but for `topics`, which the found ones replace.
    Raises CorpusError at the first line that is broken; the lines before it have been yielded.
    """
    for number, line in enumerate(lines, start=1):
        if line.strip():
            record = _record(number, line)
            yield _written({**record, **_found(reader.read(record["text"]), best)})


def _record(number: int, line: str) -> dict[str, Any]:
    try:
        record = json.loads(line.removeprefix("\ufeff"))
    except (ValueError, RecursionError) as error:
        raise CorpusError(number, "line", f"is no JSON ({error})") from error
    if not isinstance(record, dict):
        raise CorpusError(number, "line", "is no JSON object")
    if not isinstance(record.get("text"), str):
        raise CorpusError(number, "text", "is missing or no text")
    topics = record.get("topics", [])
    if not isinstance(topics, list) or not all(isinstance(topic, str | dict) for topic in topics):
        raise CorpusError(number, "topics", "is no list of topics")
    return record


def _found(reading: Reading, best: bool) -> dict[str, Any]:
    topics: list[dict[str, Any]] = [
        {"id": tag.id, "score": tag.score, "evidence": [[span.start, span.end] for span in tag.evidence]}
        for tag in reading.topics
    ]
    if best and not topics:
        topics = [{"id": OTHER, "score": 0, "evidence": []}]
    return {
        "topics": topics,
        "workgroups": list(reading.workgroups),
        "language": reading.language,
        "district": reading.district,
        "triage": reading.triage.value,
        "pii": [[found.span.start, found.span.end, found.label] for found in reading.personal],
        "redacted": reading.redacted,
    }


def _written(record: dict[str, Any]) -> str:
    # A lone surrogate cannot be encoded: it goes out as the JSON escape it came in as.
    return json.dumps(record, ensure_ascii=False).encode("utf-8", "backslashreplace").decode("utf-8")
