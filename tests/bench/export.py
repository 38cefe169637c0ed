"""Long lists written to files: how fast, and whether memory grows with them."""

import csv
import json
import time
from dataclasses import dataclass
from pathlib import Path

from tests.bench.figures import Row
from tests.bench.filling import fill_concerns, migrated
from tests.bench.processes import BenchError, printed_by, product_environment
from tests.bench.sizes import Size

FORMATS = ("csv", "xlsx")
PLAIN = "csv.writer of the same rows from memory"
TARGETS = {"csv": "≥ 20,000/s", "xlsx": ""}


@dataclass(frozen=True, slots=True)
class Written:
    """One list in a file."""

    file: Path
    rows: int
    seconds: float
    grown_mb: float

    @property
    def per_second(self) -> float:
        return self.rows / self.seconds


async def measure_export(folder: Path, size: Size) -> list[Row]:
    """Write a short and a long list in each format."""
    short = await _lists(folder, size.few_concerns)
    long = await _lists(folder, size.concerns)
    plain = _write_plainly(long["csv"].file)
    speed = [
        Row(f"{kind.upper()} of {size.concerns:,} concerns", long[kind].per_second, "rows/s", PLAIN, plain, "more",
            TARGETS[kind])
        for kind in FORMATS
    ]  # fmt: skip
    memory = [
        Row(f"{kind.upper()}: memory added by {size.concerns:,} rows", long[kind].grown_mb, "MB",
            f"by {size.few_concerns:,} rows", short[kind].grown_mb, "less", "constant: about 1")
        for kind in FORMATS
    ]  # fmt: skip
    return speed + memory


async def _lists(folder: Path, many: int) -> dict[str, Written]:
    own = folder / str(many)
    async with migrated(own) as database:
        await fill_concerns(database, many)
    return {kind: await _list(own, kind, many) for kind in FORMATS}


async def _list(folder: Path, kind: str, many: int) -> Written:
    file = folder / f"list.{kind}"
    printed = await printed_by(("-m", "tests.bench.writing", kind, str(file)), product_environment(folder, 1))
    found = json.loads(printed.splitlines()[-1])
    if found["rows"] != many:
        raise BenchError(f"{found['rows']} of {many} concerns are in the list")
    return Written(file, many, found["seconds"], found["grown_mb"])


def _write_plainly(file: Path) -> float:
    """Return how many rows a second csv.writer writes of a list that is read into memory first."""
    with file.open(encoding="utf-8-sig", newline="") as lines:
        rows = list(csv.reader(lines, delimiter=";"))
    with file.with_suffix(".plain").open("w", encoding="utf-8", newline="") as out:
        begin = time.perf_counter()
        csv.writer(out, delimiter=";", lineterminator="\r\n").writerows(rows)
        out.flush()
        return len(rows) / (time.perf_counter() - begin)
