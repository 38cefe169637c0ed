"""An installation with many subscribers and a forum that was just announced to them: the broadcast waits to be sent."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime, timedelta

from pydantic import SecretStr

from bot.settings import Settings
from bot.vault import AddressVault
from bot.wiring import build_deps
from handlers.city.loading import load
from handlers.deps import Deps
from handlers.forums import actions
from handlers.ports import Clock
from storage import migrating
from storage.database import Database, connect
from storage.models import Channel, ForumKind, ForumScope, Identity, Resident
from storage.readings.forums import ForumDetails
from tests.chaos.fleet import SECRET_KEY, seconds_until_ten

CHUNK = 500
TITLE = "Bürgerforum im Rathaus"
HEAD = "Neues Forum: "
IN_DAYS = timedelta(days=30)


def in_daytime() -> datetime:
    """Return what time it is for the processes of a fleet."""
    return datetime.now(UTC) + timedelta(seconds=seconds_until_ten())


async def announce_to(chats: Sequence[int], url: str, now: Clock = in_daytime, *, others: Sequence[int] = ()) -> None:
    """Bring an empty database up, let these chats be subscribers, and announce a forum to them; others are not told of it."""
    database = connect(url)
    try:
        await migrating.upgrade(database)
        await _enter(chats, database, subscribed=True)
        await _enter(others, database, subscribed=False)
        await announce(deps_over(database, url, now), TITLE)
    finally:
        await database.close()


async def _enter(chats: Sequence[int], database: Database, *, subscribed: bool) -> None:
    city, vault, now = load("rostock"), AddressVault(SECRET_KEY), datetime.now(UTC)
    for start in range(0, len(chats), CHUNK):
        async with database.work() as work:
            for chat in chats[start : start + CHUNK]:
                resident = Resident(
                    created_at=now, subscribed=subscribed, language="de", consent_version=city.info.privacy_version
                )
                identity = Identity(
                    resident_id=resident.id,
                    channel=Channel.TELEGRAM,
                    digest=vault.digest(Channel.TELEGRAM, str(chat)),
                    sealed=vault.seal(str(chat)),
                    created_at=now,
                )
                await work.residents.add(resident, identity)


def deps_over(database: Database, url: str, now: Clock) -> Deps:
    """Return what actions take, over a database of our own and with a clock of our own."""
    settings = Settings(database_url=url, secret_key=SecretStr(SECRET_KEY))
    return replace(build_deps(settings, database, load("rostock"), lambda: None), now=now)


async def announce(deps: Deps, title: str) -> None:
    """Announce a forum to all who subscribed."""
    forum = ForumDetails(
        title=title,
        kind=ForumKind.CITIZEN,
        scope=ForumScope.CENTRAL,
        starts_at=deps.now() + IN_DAYS,
        ends_at=deps.now() + IN_DAYS + timedelta(hours=2),
        place="Rathaus",
        address="Neuer Markt 1",
        access=(),
        agenda="Begrüßung\nGespräch",
    )
    await actions.announce(deps, await actions.create(deps, forum))
