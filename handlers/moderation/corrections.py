"""What the desk decided about topics, handed on as examples to learn from."""

import asyncio
import json
import os
import tempfile
from collections.abc import AsyncIterator, Sequence
from pathlib import Path

import structlog

from handlers.deps import Deps
from storage.readings.corrections import CorrectionReading

log = structlog.get_logger(__name__)
AUTHOR = "desk"
VERSION = 1


async def each(deps: Deps) -> AsyncIterator[CorrectionReading]:
    """Yield every example, the oldest concern first, without holding more than a batch of them."""
    async with deps.open_reading() as work:
        async for batch in work.corrections.batches():
            for correction in batch:
                yield correction


async def write_file(deps: Deps, path: Path) -> int:
    """Write all as JSONL and return how many; the file is there whole or not at all."""
    handle, name = await asyncio.to_thread(tempfile.mkstemp, dir=path.parent, prefix=f".{path.name}.")
    part, rows = Path(name), 0
    try:
        with os.fdopen(handle, "w", encoding="utf-8", newline="\n") as into:
            async with deps.open_reading() as work:
                async for batch in work.corrections.batches():
                    into.write(_written(batch))
                    rows += len(batch)
        await asyncio.to_thread(part.replace, path)
    finally:
        await asyncio.to_thread(part.unlink, missing_ok=True)
    log.info("corrections.exported", rows=rows)
    return rows


def _written(batch: Sequence[CorrectionReading]) -> str:
    return "".join(json.dumps(_line(correction), ensure_ascii=False) + "\n" for correction in batch)


def _line(correction: CorrectionReading) -> dict[str, object]:
    return {
        "text": correction.text,
        "topics": list(correction.topics),
        "language": correction.language,
        "author": AUTHOR,
        "at": correction.at.isoformat(),
        "version": VERSION,
    }
