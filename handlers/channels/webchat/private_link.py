"""The private link: whoever opens it goes on with the same conversation, in any browser.

It carries 256 random bits, of which only the SHA-256 is stored. It is shown once, never written into the conversation,
and a new one ends the one before.
"""

from datetime import datetime, timedelta
from uuid import UUID

import structlog

from handlers.channels.webchat.visitors import address_of
from handlers.deps import Deps
from handlers.pages.sessions import fingerprint, new_token
from storage.models import Channel, Identity

log = structlog.get_logger()
LASTS = timedelta(days=180)
MOST_BROWSERS = 10


async def renew(deps: Deps, resident_id: UUID) -> str:
    """Return the token of a new link; the one before is no longer good."""
    token, now = new_token(), deps.now()
    async with deps.open_work() as work:
        await work.addresses.give_link(resident_id, fingerprint(token), now, now + LASTS)
    log.info("private_link.made")
    return token


async def end(deps: Deps, resident_id: UUID) -> None:
    """Let the link of a resident no longer be good."""
    async with deps.open_work() as work:
        await work.addresses.drop_link(resident_id)
    log.info("private_link.ended")


async def good_until(deps: Deps, resident_id: UUID) -> datetime | None:
    """Return until when the link of a resident is good, None where they have none."""
    async with deps.open_reading() as work:
        return await work.addresses.link_until(resident_id, deps.now())


async def owner(deps: Deps, token: str) -> UUID | None:
    """Return whose link this is, None where it is not good (any more)."""
    async with deps.open_reading() as work:
        return await work.addresses.behind_link(fingerprint(token), deps.now())


async def open_browser(deps: Deps, token: str) -> str | None:
    """Return the token of a cookie by which a browser has the conversation of a link from now on; None where it is not good."""
    cookie, now = new_token(), deps.now()
    async with deps.open_work() as work:
        resident_id = await work.addresses.behind_link(fingerprint(token), now)
        if resident_id is None or await work.residents.get_for_update(resident_id) is None:
            return None
        address = address_of(cookie)
        digest, sealed = deps.vault.digest(Channel.WEB, address), deps.vault.seal(address)
        browser = Identity(resident_id=resident_id, channel=Channel.WEB, digest=digest, sealed=sealed, created_at=now)
        await work.addresses.add(browser, most=MOST_BROWSERS)
    log.info("private_link.used")
    return cookie
