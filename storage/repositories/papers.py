"""Documents of the process; files are read only where they are asked for."""

from collections import defaultdict
from dataclasses import asdict
from datetime import datetime
from typing import Any

from sqlalchemy import func
from sqlmodel import col, select

from storage.models import Moderator, Paper, PaperFile, PaperKind, PaperVersion, Visibility
from storage.readings.papers import PaperReading, VersionDetails, VersionReading
from storage.repositories.base import Repository


class Papers(Repository):
    """Documents, their versions and files."""

    async def all(self) -> list[PaperReading]:
        """Return every document by title."""
        papers = (await self._session.exec(select(Paper).order_by(col(Paper.title), col(Paper.id)))).all()
        versions: defaultdict[int, list[VersionReading]] = defaultdict(list)
        for row in (await self._session.exec(_versions().order_by(col(PaperVersion.number).desc()))).all():
            versions[row[0].paper_id].append(_version(*row))
        return [_paper(paper, versions[paper.id]) for paper in papers]

    async def one(self, paper_id: int) -> PaperReading | None:
        paper = await self._session.get(Paper, paper_id)
        if paper is None:
            return None
        query = _versions().where(PaperVersion.paper_id == paper_id).order_by(col(PaperVersion.number).desc())
        return _paper(paper, [_version(*row) for row in (await self._session.exec(query)).all()])

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
        found = (await self._session.exec(_versions().where(PaperVersion.id == version_id))).first()
        return _version(*found) if found else None

    async def set_visibility(self, version_id: int, visibility: Visibility) -> None:
        version = await self._session.get(PaperVersion, version_id, with_for_update=True)
        if version is not None:
            version.visibility = visibility
        await self._session.flush()

    async def content(self, version_id: int) -> bytes | None:
        """Return the file of a version, None for a link."""
        return (await self._session.exec(select(PaperFile.content).where(PaperFile.version_id == version_id))).first()


def _versions() -> Any:
    return select(PaperVersion, Moderator.name).join(
        Moderator, col(Moderator.id) == col(PaperVersion.moderator_id), isouter=True
    )


def _paper(paper: Paper, versions: list[VersionReading]) -> PaperReading:
    return PaperReading(id=paper.id, title=paper.title, kind=PaperKind(paper.kind), versions=tuple(versions))


def _version(version: PaperVersion, by: str | None) -> VersionReading:
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
        by=by,
        added_at=version.added_at,
    )
