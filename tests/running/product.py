"""The product in one process, `forumsbote run`, with its command line and its desk."""

import asyncio
import re
import secrets
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

import aiohttp

from tests.running.process import Process, ProductError, free_port

SIGN_IN_LINK = re.compile(r"http://\S+/moderation/anmelden/\S+")
SEND_RATE = 1000.0  # nobody is waiting for a phone here; the pace itself is measured elsewhere


class Mode(StrEnum):
    WEBHOOK = "webhook"
    POLLING = "polling"


@dataclass(frozen=True, slots=True)
class Telegram:
    """Where the product finds Telegram, and how it gets its updates."""

    api_url: str
    token: str
    mode: Mode


def settings_of(
    database_url: str, address: str, telegram: Telegram, *, secret_key: str = "", send_rate: float = SEND_RATE
) -> dict[str, str]:
    """Return the settings all processes of one installation share; without a key it gets one of its own."""
    return {
        "FORUMSBOTE_DATABASE_URL": database_url,
        "FORUMSBOTE_PUBLIC_URL": address,
        "FORUMSBOTE_SECRET_KEY": secret_key or secrets.token_urlsafe(48),
        "FORUMSBOTE_SEND_RATE": str(send_rate),
        "FORUMSBOTE_MESSAGES_A_MINUTE": "0",  # robots write faster than people
        "FORUMSBOTE_TELEGRAM_API_URL": telegram.api_url,
        "FORUMSBOTE_TELEGRAM_TOKEN": telegram.token,
        "FORUMSBOTE_TELEGRAM_MODE": telegram.mode,
        "FORUMSBOTE_TELEGRAM_SECRET": secrets.token_hex(16),
        "FORUMSBOTE_LOG_FORMAT": "json",
        "PYTHONUNBUFFERED": "1",
    }


class Product(Process):
    """One installation in one process. It may come and go, its address and its database stay."""

    def __init__(self, folder: Path, database_url: str, telegram: Telegram) -> None:
        port = free_port()
        self.address = f"http://127.0.0.1:{port}"
        self._settings = settings_of(database_url, self.address, telegram) | {"FORUMSBOTE_PORT": str(port)}
        super().__init__("run", self._settings, folder / "output.txt")

    async def export(self, workgroup: str | None, into: Path) -> bytes:
        """Write a list on the command line, as the operator does, and return the file; that of all with its original texts."""
        narrowed = ["--workgroup", workgroup] if workgroup else ["--raw", "redaction"]
        command = ("concerns", "export", "--format", "csv", "-o", str(into), *narrowed)
        code, said = await self.command(*command)
        if code != 0:
            raise ProductError(f"forumsbote {' '.join(command)}: {said[-2000:]}")
        return await asyncio.to_thread(into.read_bytes)

    async def metrics(self) -> str:
        """Return what the operator's monitoring reads."""
        async with aiohttp.request("GET", f"{self.address}/metrics") as answer:
            return await answer.text()

    def sign_in_link(self) -> str:
        """Return the one-time link for the first admin that was printed last."""
        printed = SIGN_IN_LINK.findall(self.output.read_text())
        if not printed:
            raise ProductError(f"no sign-in link was printed:\n{self.last_words()}")
        return str(printed[-1])
