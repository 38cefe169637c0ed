"""python-telegram-bot's calls over one shared aiohttp session: many times the throughput of its own client.

No exception that leaves here carries the address (it holds the token), not even as a chained cause.
"""

import json
from collections.abc import Mapping
from http import HTTPStatus
from typing import Any, cast

import aiohttp
from telegram.error import BadRequest, NetworkError, TelegramError, TimedOut
from telegram.request import BaseRequest, RequestData

Seconds = float | None
POOL_SIZE = 256
KEEP_IDLE_SECONDS = 20.0
PROXY_ANSWER = "The Bot API server sent no answer of its own"


class NotSentError(NetworkError):
    """The connection was never made: Telegram surely knows nothing of this call, it can be repeated."""


class ServerFaultError(NetworkError):
    """Telegram answered that it could not (5xx): it did nothing with this call."""


class FloodError(TelegramError):
    """Telegram wants to be left alone for so many seconds (429)."""

    def __init__(self, wait_seconds: float) -> None:
        super().__init__(f"Too many requests, wait {wait_seconds:.0f} s")
        self.wait_seconds = wait_seconds


def open_session() -> aiohttp.ClientSession:
    """Open the session all requests of this process share; whoever opens it closes it."""
    connector = aiohttp.TCPConnector(limit=POOL_SIZE, keepalive_timeout=KEEP_IDLE_SECONDS)
    return aiohttp.ClientSession(connector=connector, headers={"User-Agent": BaseRequest.USER_AGENT})


class AiohttpRequest(BaseRequest):
    """The library's transport, on a session that belongs to the caller."""

    __slots__ = ("_connect_timeout", "_pool_timeout", "_read_timeout", "_session")

    def __init__(
        self,
        session: aiohttp.ClientSession,
        *,
        connect_timeout: Seconds = 2.5,
        read_timeout: Seconds = 6.0,
        pool_timeout: Seconds = 3.0,
    ) -> None:
        self._session = session
        self._connect_timeout = connect_timeout
        self._read_timeout = read_timeout
        self._pool_timeout = pool_timeout

    @property
    def read_timeout(self) -> Seconds:
        """Seconds to wait for an answer when a call does not say otherwise."""
        return self._read_timeout

    async def initialize(self) -> None:
        """Do nothing: the session is open already."""

    async def shutdown(self) -> None:
        """Do nothing: the session belongs to whoever opened it."""

    async def do_request(
        self,
        url: str,
        method: str,
        request_data: RequestData | None = None,
        read_timeout: Any = BaseRequest.DEFAULT_NONE,
        write_timeout: Any = BaseRequest.DEFAULT_NONE,
        connect_timeout: Any = BaseRequest.DEFAULT_NONE,
        pool_timeout: Any = BaseRequest.DEFAULT_NONE,
    ) -> tuple[int, bytes]:
        """Send one request; return its status and its body, which is always the JSON of a Bot API answer if it went wrong."""
        # aiohttp has no timeout for writing; a stalled upload ends with the overall one, which leaves a minute for it.
        reading = _given(read_timeout, self._read_timeout)
        timeout = aiohttp.ClientTimeout(
            total=None if reading is None else reading + 60,
            connect=_given(pool_timeout, self._pool_timeout),
            sock_connect=_given(connect_timeout, self._connect_timeout),
            sock_read=reading,
        )
        sent = await self._send(method, url, _body(request_data), timeout)
        if isinstance(sent, TelegramError):
            raise sent
        status, answer = sent
        if status < HTTPStatus.MULTIPLE_CHOICES:
            return status, answer
        fault = _fault(status, _parsed(answer))
        if fault is not None:
            raise fault
        return status, _own_words(status, answer)

    async def _send(
        self, method: str, url: str, body: Any, limits: aiohttp.ClientTimeout
    ) -> tuple[int, bytes] | TelegramError:
        # Failures are returned, not raised: so they leave without the original, whose text may hold the address.
        try:
            async with self._session.request(method, url, data=body, timeout=limits, allow_redirects=False) as answer:
                return answer.status, await answer.read()
        except (aiohttp.ClientConnectorError, aiohttp.ConnectionTimeoutError) as error:
            return NotSentError(f"No connection to the Bot API ({type(error).__name__})")
        except TimeoutError as error:
            return TimedOut(f"No answer from the Bot API in time ({type(error).__name__})")
        except (aiohttp.ClientError, OSError, ValueError) as error:
            return NetworkError(f"The exchange with the Bot API broke off ({type(error).__name__})")

    @staticmethod
    def parse_json_payload(payload: bytes) -> dict[str, Any]:
        """Read an answer; unlike the library's own, never log what could not be read."""
        parsed = _parsed(payload)
        if parsed is None:
            raise NetworkError(PROXY_ANSWER)
        return parsed


def _given(timeout: Any, default: Seconds) -> Seconds:
    return default if timeout is BaseRequest.DEFAULT_NONE else cast(Seconds, timeout)


def _body(data: RequestData | None) -> Any:
    if data is None:
        return None
    if not data.contains_files:
        return data.json_parameters
    # Names stay as they are: Telegram shows "%C3%BC" for an ü that was quoted.
    form = aiohttp.FormData(quote_fields=False)
    for name, value in data.json_parameters.items():
        form.add_field(name, value)
    for name, (file_name, content, kind) in data.multipart_data.items():
        form.add_field(name, content, filename=file_name, content_type=kind)
    return form


def _parsed(payload: bytes) -> dict[str, Any] | None:
    try:
        parsed = json.loads(payload)
    except ValueError:
        return None
    return parsed if isinstance(parsed, dict) else None


def _fault(status: int, answer: Mapping[str, Any] | None) -> TelegramError | None:
    """Return the error for an answer the library has no fitting one for."""
    if status >= HTTPStatus.INTERNAL_SERVER_ERROR:
        return ServerFaultError(f"The Bot API could not do it ({status})")
    if status == HTTPStatus.REQUEST_ENTITY_TOO_LARGE:
        return BadRequest("Request Entity Too Large")
    wait = (answer or {}).get("parameters", {}).get("retry_after")
    if status == HTTPStatus.TOO_MANY_REQUESTS:
        return FloodError(float(wait or 1))
    return None


def _own_words(status: int, payload: bytes) -> bytes:
    """Return the answer, or one of ours where a proxy answered with a page of its own (which may quote the address)."""
    parsed: Mapping[str, Any] | None = _parsed(payload)
    return (
        payload
        if parsed is not None
        else json.dumps({"ok": False, "description": f"{PROXY_ANSWER} ({status})"}).encode()
    )
