"""One process of the product as it is really run: started, killed, asked to end; what it prints is kept."""

import asyncio
import contextlib
import json
import os
import random
import signal
import socket
import sys
import time
from collections.abc import Mapping, Sequence
from pathlib import Path

ROOT = Path(__file__).parents[2]
START_LIMIT_SECONDS = 180.0
STOP_LIMIT_SECONDS = 20.0
LOOK_SECONDS = 0.05
STARTED = b"process.started"
AS_INSTALLED = ("-m", "bot")
PORTS = (15_000, 32_000)


class ProductError(Exception):
    """The product did not do what a command asks; the message holds what it printed last."""


class Process:
    """`forumsbote run`, `web` or `worker`; it may come and go, its environment and its output stay.

    program  what Python is given before the command
    works    it has said that it works, and was not ended since
    """

    def __init__(
        self, part: str, environment: Mapping[str, str], output: Path, program: Sequence[str] = AS_INSTALLED
    ) -> None:
        self.part = part
        self.output = output
        self.starts = 0
        self.works = False
        self._program = (sys.executable, *program)
        self._environment = clean_environment() | environment
        self._process: asyncio.subprocess.Process | None = None

    @property
    def runs(self) -> bool:
        """Whether it is there: neither killed nor gone by itself."""
        return self._process is not None and self._process.returncode is None

    async def start(self) -> None:
        """Run the process and return when it says that it works."""
        printed_before = self.output.stat().st_size if self.output.exists() else 0
        with self.output.open("ab") as output:
            self._process = await asyncio.create_subprocess_exec(
                *self._program, self.part, cwd=ROOT, env=self._environment, stdout=output, stderr=output
            )
        self.starts += 1
        until = time.monotonic() + START_LIMIT_SECONDS
        while time.monotonic() < until and self.runs:
            if STARTED in self.output.read_bytes()[printed_before:]:
                self.works = True
                return
            await asyncio.sleep(LOOK_SECONDS)
        raise ProductError(f"`forumsbote {self.part}` did not start:\n{self.last_words()}")

    async def kill(self) -> None:
        """End the process as a power cut would; returns when it is gone."""
        await self._end(signal.SIGKILL)

    async def stop(self) -> int:
        """Ask the process to end and return its exit code; one that does not end is killed."""
        return await self._end(signal.SIGTERM)

    async def _end(self, how: signal.Signals) -> int:
        process, self.works = self._process, False
        if process is None:
            return 0
        if process.returncode is None:
            process.send_signal(how)
        try:
            return await asyncio.wait_for(process.wait(), STOP_LIMIT_SECONDS)
        except TimeoutError:
            process.kill()
            return await process.wait()
        finally:
            self._process = None

    async def command(self, *words: str) -> tuple[int, str]:
        """Give a command as the operator does; returns its exit code and what it said."""
        process = await asyncio.create_subprocess_exec(
            *self._program, *words, cwd=ROOT, env=self._environment,
            stdout=asyncio.subprocess.PIPE, stderr=asyncio.subprocess.STDOUT,
        )  # fmt: skip
        said, _ = await process.communicate()
        return process.returncode or 0, said.decode()

    def errors(self) -> list[str]:
        """Return the events that were logged as errors."""
        return [
            event["event"]
            for event in map(_event, self.output.read_text().splitlines())
            if event.get("level") == "error"
        ]

    def last_words(self) -> str:
        return self.output.read_text()[-3000:]


def _event(line: str) -> dict[str, str]:
    try:
        event = json.loads(line)
    except ValueError:
        return {}
    return event if isinstance(event, dict) else {}


def clean_environment() -> dict[str, str]:
    """Return our environment without anybody's settings."""
    return {name: value for name, value in os.environ.items() if name != "PORT" and not name.startswith("FORUMSBOTE_")}


def free_port() -> int:
    """Return a port nobody listens on, below those the kernel gives to whoever calls somebody: it must stay free for restarts."""
    while True:
        port = random.randrange(*PORTS)  # noqa: S311  any will do
        with socket.socket() as probe, contextlib.suppress(OSError):
            probe.bind(("127.0.0.1", port))
            return port
