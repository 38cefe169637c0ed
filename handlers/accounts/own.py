"""One's own access: password, second factor, recovery codes, and what has to be proved before any of it is changed."""

from dataclasses import dataclass
from datetime import datetime, timedelta

import structlog

from handlers.accounts import codes, rules, second_factor, slowing, texts
from handlers.accounts.passwords import check_password, plain
from handlers.accounts.rules import Proof, UnfitError
from handlers.accounts.second_factor import take_code
from handlers.deps import Deps
from handlers.errors import BadInputError, NotFoundError
from handlers.pages.keys import SignedIn
from storage.readings.accounts import CredentialReading, SecondFactorReading
from storage.readings.desk import ModeratorReading, SessionReading
from storage.unit_of_work import UnitOfWork

log = structlog.get_logger(__name__)
SET_UP_WITHIN = timedelta(minutes=15)


@dataclass(frozen=True, slots=True)
class Me:
    """Who changes their access, and in which session: `session` is its fingerprint."""

    who: SignedIn
    session: str
    device: str | None = None


@dataclass(frozen=True, slots=True)
class OwnAccess:
    """How somebody comes in, as they see it themselves.

    proof   what they prove before the second factor or its codes are changed
    password_proof  the same for the password: nothing before the first one
    """

    person: ModeratorReading
    name: str
    changed_at: datetime | None
    factor_since: datetime | None
    recovery_codes: int
    needs_factor: bool
    sessions: tuple[SessionReading, ...]
    proof: Proof
    password_proof: Proof


@dataclass(frozen=True, slots=True)
class SetUp:
    """A secret that is being set up."""

    secret: str
    address: str


async def own_access(deps: Deps, me: Me) -> OwnAccess:
    """Return how this person comes in and where they are signed in."""
    now = deps.now()
    async with deps.open_reading() as work:
        person = await work.desk.one(me.who.id)
        credential, factor = await _held(work, me.who.id)
        sessions = await work.desk.sessions_of(me.who.id, now, rules.IDLE)
        left = await work.accounts.recovery_codes_left(me.who.id)
    if person is None:
        raise NotFoundError(texts.UNKNOWN_PERSON)
    proof = _proof(me, credential, factor, sessions)
    return OwnAccess(
        person=person,
        name=credential.name if credential else "",
        changed_at=credential.changed_at if credential else None,
        factor_since=factor.since if factor and factor.sealed else None,
        recovery_codes=left,
        needs_factor=person.role in rules.NEED_SECOND_FACTOR,
        sessions=tuple(sessions),
        proof=proof,
        password_proof=proof if credential else Proof.NONE,
    )


async def set_password(deps: Deps, me: Me, name: str, password: str, proof: str) -> None:
    """Give this person a sign-in name and a password; every other session of theirs is closed."""
    name, password = rules.sign_in_name(name), plain(password)
    check_password(password, me.who.name, name)
    access = await own_access(deps, me)
    rules.check_may_have_password(me.who.role, secured=access.factor_since is not None)
    async with deps.open_reading() as work:
        taken = await work.accounts.credential_named(name)
    if taken is not None and taken.moderator_id != me.who.id:
        raise UnfitError("name", texts.NAME_TAKEN)
    await _prove(deps, me, access.password_proof, proof)
    hashed = await deps.hashing.hash(password)
    async with deps.open_work() as work:
        if not await work.accounts.set_credential(me.who.id, name, hashed, deps.now()):
            raise UnfitError("name", texts.NAME_TAKEN)
        await _close_others(work, me)
    log.info("moderator.password_set", moderator_id=me.who.id)


async def begin_second_factor(deps: Deps, me: Me, proof: str) -> None:
    """Make a new secret; the one in force stays so until a code of the new one was given."""
    await _prove(deps, me, (await own_access(deps, me)).proof, proof)
    sealed = second_factor.sealed(deps, me.who.id, codes.new_secret())
    async with deps.open_work() as work:
        await work.accounts.begin_second_factor(me.who.id, sealed, deps.now())


async def set_up(deps: Deps, me: Me, issuer: str) -> SetUp | None:
    """Return the secret that is being set up; None where none is, or it was begun too long ago."""
    begun = await _begun(deps, me)
    if begun is None:
        return None
    secret = second_factor.unsealed(deps, me.who.id, begun)
    return SetUp(codes.in_fours(secret), codes.address(secret, me.who.name, issuer))


async def finish_second_factor(deps: Deps, me: Me, typed: str) -> tuple[str, ...]:
    """Let the new secret be in force once a code of it was given; returns new recovery codes, which are shown once."""
    begun = await _begun(deps, me)
    if begun is None:
        raise BadInputError(texts.SET_UP_TOO_LATE)
    secret = second_factor.unsealed(deps, me.who.id, begun)
    step = codes.step_of(secret, codes.typed_code(typed), deps.now())
    if step is None:
        raise UnfitError("code", texts.CODE_OF_NEW_NOT_RIGHT)
    async with deps.open_work() as work:
        if not await work.accounts.finish_second_factor(me.who.id, begun, step, deps.now()):
            raise BadInputError(texts.SET_UP_TOO_LATE)
        fresh = await second_factor.new_recovery_codes(deps, work, me.who.id)
        await _close_others(work, me)
    log.info("moderator.second_factor_set", moderator_id=me.who.id)
    return fresh


async def remove_second_factor(deps: Deps, me: Me, proof: str) -> None:
    """Come in without a second factor from now on, where the role allows it."""
    rules.check_may_lay_down(me.who.role)
    access = await own_access(deps, me)
    await _prove(deps, me, access.proof, proof)
    async with deps.open_work() as work:
        await work.accounts.drop_second_factor(me.who.id)
        await _close_others(work, me)
    log.info("moderator.second_factor_removed", moderator_id=me.who.id, by=me.who.id)


async def renew_recovery_codes(deps: Deps, me: Me, proof: str) -> tuple[str, ...]:
    """Return ten new recovery codes, which are shown once; the ones before work no longer."""
    access = await own_access(deps, me)
    if access.factor_since is None:
        raise BadInputError(texts.NO_FACTOR)
    await _prove(deps, me, access.proof, proof)
    async with deps.open_work() as work:
        fresh = await second_factor.new_recovery_codes(deps, work, me.who.id)
    log.info("moderator.recovery_codes_renewed", moderator_id=me.who.id)
    return fresh


async def _prove(deps: Deps, me: Me, needed: Proof, typed: str) -> None:
    """Refuse who cannot prove once more who they are; a code is used up by it."""
    if needed is Proof.NONE:
        return
    sentence = texts.CODE_NOT_RIGHT if needed is Proof.CODE else texts.PROOF_NOT_RIGHT
    admission = await slowing.admit_session(deps, me.who.id)
    if admission is None or not await _is_proof(deps, me, needed, typed):
        raise UnfitError("proof", sentence)
    async with deps.open_work() as work:
        await slowing.forgive(work, admission, deps.now(), wholly=True)


async def _is_proof(deps: Deps, me: Me, needed: Proof, typed: str) -> bool:
    if needed is Proof.CODE:
        async with deps.open_work() as work:
            return await take_code(deps, work, me.who.id, typed) is not None
    async with deps.open_reading() as work:
        credential = await work.accounts.credential_of(me.who.id)
    return credential is not None and await deps.hashing.fits(plain(typed), credential.password)


def _proof(
    me: Me,
    credential: CredentialReading | None,
    factor: SecondFactorReading | None,
    sessions: list[SessionReading],
) -> Proof:
    return rules.proof_of(
        has_password=credential is not None,
        secured=factor is not None and factor.sealed is not None,
        by_password=any(session.by_password for session in sessions if session.digest == me.session),
    )


async def _held(work: UnitOfWork, moderator_id: int) -> tuple[CredentialReading | None, SecondFactorReading | None]:
    return await work.accounts.credential_of(moderator_id), await work.accounts.second_factor(moderator_id)


async def _begun(deps: Deps, me: Me) -> bytes | None:
    async with deps.open_reading() as work:
        factor = await work.accounts.second_factor(me.who.id)
    if factor is None or factor.begun_at is None or deps.now() - factor.begun_at > SET_UP_WITHIN:
        return None
    return factor.begun


async def _close_others(work: UnitOfWork, me: Me) -> None:
    """Close every other session of this person, and know none of their browsers but this one."""
    await work.desk.close_sessions_of(me.who.id, but=me.session)
    await work.accounts.await_no_code(me.who.id)
    await work.accounts.forget_devices(me.who.id, but=me.device or "")
