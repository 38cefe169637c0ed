"""Press releases and their versions."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import fields
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, func
from sqlalchemy.orm import aliased
from sqlmodel import col, select

from storage.models import Moderator, PressRelease, PressVersion
from storage.readings.press import PressDetails, PressReading, PressVersionReading
from storage.repositories.base import Repository


class Press(Repository):
    """Press releases. What is not out yet is for the desk only; `public` readings leave it out."""

    async def all(self, *, offset: int, limit: int) -> list[PressReading]:
        """Return one page of all releases, the one that was begun last first."""
        query = select(PressRelease).order_by(col(PressRelease.id).desc()).offset(offset).limit(limit)
        return await self._readings((await self._session.exec(query)).all())

    async def count(self) -> int:
        return (await self._session.exec(select(func.count()).select_from(PressRelease))).one()

    async def public(
        self, now: datetime, *, offset: int = 0, limit: int | None = None, withdrawn: bool = True
    ) -> list[PressReading]:
        """Return the releases that came out by now, the latest first; those withdrawn since only where they are wanted."""
        out = _out(now)
        query = (
            select(PressRelease)
            .join(out, out.c.release_id == PressRelease.id)
            .order_by(out.c.since.desc(), col(PressRelease.id).desc())
        )
        if not withdrawn:
            query = query.where(col(PressRelease.withdrawn_at).is_(None))
        return await self._readings((await self._session.exec(query.offset(offset).limit(limit))).all())

    async def count_public(self, now: datetime) -> int:
        return (await self._session.exec(select(func.count()).select_from(_out(now)))).one()

    async def one(self, release_id: int) -> PressReading | None:
        return await self._found(col(PressRelease.id) == release_id)

    async def by_slug(self, slug: str) -> PressReading | None:
        return await self._found(col(PressRelease.slug) == slug)

    async def get_for_update(self, release_id: int) -> PressRelease | None:
        """Return a release, locked until the work ends: its versions are only changed behind this lock."""
        query = select(PressRelease).where(PressRelease.id == release_id).with_for_update()
        return (await self._session.exec(query.execution_options(populate_existing=True))).first()

    async def newest(self, release_id: int) -> PressVersion:
        """Return the version that was written last, to be changed."""
        query = select(PressVersion).where(PressVersion.release_id == release_id)
        return (await self._session.exec(query.order_by(col(PressVersion.number).desc()).limit(1))).one()

    async def slugs(self) -> set[str]:
        return set((await self._session.exec(select(PressRelease.slug))).all())

    async def add(self, slug: str, at: datetime) -> int:
        release = PressRelease(slug=slug, created_at=at)
        self._session.add(release)
        await self._session.flush()
        return release.id

    async def add_version(
        self, release_id: int, number: int, details: PressDetails, *, written_by: int, at: datetime
    ) -> None:
        """Add a draft under a number that is free; the caller holds the release's lock."""
        version = PressVersion(
            release_id=release_id, number=number, written_by=written_by, changed_at=at, **_values(details)
        )
        self._session.add(version)
        await self._session.flush()

    async def rewrite(self, version: PressVersion, details: PressDetails) -> None:
        """Put these details in the place of the ones before."""
        for name, value in _values(details).items():
            setattr(version, name, value)
        await self._session.flush()

    async def remove(self, row: PressRelease | PressVersion) -> None:
        await self._session.delete(row)
        await self._session.flush()

    async def _found(self, condition: ColumnElement[bool]) -> PressReading | None:
        releases = (await self._session.exec(select(PressRelease).where(condition))).all()
        return next(iter(await self._readings(releases)), None)

    async def _readings(self, releases: Iterable[PressRelease]) -> list[PressReading]:
        """Return these releases in their order, each with its versions, in one more query."""
        found = list(releases)
        writer, approver = aliased(Moderator), aliased(Moderator)
        query = (
            select(PressVersion, col(writer.name), col(approver.name))
            .join(writer, col(writer.id) == col(PressVersion.written_by), isouter=True)
            .join(approver, col(approver.id) == col(PressVersion.approved_by), isouter=True)
            .where(col(PressVersion.release_id).in_([release.id for release in found]))
            .order_by(col(PressVersion.number).desc())
        )
        versions: defaultdict[int, list[PressVersionReading]] = defaultdict(list)
        for row in (await self._session.exec(query)).all():
            versions[row[0].release_id].append(_version(*row))
        return [_reading(release, versions[release.id]) for release in found]


def _out(now: datetime) -> Any:
    """Return which releases came out, and when first, as a subquery."""
    return (
        select(col(PressVersion.release_id), func.min(PressVersion.public_from).label("since"))
        .where(col(PressVersion.public_from) <= now)
        .group_by(col(PressVersion.release_id))
        .subquery()
    )


def _values(details: PressDetails) -> dict[str, Any]:
    return {field.name: getattr(details, field.name) for field in fields(PressDetails)} | {
        "papers": list(details.papers)
    }


def _reading(release: PressRelease, versions: list[PressVersionReading]) -> PressReading:
    return PressReading(
        id=release.id,
        slug=release.slug,
        withdrawn_at=release.withdrawn_at,
        withdrawn_reason=release.withdrawn_reason,
        versions=tuple(versions),
    )


def _version(version: PressVersion, writer: str | None, approver: str | None) -> PressVersionReading:
    return PressVersionReading(
        title=version.title,
        lead=version.lead,
        text=version.text,
        papers=tuple(version.papers),
        note=version.note,
        embargo_until=version.embargo_until,
        number=version.number,
        written_by=version.written_by,
        writer=writer,
        approver=approver,
        changed_at=version.changed_at,
        approved_at=version.approved_at,
        public_from=version.public_from,
    )
