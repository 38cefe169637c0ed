"""Which texts say nearly the same: how near their meanings are, helped by a topic in common, held back by different districts."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import NamedTuple

import numpy as np

from nlp.meaning.encoder import Floats, encoder_name
from nlp.results import OTHER

# Chosen on nlp/material/alike_dev.tsv by tests/nlp/alike_table.py; the cosine alone takes opposites for the same.
SAME_TOPIC, OTHER_TOPIC, OTHER_DISTRICT = 0.5, 0.1, 0.5
LEVEL = 0.8
_STORED = "<f2"
_MARK_BYTES = 8


class Nearness(StrEnum):
    """How alike two texts are, in steps a person can tell apart."""

    VERY = "very"
    RATHER = "rather"
    PERHAPS = "perhaps"


_AT_LEAST = {Nearness.VERY: 1.2, Nearness.RATHER: 0.9}


@dataclass(frozen=True, slots=True)
class About:
    """What a text is about and where; what is not known neither helps nor holds back."""

    topics: frozenset[str] = frozenset()
    district: str | None = None


class Alike(NamedTuple):
    """The place of a text among those it was looked for in, and its likeness."""

    at: int
    likeness: float


def likeness(one: Floats, about: About, others: Floats, abouts: Sequence[About]) -> Floats:
    """Return how alike each of the other texts is to one, shape (others,), in [-1.6, 1.5].

    one     float32, shape (features,), of length 1
    others  float32, shape (texts, features), each row of length 1; not changed
    abouts  one for each of the others
    The cosine of the meanings, plus SAME_TOPIC or minus OTHER_TOPIC where both have topics, minus OTHER_DISTRICT where two
    different districts are named.
    """
    beside = [_beside(about, other) for other in abouts]
    return np.asarray(others @ one + np.asarray(beside, dtype=np.float32), dtype=np.float32)


def alike(
    one: Floats, about: About, others: Floats, abouts: Sequence[About], most: int, at_least: float = LEVEL
) -> list[Alike]:
    """Return which of the others say nearly the same as one, the closest first, of equal ones the first; at most `most`."""
    found = likeness(one, about, others, abouts)
    closest = np.argsort(-found, kind="stable")[:most]
    return [Alike(int(at), float(found[at])) for at in closest if found[at] >= at_least]


def nearness(found: float) -> Nearness:
    """Return the step a likeness stands on."""
    return next((step for step, least in _AT_LEAST.items() if found >= least), Nearness.PERHAPS)


def packed(row: Floats) -> bytes:
    """Return a meaning as it is stored, behind the mark of its encoder.

    It has half the precision and half the room, which moves a cosine by less than 0.001.
    """
    return mark() + row.astype(_STORED).tobytes()


def unpacked(stored: Sequence[bytes]) -> Floats:
    """Return stored meanings of one encoder as rows; at least one is given."""
    numbers = b"".join(meaning[_MARK_BYTES:] for meaning in stored)
    return np.frombuffer(numbers, dtype=_STORED).astype(np.float32).reshape(len(stored), -1)


def is_comparable(one: bytes, other: bytes) -> bool:
    """Tell whether two stored meanings are of one encoder."""
    return one[:_MARK_BYTES] == other[:_MARK_BYTES] and len(one) == len(other)


def mark() -> bytes:
    """Return what every stored meaning of the encoder in use begins with."""
    return bytes.fromhex(encoder_name())[:_MARK_BYTES]


def _beside(one: About, other: About) -> float:
    """Return what speaks for and against two texts beside their meaning."""
    ours, theirs = one.topics - {OTHER}, other.topics - {OTHER}
    topics = 0.0 if not ours or not theirs else SAME_TOPIC if ours & theirs else -OTHER_TOPIC
    apart = one.district is not None and other.district is not None and one.district != other.district
    return topics - OTHER_DISTRICT if apart else topics
