"""By which ways a resident is known: their addresses, the private link to the web chat, and codes that connect another channel."""

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from sqlalchemy import update
from sqlmodel import col, delete, func, select

from storage.inserting import dialect_of, insert
from storage.models import Channel, ChatLink, ConnectCode, FormerNumber, Identity, Moderator, Resident
from storage.repositories.base import Repository


class Addresses(Repository):
    """Tokens and codes come in as their digests only."""

    async def of(self, resident_id: UUID) -> Sequence[Identity]:
        """Return the addresses of a resident, the oldest first."""
        query = select(Identity).where(Identity.resident_id == resident_id).order_by(col(Identity.id))
        return (await self._session.exec(query)).all()

    async def add(self, identity: Identity, most: int) -> None:
        """Give a resident one more address of a channel; of more than `most` there the oldest goes."""
        self._session.add(identity)
        await self._session.flush()
        mine = col(Identity.resident_id) == identity.resident_id, col(Identity.channel) == identity.channel
        newest = select(Identity.id).where(*mine).order_by(col(Identity.id).desc()).limit(most)
        await self._session.exec(delete(Identity).where(*mine, col(Identity.id).not_in(newest)))

    async def drop(self, resident_id: UUID, channel: Channel) -> None:
        """Forget every address of a resident in one channel, and with the web chat its private link."""
        where = col(Identity.resident_id) == resident_id, col(Identity.channel) == channel
        await self._session.exec(delete(Identity).where(*where))
        if channel is Channel.WEB:
            await self.drop_link(resident_id)

    async def choose(self, resident_id: UUID, channel: Channel, now: datetime) -> None:
        """Note through which channel a resident wants what comes unasked."""
        where = col(Identity.resident_id) == resident_id, col(Identity.channel) == channel
        await self._session.exec(update(Identity).where(*where).values(chosen_at=now))

    async def note_arrival(self, identity_id: int) -> None:
        """Note that messages to an address arrive again."""
        await self._session.exec(update(Identity).where(col(Identity.id) == identity_id).values(refused_at=None))

    async def numbers_of(self, resident_id: UUID) -> list[UUID]:
        """Return the number of a resident and those they had before, in channels that were connected since."""
        query = select(FormerNumber.id).where(FormerNumber.resident_id == resident_id)
        return [resident_id, *(await self._session.exec(query)).all()]

    async def lock_if_free(self, resident_id: UUID) -> Resident | None:
        """Return a resident, locked; None where nobody is known, or another work has them locked at this moment."""
        query = select(Resident).where(Resident.id == resident_id).with_for_update(key_share=True, skip_locked=True)
        return (await self._session.exec(query)).first()

    async def is_at_desk(self, resident_id: UUID) -> bool:
        """Tell whether the chat of a resident is bound to somebody at the desk."""
        query = select(func.count()).select_from(Moderator).where(Moderator.resident_id == resident_id)
        return bool((await self._session.exec(query)).one())

    async def give_link(self, resident_id: UUID, digest: str, now: datetime, until: datetime) -> None:
        """Put this private link in the place of the one before."""
        values = {"digest": digest, "created_at": now, "expires_at": until}
        statement = insert(dialect_of(self._session), ChatLink).values(resident_id=resident_id, **values)
        await self._session.exec(statement.on_conflict_do_update(index_elements=["resident_id"], set_=values))

    async def drop_link(self, resident_id: UUID) -> None:
        await self._session.exec(delete(ChatLink).where(col(ChatLink.resident_id) == resident_id))

    async def link_until(self, resident_id: UUID, now: datetime) -> datetime | None:
        """Return until when the private link of a resident is good, None where they have none."""
        query = select(ChatLink.expires_at).where(ChatLink.resident_id == resident_id, ChatLink.expires_at > now)
        return (await self._session.exec(query)).first()

    async def behind_link(self, digest: str, now: datetime) -> UUID | None:
        """Return whose private link this is, while it is good."""
        query = select(ChatLink.resident_id).where(ChatLink.digest == digest, ChatLink.expires_at > now)
        return (await self._session.exec(query)).first()

    async def give_code(self, resident_id: UUID, channel: Channel, digest: str, until: datetime) -> None:
        """Put this code in the place of the one before."""
        values = {"digest": digest, "channel": channel, "expires_at": until}
        statement = insert(dialect_of(self._session), ConnectCode).values(resident_id=resident_id, **values)
        await self._session.exec(statement.on_conflict_do_update(index_elements=["resident_id"], set_=values))

    async def behind_code(self, digest: str, now: datetime) -> ConnectCode | None:
        """Return a code while it is good."""
        query = select(ConnectCode).where(ConnectCode.digest == digest, ConnectCode.expires_at > now)
        return (await self._session.exec(query)).first()

    async def drop_codes(self, *resident_ids: UUID) -> None:
        await self._session.exec(delete(ConnectCode).where(col(ConnectCode.resident_id).in_(resident_ids)))
