"""The plan that is being written, and the texts used again and again."""

from sqlalchemy import func
from sqlalchemy import select as select_columns
from sqlmodel import col, select

from storage.models import Consideration, PlanParagraph, TextModule
from storage.readings.considerations import ParagraphReading
from storage.readings.paragraphs import ModuleReading, PlanReading
from storage.repositories.base import Repository


class Paragraphs(Repository):
    """Paragraphs in the order of the plan, and text modules by their title."""

    async def listed(self) -> list[PlanReading]:
        """Return every paragraph with how often it is cited, in two queries."""
        counted = select_columns(col(Consideration.paragraph_id), func.count()).group_by(
            col(Consideration.paragraph_id)
        )
        cited = {paragraph_id: n for paragraph_id, n in (await self._session.execute(counted)).all()}  # noqa: C416  (a result with keys() is no pairs to dict)
        return [
            PlanReading(ParagraphReading(one.id, one.chapter, one.label, one.title, one.words), cited.get(one.id, 0))
            for one in await self.for_update()
        ]

    async def for_update(self) -> list[PlanParagraph]:
        """Return the paragraphs in their order, locked until the work ends."""
        query = select(PlanParagraph).order_by(col(PlanParagraph.position), col(PlanParagraph.id)).with_for_update()
        return list((await self._session.exec(query)).all())

    async def add(self, paragraph: PlanParagraph) -> PlanParagraph:
        """Store a paragraph; a label that is taken is refused by the database."""
        self._session.add(paragraph)
        await self._session.flush()
        return paragraph

    async def is_cited(self, paragraph_id: int) -> bool:
        """Tell whether any consideration names a paragraph, whatever became of it."""
        query = select(Consideration.id).where(Consideration.paragraph_id == paragraph_id).limit(1)
        return (await self._session.exec(query)).first() is not None

    async def remove(self, row: PlanParagraph | TextModule) -> None:
        await self._session.delete(row)
        await self._session.flush()

    async def modules(self) -> list[ModuleReading]:
        """Return the text modules by their title."""
        query = select(TextModule).order_by(col(TextModule.title))
        return [ModuleReading(one.id, one.title, one.words) for one in (await self._session.exec(query)).all()]

    async def module_for_update(self, module_id: int) -> TextModule | None:
        return (
            await self._session.exec(select(TextModule).where(TextModule.id == module_id).with_for_update())
        ).first()

    async def add_module(self, module: TextModule) -> None:
        """Store a text module; a title that is taken is refused by the database."""
        self._session.add(module)
        await self._session.flush()
