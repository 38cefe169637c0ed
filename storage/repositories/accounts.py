"""Passwords, second factors, known devices, and the brakes on guessing."""

from collections.abc import Iterable
from datetime import datetime

from sqlalchemy import update
from sqlalchemy.exc import IntegrityError
from sqlmodel import col, delete, func, select

from storage.inserting import dialect_of, insert
from storage.models import Credential, KnownDevice, PendingSignIn, RecoveryCode, SecondFactor, SignInBrake
from storage.readings.accounts import BrakeReading, CredentialReading, SecondFactorReading
from storage.repositories.base import Repository


class Accounts(Repository):
    """What proves who somebody is. Tokens and codes come in as their digests only, secrets sealed, passwords hashed."""

    async def credential_of(self, moderator_id: int) -> CredentialReading | None:
        query = select(Credential).where(Credential.moderator_id == moderator_id)
        return _credential((await self._session.exec(query)).first())

    async def credential_named(self, name: str) -> CredentialReading | None:
        query = select(Credential).where(Credential.name == name)
        return _credential((await self._session.exec(query)).first())

    async def set_credential(self, moderator_id: int, name: str, password: str, now: datetime) -> bool:
        """Give a person a name and a password; False where somebody else has the name."""
        values = {"name": name, "password": password, "changed_at": now}
        statement = insert(dialect_of(self._session), Credential).values(moderator_id=moderator_id, **values)
        try:
            async with self._session.begin_nested():
                await self._session.exec(statement.on_conflict_do_update(index_elements=["moderator_id"], set_=values))
        except IntegrityError:
            return False
        return True

    async def drop_credential(self, moderator_id: int) -> None:
        await self._session.exec(delete(Credential).where(col(Credential.moderator_id) == moderator_id))

    async def second_factor(self, moderator_id: int) -> SecondFactorReading | None:
        query = select(SecondFactor).where(SecondFactor.moderator_id == moderator_id)
        found = (await self._session.exec(query)).first()
        return SecondFactorReading(found.sealed, found.since, found.begun, found.begun_at) if found else None

    async def secured(self) -> frozenset[int]:
        """Return who has a second factor in force."""
        query = select(SecondFactor.moderator_id).where(col(SecondFactor.sealed).is_not(None))
        return frozenset((await self._session.exec(query)).all())

    async def begin_second_factor(self, moderator_id: int, sealed: bytes, now: datetime) -> None:
        """Keep a secret that is being set up beside the one in force."""
        values = {"begun": sealed, "begun_at": now}
        statement = insert(dialect_of(self._session), SecondFactor).values(
            moderator_id=moderator_id, last_step=0, **values
        )
        await self._session.exec(statement.on_conflict_do_update(index_elements=["moderator_id"], set_=values))

    async def finish_second_factor(self, moderator_id: int, begun: bytes, step: int, now: datetime) -> bool:
        """Let the secret that was begun be the one in force; False where it is not the one that was begun last."""
        finished = (
            update(SecondFactor)
            .where(col(SecondFactor.moderator_id) == moderator_id, col(SecondFactor.begun) == begun)
            .values(sealed=begun, since=now, last_step=step, begun=None, begun_at=None)
        )
        return (await self._session.exec(finished)).rowcount == 1

    async def use_step(self, moderator_id: int, step: int) -> bool:
        """Use the code of a time step up; False where it, or a later one, was used before. Of two at once one gets it."""
        used = (
            update(SecondFactor)
            .where(col(SecondFactor.moderator_id) == moderator_id, col(SecondFactor.last_step) < step)
            .values(last_step=step)
        )
        return (await self._session.exec(used)).rowcount == 1

    async def drop_second_factor(self, moderator_id: int) -> None:
        """Remove a second factor with its recovery codes."""
        await self._session.exec(delete(SecondFactor).where(col(SecondFactor.moderator_id) == moderator_id))
        await self.set_recovery_codes(moderator_id, ())

    async def set_recovery_codes(self, moderator_id: int, digests: Iterable[str]) -> None:
        """Replace the recovery codes of a person."""
        await self._session.exec(delete(RecoveryCode).where(col(RecoveryCode.moderator_id) == moderator_id))
        self._session.add_all(RecoveryCode(digest=digest, moderator_id=moderator_id) for digest in digests)
        await self._session.flush()

    async def use_recovery_code(self, moderator_id: int, digest: str) -> bool:
        """Use a recovery code up; of two at once one gets it."""
        used = delete(RecoveryCode).where(
            col(RecoveryCode.digest) == digest, col(RecoveryCode.moderator_id) == moderator_id
        )
        return (await self._session.exec(used)).rowcount == 1

    async def recovery_codes_left(self, moderator_id: int) -> int:
        query = select(func.count()).select_from(RecoveryCode).where(RecoveryCode.moderator_id == moderator_id)
        return (await self._session.exec(query)).one()

    async def await_code(self, pending: PendingSignIn) -> None:
        """Remember a browser whose password was right; whatever else of this person awaits a code no longer does."""
        await self.await_no_code(pending.moderator_id)
        self._session.add(pending)
        await self._session.flush()

    async def awaits_code(self, digest: str, now: datetime) -> int | None:
        """Return whose code is awaited from this browser."""
        query = select(PendingSignIn.moderator_id).where(
            PendingSignIn.digest == digest, col(PendingSignIn.expires_at) > now
        )
        return (await self._session.exec(query)).first()

    async def await_no_code(self, moderator_id: int) -> None:
        await self._session.exec(delete(PendingSignIn).where(col(PendingSignIn.moderator_id) == moderator_id))

    async def know_device(self, device: KnownDevice, *, instead_of: str | None) -> None:
        """Remember that a person signed in with this browser, in the place of what it was known by before."""
        if instead_of is not None:
            await self._session.exec(delete(KnownDevice).where(col(KnownDevice.digest) == instead_of))
        self._session.add(device)
        await self._session.flush()

    async def knows_device(self, digest: str, moderator_id: int, now: datetime) -> bool:
        query = select(KnownDevice.digest).where(
            KnownDevice.digest == digest, KnownDevice.moderator_id == moderator_id, col(KnownDevice.expires_at) > now
        )
        return (await self._session.exec(query)).first() is not None

    async def forget_devices(self, moderator_id: int, *, but: str = "") -> None:
        forgotten = delete(KnownDevice).where(
            col(KnownDevice.moderator_id) == moderator_id, col(KnownDevice.digest) != but
        )
        await self._session.exec(forgotten)

    async def lock_brakes(self, keys: Iterable[str], now: datetime) -> list[BrakeReading]:
        """Return the brakes of these keys, new ones loose, locked until the work ends; in the order of their keys."""
        wanted = sorted(keys)
        rows = [{"key": key, "tries": 0, "until": now, "at": now} for key in wanted]
        await self._session.exec(insert(dialect_of(self._session), SignInBrake).values(rows).on_conflict_do_nothing())
        query = select(SignInBrake).where(col(SignInBrake.key).in_(wanted)).order_by(col(SignInBrake.key))
        found = (await self._session.exec(query.with_for_update())).all()
        return [BrakeReading(brake.key, brake.tries, brake.until, brake.at) for brake in found]

    async def set_brake(self, brake: BrakeReading) -> None:
        changed = (
            update(SignInBrake)
            .where(col(SignInBrake.key) == brake.key)
            .values(tries=brake.tries, until=brake.until, at=brake.at)
        )
        await self._session.exec(changed)

    async def forget_old(self, now: datetime, *, tries_before: datetime) -> None:
        """Drop what has run out: awaited codes, known devices, and brakes nobody touched for long."""
        await self._session.exec(delete(PendingSignIn).where(col(PendingSignIn.expires_at) <= now))
        await self._session.exec(delete(KnownDevice).where(col(KnownDevice.expires_at) <= now))
        await self._session.exec(delete(SignInBrake).where(col(SignInBrake.at) <= tries_before))


def _credential(found: Credential | None) -> CredentialReading | None:
    return CredentialReading(found.moderator_id, found.name, found.password, found.changed_at) if found else None
