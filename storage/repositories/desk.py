"""Who sits at the desk, the links that let them in once, and their sessions."""

from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from sqlalchemy import and_, or_, update
from sqlmodel import col, delete, func, select

from storage.models import DeskSession, LinkPurpose, Moderator, OneTimeLink, Role
from storage.readings.desk import ModeratorReading, SessionReading
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

    async def linked_to(self, resident_id: UUID, now: datetime) -> ModeratorReading | None:
        """Return whose chat this is, while they may come in."""
        query = select(Moderator).where(Moderator.resident_id == resident_id, _may_come(now))
        found = (await self._session.exec(query)).first()
        return _reading(found) if found else None

    async def lock_admins(self) -> int:
        """Lock every active admin's row until the work ends; returns how many there are."""
        query = select(Moderator).where(Moderator.role == Role.ADMIN, col(Moderator.active)).order_by(col(Moderator.id))
        return len((await self._session.exec(query.with_for_update())).all())

    async def set_active(self, moderator_id: int, active: bool) -> None:
        changed = update(Moderator).where(col(Moderator.id) == moderator_id).values(active=active)
        await self._session.exec(changed)

    async def set_end(self, moderator_id: int, ends_at: datetime) -> None:
        await self._session.exec(update(Moderator).where(col(Moderator.id) == moderator_id).values(ends_at=ends_at))

    async def set_role(self, moderator_id: int, role: Role, workgroup: str | None, ends_at: datetime | None) -> None:
        changed = update(Moderator).where(col(Moderator.id) == moderator_id)
        await self._session.exec(changed.values(role=role, workgroup=workgroup, ends_at=ends_at))

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
                _may_come(now),
            )
        )
        return (await self._session.exec(query)).first() is not None

    async def meant_for(self, digest: str, purpose: LinkPurpose) -> ModeratorReading | None:
        """Return for whom a link was made, whatever became of it since."""
        query = select(OneTimeLink.moderator_id).where(OneTimeLink.digest == digest, OneTimeLink.purpose == purpose)
        moderator_id = (await self._session.exec(query)).first()
        return await self.one(moderator_id) if moderator_id is not None else None

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
        return person if person and person.may_come(now) else None

    async def drop_links_of(self, moderator_id: int, purpose: LinkPurpose | None = None) -> None:
        """Take back the links of a person that were not used yet."""
        dropped = delete(OneTimeLink).where(
            col(OneTimeLink.moderator_id) == moderator_id, col(OneTimeLink.used_at).is_(None)
        )
        if purpose is not None:
            dropped = dropped.where(col(OneTimeLink.purpose) == purpose)
        await self._session.exec(dropped)

    async def open_session(self, session: DeskSession) -> None:
        """Add a session; from now on its person was last here when it began."""
        self._session.add(session)
        came = update(Moderator).where(col(Moderator.id) == session.moderator_id).values(came_at=session.created_at)
        await self._session.exec(came)
        await self._session.flush()

    async def signed_in(
        self, digest: str, now: datetime, idle: timedelta
    ) -> tuple[ModeratorReading, SessionReading] | None:
        """Return whose session this is and the session, while it lasts, was used within `idle`, and they may come in."""
        query = (
            select(Moderator, DeskSession)
            .join(DeskSession, col(DeskSession.moderator_id) == Moderator.id)
            .where(DeskSession.digest == digest, _lasts(now, idle), _may_come(now))
        )
        found = (await self._session.exec(query)).first()
        return (_reading(found[0]), _session(found[1])) if found else None

    async def sessions_of(self, moderator_id: int, now: datetime, idle: timedelta) -> list[SessionReading]:
        """Return the sessions of a person that last, the one used last first."""
        query = (
            select(DeskSession)
            .join(Moderator, col(Moderator.id) == DeskSession.moderator_id)
            .where(DeskSession.moderator_id == moderator_id, _lasts(now, idle), _may_come(now))
            .order_by(_used_at().desc(), col(DeskSession.digest))
        )
        return [_session(found) for found in (await self._session.exec(query)).all()]

    async def touch(self, digest: str, now: datetime) -> None:
        """Note that a session is in use."""
        await self._session.exec(update(DeskSession).where(col(DeskSession.digest) == digest).values(used_at=now))

    async def close_session(self, digest: str) -> None:
        """Close one session; what its person worked on is free for others."""
        await Claims(self._session).release_all_of_session(digest)
        await self._session.exec(delete(DeskSession).where(col(DeskSession.digest) == digest))

    async def close_session_of(self, moderator_id: int, digest: str) -> int:
        """Close one session if it is this person's; returns how many were closed."""
        closed = delete(DeskSession).where(
            col(DeskSession.digest) == digest, col(DeskSession.moderator_id) == moderator_id
        )
        return (await self._session.exec(closed)).rowcount

    async def close_sessions_of(self, moderator_id: int, *, but: str = "") -> int:
        """Close every session of a person but one; returns how many were closed. Without any, what they worked on is free."""
        if not but:
            await Claims(self._session).release_all_of(moderator_id)
        closed = delete(DeskSession).where(
            col(DeskSession.moderator_id) == moderator_id, col(DeskSession.digest) != but
        )
        return (await self._session.exec(closed)).rowcount

    async def forget_expired(self, now: datetime, idle: timedelta) -> None:
        """Drop sessions and links that have run out, and the sessions of people whose access has."""
        ended = select(Moderator.id).where(~_may_come(now))
        gone = or_(~_lasts(now, idle), col(DeskSession.moderator_id).in_(ended))
        await self._session.exec(delete(DeskSession).where(gone))
        await self._session.exec(delete(OneTimeLink).where(col(OneTimeLink.expires_at) <= now))


def _may_come(now: datetime) -> Any:
    return and_(col(Moderator.active), or_(col(Moderator.ends_at).is_(None), col(Moderator.ends_at) > now))


def _used_at() -> Any:
    return func.coalesce(col(DeskSession.used_at), col(DeskSession.created_at))


def _lasts(now: datetime, idle: timedelta) -> Any:
    return and_(col(DeskSession.expires_at) > now, _used_at() > now - idle)


def _reading(moderator: Moderator) -> ModeratorReading:
    return ModeratorReading(
        moderator.id,
        moderator.name,
        moderator.role,
        moderator.workgroup,
        moderator.active,
        moderator.resident_id,
        moderator.created_at,
        moderator.ends_at,
        moderator.came_at,
    )


def _session(found: DeskSession) -> SessionReading:
    used_at = found.used_at or found.created_at
    return SessionReading(found.digest, found.created_at, used_at, found.by_password, found.browser, found.system)
