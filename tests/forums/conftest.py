"""Forums to tell of, residents to tell them, and an outbox whose messages reach a list instead of a network."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from itertools import count

import pytest
from sqlalchemy import event

from bot.wiring import COMPOSERS
from handlers.deps import Deps
from handlers.forums import actions
from handlers.message import Message
from handlers.outbox.post import Post
from handlers.ports import Fate, Sending
from storage.database import Database
from storage.models import Access, Channel, ForumKind, ForumScope, Identity, Resident, Standing
from storage.readings.forums import ForumDetails
from tests.factories import StandingClock
from tests.outgoing import deliver_due

THIRD_OF_DECEMBER = datetime(2026, 12, 3, 17, 0, tzinfo=UTC)  # 18:00 in Berlin
TOWN_HALL = ForumDetails(
    title="Bürgerforum im Rathaus",
    kind=ForumKind.CITIZEN,
    scope=ForumScope.CENTRAL,
    starts_at=THIRD_OF_DECEMBER,
    ends_at=THIRD_OF_DECEMBER + timedelta(hours=2),
    place="Rathaus",
    address="Neuer Markt 1",
    access=(Access.STEP_FREE, Access.CHILDCARE),
    agenda="Begrüßung\nGespräch",
)
LICHTENHAGEN, EVERSHAGEN = "ot-08", "ot-11"
IN_LICHTENHAGEN = replace(
    TOWN_HALL,
    title="Forum Lichtenhagen",
    scope=ForumScope.DISTRICTS,
    districts=(LICHTENHAGEN,),
    place="Begegnungszentrum",
)
_addresses = count(5000)


@dataclass
class Postbox:
    """A channel that takes every message and keeps it by address."""

    fate: Fate = Fate.SENT
    letters: list[tuple[str, Message]] = field(default_factory=list)

    async def send(self, address: str, message: Message, language: str) -> Sending:
        self.letters.append((address, message))
        return Sending(self.fate)

    def to(self, address: str) -> list[str]:
        """Return the texts an address received."""
        return [message.text for receiver, message in self.letters if receiver == address]

    def heads(self) -> list[str]:
        """Return the first line of every message, sorted."""
        return sorted(message.text.splitlines()[0] for _, message in self.letters)


@dataclass(frozen=True)
class Person:
    """A resident and the address they read at."""

    resident: Resident
    address: str


Move = Callable[..., Awaitable[Person]]


@pytest.fixture
def move_in(deps: Deps) -> Move:
    """Let somebody subscribe (or not)."""

    async def move_in(
        *, subscribed: bool = True, district: str | None = None, standing: Standing = Standing.ACTIVE
    ) -> Person:
        resident = Resident(
            created_at=deps.now(),
            subscribed=subscribed,
            district=district,
            standing=standing,
            consent_version=deps.city.info.privacy_version,
        )
        address = str(next(_addresses))
        identity = Identity(
            resident_id=resident.id,
            channel=Channel.TELEGRAM,
            digest=deps.vault.digest(Channel.TELEGRAM, address),
            sealed=deps.vault.seal(address),
            created_at=deps.now(),
        )
        async with deps.open_work() as work:
            await work.residents.add(resident, identity)
        return Person(resident, address)

    return move_in


@pytest.fixture
def box() -> Postbox:
    return Postbox()


@pytest.fixture
def deliver(deps: Deps, clock: StandingClock, box: Postbox) -> Callable[[], Awaitable[list[str]]]:
    """Send everything that is due, and return the first lines of what went out."""
    post = Post({Channel.TELEGRAM: box}, COMPOSERS, {})

    async def deliver() -> list[str]:
        box.letters.clear()
        while await deliver_due(deps, post):
            clock.advance(timedelta(seconds=1))
        return box.heads()

    return deliver


@pytest.fixture
async def announced(deps: Deps) -> int:
    """The town hall forum, announced before anybody has subscribed."""
    forum_id = await actions.create(deps, TOWN_HALL)
    await actions.announce(deps, forum_id)
    return forum_id


@pytest.fixture
def count_queries(database: Database) -> Callable[[Awaitable[object]], Awaitable[int]]:
    """Count the statements that something sends to the database."""

    async def count_queries(doing: Awaitable[object]) -> int:
        statements: list[str] = []

        def note(_connection: object, _cursor: object, statement: str, *_: object) -> None:
            statements.append(statement)

        event.listen(database.engine.sync_engine, "before_cursor_execute", note)
        try:
            await doing
        finally:
            event.remove(database.engine.sync_engine, "before_cursor_execute", note)
        return len(statements)

    return count_queries
