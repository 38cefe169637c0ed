"""A small learned model of names: which words of a text are part of a person's name.

A logistic regression on what stands in and around a word, with weights that `nlp.training_names` learned from
nlp/material and nlp/wordlists and wrote to nlp/wordlists/name_weights.json.
"""

from __future__ import annotations

import json
from collections.abc import Container, Iterator, Mapping, Sequence
from functools import cache
from pathlib import Path

from nlp.name_tokens import Token, is_genitive

FILE = Path(__file__).parent / "wordlists" / "name_weights.json"
BIAS = ""
_AFTER_LATIN = "\u0250"
_NOTHING = ("^", "^")
_SURE, _BESIDE, _SURNAME = 0.4, -1.0, -3.5
_SELDOM = 2
_CANDIDATES = frozenset("FLBflbXUN")
_SMALL_CANDIDATES = frozenset("FLBflbXu")


def candidates(tokens: Sequence[Token], masked: Container[int]) -> Iterator[int]:
    """Yield the numbers of the tokens that may be names; masked are the starts of those that are not.

    An ordinary noun may be one only behind a first name.
    """
    for i, token in enumerate(tokens):
        kind = token.kind
        if kind not in (_SMALL_CANDIDATES if token.shape == "s" else _CANDIDATES) or token.start in masked:
            continue
        if token.text < _AFTER_LATIN and (kind != "N" or (i > 0 and tokens[i - 1].form.first)):
            yield i


def features(tokens: Sequence[Token], i: int) -> list[str]:
    """Return what the model is told of token i: the word's own form, its neighbours, and both together."""
    token = tokens[i]
    form, kind = token.form, token.kind
    own = f"{kind}{token.shape}{'1' if token.first else '0'}"
    before, before2 = _seen(tokens, i - 1), _seen(tokens, i - 2)
    after, after2 = _seen(tokens, i + 1), _seen(tokens, i + 2)
    code = f"{form.first}{form.last}{form.word}"
    return [
        f"o{own}",
        f"c{code}{token.shape}",
        f"p{before[0]}",
        f"n{after[0]}",
        f"P{before[1]}{kind}",
        f"N{kind}{after[1]}",
        f"Q{before[1]}{own}{after[1]}",
        f"q{before[0]} {own}",
        f"r{own} {after[0]}",
        f"s{kind}{token.small[-3:]}" if kind in "ULlubf" else "s",
        f"b{before2[0]}",
        f"a{after2[0]}",
        f"B{before2[1]}{before[1]}{kind}",
        f"A{kind}{after[1]}{after2[1]}",
        f"l{min(len(token.small), 12)}{kind}",
    ]


def names_of(tokens: Sequence[Token], masked: Container[int]) -> list[int]:
    """Return the numbers of the tokens that are names: those the model is sure of, and doubtful ones right beside them."""
    weights = weights_of_names()
    weight, bias = weights.get, weights[BIAS]
    scores = {i: bias + sum([weight(one, 0.0) for one in features(tokens, i)]) for i in candidates(tokens, masked)}
    sure = {i for i, score in scores.items() if score > _SURE}
    beside = {i for i, score in scores.items() if score > _level_beside(tokens, i, sure)}
    return sorted(sure | beside)


def _level_beside(tokens: Sequence[Token], i: int, sure: Container[int]) -> float:
    """Return which score a word must have: less beside a name, least for a possible surname behind a first name."""
    token = tokens[i]
    behind_first_name = i - 1 in sure and tokens[i - 1].form.first > 0
    seldom = token.form.word < _SELDOM and not is_genitive(tokens[i - 1])
    if behind_first_name and token.shape != "s" and (token.form.last or seldom):
        return _SURNAME
    return _BESIDE if i - 1 in sure or i + 1 in sure else _SURE


@cache
def weights_of_names() -> Mapping[str, float]:
    """Return the weights by feature; read once."""
    weights: dict[str, float] = json.loads(FILE.read_text(encoding="utf-8"))
    return weights


def _seen(tokens: Sequence[Token], i: int) -> tuple[str, str]:
    """Return the word at a place and its kind, `^` beyond the text."""
    if not 0 <= i < len(tokens):
        return _NOTHING
    token = tokens[i]
    return ("0" if token.shape == "d" else token.small), token.kind + ("s" if token.shape == "s" else "C")
