"""Measure the product: `python -m tests.bench`, or `make bench`.

Every figure is printed beside a yardstick measured in the same run, as a Markdown table; nothing fails for being slow, for that
says more about the machine than about us. Without --full it takes about ten minutes.
"""

import argparse
import logging
import os
import platform
import shutil
import sys
import tempfile
import time
from collections.abc import Callable, Coroutine
from dataclasses import replace
from pathlib import Path

import structlog
import uvloop

from tests.bench.cores import two_cores
from tests.bench.export import measure_export
from tests.bench.figures import Row, table
from tests.bench.growth import measure_growth
from tests.bench.lasting import measure_lasting
from tests.bench.pages import measure_pages
from tests.bench.planning import measure_planning
from tests.bench.sending import measure_sending
from tests.bench.sizes import FULL, USUAL, Size
from tests.bench.spread import measure_spread
from tests.bench.start import measure_start
from tests.bench.tagging import measure_tagging
from tests.bench.turns import measure_turns

Bench = Callable[[Path, Size], Coroutine[None, None, list[Row]]]
BENCHES: dict[str, Bench] = {
    "turns": measure_turns,
    "lasting": measure_lasting,
    "sending": measure_sending,
    "spread": measure_spread,
    "tagging": measure_tagging,
    "export": measure_export,
    "planning": measure_planning,
    "growth": measure_growth,
    "pages": measure_pages,
    "start": measure_start,
}
NOT_COVERED = (
    "more than two cores: what several processes gain; 210,000 residents who write",
    "kill -9 (make chaos), an hour without Telegram, the days the clocks change",
    "how well texts are tagged: F1 on real contributions (forumsbote nlp evaluate)",
    "the web chat under load, several people at the desk at once (make trial); networks: everything here is on one machine",
)


def main() -> int:
    """Run what was asked for and print what was found."""
    options = _options()
    structlog.configure(wrapper_class=structlog.make_filtering_bound_logger(logging.ERROR))
    size = FULL if options.full else USUAL
    if options.minutes:
        size = replace(size, lasting_minutes=options.minutes)
    options.folder.mkdir(parents=True, exist_ok=True)
    folder = Path(tempfile.mkdtemp(prefix="bench-", dir=options.folder)).resolve()
    begin, rows = time.monotonic(), []
    try:
        for name in options.only or BENCHES:
            print(f"{name} ...", file=sys.stderr, flush=True)
            own = folder / name
            own.mkdir()
            rows += uvloop.run(BENCHES[name](own, size))
    finally:
        shutil.rmtree(folder)
    print(_machine(time.monotonic() - begin))
    print(f"\n{table(rows)}\n\nNot covered here:")
    print("\n".join(f"- {each}" for each in NOT_COVERED))
    return 0


def _machine(seconds: float) -> str:
    load = os.getloadavg()[0]
    cores = "one core for all" if len(set(two_cores())) == 1 else "what is measured and what drives it on a core each"
    return f"Python {platform.python_version()}, {os.cpu_count()} cores ({cores}), load {load:.1f}, {seconds:.0f} s."


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m tests.bench", description=(__doc__ or "").split("\n")[0])
    parser.add_argument("--only", action="append", choices=tuple(BENCHES), help="one of them; may be given again")
    parser.add_argument("--full", action="store_true", help="as long as the targets ask: about 50 minutes")
    parser.add_argument("--minutes", type=float, help="how long `lasting` lasts (1, with --full 10)")
    parser.add_argument("--folder", type=Path, default=Path("var"), help="where databases are put, on a real disk")
    return parser.parse_args()


if __name__ == "__main__":
    sys.exit(main())
