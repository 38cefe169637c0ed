"""The encoder as a torch module that can learn: twelve layers of attention, mean of the last hidden states, length 1.

Multilingual E5 (Wang et al. 2024, arXiv 2402.05672), small. While it learns it already calculates with weights of 4 bits
(straight-through estimator: Bengio et al. 2013, arXiv 1308.3432), so that nothing is lost when it is packed.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

import torch
import torch.nn.functional as fn
from torch import Tensor, nn

from nlp.teaching.weights import BLOCK, WORD_VECTORS, Floats, Weights

_DROPOUT = 0.1
_PARTS = ("q", "k", "v", "ao", "fi", "fo")
_STEPS = 8


class _FourBit(nn.Linear):
    """A linear map that calculates with weights as they will be packed."""

    def forward(self, given: Tensor) -> Tensor:
        return fn.linear(given, self.weight + (_rounded(self.weight) - self.weight).detach(), self.bias)


@torch.no_grad()
def _rounded(weight: Tensor) -> Tensor:
    """Return weights of the 4 bits `weights.packed` would give them."""
    blocks = weight.reshape(-1, BLOCK)
    largest = blocks.gather(1, blocks.abs().argmax(dim=1, keepdim=True))
    scales = (largest / -_STEPS).half().float()
    inverse = torch.where(scales == 0, scales, 1 / scales)
    steps = torch.clamp(torch.floor(blocks * inverse + _STEPS + 0.5), 0, 2 * _STEPS - 1) - _STEPS
    return (steps * scales).reshape(weight.shape)


class _Layer(nn.Module):
    def __init__(self, width: int, inner: int, heads: int, epsilon: float) -> None:
        super().__init__()
        self.q, self.k, self.v, self.ao = (_FourBit(width, width) for _ in range(4))
        self.fi, self.fo = _FourBit(width, inner), _FourBit(inner, width)
        self.aln, self.oln = nn.LayerNorm(width, epsilon), nn.LayerNorm(width, epsilon)
        self._heads = heads

    def forward(self, given: Tensor, mask: Tensor) -> Tensor:
        texts, length, width = given.shape
        q, k, v = (
            part(given).view(texts, length, self._heads, -1).transpose(1, 2) for part in (self.q, self.k, self.v)
        )
        dropped = _DROPOUT if self.training else 0.0
        seen = fn.scaled_dot_product_attention(q, k, v, attn_mask=mask, dropout_p=dropped)
        seen = self.ao(seen.transpose(1, 2).reshape(texts, length, width))
        given = self.aln(given + fn.dropout(seen, _DROPOUT, self.training))
        thought = self.fo(fn.gelu(self.fi(given)))
        return self.oln(given + fn.dropout(thought, _DROPOUT, self.training))


class Learner(nn.Module):
    """Starts as the encoder of a model file; the vectors of its word pieces stay as they are."""

    def __init__(self, weights: Weights) -> None:
        super().__init__()
        width, layers, heads, inner = (int(size) for size in weights.sizes[1:5])
        epsilon = weights.epsilon
        self._pad = weights.special[2]
        words = torch.from_numpy(weights.floats(WORD_VECTORS).reshape(-1, width))
        self.word = nn.Embedding.from_pretrained(words, freeze=True)
        self.pos = nn.Parameter(torch.from_numpy(weights.floats("emb.pos").reshape(-1, width)))
        self.kind = nn.Parameter(torch.from_numpy(weights.floats("emb.type")[:width].copy()), requires_grad=False)
        self.ln = nn.LayerNorm(width, epsilon)
        self.layers = nn.ModuleList(_Layer(width, inner, heads, epsilon) for _ in range(layers))
        with torch.no_grad():
            for name, parameter in self._named():
                parameter.copy_(torch.from_numpy(weights.floats(name)).reshape(parameter.shape))

    def _named(self) -> list[tuple[str, nn.Parameter]]:
        """Return what is learned by its name in the file."""
        named: list[tuple[str, nn.Parameter]] = [
            ("emb.pos", self.pos),
            ("emb.ln.w", self.ln.weight),
            ("emb.ln.b", self.ln.bias),
        ]
        for number, layer in enumerate(self.layers):
            for part in (*_PARTS, "aln", "oln"):
                module = getattr(layer, part)
                named += [(f"l{number}.{part}.w", module.weight), (f"l{number}.{part}.b", module.bias)]
        return named

    def forward(self, rows: Sequence[Sequence[int]]) -> Tensor:
        """Return the meanings of texts given as numbers of pieces, shape (texts, width), each of length 1."""
        longest = max(map(len, rows))
        numbers = torch.tensor([[*row, *[self._pad] * (longest - len(row))] for row in rows])
        there = torch.tensor([[1.0] * len(row) + [0.0] * (longest - len(row)) for row in rows])
        state = fn.dropout(self.ln(self.word(numbers) + self.pos[:longest] + self.kind), _DROPOUT, self.training)
        mask = there.bool()[:, None, None, :]
        for layer in self.layers:
            state = layer(state, mask)
        state = state.float()
        mean = (state * there[..., None]).sum(1) / there.sum(1, keepdim=True)
        return fn.normalize(mean, dim=-1)

    @torch.no_grad()
    def largest(self, rows: Sequence[Sequence[int]]) -> dict[str, Floats]:
        """Return how large each of the numbers becomes that the inner linear maps of a layer are given, reading these rows."""
        seen: dict[str, Tensor] = {}

        def watched(name: str) -> Callable[[nn.Module, tuple[Tensor]], None]:
            def watch(_: nn.Module, given: tuple[Tensor]) -> None:
                most = given[0].abs().flatten(0, -2).amax(0).float()
                seen[name] = torch.maximum(seen.get(name, most), most)

            return watch

        watches = [
            getattr(layer, part).register_forward_pre_hook(watched(f"l{number}.{part}"))
            for number, layer in enumerate(self.layers)
            for part in ("fi", "fo")
        ]
        for row in rows:
            self([row])
        for watch in watches:
            watch.remove()
        return {name: most.numpy() for name, most in seen.items()}

    @torch.no_grad()
    def learned(self) -> dict[str, Floats]:
        """Return what was learned, flat, by its name in the file."""
        return {name: parameter.detach().reshape(-1).numpy().copy() for name, parameter in self._named()}
