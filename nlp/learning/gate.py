"""May a new model take the place of the one in force? Only if it is not worse on sentences neither has learned from."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from nlp.learning.card import Frozen

# Two of the 437 frozen sentences. That is strict: leaving out one in a hundred of the sentences to learn from moves micro
# F1 by up to 0.013 (measured, see docs/language.md). A good model refused costs patience; a bad one taken costs trust.
MICRO_TOLERANCE = 0.005
# A topic has 14 to 29 frozen sentences: one of them told wrong moves its F1 by about 0.03 to 0.06, so that two may go
# astray by chance, but three seldom do. Below ten sentences one alone moves it by 0.10: there the figure says nothing.
TOPIC_TOLERANCE = 0.10
LEAST_SENTENCES = 10
# Figures on cards have four digits; a loss of exactly the tolerance is no larger one.
_ROUNDING = 1e-9


@dataclass(frozen=True, slots=True)
class Change:
    """One topic, in force and anew."""

    topic: str
    n: int
    before: float
    after: float

    @property
    def is_loss(self) -> bool:
        """Tell whether the topic lost so much that it is no chance."""
        return self.n >= LEAST_SENTENCES and self.before - self.after > TOPIC_TOLERANCE + _ROUNDING


def changes(before: Frozen, after: Frozen) -> tuple[Change, ...]:
    """Return the change of every topic that has sentences, by name; one that a model does not know has 0."""
    old, new = ({one.topic: one for one in frozen.topics} for frozen in (before, after))
    known = {**old, **new}
    return tuple(
        Change(topic, known[topic].n, *(frozen[topic].f1 if topic in frozen else 0.0 for frozen in (old, new)))
        for topic in sorted(known)
        if known[topic].n
    )


def refusals(before: Frozen, after: Frozen) -> tuple[str, ...]:
    """Return every reason not to take the new model, in one English line each; none: it may be taken."""
    return tuple(_refusals(before, after))


def _refusals(before: Frozen, after: Frozen) -> Iterator[str]:
    if before.micro - after.micro > MICRO_TOLERANCE + _ROUNDING:
        yield f"micro F1 {before.micro:.3f} -> {after.micro:.3f}, more than {MICRO_TOLERANCE} lower"
    for change in changes(before, after):
        if change.is_loss:
            loss = f"more than {TOPIC_TOLERANCE:.2f} lower (n = {change.n})"
            yield f"{change.topic}: F1 {change.before:.3f} -> {change.after:.3f}, {loss}"
