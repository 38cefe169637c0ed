"""Facts about the installation."""

from collections.abc import Mapping, Sequence
from datetime import datetime

from sqlalchemy import insert as plain_insert
from sqlmodel import col, select

from storage.inserting import dialect_of, insert
from storage.models import Mark
from storage.repositories.base import Repository

CHUNK = 500


class Marks(Repository):
    """The installation's marks."""

    async def get(self, key: str) -> str | None:
        mark = await self._session.get(Mark, key)
        return mark.value if mark else None

    async def known(self, keys: Sequence[str]) -> set[str]:
        """Return which of these marks are there."""
        found: set[str] = set()
        for at in range(0, len(keys), CHUNK):
            query = select(Mark.key).where(col(Mark.key).in_(keys[at : at + CHUNK]))
            found.update((await self._session.exec(query)).all())
        return found

    async def put(self, key: str, value: str, at: datetime) -> None:
        await self._session.merge(Mark(key=key, value=value, at=at))
        await self._session.flush()

    async def add(self, values: Mapping[str, str], at: datetime) -> None:
        """Put several marks that are not there yet."""
        if values:
            rows = [{"key": key, "value": value, "at": at} for key, value in values.items()]
            await self._session.exec(plain_insert(Mark), params=rows)

    async def renew(self, key: str, value: str, at: datetime, *, unless: str) -> str:
        """Exchange a value that does not begin with `unless`; returns what is there then. Of several at once one does it."""
        statement = insert(dialect_of(self._session), Mark).values(key=key, value=value, at=at)
        outdated = ~col(Mark.value).startswith(unless, autoescape=True)
        changed = statement.on_conflict_do_update(
            index_elements=["key"], set_={"value": value, "at": at}, where=outdated
        )
        await self._session.exec(changed)
        return (await self._session.exec(select(Mark.value).where(Mark.key == key))).one()
