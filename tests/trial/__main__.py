"""Try the product with real input: `python -m tests.trial`, or `make trial`.

Residents hand in real texts through the Telegram door, over HTTP and against the fake Bot API, while the product is killed and
restarted; then all lists are downloaded and held against what was said. Exit code 0: all is there once; 1: something is not;
2: the texts are missing.
"""

import argparse
import asyncio
import shutil
import sys
import tempfile
from pathlib import Path

from tests.running.databases import Engine
from tests.running.product import Mode
from tests.trial.checks import find_faults, kept
from tests.trial.contributions import (
    BESIDE_THE_REPOSITORY,
    LONGEST,
    Contributions,
    MissingTextsError,
    read_contributions,
)
from tests.trial.table import print_table
from tests.trial.trial import Plan, Result, run_trial

BOTH = "both"


def main() -> int:
    """Run the trials that were asked for, print what they found, and return the exit code."""
    options = _options()
    try:
        found = read_contributions(options.texts, options.residents)
    except MissingTextsError as missing:
        print(missing, file=sys.stderr)
        return 2
    _introduce(found)
    engines = tuple(Engine) if options.database == BOTH else (Engine(options.database),)
    good, results = True, []
    for engine in engines:
        plan = Plan(engine, Mode(options.mode), found.texts, options.kills, options.seed)
        print(f"{engine}: {options.residents} residents, {options.kills} kills, seed {options.seed} ...", flush=True)
        result, clean = _try(plan)
        results.append(result)
        good = good and clean
    print()
    print_table(results)
    print("\nAll is there exactly once." if good else "\nThe trial failed.")
    return 0 if good else 1


def _try(plan: Plan) -> tuple[Result, bool]:
    """Run one trial; its folder is kept when something is wrong."""
    folder = Path(tempfile.mkdtemp(prefix="trial-"))
    result = asyncio.run(run_trial(plan, folder))
    faults = find_faults(result.evidence)
    for fault in faults:
        print(f"  WRONG  {fault}")
    if faults:
        print(f"  output and lists are in {folder}")
    else:
        shutil.rmtree(folder)
    return result, not faults


def _introduce(found: Contributions) -> None:
    changed = sum(kept(text) != text for text in found.texts)
    print(
        f"{len(found.texts)} texts of the file, the title where the text is empty; {found.cut} cut to {LONGEST} characters, "
        f"{found.too_short} too short and passed over, {changed} with control characters, which are not kept."
    )


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m tests.trial", description=__doc__.split("\n")[0])
    parser.add_argument("--texts", type=Path, default=BESIDE_THE_REPOSITORY, help="CSV with the columns title and text")
    parser.add_argument("--residents", type=int, default=300)
    parser.add_argument("--kills", type=int, default=5)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--database", choices=(*Engine, BOTH), default=BOTH)
    parser.add_argument("--mode", choices=tuple(Mode), default=Mode.WEBHOOK)
    options = parser.parse_args()
    if not 0 <= options.kills <= options.residents:
        parser.error("--kills: at least 0, and no more than there are residents")
    return options


if __name__ == "__main__":
    sys.exit(main())
