"""Other processes, as they are really run, and what the kernel says of them."""

import asyncio
import os
import signal
import socket
import sys
import time
from collections.abc import AsyncIterator, Mapping, Sequence
from contextlib import asynccontextmanager
from pathlib import Path

import aiohttp

ROOT = Path(__file__).parents[2]
PATIENCE_SECONDS = 60.0
STOP_SECONDS = 20.0
LOOK_SECONDS = 0.01
SECRET_KEY = "only for a bench, and long enough for one"


class BenchError(Exception):
    """What was to be measured did not work; the message holds what it printed last."""


def product_environment(folder: Path, port: int, **settings: str) -> dict[str, str]:
    """Return the environment of an installation in this folder; settings are named without their prefix."""
    given = {
        "DATABASE_URL": sqlite_url(folder),
        "PORT": str(port),
        "PUBLIC_URL": f"http://127.0.0.1:{port}",
        "SECRET_KEY": SECRET_KEY,
        "LOG_FORMAT": "json",
        "MESSAGES_A_MINUTE": "0",  # robots write faster than people
        **settings,
    }
    return clean_environment() | {f"FORUMSBOTE_{name}": value for name, value in given.items()}


def clean_environment() -> dict[str, str]:
    """Return our environment without anybody's settings."""
    return {name: value for name, value in os.environ.items() if name != "PORT" and not name.startswith("FORUMSBOTE_")}


def made(folder: Path) -> Path:
    """Return a folder that was not there before."""
    folder.mkdir()
    return folder


def sqlite_url(folder: Path) -> str:
    return f"sqlite+aiosqlite:///{folder / 'forumsbote.db'}"


@asynccontextmanager
async def running(
    arguments: Sequence[str], environment: Mapping[str, str], output: Path, python: str = sys.executable
) -> AsyncIterator[asyncio.subprocess.Process]:
    """Run `python …` until the block ends; what it prints goes to a file."""
    with output.open("ab") as out:
        process = await asyncio.create_subprocess_exec(
            python, *arguments, cwd=ROOT, env=environment, stdout=out, stderr=out
        )
    try:
        yield process
    finally:
        if process.returncode is None:
            process.send_signal(signal.SIGTERM)
        try:
            await asyncio.wait_for(process.wait(), STOP_SECONDS)
        except TimeoutError:
            process.kill()
            await process.wait()


async def first_page(process: asyncio.subprocess.Process, url: str, output: Path) -> None:
    """Wait until a page answers with 200."""
    until = time.monotonic() + PATIENCE_SECONDS
    async with aiohttp.ClientSession() as session:
        while time.monotonic() < until and process.returncode is None:
            if await _answers(session, url):
                return
            await asyncio.sleep(LOOK_SECONDS)
    raise BenchError(f"{url} did not answer:\n{last_words(output)}")


async def _answers(session: aiohttp.ClientSession, url: str) -> bool:
    try:
        async with session.get(url) as answer:
            await answer.read()
            return answer.status == 200
    except aiohttp.ClientError:
        return False


async def printed_by(arguments: Sequence[str], environment: Mapping[str, str]) -> str:
    """Run `python …` to its end and return what it printed."""
    process = await asyncio.create_subprocess_exec(
        sys.executable, *arguments, cwd=ROOT, env=environment,
        stdout=asyncio.subprocess.PIPE, stderr=asyncio.subprocess.PIPE,
    )  # fmt: skip
    printed, complained = await process.communicate()
    if process.returncode:
        raise BenchError(
            f"python {' '.join(arguments)} ended with {process.returncode}:\n{complained.decode()[-2000:]}"
        )
    return printed.decode()


def errors(output: Path) -> str:
    """Return the last errors that were logged."""
    return "\n".join(line[:3000] for line in _errors(output)[-3:])


def count_errors(output: Path) -> int:
    """Return how many errors were logged."""
    return len(_errors(output))


def _errors(output: Path) -> list[str]:
    return [line for line in output.read_text(errors="replace").splitlines() if '"level": "error"' in line]


def last_words(output: Path) -> str:
    return output.read_text(errors="replace")[-2000:]


def memory_mb(process_id: int | str, field: str = "VmRSS") -> float:
    """Return what a process holds (VmRSS) or held at most (VmHWM), in MB; "self" is this one."""
    for line in Path(f"/proc/{process_id}/status").read_text().splitlines():
        if line.startswith(f"{field}:"):
            return int(line.split()[1]) / 1024
    raise BenchError(f"the kernel does not tell {field}")


def cpu_seconds(process_id: int | str) -> float:
    """Return the CPU time a process and its threads have used."""
    fields = Path(f"/proc/{process_id}/stat").read_text().rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])
