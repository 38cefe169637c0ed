"""Partners: links that are counted as plain numbers and lead on to an address that says nothing of them."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from sqlalchemy import text

from handlers.deps import Deps
from handlers.errors import RefusalError
from handlers.forums import actions as forums
from handlers.i18n import speaker
from handlers.pages.keys import SignedIn
from handlers.partners import actions, rules, sharing
from handlers.partners.rules import PartnerDetailsError
from storage.database import Database
from storage.models import PartnerKind, Role, Way, metadata
from tests.factories import StandingClock
from tests.forums.conftest import TOWN_HALL
from tests.process.conftest import Browser, Seat
from tests.process.conftest import seat as seat
from tests.process.conftest import who as who
from tests.talking import Talker

on_sqlite = pytest.mark.parametrize("database", ["sqlite"], indirect=True)
DE = speaker("de")


@pytest.fixture
async def partner(deps: Deps, who: SignedIn) -> int:
    """The meeting centre of Groß Klein, code `sbz1`."""
    return await actions.add(deps, who, "SBZ Groß Klein", PartnerKind.MEETING_CENTRE, "SBZ1")


@pytest.fixture
async def forum(deps: Deps) -> int:
    forum_id = await forums.create(deps, TOWN_HALL)
    await forums.announce(deps, forum_id)
    return forum_id


async def counted(database: Database) -> list[tuple[str, str, int]]:
    async with database.engine.connect() as connection:
        found = await connection.execute(text("SELECT day, way, opened FROM arrival ORDER BY day, way"))
        return [tuple(row) for row in found]


async def test_openings_are_added_up_by_berlin_day_and_way(
    deps: Deps, database: Database, clock: StandingClock, partner: int
) -> None:
    for _ in range(3):
        await actions.count_arrival(deps, "sbz1", Way.FORUM)
    await actions.count_arrival(deps, " SBZ1 ", Way.CHAT)
    clock.advance(timedelta(hours=12))  # in Berlin it is the next day, in UTC not yet
    await actions.count_arrival(deps, "sbz1", Way.FORUM)
    for unknown in ("nobody", "", "../x", "ß" * 30):
        await actions.count_arrival(deps, unknown, Way.FORUM)

    assert await counted(database) == [
        ("2026-11-23", "chat", 1),
        ("2026-11-23", "forum", 3),
        ("2026-11-24", "forum", 1),
    ]


@on_sqlite
async def test_small_numbers_are_only_shown_as_small(deps: Deps, clock: StandingClock, partner: int) -> None:
    for _ in range(12):
        await actions.count_arrival(deps, "sbz1", Way.FORUM)
    clock.advance(timedelta(days=31))
    for _ in range(9):
        await actions.count_arrival(deps, "sbz1", Way.FORUM)

    shown = [(DE.say(one.lately), DE.say(one.before)) for one in await actions.opened(deps, partner)]

    assert shown == [("unter 10", "12"), ("unter 10", "unter 10"), ("unter 10", "unter 10")]


@on_sqlite
async def test_the_links_lead_on_without_the_code(seat: Seat, database: Database, partner: int, forum: int) -> None:
    browser = await seat(None)

    page = await browser.opens(f"/f/{forum}/sbz1")
    assert (page.status, page.path) == (200, "/foren/buergerforum-im-rathaus-2026-12-03")
    assert (await browser.opens(f"/chat?von=sbz1&start=forum-{forum}")).path == f"/chat?start=forum-{forum}"
    assert (await browser.opens("/chat?von=unbekannt")).path == "/chat"
    assert (await browser.opens(f"/f/{forum}/unbekannt")).status == 200
    assert (await browser.opens(f"/f/{forum}")).status == 200
    assert (await browser.opens("/f/999/sbz1")).status == 404
    await browser.client.head(f"/f/{forum}/sbz1")
    await browser.client.get(f"/f/{forum}/sbz1", headers={"Sec-Purpose": "prefetch;prerender"})

    assert await counted(database) == [("2026-11-23", "chat", 1), ("2026-11-23", "forum", 1)]


@on_sqlite
async def test_the_link_to_telegram_is_counted_and_leaves_nothing_at_the_resident(
    database: Database, partner: int, talker: Callable[..., Talker]
) -> None:
    resident = talker()
    [greeting] = await resident.commands("start", "partner-sbz1")
    await resident.commands("start", "partner-wrong")

    assert "Einverstanden" in greeting.keys[0][0].label
    assert await counted(database) == [("2026-11-23", "telegram", 1)]
    async with database.engine.connect() as connection:
        rows = [
            str(tuple(row))
            for table in metadata.sorted_tables
            if any(key.column.table.name == "resident" for key in table.foreign_keys) or table.name == "resident"
            for row in await connection.execute(table.select())
        ]
    assert rows and not [row for row in rows if "sbz1" in row]


def test_a_code_is_checked_or_made_of_the_name() -> None:
    assert rules.checked_code(" Sbz-1 ", "x", set()) == "sbz-1"
    assert rules.checked_code("", "SBZ Groß Klein / Außenstelle", {"sbz-gross-klein"}) == "sbz-gross-klein-2"
    assert rules.checked_code("", "***", set()) == "partner"
    for wrong in ("a b", "-a", "ä", "a" * 25, "a_b"):
        with pytest.raises(PartnerDetailsError):
            rules.checked_code(wrong, "x", set())
    with pytest.raises(PartnerDetailsError):
        rules.checked_code("sbz1", "x", {"sbz1"})


@on_sqlite
async def test_texts_to_share_carry_the_link_of_the_partner(deps: Deps, partner: int, forum: int) -> None:
    one, whom = await forums.get(deps, forum), await actions.get(deps, partner)

    short, long = DE.join(sharing.short_text(deps, one, whom), "\n"), DE.join(sharing.long_text(deps, one, whom))

    assert short.splitlines() == [
        "Bürgerforum im Rathaus",
        "Donnerstag, 3. Dezember 2026, 18:00 Uhr bis 20:00 Uhr",
        "Rathaus, Neuer Markt 1",
        f"Mehr dazu und Anmeldung: http://127.0.0.1:8080/f/{forum}/sbz1",
    ]
    assert long.startswith("Hanse- und Universitätsstadt Rostock lädt ein: Bürgerforum im Rathaus")
    assert "http://127.0.0.1:8080/chat?von=sbz1" in long and "Begrüßung" in long
    assert sharing.telegram_address(deps, whom) == "https://t.me/forumsbote_bot?start=partner-sbz1"
    await forums.cancel(deps, forum)
    with pytest.raises(RefusalError):
        sharing.check_shareable(deps, await forums.get(deps, forum))


@on_sqlite
async def test_the_desk_keeps_partners(seat: Seat, deps: Deps, forum: int) -> None:
    browser: Browser = await seat(Role.MODERATOR)

    added = await browser.posts("/moderation/partner", {"name": "Bücherei", "kind": "library", "code": ""})
    assert "buecherei" in added.words and "plakat.pdf?partner=1" in added.html
    again = await browser.posts("/moderation/partner", {"name": "Zweite", "kind": "library", "code": "buecherei"})
    assert (again.status, "Dieses Kürzel hat schon ein anderer Partner." in again.words) == (400, True)
    sharing_page = await browser.opens(f"/moderation/forums/{forum}/aushang?partner=1")
    assert f"/f/{forum}/buecherei" in sharing_page.words and "readonly" in sharing_page.html
    await browser.posts("/moderation/partner/1", {"name": "Bücherei", "kind": "library"})
    assert "Bücherei" not in (await browser.opens(f"/moderation/forums/{forum}/aushang")).words
