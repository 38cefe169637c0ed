"""Hold the fake's process in hand: start it, play people, see what they received, stop it."""

import asyncio
import sys
import time
from pathlib import Path
from typing import Any, Self

import aiohttp

from tests.fakes.bot_api.server import TOKEN

ROOT = Path(__file__).parents[3]


class RemoteBotApi:
    """The fake in a process of its own, which outlives a bot that is killed: `async with RemoteBotApi() as api:`."""

    def __init__(
        self,
        token: str = TOKEN,
        *,
        time_scale: float = 0.01,
        log: Path | None = None,
        enforce_limits: bool = False,
        on_the_way_seconds: float = 0.0,
    ) -> None:
        self.token = token
        self.url = ""
        self._options = ["--token", token, "--time-scale", str(time_scale), *(["--log", str(log)] if log else [])]
        self._options += ["--on-the-way", str(on_the_way_seconds)]
        if enforce_limits:
            self._options.append("--enforce-limits")
        self._process: asyncio.subprocess.Process | None = None
        self._session: aiohttp.ClientSession | None = None

    async def __aenter__(self) -> Self:
        self._process = await asyncio.create_subprocess_exec(
            sys.executable, "-m", "tests.fakes.bot_api", *self._options, stdout=asyncio.subprocess.PIPE, cwd=ROOT
        )
        if self._process.stdout is None:
            raise AssertionError("asked for a pipe")
        self.url = (await self._process.stdout.readline()).decode().strip()
        self._session = aiohttp.ClientSession(self.url)
        return self

    async def __aexit__(self, *_: object) -> None:
        if self._session is not None:
            await self._session.close()
        if self._process is not None:
            self._process.terminate()
            await self._process.wait()

    async def user(self, first_name: str = "Erika", language_code: str = "de") -> int:
        """Let a person appear and return their id."""
        user_id: int = (await self._ask("POST", "users", {"first_name": first_name, "language_code": language_code}))[
            "id"
        ]
        return user_id

    async def crowd(self, many: int) -> list[int]:
        """Let many people appear whom the bot may write to, and return their ids."""
        ids: list[int] = (await self._ask("POST", "crowd", {"many": many}))["ids"]
        return ids

    async def does(self, user_id: int, deed: str, *arguments: object) -> None:
        """Let a person do something, e.g. "says", "presses", "starts", "shares", "blocks"."""
        await self._ask("POST", f"users/{user_id}/{deed}", list(arguments))

    async def all_say(self, said: list[tuple[int, str]]) -> None:
        """Let many people say something, in this order."""
        await self._ask("POST", "says", said)

    async def received(self, user_id: int) -> list[dict[str, Any]]:
        """Return what a person received, as fields of `Received`."""
        messages: list[dict[str, Any]] = await self._ask("GET", f"users/{user_id}/received")
        return messages

    async def all_received(self) -> dict[int, list[str]]:
        """Return the texts everybody received."""
        return {int(user_id): texts for user_id, texts in (await self._ask("GET", "received")).items()}

    async def state(self) -> dict[str, Any]:
        """Return the counts, see `control.state`."""
        state: dict[str, Any] = await self._ask("GET", "state")
        return state

    async def fails(self, method: str, status: int | str = 500, times: int = 1, *, after_effect: bool = False) -> None:
        """Let the next calls fail, see FakeBotApi.fails."""
        await self._ask(
            "POST", "fails", {"method": method, "status": status, "times": times, "after_effect": after_effect}
        )

    async def flood(self, chat: int | None = None, retry_after: float = 1) -> None:
        """Refuse sends with 429 for a while."""
        await self._ask("POST", "flood", {"chat": chat, "retry_after": retry_after})

    async def recovers(self) -> None:
        """End all outages and floods."""
        await self._ask("POST", "recovers")

    async def quiet(self, timeout: float = 30.0) -> None:  # noqa: ASYNC109 (the trial says how long it is patient)
        """Wait until the bot confirmed every update."""
        until = time.monotonic() + timeout
        while (left := (await self.state())["pending"]) > 0:
            if time.monotonic() > until:
                raise AssertionError(f"{left} updates are not confirmed")
            await asyncio.sleep(0.05)

    async def _ask(self, method: str, path: str, body: object = None) -> Any:
        if self._session is None:
            raise AssertionError("use `async with`")
        async with self._session.request(method, f"/control/{path}", json=body) as answer:
            if answer.status != 200:
                raise AssertionError(f"{path}: {answer.status} {await answer.text()}")
            return await answer.json()
