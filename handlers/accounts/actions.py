"""Let people in, know them again, and take their access away."""

from datetime import timedelta
from uuid import UUID

import structlog

from handlers.accounts import rules, texts
from handlers.deps import Deps
from handlers.errors import NotFoundError, RefusalError
from handlers.pages.keys import SignedIn
from handlers.pages.sessions import DESK, fingerprint, new_token
from storage.models import DeskSession, LinkPurpose, Moderator, OneTimeLink, Role
from storage.readings.desk import ModeratorReading
from storage.unit_of_work import UnitOfWork

log = structlog.get_logger(__name__)
LINK_LASTS = timedelta(hours=24)
ADMIN_CAME = "desk.admin_came"
SESSION_LASTS = DESK.lasts or timedelta(hours=12)


async def invite(deps: Deps, name: str, role: Role, workgroup: str | None = None) -> str:
    """Make a new person at the desk and return the token of their one-time sign-in link."""
    name = " ".join(name.split())
    rules.check_person(deps.city, name, role, workgroup)
    async with deps.open_work() as work:
        person = await work.desk.add(Moderator(name=name, role=role, workgroup=workgroup, created_at=deps.now()))
        token = await _new_link(deps, work, person.id, LinkPurpose.SIGN_IN)
    log.info("moderator.invited", moderator_id=person.id, role=role)
    return token


async def first_admin_token(deps: Deps, name: str) -> str | None:
    """Return a sign-in token for the first admin, made under `name` where there is none; None once an admin has come in.

    Links given before stay good, so starting twice takes nothing away.
    """
    async with deps.open_work() as work:
        if await work.marks.get(ADMIN_CAME) is not None:
            return None
        admins = [person for person in await work.desk.people() if person.role is Role.ADMIN and person.active]
        if not admins:
            return await invite(deps.within(work), name, Role.ADMIN)
        return await _new_link(deps, work, admins[0].id, LinkPurpose.SIGN_IN)


def sign_in_address(deps: Deps, token: str) -> str:
    """Return the address a person opens to sign in once."""
    return f"{deps.public_url}/moderation/anmelden/{token}"


def chat_address(deps: Deps, token: str) -> str:
    """Return the Telegram deep link that binds a chat to its person."""
    return f"https://t.me/{deps.bot_name}?start=desk-{token}"


async def link_is_good(deps: Deps, token: str) -> bool:
    """Tell whether a sign-in link would still work, without using it up."""
    async with deps.open_reading() as work:
        return await work.desk.link_is_good(fingerprint(token), LinkPurpose.SIGN_IN, deps.now())


async def sign_in(deps: Deps, token: str, *, instead_of: str | None = None) -> str | None:
    """Use a sign-in link up and return the token of a new session; None where the link does not work.

    instead_of  token of the session this browser had before; it is closed.
    """
    now = deps.now()
    async with deps.open_work() as work:
        await work.desk.forget_expired(now)
        person = await work.desk.redeem(fingerprint(token), LinkPurpose.SIGN_IN, now)
        if person is None:
            return None
        if instead_of is not None:
            await work.desk.close_session(fingerprint(instead_of))
        if person.role is Role.ADMIN and await work.marks.get(ADMIN_CAME) is None:
            await work.marks.put(ADMIN_CAME, str(person.id), now)
        session = new_token()
        await work.desk.open_session(
            DeskSession(
                digest=fingerprint(session), moderator_id=person.id, created_at=now, expires_at=now + SESSION_LASTS
            )
        )
    log.info("moderator.signed_in", moderator_id=person.id)
    return session


async def signed_in(deps: Deps, digest: str) -> SignedIn | None:
    """Return whose session has this fingerprint, while it lasts and they may come in."""
    async with deps.open_reading() as work:
        person = await work.desk.signed_in(digest, deps.now())
    return as_signed_in(person) if person else None


async def sign_out(deps: Deps, digest: str) -> None:
    """Close one session; its cookie is worth nothing afterwards."""
    async with deps.open_work() as work:
        await work.desk.close_session(digest)


async def sign_out_everywhere(deps: Deps, moderator_id: int) -> int:
    """Close every session of a person; returns how many there were."""
    async with deps.open_work() as work:
        closed = await work.desk.close_sessions_of(moderator_id)
    log.info("moderator.signed_out_everywhere", moderator_id=moderator_id, sessions=closed)
    return closed


async def people(deps: Deps) -> list[ModeratorReading]:
    """Return everybody who has or had access."""
    async with deps.open_reading() as work:
        return await work.desk.people()


async def renew_link(deps: Deps, moderator_id: int) -> str:
    """Return a new sign-in token of a person; links they have not used yet stop working."""
    async with deps.open_work() as work:
        person = await _active(work, moderator_id)
        await work.desk.drop_links_of(person.id, LinkPurpose.SIGN_IN)
        return await _new_link(deps, work, person.id, LinkPurpose.SIGN_IN)


async def deactivate(deps: Deps, who: SignedIn, moderator_id: int) -> None:
    """Take a person's access away at once: sessions, unused links and the linked chat go with it."""
    async with deps.open_work() as work:
        admins = await work.desk.lock_admins()
        person = await work.desk.one_for_update(moderator_id)
        if person is None:
            raise NotFoundError(texts.UNKNOWN_PERSON)
        rules.check_may_leave(who, person, admins)
        await work.desk.set_active(person.id, False)
        await work.desk.close_sessions_of(person.id)
        await work.desk.drop_links_of(person.id)
        await work.desk.unlink_chat(person.id)
    log.info("moderator.deactivated", moderator_id=moderator_id, by=who.id)


async def start_linking_chat(deps: Deps, who: SignedIn) -> str:
    """Return the token of a one-time link that binds a chat to this person; older ones stop working."""
    async with deps.open_work() as work:
        await work.desk.drop_links_of(who.id, LinkPurpose.TELEGRAM)
        return await _new_link(deps, work, who.id, LinkPurpose.TELEGRAM)


async def link_chat(deps: Deps, token: str, resident_id: UUID) -> ModeratorReading:
    """Bind the chat of a resident to the person the token was made for."""
    async with deps.open_work() as work:
        person = await work.desk.redeem(fingerprint(token), LinkPurpose.TELEGRAM, deps.now())
        if person is None:
            raise RefusalError(texts.CHAT_LINK_DEAD)
        await work.desk.link_chat(person.id, resident_id)
    log.info("moderator.chat_linked", moderator_id=person.id)
    return person


async def unlink_chat(deps: Deps, who: SignedIn) -> None:
    """Let the linked chat be an ordinary one again."""
    async with deps.open_work() as work:
        await work.desk.unlink_chat(who.id)


async def linked_chat(deps: Deps, who: SignedIn) -> bool:
    """Tell whether a chat is bound to this person."""
    async with deps.open_reading() as work:
        person = await work.desk.one(who.id)
    return person is not None and person.resident_id is not None


async def behind_chat(deps: Deps, resident_id: UUID) -> SignedIn | None:
    """Return the person at the desk whose chat this is."""
    async with deps.open_reading() as work:
        person = await work.desk.linked_to(resident_id)
    return as_signed_in(person) if person else None


def as_signed_in(person: ModeratorReading) -> SignedIn:
    """Return a person as doors hand them to actions."""
    return SignedIn(person.id, person.name, person.role, person.workgroup)


async def _active(work: UnitOfWork, moderator_id: int) -> ModeratorReading:
    person = await work.desk.one_for_update(moderator_id)
    if person is None:
        raise NotFoundError(texts.UNKNOWN_PERSON)
    if not person.active:
        raise RefusalError(texts.INACTIVE_PERSON)
    return person


async def _new_link(deps: Deps, work: UnitOfWork, moderator_id: int, purpose: LinkPurpose) -> str:
    token = new_token()
    await work.desk.add_link(
        OneTimeLink(
            digest=fingerprint(token),
            moderator_id=moderator_id,
            purpose=purpose,
            expires_at=deps.now() + LINK_LASTS,
        )
    )
    return token
