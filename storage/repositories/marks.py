"""Facts about the installation, and the process plan."""

from collections.abc import Sequence
from datetime import datetime

from sqlmodel import col, delete, select

from storage.models import Mark, Phase
from storage.repositories.base import Repository

CHUNK = 500


class Marks(Repository):
    """The installation's marks and the phases of its process."""

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

    async def phases(self) -> list[Phase]:
        """Return the process plan in its order."""
        return list((await self._session.exec(select(Phase).order_by(col(Phase.position)))).all())

    async def add_phase(self, phase: Phase) -> None:
        self._session.add(phase)
        await self._session.flush()

    async def remove_example_phases(self) -> int:
        return (await self._session.exec(delete(Phase).where(col(Phase.example)))).rowcount
