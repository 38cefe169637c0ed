"""Give people access to the desk, and take it away."""

from dataclasses import dataclass
from datetime import date, timedelta
from uuid import UUID

import structlog

from handlers.accounts import rules, texts
from handlers.accounts.sessions import as_signed_in
from handlers.accounts.signing_in import ADMIN_CAME
from handlers.deps import Deps
from handlers.errors import NotFoundError, RefusalError
from handlers.pages.keys import SignedIn
from handlers.pages.sessions import fingerprint, new_token
from storage.models import Channel, LinkPurpose, Moderator, OneTimeLink, Role
from storage.readings.desk import ModeratorReading, SessionReading
from storage.unit_of_work import UnitOfWork

log = structlog.get_logger(__name__)
LINK_LASTS = timedelta(hours=24)
LINK_MADE, ROLE_CHANGED = "link_made", "role_changed"


@dataclass(frozen=True, slots=True)
class Account:
    """A person at the desk as the administration sees them; never more of password and second factor than that there is one."""

    person: ModeratorReading
    has_password: bool
    secured: bool
    sessions: tuple[SessionReading, ...]


async def invite(
    deps: Deps,
    name: str,
    role: Role,
    workgroup: str | None = None,
    until: date | None = None,
    *,
    by: SignedIn | None = None,
) -> str:
    """Make a new person at the desk and return the token of their one-time sign-in link.

    until  the last Berlin day on which an external reader may come in; for them and only for them.
    by     who at the desk does it; None on the command line
    """
    name, now = " ".join(name.split()), deps.now()
    rules.check_person(deps.city, name, role, workgroup)
    ends_at = rules.end_of(role, until, now)
    async with deps.open_work() as work:
        person = await work.desk.add(
            Moderator(name=name, role=role, workgroup=workgroup, created_at=now, ends_at=ends_at)
        )
        token = await _new_link(deps, work, person.id, LinkPurpose.SIGN_IN)
        if by is not None:
            await _note(deps, work, by, LINK_MADE, person.id)
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


async def people(deps: Deps) -> list[ModeratorReading]:
    """Return everybody who has or had access."""
    async with deps.open_reading() as work:
        return await work.desk.people()


async def secured(deps: Deps) -> frozenset[int]:
    """Return who has a second factor."""
    async with deps.open_reading() as work:
        return await work.accounts.secured()


async def account(deps: Deps, moderator_id: int) -> Account:
    """Return one person with what the administration may know of how they come in."""
    async with deps.open_reading() as work:
        person = await work.desk.one(moderator_id)
        if person is None:
            raise NotFoundError(texts.UNKNOWN_PERSON)
        credential = await work.accounts.credential_of(moderator_id)
        factor = await work.accounts.second_factor(moderator_id)
        sessions = await work.desk.sessions_of(moderator_id, deps.now(), rules.IDLE)
    secured = factor is not None and factor.sealed is not None
    return Account(person, credential is not None, secured, tuple(sessions))


async def set_end(deps: Deps, who: SignedIn, moderator_id: int, until: date) -> None:
    """Change until which Berlin day an external reader may come in; a session that their end has closed stays closed."""
    async with deps.open_work() as work:
        person = await _active(work, moderator_id)
        ends_at = rules.end_of(person.role, until, deps.now())
        if person.ended(deps.now()):
            await work.desk.close_sessions_of(person.id)
        if ends_at is not None:
            await work.desk.set_end(person.id, ends_at)
    log.info("moderator.end_set", moderator_id=moderator_id, by=who.id)


async def reset_second_factor(deps: Deps, who: SignedIn, moderator_id: int) -> None:
    """Remove the second factor of somebody who lost it; they are out everywhere and need a link to set up a new one."""
    async with deps.open_work() as work:
        person = await _active(work, moderator_id)
        await work.accounts.drop_second_factor(person.id)
        await work.accounts.await_no_code(person.id)
        await work.accounts.forget_devices(person.id)
        await work.desk.close_sessions_of(person.id)
    log.info("moderator.second_factor_removed", moderator_id=moderator_id, by=who.id)


async def change_role(
    deps: Deps, who: SignedIn, moderator_id: int, role: Role, workgroup: str | None, until: date | None
) -> None:
    """Give a person another role, workgroup or end; they are out everywhere and come in anew as what they are now.

    Whoever needs a second factor now and has none is let in by a link only, until it is set up.
    """
    async with deps.open_work() as work:
        admins = await work.desk.lock_admins()
        person = await _active(work, moderator_id)
        rules.check_person(deps.city, person.name, role, workgroup)
        ends_at = rules.end_of(role, until, deps.now())
        rules.check_may_change_role(person, role, admins)
        if (role, workgroup, ends_at) == (person.role, person.workgroup, person.ends_at):
            return
        await work.desk.set_role(person.id, role, workgroup, ends_at)
        await work.desk.close_sessions_of(person.id)
        await work.desk.drop_links_of(person.id)
        await work.accounts.await_no_code(person.id)
        if role is Role.READER:
            await work.desk.unlink_chat(person.id)
        before, after = _place(person.role, person.workgroup), _place(role, workgroup)
        await _note(deps, work, who, ROLE_CHANGED, person.id, before=before, after=after)
    log.info("moderator.role_changed", moderator_id=moderator_id, role=role, by=who.id)


async def renew_link(deps: Deps, moderator_id: int, *, by: SignedIn | None = None) -> str:
    """Return a new sign-in token of a person; links they have not used yet stop working."""
    async with deps.open_work() as work:
        person = await _active(work, moderator_id)
        await work.desk.drop_links_of(person.id, LinkPurpose.SIGN_IN)
        if by is not None:
            await _note(deps, work, by, LINK_MADE, person.id)
        return await _new_link(deps, work, person.id, LinkPurpose.SIGN_IN)


async def deactivate(deps: Deps, who: SignedIn, moderator_id: int) -> None:
    """Take a person's access away at once: sessions, unused links, password, second factor and the linked chat go with it."""
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
        await work.accounts.drop_credential(person.id)
        await work.accounts.drop_second_factor(person.id)
        await work.accounts.await_no_code(person.id)
        await work.accounts.forget_devices(person.id)
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
        if any(identity.channel is Channel.WEB for identity in await work.addresses.of(resident_id)):
            raise RefusalError(texts.CHAT_CONNECTED)  # a browser must not come to the lists of the desk this way
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
    """Return the person at the desk whose chat this is, while they may come in."""
    async with deps.open_reading() as work:
        person = await work.desk.linked_to(resident_id, deps.now())
    return as_signed_in(person) if person else None


async def _active(work: UnitOfWork, moderator_id: int) -> ModeratorReading:
    person = await work.desk.one_for_update(moderator_id)
    if person is None:
        raise NotFoundError(texts.UNKNOWN_PERSON)
    if not person.active:
        raise RefusalError(texts.INACTIVE_PERSON)
    return person


def _place(role: Role, workgroup: str | None) -> str:
    return f"{role}:{workgroup}" if workgroup else str(role)


async def _note(deps: Deps, work: UnitOfWork, who: SignedIn, act: str, moderator_id: int, **more: str) -> None:
    """Write into the ledger what somebody at the desk did about another one; by their numbers, never a link."""
    await work.ledger.note(act, f"moderator:{who.id}", deps.now(), {"moderator": moderator_id, **more})


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
