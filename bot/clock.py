"""Compare the clock of this machine with that of Telegram: a wrong one sends reminders at the wrong moment."""

from datetime import UTC, datetime, timedelta
from email.utils import parsedate_to_datetime

import aiohttp

from handlers.channels.telegram.request import open_session

PATIENCE = aiohttp.ClientTimeout(total=5.0)
HALF_A_SECOND = timedelta(seconds=0.5)


async def seconds_ahead(api_url: str) -> float | None:
    """Return how far our clock is ahead of that of the Bot API server, to about a second; None where it names no time.

    The origin itself is asked, so no token is in the address. Its answer is dated in whole seconds, cut off.
    """
    async with open_session() as session:
        begun = datetime.now(UTC)
        try:
            async with session.get(f"{api_url}/", timeout=PATIENCE, allow_redirects=False) as answer:
                dated = parsedate_to_datetime(answer.headers.get("Date", ""))
        except (TimeoutError, aiohttp.ClientError, OSError, ValueError):
            return None
        ours = begun + (datetime.now(UTC) - begun) / 2
    theirs = dated if dated.tzinfo else dated.replace(tzinfo=UTC)
    return (ours - theirs - HALF_A_SECOND).total_seconds()
