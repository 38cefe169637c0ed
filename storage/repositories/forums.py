"""Forums and who comes to them."""

from collections.abc import Sequence
from dataclasses import fields
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, func
from sqlalchemy import select as select_columns
from sqlmodel import col, delete, select

from storage.inserting import dialect_of, insert
from storage.models import (
    Access,
    Forum,
    ForumKind,
    ForumScope,
    ForumState,
    Registration,
    RegistrationState,
    Resident,
    Standing,
)
from storage.readings.forums import ForumDetails, ForumReading
from storage.repositories.base import Repository


class Forums(Repository):
    """Forums and their registrations. A draft is for the desk only; `public` readings leave it out."""

    async def add(
        self, details: ForumDetails, *, slug: str, now: datetime, state: ForumState = ForumState.DRAFT, example: bool
    ) -> Forum:
        """Store a new forum under a slug that is free."""
        forum = Forum(**_values(details), slug=slug, state=state, example=example, created_at=now, changed_at=now)
        self._session.add(forum)
        await self._session.flush()
        return forum

    async def rewrite(self, forum: Forum, details: ForumDetails) -> None:
        """Put these details in the place of the ones before."""
        for name, value in _values(details).items():
            setattr(forum, name, value)
        await self._session.flush()

    async def remove(self, forum: Forum) -> None:
        """Remove a forum with its registrations and messages."""
        await self._session.delete(forum)
        await self._session.flush()

    async def remove_examples(self) -> int:
        """Remove every example with its registrations and messages; returns how many there were."""
        return (await self._session.exec(delete(Forum).where(col(Forum.example)))).rowcount

    async def get_for_update(self, forum_id: int) -> Forum | None:
        """Return a forum, locked until the work ends: places are given out behind this lock."""
        query = (
            select(Forum)
            .where(Forum.id == forum_id)
            .with_for_update(key_share=True)
            .execution_options(populate_existing=True)
        )
        return (await self._session.exec(query)).first()

    async def slugs(self) -> set[str]:
        return set((await self._session.exec(select(Forum.slug))).all())

    async def one(self, forum_id: int) -> ForumReading | None:
        return next(iter(await self._readings(col(Forum.id) == forum_id)), None)

    async def by_slug(self, slug: str) -> ForumReading | None:
        return next(iter(await self._readings(col(Forum.slug) == slug)), None)

    async def upcoming(self, now: datetime, limit: int | None = None) -> list[ForumReading]:
        """Return the announced forums that are not over, the next first."""
        return await self._readings(
            col(Forum.state) == ForumState.ANNOUNCED,
            col(Forum.ends_at) > now,
            order=(col(Forum.starts_at),),
            limit=limit,
        )

    async def public(self, since: datetime) -> list[ForumReading]:
        """Return every announced or cancelled forum that ends after a moment, the earliest first."""
        return await self._readings(
            col(Forum.state) != ForumState.DRAFT, col(Forum.ends_at) > since, order=(col(Forum.starts_at),)
        )

    async def all(self, *, offset: int, limit: int) -> list[ForumReading]:
        """Return one page of all forums, drafts too, the latest first."""
        order = (col(Forum.starts_at).desc(), col(Forum.id).desc())
        return await self._readings(order=order, offset=offset, limit=limit)

    async def count(self) -> int:
        return (await self._session.exec(select(func.count()).select_from(Forum))).one()

    async def _readings(
        self,
        *conditions: ColumnElement[bool],
        order: Sequence[Any] = (),
        offset: int | None = None,
        limit: int | None = None,
    ) -> list[ForumReading]:
        query = (
            select(Forum, _registered(RegistrationState.COMING), _registered(RegistrationState.WAITING))
            .where(*conditions)
            .order_by(*order, col(Forum.id))
            .offset(offset)
            .limit(limit)
        )
        return [_reading(*row) for row in (await self._session.exec(query)).all()]

    async def registration(self, forum_id: int, resident_id: UUID) -> RegistrationState | None:
        """Return whether a resident comes or waits, None where they did not register."""
        found = await self._session.get(Registration, (forum_id, resident_id), populate_existing=True)
        return RegistrationState(found.state) if found else None

    async def registrations_of(self, resident_id: UUID) -> dict[int, RegistrationState]:
        """Return a resident's registrations by forum."""
        query = select(Registration).where(Registration.resident_id == resident_id)
        return {found.forum_id: RegistrationState(found.state) for found in (await self._session.exec(query)).all()}

    async def count_registered(self, forum_id: int, state: RegistrationState) -> int:
        query = select(func.count()).where(col(Registration.forum_id) == forum_id, col(Registration.state) == state)
        return (await self._session.exec(query)).one()

    async def count_waiting_before(self, forum_id: int, resident_id: UUID) -> int:
        """Return how many wait longer than this resident."""
        own = (
            select(Registration.at)
            .where(Registration.forum_id == forum_id, Registration.resident_id == resident_id)
            .scalar_subquery()
        )
        same_time = (col(Registration.at) == own) & (col(Registration.resident_id) < resident_id)
        query = select(func.count()).where(
            col(Registration.forum_id) == forum_id,
            col(Registration.state) == RegistrationState.WAITING,
            (col(Registration.at) < own) | same_time,
        )
        return (await self._session.exec(query)).one()

    async def register(self, forum_id: int, resident_id: UUID, state: RegistrationState, at: datetime) -> None:
        """Note that a resident comes or waits, since this moment; the caller holds the forum's lock."""
        row = insert(dialect_of(self._session), Registration).values(
            forum_id=forum_id, resident_id=resident_id, state=state, at=at
        )
        noted = row.on_conflict_do_update(
            index_elements=["forum_id", "resident_id"], set_={"state": row.excluded.state, "at": row.excluded.at}
        )
        await self._session.exec(noted)

    async def unregister(self, forum_id: int, resident_id: UUID) -> bool:
        """Take a registration back; False where there was none."""
        gone = delete(Registration).where(
            col(Registration.forum_id) == forum_id, col(Registration.resident_id) == resident_id
        )
        return (await self._session.exec(gone)).rowcount == 1

    async def first_waiting(self, forum_id: int, limit: int) -> list[UUID]:
        """Return who waits longest and can still be told."""
        query = (
            select(Registration.resident_id)
            .join(Resident, col(Resident.id) == Registration.resident_id)
            .where(
                Registration.forum_id == forum_id,
                Registration.state == RegistrationState.WAITING,
                Resident.standing != Standing.STOPPED,
            )
            .order_by(col(Registration.at), col(Registration.resident_id))
            .limit(limit)
        )
        return list((await self._session.exec(query)).all())

    async def with_free_places(self, now: datetime) -> list[int]:
        """Return the coming forums where somebody waits although there is room."""
        coming = _registered(RegistrationState.COMING)
        waiting = _registered(RegistrationState.WAITING)
        query = select(Forum.id).where(
            Forum.state == ForumState.ANNOUNCED,
            col(Forum.starts_at) > now,
            waiting > 0,
            (col(Forum.capacity).is_(None)) | (col(Forum.capacity) > coming),
        )
        return list((await self._session.exec(query)).all())


def _registered(state: RegistrationState) -> Any:
    """Return the number of a forum's registrations in a state, as a column."""
    return (
        select_columns(func.count())
        .select_from(Registration)
        .where(col(Registration.forum_id) == Forum.id, col(Registration.state) == state)
        .correlate(Forum)
        .scalar_subquery()
    )


def _values(details: ForumDetails) -> dict[str, Any]:
    values = {field.name: getattr(details, field.name) for field in fields(ForumDetails)}
    return values | {"districts": list(details.districts), "access": [str(access) for access in details.access]}


def _reading(forum: Forum, coming: int, waiting: int) -> ForumReading:
    return ForumReading(
        id=forum.id,
        slug=forum.slug,
        title=forum.title,
        kind=ForumKind(forum.kind),
        scope=ForumScope(forum.scope),
        districts=tuple(forum.districts),
        starts_at=forum.starts_at,
        ends_at=forum.ends_at,
        place=forum.place,
        address=forum.address,
        access=tuple(map(Access, forum.access)),
        agenda=forum.agenda,
        capacity=forum.capacity,
        state=ForumState(forum.state),
        version=forum.version,
        sequence=forum.sequence,
        example=forum.example,
        created_at=forum.created_at,
        changed_at=forum.changed_at,
        coming=coming,
        waiting=waiting,
    )
