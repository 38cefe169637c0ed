"""The sentences of our own, as they lie in nlp/material."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from nlp.results import GERMAN

MATERIAL = Path(__file__).parent / "material"


@dataclass(frozen=True, slots=True)
class Sentence:
    """One sentence of the material: its topics, or its one class of the triage."""

    text: str
    labels: tuple[str, ...]
    language: str
    author: str


def sentences(name: str) -> Iterator[Sentence]:
    """Yield the sentences of a file of the material."""
    with (MATERIAL / name).open(encoding="utf-8") as lines:
        for line in lines:
            found = json.loads(line)
            labels = found["topics"] if "topics" in found else [found["triage"]]
            yield Sentence(found["text"], tuple(labels), found.get("language", GERMAN), found.get("author", ""))
