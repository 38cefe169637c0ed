"""Let a sheet become a PDF, in a process of its own, and keep the last ones: the same poster is asked for again and again."""

import asyncio
import json
import sys
from asyncio.subprocess import PIPE
from collections import OrderedDict
from dataclasses import asdict

from handlers.posters.sheet import Sheet

SETTING = "handlers.posters.setting"
LONGEST_SECONDS = 30.0
KEPT = 24


class SettingError(Exception):
    """The process that sets a sheet ended without one."""


class Printer:
    """Prints one sheet at a time, so that many wishes at once do not fill the memory."""

    def __init__(self) -> None:
        self._printed: OrderedDict[Sheet, bytes] = OrderedDict()
        self._at_once = asyncio.Semaphore(1)

    async def print(self, sheet: Sheet) -> bytes:
        """Return the PDF of a sheet."""
        async with self._at_once:
            if sheet not in self._printed:
                self._printed[sheet] = await _set(sheet)
            self._printed.move_to_end(sheet)
            while len(self._printed) > KEPT:
                self._printed.popitem(last=False)
            return self._printed[sheet]


async def _set(sheet: Sheet) -> bytes:
    command = [sys.executable, "-m", SETTING]
    process = await asyncio.create_subprocess_exec(*command, stdin=PIPE, stdout=PIPE, stderr=PIPE)
    try:
        said = json.dumps(asdict(sheet)).encode()
        content, complaint = await asyncio.wait_for(process.communicate(said), LONGEST_SECONDS)
    finally:
        if process.returncode is None:
            process.kill()
            await process.wait()
    if process.returncode != 0:
        raise SettingError(complaint.decode(errors="replace")[-2000:])
    return content
