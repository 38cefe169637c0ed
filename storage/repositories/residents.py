"""Residents and their addresses."""

from collections.abc import Collection
from datetime import datetime
from uuid import UUID

from sqlalchemy import bindparam, exists, func, or_, update
from sqlmodel import col, delete, select

from storage.models import (
    UNFINISHED,
    Channel,
    ChatLink,
    ConnectCode,
    Consent,
    ConsentAct,
    Identity,
    KeptUpdate,
    OpenQuestion,
    Outgoing,
    OutgoingState,
    Registration,
    Resident,
    Response,
    SaidLine,
    Standing,
)
from storage.repositories.base import Repository

# Every turn asks this: written down once, for putting a statement together costs more than running it.
_BEHIND_ADDRESS = (
    select(Resident)
    .join(Identity, col(Identity.resident_id) == Resident.id)
    .where(Identity.channel == bindparam("its_channel"), Identity.digest == bindparam("its_digest"))
    .with_for_update(of=Resident, key_share=True)
)


class Residents(Repository):
    """Residents, their identities and consents."""

    async def find_for_update(self, channel: Channel, digest: str) -> Resident | None:
        """Return the resident behind an address, locked until the work ends."""
        return (
            await self._session.exec(_BEHIND_ADDRESS, params={"its_channel": channel, "its_digest": digest})
        ).first()

    async def get_for_update(self, resident_id: UUID) -> Resident | None:
        """Return a resident, locked until the work ends."""
        return (
            await self._session.exec(select(Resident).where(Resident.id == resident_id).with_for_update(key_share=True))
        ).first()

    async def get(self, resident_id: UUID) -> Resident | None:
        return await self._session.get(Resident, resident_id)

    async def add(self, resident: Resident, identity: Identity) -> None:
        """Store a new resident with their first address."""
        self._session.add(resident)
        await self._session.flush()
        self._session.add(identity)
        await self._session.flush()

    async def with_addresses(self, resident_ids: Collection[UUID]) -> dict[UUID, tuple[Resident, list[Identity]]]:
        """Return residents, each with their addresses, the oldest first; who has none is left out."""
        query = (
            select(Resident, Identity)
            .join(Identity, col(Identity.resident_id) == Resident.id)
            .where(col(Resident.id).in_(resident_ids))
            .order_by(col(Identity.id))
        )
        found: dict[UUID, tuple[Resident, list[Identity]]] = {}
        for resident, identity in (await self._session.exec(query)).all():
            found.setdefault(resident.id, (resident, []))[1].append(identity)
        return found

    async def identity_by_digest(self, channel: Channel, digest: str) -> Identity | None:
        query = select(Identity).where(Identity.channel == channel, Identity.digest == digest)
        return (await self._session.exec(query)).first()

    async def count_come(self, since: datetime, until: datetime) -> int:
        """Count who began between two moments, `until` not included, and is still there."""
        query = select(func.count()).select_from(Resident)
        query = query.where(col(Resident.created_at) >= since, col(Resident.created_at) < until)
        return (await self._session.exec(query)).one()

    async def note_consent(self, resident_id: UUID, act: ConsentAct, version: str, at: datetime) -> None:
        self._session.add(Consent(resident_id=resident_id, act=act, version=version, at=at))
        await self._session.flush()

    async def last_consent(self, resident_id: UUID) -> Consent | None:
        query = select(Consent).where(Consent.resident_id == resident_id).order_by(col(Consent.id).desc()).limit(1)
        return (await self._session.exec(query)).first()

    async def count_registrations(self, resident_id: UUID) -> int:
        query = select(func.count()).select_from(Registration).where(Registration.resident_id == resident_id)
        return (await self._session.exec(query)).one()

    async def count_responses(self, resident_id: UUID) -> int:
        query = select(func.count()).select_from(Response).where(Response.resident_id == resident_id)
        return (await self._session.exec(query)).one()

    async def erase_traces(self, resident_id: UUID) -> None:
        """Erase what a resident said and chose, but not their row, their address, and their concerns."""
        for table in (Response, Registration, SaidLine, OpenQuestion, Consent, KeptUpdate, ChatLink, ConnectCode):
            await self._session.exec(delete(table).where(col(table.resident_id) == resident_id))
        sent = update(Outgoing).where(col(Outgoing.resident_id) == resident_id)
        await self._session.exec(sent.values(body=None))

    async def erase(self, resident_id: UUID) -> None:
        """Erase the resident and everything that hangs on them alone; their concerns stay, without them."""
        await self._session.exec(delete(Resident).where(col(Resident.id) == resident_id))

    async def end_pauses(self, now: datetime) -> int:
        """Make active again whose pause is over; returns how many."""
        over = update(Resident).where(col(Resident.standing) == Standing.PAUSED, col(Resident.paused_until) <= now)
        return (await self._session.exec(over.values(standing=Standing.ACTIVE, paused_until=None))).rowcount

    async def purge_erased(self, *, read_since: datetime, at_the_latest: datetime) -> int:
        """Remove residents erased before `read_since` with nothing left to send them, and all erased before `at_the_latest`."""
        unsent = exists().where(
            col(Outgoing.resident_id) == col(Resident.id),
            col(Outgoing.state).in_(UNFINISHED),
        )
        over = or_(~unsent & (col(Resident.erased_at) < read_since), col(Resident.erased_at) < at_the_latest)
        gone = delete(Resident).where(col(Resident.erased_at).is_not(None), over)
        return (await self._session.exec(gone)).rowcount

    async def forget_conversations(self, before: datetime) -> int:
        """Delete what was said in the web chat and the words of what was answered before a moment; returns how many lines."""
        said = await self._session.exec(delete(SaidLine).where(col(SaidLine.at) < before))
        answered = update(Outgoing).where(
            col(Outgoing.sent_at) < before, col(Outgoing.state) == OutgoingState.SENT, col(Outgoing.body).is_not(None)
        )
        return said.rowcount + (await self._session.exec(answered.values(body=None))).rowcount
