"""Sessions of the desk: opened, known again, listed, closed."""

from dataclasses import dataclass
from datetime import timedelta

import structlog

from handlers.accounts import rules, texts
from handlers.accounts.second_factor import Way
from handlers.accounts.visitor import Visitor
from handlers.deps import Deps
from handlers.errors import NotFoundError
from handlers.pages.keys import SignedIn
from handlers.pages.sessions import DEVICE, fingerprint, new_token
from storage.models import DeskSession, KnownDevice
from storage.readings.desk import ModeratorReading
from storage.unit_of_work import UnitOfWork

log = structlog.get_logger(__name__)
NOTED_EVERY = timedelta(minutes=5)
DEVICE_KNOWN = DEVICE.lasts or timedelta(days=180)


@dataclass(frozen=True, slots=True)
class Came:
    """Somebody is in: the tokens of their session and of their browser, new ones each time."""

    session: str
    device: str


async def open_session(deps: Deps, work: UnitOfWork, person: ModeratorReading, visitor: Visitor, way: Way) -> Came:
    """Open a session under a new token; the one this browser had before is closed, and it is known from now on."""
    now, by_password = deps.now(), way is not Way.LINK
    came = Came(new_token(), new_token())
    if visitor.session is not None:
        await work.desk.close_session(visitor.session)
    await work.accounts.await_no_code(person.id)
    await work.desk.open_session(
        DeskSession(
            digest=fingerprint(came.session),
            moderator_id=person.id,
            created_at=now,
            expires_at=now + (rules.PASSWORD_SESSION if by_password else rules.LINK_SESSION),
            by_password=by_password,
            browser=visitor.browser,
            system=visitor.system,
        )
    )
    device = KnownDevice(digest=fingerprint(came.device), moderator_id=person.id, expires_at=now + DEVICE_KNOWN)
    await work.accounts.know_device(device, instead_of=visitor.device)
    return came


async def signed_in(deps: Deps, digest: str) -> SignedIn | None:
    """Return whose session has this fingerprint, while it lasts and they may come in; that it is in use is noted."""
    now = deps.now()
    async with deps.open_reading() as work:
        found = await work.desk.signed_in(digest, now, rules.IDLE)
    if found is None:
        return None
    person, session = found
    if now - session.used_at >= NOTED_EVERY:
        async with deps.open_work() as work:
            await work.desk.touch(digest, now)
    return as_signed_in(person)


async def sign_out(deps: Deps, digest: str) -> None:
    """Close one session; its cookie is worth nothing afterwards."""
    async with deps.open_work() as work:
        await work.desk.close_session(digest)


async def sign_out_everywhere(deps: Deps, moderator_id: int, *, but: str = "", by: int | None = None) -> int:
    """Close every session of a person, or every other one; returns how many there were."""
    async with deps.open_work() as work:
        closed = await work.desk.close_sessions_of(moderator_id, but=but)
        await work.accounts.await_no_code(moderator_id)
    log.info("moderator.signed_out_everywhere", moderator_id=moderator_id, sessions=closed, by=by or moderator_id)
    return closed


async def close_one(deps: Deps, moderator_id: int, digest: str, *, by: int) -> None:
    """Close one session of a person."""
    async with deps.open_work() as work:
        closed = await work.desk.close_session_of(moderator_id, digest)
    if not closed:
        raise NotFoundError(texts.UNKNOWN_SESSION)
    log.info("moderator.session_closed", moderator_id=moderator_id, by=by)


def as_signed_in(person: ModeratorReading) -> SignedIn:
    """Return a person as doors hand them to actions."""
    return SignedIn(person.id, person.name, person.role, person.workgroup)
