"""The whole application, with browsers of two people who approve each other's texts."""

from collections.abc import Awaitable, Callable

import pytest

from handlers.deps import Deps
from handlers.newsroom import actions
from handlers.pages.keys import SignedIn
from storage.models import Moderator, Role
from storage.readings.press import PressDetails
from tests.process.conftest import seat as seat

Colleague = Callable[[str], Awaitable[SignedIn]]
TEXT = PressDetails(title="Erstes Forum für alle", lead="Die Stadt lädt ein.", text="Absatz eins.\n\n# Wann\nAm Abend.")


@pytest.fixture
def colleague(deps: Deps) -> Colleague:
    """Let somebody sit at the desk."""

    async def colleague(name: str) -> SignedIn:
        async with deps.open_work() as work:
            person = await work.desk.add(Moderator(name=name, role=Role.MODERATOR, created_at=deps.now()))
        return SignedIn(person.id, person.name, Role.MODERATOR, None)

    return colleague


async def let_out(deps: Deps, writer: SignedIn, second: SignedIn, details: PressDetails = TEXT) -> int:
    """Write a release and approve it."""
    release_id = await actions.write(deps, writer, details)
    await actions.approve(deps, second, release_id, seen=(await actions.get(deps, release_id)).newest.changed_at)
    return release_id
