"""Come in: by a one-time link, or by name and password and, where there is one, the second factor."""

from dataclasses import dataclass
from datetime import timedelta

import structlog

from handlers.accounts import rules, slowing, texts
from handlers.accounts.passwords import plain
from handlers.accounts.rules import UnfitError
from handlers.accounts.second_factor import Way, take_code
from handlers.accounts.sessions import Came, open_session
from handlers.accounts.slowing import Admission
from handlers.accounts.visitor import Visitor
from handlers.deps import Deps
from handlers.errors import ForbiddenError
from handlers.i18n import Phrase
from handlers.pages.sessions import HALF_WAY, fingerprint, new_token
from storage.models import LinkPurpose, PendingSignIn, Role
from storage.readings.desk import ModeratorReading
from storage.unit_of_work import UnitOfWork

log = structlog.get_logger(__name__)
ADMIN_CAME = "desk.admin_came"
CODE_AWAITED = HALF_WAY.lasts or timedelta(minutes=10)
CROWD = 20
"""So many passwords may wait to be hashed; further ones of strangers are turned away, since each takes a tenth of a second."""


@dataclass(frozen=True, slots=True)
class HalfWay:
    """Name and password were right, and the code is awaited from the browser that has this token."""

    token: str


async def link_is_good(deps: Deps, token: str) -> bool:
    """Tell whether a sign-in link would still work, without using it up; who holds one whose time is over is told so."""
    now = deps.now()
    async with deps.open_reading() as work:
        person = await work.desk.meant_for(fingerprint(token), LinkPurpose.SIGN_IN)
        if person is not None and person.active:
            rules.check_not_ended(person, now)
        return await work.desk.link_is_good(fingerprint(token), LinkPurpose.SIGN_IN, now)


async def by_link(deps: Deps, token: str, visitor: Visitor) -> Came | None:
    """Use a sign-in link up and open a session; None where the link does not work."""
    now = deps.now()
    async with deps.open_work() as work:
        await work.desk.forget_expired(now, rules.IDLE)
        person = await work.desk.redeem(fingerprint(token), LinkPurpose.SIGN_IN, now)
        if person is None:
            deps.meters.sign_ins.add(Way.LINK, "failed")
            return None
        came = await _let_in(deps, work, person, visitor, Way.LINK)
    _note(deps, person.id, Way.LINK)
    return came


async def by_password(deps: Deps, name: str, password: str, visitor: Visitor) -> Came | HalfWay:
    """Open a session, or await the code; unknown names, wrong passwords and too many tries get the very same no."""
    name = name.strip().lower()
    admission = await slowing.admit(deps, name, visitor)
    if admission is None or (deps.hashing.waiting >= CROWD and not admission.known):
        raise _slowed(deps, Way.PASSWORD, "", texts.NOT_RIGHT)
    credential = admission.credential
    fits = await deps.hashing.fits(plain(password), credential.password if credential else None)
    if credential is None or not fits:
        raise _failed(deps, Way.PASSWORD, credential.moderator_id if credential else None, "", texts.NOT_RIGHT)
    async with deps.open_work() as work:
        person = await work.desk.one_for_update(credential.moderator_id)
        # While it was hashed, the password may have been changed or access taken away.
        if person is None or not person.active or await work.accounts.credential_of(person.id) != credential:
            raise _failed(deps, Way.PASSWORD, credential.moderator_id, "", texts.NOT_RIGHT)
        rules.check_not_ended(person, deps.now())
        factor = await work.accounts.second_factor(person.id)
        if factor is not None and factor.sealed is not None:
            await slowing.forgive(work, admission, deps.now(), wholly=False)
            return await _await_code(deps, work, person)
        if person.role in rules.NEED_SECOND_FACTOR:
            raise ForbiddenError(texts.FACTOR_MISSING)
        came = await _let_in(deps, work, person, visitor, Way.PASSWORD, admission)
    _note(deps, person.id, Way.PASSWORD)
    return came


async def by_code(deps: Deps, half_way: str, typed: str, visitor: Visitor) -> Came | None:
    """Open a session with a one-time code or a recovery code; None where name and password are too long ago."""
    now = deps.now()
    async with deps.open_reading() as work:
        moderator_id = await work.accounts.awaits_code(fingerprint(half_way), now)
    if moderator_id is None:
        return None
    admission = await slowing.admit_person(deps, moderator_id, visitor)
    if admission is None:
        raise _slowed(deps, Way.CODE, "code", texts.CODE_NOT_RIGHT)
    async with deps.open_work() as work:
        person = await work.desk.one_for_update(moderator_id)
        if person is None or not person.active or not await work.accounts.awaits_code(fingerprint(half_way), now):
            return None
        rules.check_not_ended(person, now)
        way = await take_code(deps, work, moderator_id, typed)
        if way is None:
            raise _failed(deps, Way.CODE, moderator_id, "code", texts.CODE_NOT_RIGHT)
        came = await _let_in(deps, work, person, visitor, way, admission)
    _note(deps, moderator_id, way)
    return came


async def _await_code(deps: Deps, work: UnitOfWork, person: ModeratorReading) -> HalfWay:
    token = new_token()
    await work.accounts.await_code(
        PendingSignIn(digest=fingerprint(token), moderator_id=person.id, expires_at=deps.now() + CODE_AWAITED)
    )
    return HalfWay(token)


async def _let_in(
    deps: Deps,
    work: UnitOfWork,
    person: ModeratorReading,
    visitor: Visitor,
    way: Way,
    admission: Admission | None = None,
) -> Came:
    if admission is not None:
        await slowing.forgive(work, admission, deps.now(), wholly=True)
    if person.role is Role.ADMIN and await work.marks.get(ADMIN_CAME) is None:
        await work.marks.put(ADMIN_CAME, str(person.id), deps.now())
    return await open_session(deps, work, person, visitor, way)


def _note(deps: Deps, moderator_id: int, way: Way) -> None:
    deps.meters.sign_ins.add(way, "done")
    log.info("moderator.signed_in", moderator_id=moderator_id, way=way)


def _failed(deps: Deps, way: Way, moderator_id: int | None, field: str, sentence: Phrase) -> UnfitError:
    deps.meters.sign_ins.add(way, "failed")
    log.info("moderator.sign_in_failed", moderator_id=moderator_id, way=way)
    return UnfitError(field, sentence)


def _slowed(deps: Deps, way: Way, field: str, sentence: Phrase) -> UnfitError:
    deps.meters.sign_ins.add(way, "slowed")
    return UnfitError(field, sentence)
