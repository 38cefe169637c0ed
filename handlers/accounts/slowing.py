"""Slow down who guesses, and nobody else.

A try is charged before it is looked at, so that a thousand at once are no way round, and given back where it was right. It counts
for its name from its network, and for its name from everywhere, but there only a hundred in vain slow down; whoever brings the
cookie of an earlier sign-in of the same person has a count of their own, which strangers do not touch. What is kept are keyed
digests: that of a network with a key that is thrown away every day.
"""

import hashlib
import hmac
import secrets
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from handlers.accounts.visitor import Visitor
from handlers.deps import Deps
from handlers.i18n import BERLIN
from storage.readings.accounts import BrakeReading, CredentialReading
from storage.unit_of_work import UnitOfWork

DAY_KEY = "sign_in.day_key"
FORGOTTEN_AFTER = timedelta(hours=24)
LONGEST_WAIT = timedelta(minutes=15)


@dataclass(frozen=True, slots=True)
class Bound:
    """So many tries in vain cost nothing; the next one is followed by a wait, which doubles with every further one."""

    free: int
    wait: timedelta


NEAR = Bound(5, timedelta(seconds=30))
ANYWHERE = Bound(100, timedelta(minutes=1))


@dataclass(frozen=True, slots=True)
class Admission:
    """A try that may be looked at, and by which brakes it was charged; `known` where it came with the cookie of its person."""

    credential: CredentialReading | None
    near: str
    anywhere: str | None
    known: bool


async def admit(deps: Deps, name: str, visitor: Visitor) -> Admission | None:
    """Charge a try for a name; None while tries like this are to wait."""
    async with deps.open_work() as work:
        credential = await work.accounts.credential_named(name)
        return await _charge(deps, work, name, credential, visitor)


async def admit_person(deps: Deps, moderator_id: int, visitor: Visitor) -> Admission | None:
    """Charge a try of a person who got half way already; None while they are to wait."""
    async with deps.open_work() as work:
        credential = await work.accounts.credential_of(moderator_id)
        return await _charge(deps, work, credential.name if credential else "", credential, visitor)


async def admit_session(deps: Deps, moderator_id: int) -> Admission | None:
    """Charge a try of somebody who is signed in and proves once more who they are; None while they are to wait."""
    admission = Admission(None, deps.vault.digest("sign-in proof", str(moderator_id)), None, known=True)
    async with deps.open_work() as work:
        return admission if await charge(work, _bounds(admission), deps.now()) else None


async def forgive(work: UnitOfWork, admission: Admission, now: datetime, *, wholly: bool) -> None:
    """Give a try back that was right; `wholly` once somebody is in: then those in vain before it are forgotten as well."""
    keys = [key for key in (admission.near, admission.anywhere) if key]
    for brake in await work.accounts.lock_brakes(keys, now):
        left = 0 if wholly and brake.key == admission.near else max(brake.tries - 1, 0)
        await work.accounts.set_brake(replace(brake, tries=left, until=now))


async def _charge(
    deps: Deps, work: UnitOfWork, name: str, credential: CredentialReading | None, visitor: Visitor
) -> Admission | None:
    now = deps.now()
    known = (
        credential is not None
        and visitor.device is not None
        and await work.accounts.knows_device(visitor.device, credential.moderator_id, now)
    )
    if known and credential is not None:
        whose = f"{credential.moderator_id} {visitor.device}"
        admission = Admission(credential, deps.vault.digest("sign-in device", whose), None, known=True)
    else:
        near = await network_key(work, name, visitor.network, now)
        admission = Admission(credential, near, deps.vault.digest("sign-in name", name), known=False)
    return admission if await charge(work, _bounds(admission), now) else None


def _bounds(admission: Admission) -> dict[str, Bound]:
    return {admission.near: NEAR} | ({admission.anywhere: ANYWHERE} if admission.anywhere else {})


async def network_key(work: UnitOfWork, what: str, network: str, now: datetime) -> str:
    """Return the brake of tries for something from a network, under a key that is thrown away every day."""
    return hmac.digest(await _day_key(work, now), f"{what} {network}".encode(), hashlib.sha256).hex()


async def charge(work: UnitOfWork, bounds: Mapping[str, Bound], now: datetime) -> bool:
    """Charge every brake of a try, or none where one of them holds; False then."""
    brakes = await work.accounts.lock_brakes(bounds, now)
    if any(now < brake.until for brake in brakes):
        return False
    for brake in brakes:
        await work.accounts.set_brake(charged(brake, bounds[brake.key], now))
    return True


def charged(brake: BrakeReading, bound: Bound, now: datetime) -> BrakeReading:
    """Return a brake after one more try."""
    tries = (brake.tries if now - brake.at < FORGOTTEN_AFTER else 0) + 1
    doublings = tries - bound.free
    wait = min(bound.wait * 2 ** min(doublings, 10), LONGEST_WAIT) if doublings >= 0 else timedelta()
    return BrakeReading(brake.key, tries, now + wait, now)


async def _day_key(work: UnitOfWork, now: datetime) -> bytes:
    """Return the key of this Berlin day, made by whoever needs it first; that of the day before is gone then."""
    today = now.astimezone(BERLIN).date().isoformat()
    kept = await work.marks.get(DAY_KEY)
    if kept is None or not kept.startswith(today):
        kept = await work.marks.renew(DAY_KEY, f"{today} {secrets.token_hex(32)}", now, unless=today)
    return bytes.fromhex(kept.partition(" ")[2])
