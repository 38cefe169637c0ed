"""The encoder as the service runs it: its layers as an ONNX graph, its weights, word pieces and their vectors beside it.

The graph multiplies whole numbers of 8 bits with weights that `nlp.meaning.encoder` makes of their 4 bits when it loads them.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import numpy as np
import onnx
from numpy.typing import NDArray
from onnx import TensorProto, helper, numpy_helper

from nlp.meaning.encoder import EXCESS, LAYERS, NAME, PIECES, POSITIONS, SCALES, WEIGHTS, WORD_SCALES, WORDS
from nlp.teaching.weights import BLOCK_BYTES, WORD_VECTORS, Floats, Weights

_POSITIONS_KEPT = 256
_OF_MICROSOFT = "com.microsoft"
# By what few numbers exceed all others is moved into the weights they meet (Xiao et al. 2022, arXiv 2211.10438).
_ORDINARY = 0.99


def write_encoder(weights: Weights, folder: Path, largest: Mapping[str, Floats]) -> None:
    """Write everything `nlp.meaning.encoder` reads; the same weights give the same bytes.

    largest  for some linear maps, by their name, how large each of the numbers they are given may become
    """
    folder.mkdir(parents=True, exist_ok=True)
    graph = _Graph(weights, largest)
    onnx.save(graph.model(), folder / LAYERS)
    np.savez(folder / WEIGHTS, allow_pickle=False, **graph.packed)
    steps, scales = _blocks(weights.tensors[WORD_VECTORS].raw)
    pieces = len(weights.pieces)
    np.save(folder / WORDS, _paired(steps).reshape(pieces, -1))
    np.save(folder / WORD_SCALES, scales.reshape(pieces, -1))
    positions = weights.floats("emb.pos").reshape(-1, weights.width)[:_POSITIONS_KEPT]
    np.save(folder / POSITIONS, (positions + weights.floats("emb.type")[: weights.width]).astype(np.float16))
    bos, eos, pad, unk = weights.special
    written = {
        "special": [bos, eos, pad, unk],
        "characters": dict(weights.instead()),
        "scores": [round(float(score), 4) for score in weights.scores],
        "pieces": [piece.decode("utf-8", "replace") for piece in weights.pieces],
    }
    text = json.dumps(written, ensure_ascii=False, separators=(",", ":"))
    (folder / PIECES).write_text(text, encoding="utf-8", newline="\n")


def _blocks(raw: bytes) -> tuple[NDArray[np.uint8], NDArray[np.float16]]:
    """Return the steps of weights of 4 bits in their order, shape (blocks, 32), and the scale of each block."""
    blocks = np.frombuffer(raw, np.uint8).reshape(-1, BLOCK_BYTES)
    steps = np.concatenate([blocks[:, 2:] & 15, blocks[:, 2:] >> 4], axis=1)
    return steps, blocks[:, :2].copy().view("<f2")[:, 0]


def _paired(steps: NDArray[np.uint8]) -> NDArray[np.uint8]:
    """Return steps two to a byte, the first in its low half."""
    return np.asarray(steps[..., 0::2] | (steps[..., 1::2] << 4), dtype=np.uint8)


class _Graph:
    """Builds the graph: vectors of the pieces of texts of one length in (texts, pieces, width), means of their last state out."""

    def __init__(self, weights: Weights, largest: Mapping[str, Floats]) -> None:
        self._weights = weights
        self._largest = largest
        self._nodes: list[onnx.NodeProto] = []
        self._constants: list[onnx.TensorProto] = []
        self.packed: dict[str, NDArray[np.generic]] = {}

    def model(self) -> onnx.ModelProto:
        width = self._weights.width
        mean = self._node(
            "ReduceMean", [self._layers("state"), self._constant("pieces", np.array([1], np.int64))], keepdims=0
        )
        graph = helper.make_graph(
            self._nodes,
            "encoder",
            [helper.make_tensor_value_info("state", TensorProto.FLOAT, ["texts", "pieces", width])],
            [helper.make_tensor_value_info(mean, TensorProto.FLOAT, ["texts", width])],
            self._constants,
        )
        opsets = [helper.make_opsetid("", 20), helper.make_opsetid(_OF_MICROSOFT, 1)]
        return helper.make_model(graph, opset_imports=opsets, ir_version=10, producer_name="forumsbote")

    def _layers(self, state: str) -> str:
        state = self._normal(state, "emb.ln")
        for number in range(self._weights.layers):
            state = self._attended(state, number)
            inner = self._node("Gelu", [self._mapped(state, f"l{number}.fi", ["fi"], number)])
            outer = self._mapped(inner, f"l{number}.fo", ["fo"], number)
            state = self._normal(self._node("Add", [state, outer]), f"l{number}.oln")
        return state

    def _attended(self, state: str, number: int) -> str:
        """Let every piece look at all others (Vaswani et al. 2017, arXiv 1706.03762)."""
        thirds = self._constant("thirds", np.array([self._weights.width] * 3, np.int64))
        asked = self._mapped(state, f"l{number}.qkv", ["q", "k", "v"], number)
        parts = self._nodes_of("Split", [asked, thirds], 3, axis=-1)
        seen = self._node("MultiHeadAttention", parts, domain=_OF_MICROSOFT, num_heads=self._weights.heads)
        added = self._node("Add", [state, self._mapped(seen, f"l{number}.ao", ["ao"], number)])
        return self._normal(added, f"l{number}.aln")

    def _mapped(self, state: str, name: str, parts: Sequence[str], number: int) -> str:
        """Apply one or several linear maps side by side."""
        raw = b"".join(self._weights.tensors[f"l{number}.{part}.w"].raw for part in parts)
        bias = np.concatenate([self._weights.floats(f"l{number}.{part}.b") for part in parts])
        steps, scales = _blocks(raw)
        self.packed |= {name: _paired(steps).reshape(len(bias), -1), name + SCALES: scales.reshape(len(bias), -1)}
        if name in self._largest:
            excess = np.maximum(self._largest[name] / np.quantile(self._largest[name], _ORDINARY), 1).astype(np.float32)
            self.packed[name + EXCESS] = excess
            state = self._node("Mul", [state, self._constant(f"{name}.less", 1 / excess)])
        whole = self._given(name, TensorProto.INT8, [steps.size // len(bias), len(bias)])
        rows = self._given(name + SCALES, TensorProto.FLOAT, [len(bias)])
        inputs = [state, whole, rows, "", self._constant(f"{name}.b", bias)]
        return self._node("DynamicQuantizeMatMul", inputs, domain=_OF_MICROSOFT)

    def _given(self, name: str, kind: int, shape: Sequence[int]) -> str:
        """Name numbers that are handed over when the graph is loaded; it looks for them outside, in a file that is not there."""
        outside = onnx.TensorProto(name=name, data_type=kind, dims=shape, data_location=onnx.TensorProto.EXTERNAL)
        outside.external_data.add(key="location", value=WEIGHTS)
        self._constants.append(outside)
        return name

    def _normal(self, state: str, name: str) -> str:
        gain, shift = (self._constant(f"{name}.{part}", self._weights.floats(f"{name}.{part}")) for part in "wb")
        return self._node("LayerNormalization", [state, gain, shift], epsilon=self._weights.epsilon, axis=-1)

    def _constant(self, name: str, numbers: NDArray[np.generic]) -> str:
        if all(known.name != name for known in self._constants):
            self._constants.append(numpy_helper.from_array(numbers, name))
        return name

    def _node(self, kind: str, inputs: Sequence[str], **attributes: Any) -> str:
        return self._nodes_of(kind, inputs, 1, **attributes)[0]

    def _nodes_of(self, kind: str, inputs: Sequence[str], outputs: int, **attributes: Any) -> list[str]:
        names = [f"{kind}.{len(self._nodes)}.{at}" for at in range(outputs)]
        self._nodes.append(helper.make_node(kind, list(inputs), names, **attributes))
        return names


def write_name(folder: Path) -> None:
    """Name the encoder by what lies in the folder."""
    found = hashlib.sha256()
    for file in sorted(folder.glob("*.*")):
        if file.name != NAME and file.suffix != ".md":
            found.update(file.name.encode() + file.read_bytes())
    (folder / NAME).write_text(found.hexdigest() + "\n", encoding="ascii", newline="\n")
