"""Figures for everyone: one set a day, never changed."""

from sqlmodel import col, select

from storage.inserting import dialect_of, insert
from storage.models import PublishedFigures
from storage.readings.published import PublishedReading
from storage.repositories.base import Repository


class Published(Repository):
    """What was published, the latest first."""

    async def add(self, figures: PublishedReading) -> bool:
        """Keep figures; False, and nothing changes, where a day has its own already."""
        new = insert(dialect_of(self._session), PublishedFigures).values(
            as_of=figures.as_of, content=figures.content, sha256=figures.sha256, made_at=figures.made_at
        )
        return (await self._session.exec(new.on_conflict_do_nothing(index_elements=["as_of"]))).rowcount == 1

    async def latest(self) -> PublishedReading | None:
        """Return the figures of the latest day, None where nothing was published yet."""
        query = select(PublishedFigures).order_by(col(PublishedFigures.as_of).desc()).limit(1)
        found = (await self._session.exec(query)).first()
        return PublishedReading(found.as_of, found.content, found.sha256, found.made_at) if found else None
