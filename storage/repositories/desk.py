"""Who sits at the desk, the links that let them in once, and their sessions."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import update
from sqlmodel import col, delete, select

from storage.models import DeskSession, LinkPurpose, Moderator, OneTimeLink, Role
from storage.readings.desk import ModeratorReading
from storage.repositories.base import Repository
from storage.repositories.claims import Claims


class Desk(Repository):
    """Moderators, one-time links and sessions. Tokens come in as their fingerprints only."""

    async def add(self, moderator: Moderator) -> Moderator:
        """Store a new person and return them with their number."""
        self._session.add(moderator)
        await self._session.flush()
        return moderator

    async def people(self) -> list[ModeratorReading]:
        """Return everybody, who may still come in first, then by name."""
        query = select(Moderator).order_by(col(Moderator.active).desc(), col(Moderator.name), col(Moderator.id))
        return [_reading(moderator) for moderator in (await self._session.exec(query)).all()]

    async def one(self, moderator_id: int) -> ModeratorReading | None:
        found = await self._session.get(Moderator, moderator_id)
        return _reading(found) if found else None

    async def one_for_update(self, moderator_id: int) -> ModeratorReading | None:
        """Return a person, locked until the work ends."""
        query = select(Moderator).where(Moderator.id == moderator_id).with_for_update()
        found = (await self._session.exec(query)).first()
        return _reading(found) if found else None

    async def linked_to(self, resident_id: UUID) -> ModeratorReading | None:
        """Return the active person whose chat this is."""
        query = select(Moderator).where(Moderator.resident_id == resident_id, col(Moderator.active))
        found = (await self._session.exec(query)).first()
        return _reading(found) if found else None

    async def lock_admins(self) -> int:
        """Lock every active admin's row until the work ends; returns how many there are."""
        query = select(Moderator).where(Moderator.role == Role.ADMIN, col(Moderator.active)).order_by(col(Moderator.id))
        return len((await self._session.exec(query.with_for_update())).all())

    async def set_active(self, moderator_id: int, active: bool) -> None:
        changed = update(Moderator).where(col(Moderator.id) == moderator_id).values(active=active)
        await self._session.exec(changed)

    async def link_chat(self, moderator_id: int, resident_id: UUID) -> None:
        """Let a chat be this person's; whoever it belonged to before loses it."""
        before = update(Moderator).where(col(Moderator.resident_id) == resident_id).values(resident_id=None)
        await self._session.exec(before)
        linked = update(Moderator).where(col(Moderator.id) == moderator_id).values(resident_id=resident_id)
        await self._session.exec(linked)

    async def unlink_chat(self, moderator_id: int) -> None:
        unlinked = update(Moderator).where(col(Moderator.id) == moderator_id).values(resident_id=None)
        await self._session.exec(unlinked)

    async def add_link(self, link: OneTimeLink) -> None:
        self._session.add(link)
        await self._session.flush()

    async def link_is_good(self, digest: str, purpose: LinkPurpose, now: datetime) -> bool:
        """Tell whether a link would still work, without using it up."""
        query = (
            select(OneTimeLink.digest)
            .join(Moderator, col(Moderator.id) == OneTimeLink.moderator_id)
            .where(
                OneTimeLink.digest == digest,
                OneTimeLink.purpose == purpose,
                col(OneTimeLink.used_at).is_(None),
                col(OneTimeLink.expires_at) > now,
                col(Moderator.active),
            )
        )
        return (await self._session.exec(query)).first() is not None

    async def redeem(self, digest: str, purpose: LinkPurpose, now: datetime) -> ModeratorReading | None:
        """Use a link up and return its person; None where it was used, has expired, is unknown, or they may not come in.

        Of two at once one gets it: the row is changed only while it is unused.
        """
        used = (
            update(OneTimeLink)
            .where(
                col(OneTimeLink.digest) == digest,
                col(OneTimeLink.purpose) == purpose,
                col(OneTimeLink.used_at).is_(None),
                col(OneTimeLink.expires_at) > now,
            )
            .values(used_at=now)
            .returning(col(OneTimeLink.moderator_id))
        )
        moderator_id = (await self._session.exec(used)).scalar_one_or_none()
        person = await self.one(moderator_id) if moderator_id is not None else None
        return person if person and person.active else None

    async def drop_links_of(self, moderator_id: int, purpose: LinkPurpose | None = None) -> None:
        """Take back the links of a person that were not used yet."""
        dropped = delete(OneTimeLink).where(
            col(OneTimeLink.moderator_id) == moderator_id, col(OneTimeLink.used_at).is_(None)
        )
        if purpose is not None:
            dropped = dropped.where(col(OneTimeLink.purpose) == purpose)
        await self._session.exec(dropped)

    async def open_session(self, session: DeskSession) -> None:
        self._session.add(session)
        await self._session.flush()

    async def signed_in(self, digest: str, now: datetime) -> ModeratorReading | None:
        """Return whose session this is, while it lasts and they may come in."""
        query = (
            select(Moderator)
            .join(DeskSession, col(DeskSession.moderator_id) == Moderator.id)
            .where(DeskSession.digest == digest, col(DeskSession.expires_at) > now, col(Moderator.active))
        )
        found = (await self._session.exec(query)).first()
        return _reading(found) if found else None

    async def close_session(self, digest: str) -> None:
        """Close one session; what its person worked on is free for others."""
        await Claims(self._session).release_all_of_session(digest)
        await self._session.exec(delete(DeskSession).where(col(DeskSession.digest) == digest))

    async def close_sessions_of(self, moderator_id: int) -> int:
        """Close every session of a person; returns how many there were. What they worked on is free for others."""
        await Claims(self._session).release_all_of(moderator_id)
        closed = delete(DeskSession).where(col(DeskSession.moderator_id) == moderator_id)
        return (await self._session.exec(closed)).rowcount

    async def forget_expired(self, now: datetime) -> None:
        """Drop sessions and links that have run out."""
        await self._session.exec(delete(DeskSession).where(col(DeskSession.expires_at) <= now))
        await self._session.exec(delete(OneTimeLink).where(col(OneTimeLink.expires_at) <= now))


def _reading(moderator: Moderator) -> ModeratorReading:
    return ModeratorReading(
        moderator.id,
        moderator.name,
        moderator.role,
        moderator.workgroup,
        moderator.active,
        moderator.resident_id,
        moderator.created_at,
    )
