"""Documents of the process; files are read only where they are asked for."""

from collections import defaultdict
from collections.abc import Collection
from dataclasses import asdict
from datetime import datetime
from typing import Any

from sqlalchemy import func
from sqlalchemy import select as select_columns
from sqlmodel import col, select

from storage.models import Moderator, Paper, PaperFile, PaperKind, PaperVersion, Visibility
from storage.readings.papers import PaperReading, VersionDetails, VersionReading
from storage.repositories.base import Repository


class Papers(Repository):
    """Documents, their versions and files."""

    async def all(self, *, offset: int = 0, limit: int | None = None) -> list[PaperReading]:
        """Return documents by title, each with all its versions."""
        query = _papers().order_by(col(Paper.title), col(Paper.id)).offset(offset).limit(limit)
        return await self._readings(query)

    async def count(self) -> int:
        return (await self._session.exec(select(func.count()).select_from(Paper))).one()

    async def public(
        self, *, offset: int = 0, limit: int | None = None, of: Collection[int] | None = None
    ) -> list[PaperReading]:
        """Return the documents of which everyone may see a version, the latest such version first, with those versions alone.

        of  only the documents with these ids
        """
        shown = _shown()
        query = _papers().join(shown, shown.c.paper_id == Paper.id)
        if of is not None:
            query = query.where(col(Paper.id).in_(of))
        query = query.order_by(shown.c.latest.desc(), col(Paper.id).desc()).offset(offset).limit(limit)
        return await self._readings(query, PaperVersion.visibility == Visibility.PUBLIC)

    async def count_public(self) -> int:
        return (await self._session.exec(select(func.count()).select_from(_shown()))).one()

    async def one(self, paper_id: int) -> PaperReading | None:
        return next(iter(await self._readings(_papers().where(col(Paper.id) == paper_id))), None)

    async def get_for_update(self, paper_id: int) -> Paper | None:
        """Return a document, locked until the work ends."""
        return (await self._session.exec(select(Paper).where(Paper.id == paper_id).with_for_update())).first()

    async def add(self, title: str, kind: PaperKind, at: datetime) -> int:
        paper = Paper(title=title, kind=kind, created_at=at)
        self._session.add(paper)
        await self._session.flush()
        return paper.id

    async def rewrite(self, paper: Paper, title: str, kind: PaperKind) -> None:
        paper.title, paper.kind = title, kind
        await self._session.flush()

    async def add_version(
        self, paper_id: int, details: VersionDetails, content: bytes | None, *, moderator_id: int, at: datetime
    ) -> int:
        """Add a version after the last one, with its file if it has one; the caller holds the document's lock."""
        last = select(func.max(PaperVersion.number)).where(PaperVersion.paper_id == paper_id)
        number = ((await self._session.exec(last)).one() or 0) + 1
        version = PaperVersion(
            paper_id=paper_id, number=number, moderator_id=moderator_id, added_at=at, **asdict(details)
        )
        self._session.add(version)
        await self._session.flush()
        if content is not None:
            self._session.add(PaperFile(version_id=version.id, content=content))
            await self._session.flush()
        return version.id

    async def version(self, version_id: int) -> VersionReading | None:
        found = (await self._session.execute(_versions().where(col(PaperVersion.id) == version_id))).first()
        return _version(found) if found else None

    async def set_visibility(self, version_id: int, visibility: Visibility) -> None:
        version = await self._session.get(PaperVersion, version_id, with_for_update=True)
        if version is not None:
            version.visibility = visibility
        await self._session.flush()

    async def content(self, version_id: int) -> bytes | None:
        """Return the file of a version, None for a link."""
        return (await self._session.exec(select(PaperFile.content).where(PaperFile.version_id == version_id))).first()

    async def _readings(self, query: Any, *conditions: Any) -> list[PaperReading]:
        """Return these documents in their order, each with those of its versions, in one more query."""
        papers = (await self._session.execute(query)).all()
        chosen = query.with_only_columns(col(Paper.id))
        conditions = (col(PaperVersion.paper_id).in_(chosen.scalar_subquery()), *conditions)
        versions: defaultdict[int, list[VersionReading]] = defaultdict(list)
        for row in (await self._session.execute(_versions().where(*conditions))).all():
            versions[row.paper_id].append(_version(row))
        return [
            PaperReading(id=paper.id, title=paper.title, kind=PaperKind(paper.kind), versions=tuple(versions[paper.id]))
            for paper in papers
        ]


def _papers() -> Any:
    return select_columns(col(Paper.id), col(Paper.title), col(Paper.kind))


def _versions() -> Any:
    """Return the columns of versions and who added them, the newest version first; columns alone, for there may be thousands."""
    return (
        select_columns(*PaperVersion.__table__.columns, col(Moderator.name).label("by"))  # type: ignore[attr-defined]  # SQLModel's tables have one
        .join(Moderator, col(Moderator.id) == col(PaperVersion.moderator_id), isouter=True)
        .order_by(col(PaperVersion.number).desc())
    )


def _shown() -> Any:
    """Return which documents have a public version, and since when the latest, as a subquery."""
    return (
        select_columns(col(PaperVersion.paper_id), func.max(PaperVersion.added_at).label("latest"))
        .where(col(PaperVersion.visibility) == Visibility.PUBLIC)
        .group_by(col(PaperVersion.paper_id))
        .subquery()
    )


def _version(version: Any) -> VersionReading:
    return VersionReading(
        id=version.id,
        paper_id=version.paper_id,
        number=version.number,
        visibility=Visibility(version.visibility),
        file_type=version.file_type,
        size_bytes=version.size_bytes,
        sha256=version.sha256,
        link=version.link,
        note=version.note,
        by=version.by,
        added_at=version.added_at,
    )
