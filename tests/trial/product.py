"""The product as it is really run: a process of its own, started, killed, asked for lists on its command line."""

import asyncio
import json
import os
import re
import secrets
import signal
import socket
import sys
import time
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

import aiohttp

ROOT = Path(__file__).parents[2]
SIGN_IN_LINK = re.compile(r"http://\S+/moderation/anmelden/\S+")
START_LIMIT_SECONDS = 60.0
STOP_LIMIT_SECONDS = 20.0
SEND_RATE = "1000"  # nobody is waiting for a phone here; the pace itself is measured elsewhere


class Mode(StrEnum):
    WEBHOOK = "webhook"
    POLLING = "polling"


class ProductError(Exception):
    """The product did not do what a command asks; the message holds what it printed last."""


@dataclass(frozen=True, slots=True)
class Telegram:
    """Where the product finds Telegram, and how it gets its updates."""

    api_url: str
    token: str
    mode: Mode


class Product:
    """One installation. Its process may come and go, its address and its database stay."""

    def __init__(self, folder: Path, database_url: str, telegram: Telegram) -> None:
        port = _free_port()
        self.address = f"http://127.0.0.1:{port}"
        self.output = folder / "output.txt"
        self.starts = 0
        self._process: asyncio.subprocess.Process | None = None
        self._environment = _clean_environment() | {
            "FORUMSBOTE_DATABASE_URL": database_url,
            "FORUMSBOTE_MODELS": str(folder / "models"),
            "FORUMSBOTE_PORT": str(port),
            "FORUMSBOTE_PUBLIC_URL": self.address,
            "FORUMSBOTE_SECRET_KEY": secrets.token_urlsafe(48),
            "FORUMSBOTE_SEND_RATE": SEND_RATE,
            "FORUMSBOTE_TELEGRAM_API_URL": telegram.api_url,
            "FORUMSBOTE_TELEGRAM_TOKEN": telegram.token,
            "FORUMSBOTE_TELEGRAM_MODE": telegram.mode,
            "FORUMSBOTE_TELEGRAM_SECRET": secrets.token_hex(16),
            "FORUMSBOTE_LOG_FORMAT": "json",
            "PYTHONUNBUFFERED": "1",
        }

    async def start(self) -> None:
        """Run the process and return when its pages answer."""
        with self.output.open("ab") as output:
            self._process = await asyncio.create_subprocess_exec(
                sys.executable, "-m", "bot", "run", cwd=ROOT, env=self._environment, stdout=output, stderr=output
            )
        self.starts += 1
        until = time.monotonic() + START_LIMIT_SECONDS
        while time.monotonic() < until and self._process.returncode is None:
            if await self._answers():
                return
            await asyncio.sleep(0.1)
        raise ProductError(f"the product did not start:\n{self._last_words()}")

    async def _answers(self) -> bool:
        try:
            async with aiohttp.request("GET", f"{self.address}/healthz") as answer:
                return answer.status == 200
        except aiohttp.ClientError:
            return False

    async def kill(self) -> None:
        """End the process as a power cut would; returns when it is gone."""
        await self._end(signal.SIGKILL)

    async def stop(self) -> int:
        """Ask the process to end and return its exit code; one that does not end is killed."""
        return await self._end(signal.SIGTERM)

    async def _end(self, how: signal.Signals) -> int:
        process = self._process
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

    async def export(self, workgroup: str | None, into: Path) -> bytes:
        """Write a list on the command line, as the operator does, and return the file."""
        narrowed = ["--workgroup", workgroup] if workgroup else []
        command = ("concerns", "export", "--format", "csv", "-o", str(into), *narrowed)
        code, said = await self.command(*command)
        if code != 0:
            raise ProductError(f"forumsbote {' '.join(command)}: {said[-2000:]}")
        return await asyncio.to_thread(into.read_bytes)

    async def command(self, *words: str) -> tuple[int, str]:
        """Give a command as the operator does; returns its exit code and what it said."""
        process = await asyncio.create_subprocess_exec(
            sys.executable, "-m", "bot", *words, cwd=ROOT, env=self._environment,
            stdout=asyncio.subprocess.PIPE, stderr=asyncio.subprocess.STDOUT,
        )  # fmt: skip
        said, _ = await process.communicate()
        return process.returncode or 0, said.decode()

    async def metrics(self) -> str:
        """Return what the operator's monitoring reads."""
        async with aiohttp.request("GET", f"{self.address}/metrics") as answer:
            return await answer.text()

    def sign_in_link(self) -> str:
        """Return the one-time link for the first admin that was printed last."""
        printed = SIGN_IN_LINK.findall(self.output.read_text())
        if not printed:
            raise ProductError(f"no sign-in link was printed:\n{self._last_words()}")
        return str(printed[-1])

    def errors(self) -> list[str]:
        """Return the events that were logged as errors."""
        return [
            event["event"]
            for event in map(_event, self.output.read_text().splitlines())
            if event.get("level") == "error"
        ]

    def _last_words(self) -> str:
        return self.output.read_text()[-3000:]


def _event(line: str) -> dict[str, str]:
    try:
        event = json.loads(line)
    except ValueError:
        return {}
    return event if isinstance(event, dict) else {}


def _clean_environment() -> dict[str, str]:
    return {name: value for name, value in os.environ.items() if name != "PORT" and not name.startswith("FORUMSBOTE_")}


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])
