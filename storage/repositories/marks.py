"""Facts about the installation."""

from datetime import datetime

from storage.models import Mark
from storage.repositories.base import Repository


class Marks(Repository):
    """The installation's marks."""

    async def get(self, key: str) -> str | None:
        mark = await self._session.get(Mark, key)
        return mark.value if mark else None

    async def put(self, key: str, value: str, at: datetime) -> None:
        await self._session.merge(Mark(key=key, value=value, at=at))
        await self._session.flush()
