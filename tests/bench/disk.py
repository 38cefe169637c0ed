"""How fast the disk itself keeps its word: the bound for everything that may not be lost."""

import os
import time
from dataclasses import dataclass
from pathlib import Path

from tests.bench.figures import percentile

BLOCK = b"\x5a" * 4096


@dataclass(frozen=True, slots=True)
class Syncs:
    """Appends of 4 KB, each followed by fsync, one after another."""

    per_second: float
    p50_seconds: float
    p99_seconds: float


def measure_syncs(folder: Path, seconds: float) -> Syncs:
    """Append and sync in this folder for so long."""
    taken: list[float] = []
    file = folder / "syncs"
    with file.open("wb", buffering=0) as out:
        begin = last = time.perf_counter()
        while last - begin < seconds:
            out.write(BLOCK)
            os.fsync(out.fileno())
            now = time.perf_counter()
            taken.append(now - last)
            last = now
    file.unlink()
    return Syncs(len(taken) / (last - begin), percentile(taken, 0.5), percentile(taken, 0.99))
