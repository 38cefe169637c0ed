"""A tiny round-robin before several web processes, as a web server in front of them would be."""

import contextlib
from collections.abc import Sequence

import aiohttp
from aiohttp import web

PASSED_ON = ("X-Telegram-Bot-Api-Secret-Token", "Content-Type")
PATIENCE = aiohttp.ClientTimeout(total=60, sock_connect=2)


class Crossing:
    """Leads each request to the next of the ports; one that nobody listens on is passed over, as nginx does."""

    def __init__(self, ports: Sequence[int]) -> None:
        self.address = ""
        self._ports = list(ports)
        self._session: aiohttp.ClientSession | None = None
        self._runner: web.AppRunner | None = None

    async def __aenter__(self) -> "Crossing":
        self._session = aiohttp.ClientSession(timeout=PATIENCE, connector=aiohttp.TCPConnector(limit=0))
        app = web.Application()
        app.router.add_post("/{path:.*}", self._lead)
        self._runner = web.AppRunner(app, access_log=None, shutdown_timeout=0.5)
        await self._runner.setup()
        await web.TCPSite(self._runner, "127.0.0.1", 0).start()
        self.address = f"http://127.0.0.1:{self._runner.addresses[0][1]}"
        return self

    async def __aexit__(self, *_: object) -> None:
        if self._runner is not None:
            await self._runner.cleanup()
        if self._session is not None:
            await self._session.close()

    async def _lead(self, request: web.Request) -> web.Response:
        body = await request.read()
        headers = {name: request.headers[name] for name in PASSED_ON if name in request.headers}
        for _ in self._ports:
            port = self._ports.pop(0)
            self._ports.append(port)
            with contextlib.suppress(aiohttp.ClientConnectorError):
                return await self._ask(f"http://127.0.0.1:{port}{request.path}", body, headers)
        return web.Response(status=502)

    async def _ask(self, url: str, body: bytes, headers: dict[str, str]) -> web.Response:
        if self._session is None:
            raise AssertionError("use `async with`")
        try:
            async with self._session.post(url, data=body, headers=headers) as answer:
                return web.Response(status=answer.status, body=await answer.read())
        except aiohttp.ClientConnectorError:
            raise
        except (aiohttp.ClientError, TimeoutError):
            return web.Response(status=502)  # it broke off in the middle: whether it was taken nobody knows
