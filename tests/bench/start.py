"""From the command to the first page, and what the process then holds in memory."""

import json
import statistics
import time
from dataclasses import dataclass
from pathlib import Path

from tests.bench.figures import Row
from tests.bench.processes import (
    clean_environment,
    first_page,
    free_port,
    memory_mb,
    printed_by,
    product_environment,
    running,
)
from tests.bench.sizes import Size

IMPORT = 'python -c "import spacy"'
MEASURED_IMPORT = """
import json, spacy
from pathlib import Path
held = next(line.split()[1] for line in Path("/proc/self/status").read_text().splitlines() if line.startswith("VmRSS:"))
print(json.dumps(int(held) / 1024))
"""


@dataclass(frozen=True, slots=True)
class Start:
    seconds: float
    memory_mb: float


async def measure_start(folder: Path, size: Size) -> list[Row]:
    """Start on an installation that is there already, several times, and as often the yardstick."""
    await _start(folder)
    ours = [await _start(folder) for _ in range(size.starts)]
    theirs = [await _import() for _ in range(size.starts)]
    return [
        Row("Warm start of `forumsbote run` to the first page", _median_seconds(ours), "s", IMPORT,
            _median_seconds(theirs), "less", "≤ 3 s"),
        Row("Resident memory after it", statistics.median(start.memory_mb for start in ours), "MB", IMPORT,
            statistics.median(start.memory_mb for start in theirs), "less", "≤ 400 MB"),
    ]  # fmt: skip


def _median_seconds(starts: list[Start]) -> float:
    return statistics.median(start.seconds for start in starts)


async def _start(folder: Path) -> Start:
    port, output = free_port(), folder / "product.txt"
    begin = time.perf_counter()
    async with running(("-m", "bot", "run"), product_environment(folder, port), output) as process:
        await first_page(process, f"http://127.0.0.1:{port}/", output)
        return Start(time.perf_counter() - begin, memory_mb(process.pid))


async def _import() -> Start:
    begin = time.perf_counter()
    held = json.loads(await printed_by(("-c", MEASURED_IMPORT), clean_environment()))
    return Start(time.perf_counter() - begin, held)
