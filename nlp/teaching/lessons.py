"""Which texts say nearly the same, and which only sound so."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from nlp.sentences import MATERIAL

_NEAR_MISS = re.compile(r"[xyz]$")


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


def groups(name: str) -> list[Group]:
    """Return the groups of a file of `group<TAB>text` lines, where `g001x` only sounds like `g001`."""
    found: dict[str, tuple[list[str], list[str]]] = {}
    for key, text in _columns(MATERIAL / name):
        near = _NEAR_MISS.search(key) is not None
        found.setdefault(key.rstrip("xyz"), ([], []))[near].append(text)
    return [Group(tuple(same), tuple(near)) for same, near in found.values()]


def pairs(name: str) -> list[Pair]:
    """Return the pairs of a file of `yes|no<TAB>text<TAB>text` lines."""
    return [Pair(one, other, answer == "yes") for answer, one, other in _columns(MATERIAL / name)]


def _columns(file: Path) -> Iterator[list[str]]:
    return (line.split("\t") for line in file.read_text(encoding="utf-8").splitlines() if line.strip())
