"""Labelled texts from JSONL: `text`, and the labels in `topics` or the one label in `label`."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from nlp.errors import CorpusError


@dataclass(frozen=True, slots=True)
class Labelled:
    """A text and its labels, without doubles; none of them where nothing fits. author: who wrote it, "" if unknown."""

    text: str
    labels: tuple[str, ...]
    author: str = ""


@dataclass(frozen=True, slots=True)
class Corpus:
    """What could be read of a file, and what was wrong with its other lines."""

    texts: tuple[Labelled, ...]
    faults: tuple[CorpusError, ...]


def read_corpus(lines: Iterable[str]) -> Corpus:
    """Read all lines that can be used; empty ones are left out."""
    texts: list[Labelled] = []
    faults: list[CorpusError] = []
    for number, line in enumerate(lines, start=1):
        if not line.strip():
            continue
        try:
            record = parse_line(number, line)
            texts.append(Labelled(record["text"], _labels(number, record), str(record.get("author", ""))))
        except CorpusError as fault:
            faults.append(fault)
    return Corpus(tuple(texts), tuple(faults))


def parse_line(number: int, line: str) -> dict[str, Any]:
    """Return the object of one line, which has a text; raise CorpusError with the number of the line."""
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


def _labels(number: int, record: dict[str, Any]) -> tuple[str, ...]:
    if "topics" not in record and "label" not in record:
        raise CorpusError(number, "topics", "is missing, and so is label")
    given = record["topics"] if "topics" in record else [record["label"]]
    labels: list[str] = []
    for one in given:
        label = one.get("id") if isinstance(one, dict) else one
        if not isinstance(label, str) or not label.strip():
            raise CorpusError(number, "topics" if "topics" in record else "label", "holds something that is no label")
        labels.append(label.strip())
    return tuple(dict.fromkeys(labels))
