"""Open the connection to the Bot API."""

from typing import Any, cast

import aiohttp
from telegram import Bot

from handlers.channels.telegram.request import AiohttpRequest

TELEGRAM = "https://api.telegram.org"


class OurBot(Bot):
    """The library's Bot, with updates as they came: one that cannot be read must not hold up the others."""

    async def raw_updates(self, *, offset: int, wait_seconds: int, kinds: tuple[str, ...]) -> list[dict[str, Any]]:
        """Fetch updates from `offset` on, which confirms all before it; wait for one if there is none."""
        reading = (self.request.read_timeout or 0) + wait_seconds
        asked: dict[str, Any] = {"offset": offset, "timeout": wait_seconds, "allowed_updates": list(kinds)}
        return cast("list[dict[str, Any]]", await self._post("getUpdates", asked, read_timeout=reading))


def open_bot(token: str, session: aiohttp.ClientSession, api_url: str = TELEGRAM) -> OurBot:
    """Return a Bot on this session; nothing is asked yet, and nothing needs to be closed but the session."""
    origin = api_url.rstrip("/")
    request = AiohttpRequest(session)
    return OurBot(
        token,
        base_url=f"{origin}/bot",
        base_file_url=f"{origin}/file/bot",
        request=request,
        get_updates_request=request,
    )
