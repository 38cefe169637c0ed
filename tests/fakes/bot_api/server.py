"""The fake Bot API itself: an HTTP server that answers as Telegram's does, strictly, and keeps what happened."""

import asyncio
import json
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Self

from aiohttp import web

from tests.fakes.bot_api.facts import Upload, load_facts
from tests.fakes.bot_api.faults import Floods, Outage, Outages
from tests.fakes.bot_api.methods import METHODS
from tests.fakes.bot_api.people import FakeChannel, FakeChat, FakeUser, Json, Received
from tests.fakes.bot_api.refusal import RefusedError
from tests.fakes.bot_api.updates import UpdateQueue
from tests.fakes.bot_api.wire import read_parameters
from tests.fakes.bot_api.world import World

TOKEN = "123456789:AAFakeTokenForTests_abcdefghijklmno"
UPLOAD_MOST = 50 * 1024 * 1024
POLL_MOST = 50.0
FEW_SECONDS = 5.0


@dataclass(frozen=True)
class Call:
    """One call of the bot: its checked parameters (raw ones when refused), its HTTP status (0: left without an answer)."""

    method: str
    params: Json
    status: int
    at: float

    @property
    def chat_id(self) -> int | None:
        """The chat it was meant for."""
        chat_id = self.params.get("chat_id")
        return chat_id if isinstance(chat_id, int) else None


class FakeBotApi:
    """Telegram, as far as a bot can see it. Use as `async with FakeBotApi() as api:` and give `api.url` to the bot.

    clock       seconds, for floods, limits and lifetimes; a test may pass its own.
    time_scale  factor on the pauses between webhook repetitions, so that tests need not wait for real.
    on_the_way_seconds  how long a send takes to get here, and its answer to get back; who hangs up on the way has sent nothing.
    """

    def __init__(
        self,
        token: str = TOKEN,
        *,
        clock: Callable[[], float] = time.monotonic,
        time_scale: float = 0.01,
        username: str = "forumsbote_test_bot",
        log: Path | None = None,
    ) -> None:
        self.token = token
        me = {"id": int(token.partition(":")[0]), "is_bot": True, "first_name": "Forumsbote", "username": username}
        can = {"can_join_groups": True, "can_read_all_group_messages": False, "supports_inline_queries": False}
        self.queue = UpdateQueue(clock, time_scale)
        self.world = World({**me, **can}, self.queue, clock)
        self.floods = Floods(clock)
        self.calls: list[Call] = []
        self.violations: list[str] = []
        self.polls = 0
        self.on_the_way_seconds = 0.0
        self.url = ""
        self.app = web.Application(client_max_size=UPLOAD_MOST)
        self._clock = clock
        self._outages: list[Outages] = []
        self._log = log
        self._closing = asyncio.Event()
        self._runner: web.AppRunner | None = None

    # --- life

    async def start(self, port: int = 0) -> Self:
        """Listen on 127.0.0.1; port 0 takes any free one."""
        self.app.router.add_route("*", "/bot{token}/{method}", self._answer)
        self.app.router.add_get("/file/bot{token}/{path:.+}", self._download)
        self._runner = web.AppRunner(self.app, access_log=None, shutdown_timeout=0.5)
        await self._runner.setup()
        site = web.TCPSite(self._runner, "127.0.0.1", port)
        await site.start()
        self.url = f"http://127.0.0.1:{self._runner.addresses[0][1]}"
        return self

    async def close(self) -> None:
        """Stop delivering and listening."""
        self._closing.set()
        await self.queue.close()
        if self._runner is not None:
            await self._runner.cleanup()

    async def __aenter__(self) -> Self:
        return await self.start()

    async def __aexit__(self, *_: object) -> None:
        await self.close()

    # --- controls for tests

    def user(
        self,
        first_name: str = "Erika",
        language_code: str | None = "de",
        username: str | None = None,
        user_id: int | None = None,
    ) -> FakeUser:
        """Let a person appear."""
        return self.world.add_user(first_name, language_code, username, user_id)

    def group(self, title: str = "Nachbarn") -> FakeChat:
        """Let a group appear that the bot is a member of; people write there by `user.says(text, to=group)`."""
        return self.world.add_group(title)

    def channel(self, title: str = "Neues") -> FakeChannel:
        """Let a channel appear that the bot is a member of."""
        return self.world.add_channel(title)

    def update(self, kind: str, content: Json, lane: int = 0) -> int:
        """Send any update, of an unknown kind too."""
        return self.queue.add(kind, content, ("message", lane))

    def repeat_last(self) -> None:
        """Deliver the update confirmed last once more."""
        self.queue.repeat(self.queue.confirmed[-1])

    def flood(self, chat: FakeChat | int | None = None, retry_after: float = 1) -> None:
        """Refuse sends to one chat (None: to all) with 429 for so many seconds."""
        self.floods.start(chat.id if isinstance(chat, FakeChat) else chat, retry_after)

    def fails(self, method: str, status: Outage = 500, times: int = 1, *, after_effect: bool = False) -> None:
        """Let the next calls of a method ("*": any) end in a status, in "timeout" (no answer), in "reset" or in "garbage".

        after_effect  the call is done all the same (the message arrives), only its answer is lost.
        """
        self._outages.append(Outages(method, status, times, after_effect))

    def recovers(self) -> None:
        """End all outages and floods."""
        self._outages.clear()
        self.floods.until.clear()

    @property
    def enforce_limits(self) -> bool:
        """Whether 30 messages a second in all and one a second per chat (bursts of 5) are enforced with 429."""
        return self.floods.enforce_limits

    @enforce_limits.setter
    def enforce_limits(self, on: bool) -> None:
        self.floods.enforce_limits = on

    @property
    def sent(self) -> list[Received]:
        """All messages that reached a chat, in order."""
        return self.world.sent

    def calls_of(self, method: str) -> list[Call]:
        """Return the calls of one method."""
        return [call for call in self.calls if call.method == method]

    @property
    def unanswered_presses(self) -> list[str]:
        """Ids of presses the bot never answered: the person sees a spinning button."""
        return [query_id for query_id in self.world.presses if query_id not in self.world.answered]

    async def quiet(self, timeout: float = FEW_SECONDS) -> None:  # noqa: ASYNC109 (the test says how long it is patient)
        """Wait until the bot confirmed every update."""
        until = time.monotonic() + timeout
        while self.queue.pending:
            if time.monotonic() > until:
                raise AssertionError(
                    f"not confirmed: {[(u.update_id, u.attempts) for u in self.queue.pending.values()]}"
                )
            await asyncio.sleep(0.005)

    async def polled(self, times: int, timeout: float = FEW_SECONDS) -> None:  # noqa: ASYNC109 (the test says how long it is patient)
        """Wait until getUpdates was called so often."""
        until = time.monotonic() + timeout
        while self.polls < times:
            if time.monotonic() > until:
                raise AssertionError(f"getUpdates was called {self.polls} times")
            await asyncio.sleep(0.005)

    # --- doors

    async def _answer(self, request: web.Request) -> web.StreamResponse:
        spelled = request.match_info["method"]
        raw: Json = {}
        try:
            raw = await self._read(request)
            method = load_facts().method_name(spelled)
            outage = self._outage(method)
            if outage and not outage.after_effect:
                return await self._fail(request, method, raw, outage.kind)
            params = load_facts().read_call(method, raw)
            if method.startswith("send") and not await self._still_there(request):
                return await self._fail(request, method, params, "reset")
            result = await self._do(method, params)
            if method.startswith("send"):
                await self._still_there(request)
        except RefusedError as refusal:
            self._note_refusal(spelled, raw, refusal)
            return web.json_response(refusal.body(), status=refusal.status)
        if outage:
            return await self._fail(request, method, params, outage.kind)
        self._note(method, params, 200)
        return web.json_response({"ok": True, "result": result})

    async def _read(self, request: web.Request) -> Json:
        if request.match_info["token"] != self.token:
            raise RefusedError(401, "Unauthorized")
        return await read_parameters(request)

    async def _still_there(self, request: web.Request) -> bool:
        """Let a send, or its answer, be on the way; say whether whoever sent has not hung up meanwhile."""
        await asyncio.sleep(self.on_the_way_seconds)
        return request.transport is not None and not request.transport.is_closing()

    async def _do(self, method: str, params: Json) -> Any:
        if method == "getUpdates":
            self.polls += 1
            return await self._updates(params)
        if method.startswith("send"):
            self.floods.check(self.world.chat_for(params["chat_id"]).id)
        return METHODS[method](self.world, params)

    async def _updates(self, params: Json) -> list[Json]:
        wait = min(POLL_MOST, params.get("timeout", 0))
        fetching = asyncio.create_task(
            self.queue.fetch(params.get("offset", 0), params.get("limit", 100), wait, params.get("allowed_updates"))
        )
        closing = asyncio.create_task(self._closing.wait())
        try:
            await asyncio.wait({fetching, closing}, return_when=asyncio.FIRST_COMPLETED)
            if not fetching.done():
                raise RefusedError(502, "Bad Gateway", ours=False)
            return fetching.result()
        finally:
            fetching.cancel()
            closing.cancel()

    async def _download(self, request: web.Request) -> web.Response:
        parts = request.match_info["path"].split("/")
        if request.match_info["token"] != self.token or len(parts) < 3 or parts[1] not in self.world.files:
            raise web.HTTPNotFound
        return web.Response(body=self.world.files[parts[1]][1])

    # --- bad days and records

    def _outage(self, method: str) -> Outages | None:
        for outage in self._outages:
            if outage.method in (method, "*") and outage.times > 0:
                outage.times -= 1
                return outage
        return None

    async def _fail(self, request: web.Request, method: str, params: Json, kind: Outage) -> web.StreamResponse:
        self._note(method, params, kind if isinstance(kind, int) else 0)
        if kind == "timeout":
            await self._closing.wait()
        if kind == "garbage":
            return web.Response(text="<<<", content_type="application/json")
        if not isinstance(kind, int):
            if request.transport is not None:
                request.transport.abort()
            return web.Response(status=500)
        if kind in (502, 503, 504):
            page = f"<html><head><title>{kind} Bad Gateway</title></head><body>nginx</body></html>"
            return web.Response(text=page, status=kind, content_type="text/html")
        return web.json_response({"ok": False, "error_code": kind, "description": "Internal Server Error"}, status=kind)

    def _note_refusal(self, method: str, params: Json, refusal: RefusedError) -> None:
        if refusal.ours:
            self.violations.append(f"{method}: {refusal.description}")
        self._note(method, params, refusal.status)

    def _note(self, method: str, params: Json, status: int) -> None:
        if method == "getUpdates" and status == 200:
            return
        self.calls.append(Call(method, params, status, self._clock()))
        if self._log is not None:
            shown = {name: value.file_name if isinstance(value, Upload) else value for name, value in params.items()}
            line = json.dumps(
                {"at": time.time(), "method": method, "status": status, "params": shown}, ensure_ascii=False
            )
            with self._log.open("a", encoding="utf-8") as file:
                file.write(line + "\n")
