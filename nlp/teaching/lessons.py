"""What the encoder is taught: classes of the triage, topics, and which texts say nearly the same."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from nlp.meaning.encoder import plain
from nlp.relearning import MATERIAL

_NEAR_MISS = re.compile(r"[xyz]$")


@dataclass(frozen=True, slots=True)
class Sentence:
    """A text with its topics, or with its class of the triage."""

    text: str
    topics: tuple[str, ...] = ()
    kind: str = ""
    language: str = "de"


@dataclass(frozen=True, slots=True)
class Group:
    """Texts that say nearly the same, and texts that only sound so, each unlike all others."""

    same: tuple[str, ...]
    near: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Pair:
    """Two texts, and whether they say nearly the same."""

    one: str
    other: str
    alike: bool


def sentences(name: str) -> list[Sentence]:
    """Return the sentences of a file of the material."""
    return [_sentence(json.loads(line)) for line in (MATERIAL / name).read_text(encoding="utf-8").splitlines()]


def _sentence(record: dict[str, object]) -> Sentence:
    topics = record.get("topics")
    return Sentence(
        text=plain(str(record["text"])),
        topics=tuple(map(str, topics)) if isinstance(topics, list) else (),
        kind=str(record.get("triage", "")),
        language=str(record.get("language", "de")),
    )


def groups(name: str) -> list[Group]:
    """Return the groups of a file of `group<TAB>text` lines, where `g001x` only sounds like `g001`."""
    found: dict[str, tuple[list[str], list[str]]] = {}
    for key, text in _columns(MATERIAL / name):
        near = _NEAR_MISS.search(key) is not None
        found.setdefault(key.rstrip("xyz"), ([], []))[near].append(plain(text))
    return [Group(tuple(same), tuple(near)) for same, near in found.values()]


def pairs(name: str) -> list[Pair]:
    """Return the pairs of a file of `yes|no<TAB>text<TAB>text` lines."""
    return [Pair(plain(one), plain(other), answer == "yes") for answer, one, other in _columns(MATERIAL / name)]


def _columns(file: Path) -> Iterator[list[str]]:
    return (line.split("\t") for line in file.read_text(encoding="utf-8").splitlines() if line.strip())
