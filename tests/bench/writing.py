"""Write one list as the operator's command does, in a process of its own, and print what it took as JSON.

Run as `python -m tests.bench.writing FORMAT FILE`; the database is the one of the settings.
"""

import asyncio
import gc
import json
import sys
import time
from pathlib import Path

from bot.settings import read_settings
from bot.wiring import installation
from handlers.exports import actions as exports
from tests.bench.processes import memory_mb


async def write(kind: str, file: Path) -> dict[str, float]:
    """Return rows, seconds, and by how many MB this process grew at most while it wrote."""
    async with installation(read_settings()) as opened:
        gc.collect()
        _forget_the_peak()
        before, begin = memory_mb("self"), time.perf_counter()
        rows = await exports.write_file(opened.deps, file, None, exports.format_of(kind))
        seconds = time.perf_counter() - begin
    return {"rows": rows, "seconds": seconds, "grown_mb": memory_mb("self", "VmHWM") - before}


def _forget_the_peak() -> None:
    """Let VmHWM begin anew (man 5 proc, clear_refs)."""
    Path("/proc/self/clear_refs").write_text("5")


if __name__ == "__main__":
    print(json.dumps(asyncio.run(write(sys.argv[1], Path(sys.argv[2])))))
