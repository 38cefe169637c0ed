"""The encoder of texts: one for all languages, taught by `nlp.teaching`, run on the spot without the network.

Multilingual E5 small (Wang et al. 2024, arXiv 2402.05672), MIT, which has read our own sentences: twelve layers with weights of
4 bits, 66,000 word pieces of the seven languages. It is loaded once a process, when it is first needed.
"""

from __future__ import annotations

import json
import re
import unicodedata
from collections.abc import Iterator, Sequence
from functools import cache
from pathlib import Path
from threading import Lock

import numpy as np
import onnxruntime
from numpy.typing import NDArray

from nlp.meaning.pieces import Pieces

Floats = NDArray[np.float32]

WIDTH = 384
FOLDER = Path(__file__).parents[1] / "shipped" / "encoder"
LAYERS, WEIGHTS, NAME = "layers.onnx", "weights.npz", "name.txt"
WORDS, WORD_SCALES, POSITIONS, PIECES = "words.npy", "scales.npy", "positions.npy", "pieces.json"
# Beside the weights of a linear map: the scales of their blocks, and by what some columns are given less than they were.
SCALES, EXCESS = ".scales", ".excess"
# Long texts say in their beginning what they are about; the time grows with the length.
LONGEST_READ = 800
_OVERLAP = 150
_NEXT, _LAST = LONGEST_READ - _OVERLAP, 10_000
_MARKUP = re.compile(
    r"(?:https?://|www\.)\S+|=\w+\([^)]*\)|</?\w+>|[<>{}\[\]|*=\\^~_#`\x00-\x1f\x7f-\x9f\ud800-\udfff]"
)
# As the first training of the encoder had it before every text.
PREFIX = "query: "
_BLOCK = 32
_CENTRE_OF_STEPS = 8
# With weights up to 63 the sum of two products fits into the 16 bits in which older processors add.
_LARGEST_WEIGHT = 63
_loading = Lock()


@cache
def encoder_name() -> str:
    """Return the name of the encoder, made from its content: another one's meanings cannot be compared with its own."""
    return (FOLDER / NAME).read_text(encoding="ascii").strip()


def encode(texts: Sequence[str]) -> Floats:
    """Return the meanings of texts, shape (texts, WIDTH), each row of length 1."""
    if not texts:
        return np.empty((0, WIDTH), dtype=np.float32)
    with _loading:
        encoder = _loaded()
    return encoder.encode(texts)


def later_passages(text: str) -> list[str]:
    """Return what of a long text is not read with its beginning: passages as long as that, each with the end of the one before."""
    return [text[at : at + LONGEST_READ] for at in range(_NEXT, min(len(text) - _OVERLAP, _LAST), _NEXT)]


def plain(text: str) -> str:
    """Return what the encoder sees of a text: composed, at most LONGEST_READ characters, none of control or of a machine's language.

    Links, brackets and stars stand in no sentence it was taught, and would be taken for anything.
    """
    composed = _MARKUP.sub(" ", unicodedata.normalize("NFKC", text[:LONGEST_READ])[:LONGEST_READ])
    return "".join(char for char in composed if unicodedata.category(char) != "Cf") or " "


@cache
def _loaded() -> Encoder:
    return Encoder(FOLDER)


class Encoder:
    """An encoder as `nlp.teaching` wrote it into a folder; may be shared by threads."""

    def __init__(self, folder: Path) -> None:
        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = options.inter_op_num_threads = 1
        # Kept memory would stay as large as the longest text ever read.
        options.enable_cpu_mem_arena = False
        # Weights are unpacked once, while loading; the library's joined steps of higher levels are slower than ours.
        options.graph_optimization_level = onnxruntime.GraphOptimizationLevel.ORT_ENABLE_BASIC
        weights = dict(_whole(folder / WEIGHTS))
        options.add_external_initializers(list(weights), list(weights.values()))
        self._layers = onnxruntime.InferenceSession(folder / LAYERS, options, providers=["CPUExecutionProvider"])
        self._scales, self._positions = (
            np.load(folder / name, allow_pickle=False) for name in (WORD_SCALES, POSITIONS)
        )
        # Most rows are of pieces that nobody writes: they stay on the disk until somebody does.
        self._words = np.asarray(np.load(folder / WORDS, allow_pickle=False, mmap_mode="r"))
        found = json.loads((folder / PIECES).read_text(encoding="utf-8"))
        self._first, self._last, *_ = found["special"]
        characters = {int(code): instead for code, instead in found["characters"].items()}
        self._pieces = Pieces(found["pieces"], found["scores"], characters, found["special"])

    def encode(self, texts: Sequence[str]) -> Floats:
        """Return the meanings of texts, shape (texts, WIDTH), each row of length 1.

        Each is read alone: several at once are no faster, and a text means the same to the last digit wherever it stands.
        """
        return np.stack([self._read(self.row(plain(text))) for text in texts])

    def row(self, text: str) -> list[int]:
        """Return the numbers of the pieces that are read of a text."""
        return [self._first, *self._pieces.split(PREFIX + text)[: len(self._positions) - 2], self._last]

    def _read(self, row: Sequence[int]) -> Floats:
        numbers = np.array(row)
        words = _unpacked(self._words[numbers], self._scales[numbers])
        state = words + self._positions[: len(row)].astype(np.float32)
        mean = np.asarray(self._layers.run(None, {"state": state[None]})[0][0], dtype=np.float32)
        return mean / np.linalg.norm(mean)


def _unpacked(packed: NDArray[np.uint8], scales: NDArray[np.float16]) -> Floats:
    """Return rows of weights; two of them share a byte, 32 a scale."""
    steps = np.stack([packed & 15, packed >> 4], axis=-1).reshape(len(packed), -1, _BLOCK).astype(np.float32)
    return np.asarray(((steps - _CENTRE_OF_STEPS) * scales.astype(np.float32)[..., None]).reshape(len(packed), -1))


def _whole(file: Path) -> Iterator[tuple[str, onnxruntime.OrtValue]]:
    """Yield the linear maps of a file by name: weights as whole numbers, shape (columns, rows), and the scale of each row.

    Whole numbers of 8 bits are multiplied three times as fast as the 4 bits of the file.
    """
    with np.load(file, allow_pickle=False) as packed:
        for name in packed.files:
            if name.endswith((SCALES, EXCESS)):
                continue
            weights = _unpacked(packed[name], packed[name + SCALES])
            if name + EXCESS in packed:
                weights *= packed[name + EXCESS]
            scales = np.abs(weights).max(axis=1) / _LARGEST_WEIGHT
            whole = np.rint(weights / scales[:, None]).astype(np.int8)
            yield name, onnxruntime.OrtValue.ortvalue_from_numpy(np.ascontiguousarray(whole.T))
            yield name + SCALES, onnxruntime.OrtValue.ortvalue_from_numpy(scales)
