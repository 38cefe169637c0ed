"""Let words become a PDF, in a process of its own, and keep the last ones: the same poster is asked for again and again."""

import asyncio
import json
import sys
from asyncio.subprocess import PIPE
from collections import OrderedDict
from collections.abc import Mapping
from pathlib import Path

SETTING = "handlers.typesetting.setting"
LONGEST_SECONDS = 30.0
KEPT = 24


class SettingError(Exception):
    """The process that sets a sheet ended without one."""


class Printer:
    """Prints one sheet at a time, so that many wishes at once do not fill the memory."""

    def __init__(self) -> None:
        self._printed: OrderedDict[tuple[Path, bytes], bytes] = OrderedDict()
        self._at_once = asyncio.Semaphore(1)

    async def print(self, template: Path, said: Mapping[str, object]) -> bytes:
        """Return the PDF of what a template is to say; the values are what JSON knows."""
        words = json.dumps(said).encode()
        async with self._at_once:
            if (template, words) not in self._printed:
                self._printed[template, words] = await _set(template, words)
            self._printed.move_to_end((template, words))
            while len(self._printed) > KEPT:
                self._printed.popitem(last=False)
            return self._printed[template, words]


async def _set(template: Path, words: bytes) -> bytes:
    command = [sys.executable, "-m", SETTING, str(template)]
    process = await asyncio.create_subprocess_exec(*command, stdin=PIPE, stdout=PIPE, stderr=PIPE)
    try:
        content, complaint = await asyncio.wait_for(process.communicate(words), LONGEST_SECONDS)
    finally:
        if process.returncode is None:
            process.kill()
            await process.wait()
    if process.returncode != 0:
        raise SettingError(complaint.decode(errors="replace")[-2000:])
    return content
