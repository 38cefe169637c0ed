"""What every repository has: the session of its unit of work."""

from sqlmodel.ext.asyncio.session import AsyncSession


class Repository:
    """Speaks SQL for one matter; returns what its method's name promises, loaded whole."""

    def __init__(self, session: AsyncSession) -> None:
        self._session = session
