"""Texts tagged by the pipeline of the city pack, in batch and one by one, on one core."""

import re
import time
from collections.abc import Iterable
from itertools import islice
from pathlib import Path

from handlers.city.loading import load
from nlp.reader import Reader
from tests.bench.cores import on_core, two_cores
from tests.bench.figures import Row, percentile
from tests.bench.sentences import short_texts
from tests.bench.sizes import Size

WORD = re.compile(r"\w+|[^\w\s]")
SPLIT = "split into words by re"
SEED = 1
ROUNDS = 3
ALONE_SHARE = 0.2  # of the texts, read one by one


async def measure_tagging(_folder: Path, size: Size) -> list[Row]:
    """Read generated texts; the first of them only to warm up."""
    reader = Reader.shipped(load("rostock").lexicon())
    texts = list(islice(short_texts(SEED), size.texts))
    alone = texts[: max(1, int(len(texts) * ALONE_SHARE))]
    with on_core(two_cores()[0]):
        for text in alone[:100]:
            reader.read(text)
        split = len(texts) / min(_seconds(WORD.findall(text) for text in texts) for _ in range(ROUNDS))
        batch = len(texts) / min(_seconds(reader.read_many(texts)) for _ in range(ROUNDS))
        ours = [_seconds(map(reader.read, [text])) for text in alone]
        theirs = [_seconds(map(WORD.findall, [text])) for text in alone]
    return [
        Row(f"Short German texts tagged in batch, one core, best of {ROUNDS}", batch, "/s", SPLIT, split,
            "more", "≥ 2,000/s"),
        Row("One text tagged, p95", percentile(ours, 0.95) * 1000, "ms", SPLIT,
            percentile(theirs, 0.95) * 1000, "less", "≤ 5 ms"),
    ]  # fmt: skip


def _seconds(work: Iterable[object]) -> float:
    """Return how long it takes to go through."""
    begin = time.perf_counter()
    for _ in work:
        pass
    return time.perf_counter() - begin
