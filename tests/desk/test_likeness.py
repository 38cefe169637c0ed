"""Alike concerns on the page of one: who is offered what, and that nothing of an erased text is left."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace

import pytest
from sqlalchemy import event

from handlers.concerns import jobs
from handlers.deps import Deps
from handlers.moderation import casework, likeness
from handlers.privacy import actions as privacy
from nlp.meaning.alike import Nearness
from nlp.reader import Reader
from storage.database import Database
from storage.models import Role
from storage.readings.concerns import ConcernReading
from tests.desk.conftest import OTHER_WORKGROUP, WORKGROUP, Open, hand_in, person
from tests.talking import Talker

DARK = "Am Bahnhof ist es abends dunkel."
DARK_TOO = "Abends ist es dunkel am Bahnhof."
YOUTH = "Für Jugendliche fehlt ein Treffpunkt."
LONG = "Auch am Bahnhofsvorplatz ist es abends dunkel, und auf dem Weg zum Bahnhof ist es dunkel. " * 2
PHONE = "0381 4567890"
MODERATOR = person(Role.MODERATOR)


async def offered(deps: Deps, concern: ConcernReading, role: Role = Role.MODERATOR) -> list[str]:
    found = await casework.look(deps, person(role, WORKGROUP if role is Role.MEMBER else None), concern.number)
    return [other.concern.number for other in found.alike]


@contextmanager
def statements(database: Database) -> Iterator[list[str]]:
    """Gather what is asked of the database meanwhile."""
    said: list[str] = []
    listen = lambda *arguments: said.append(str(arguments[2]))  # noqa: E731  (has to be removed again)
    event.listen(database.engine.sync_engine, "before_cursor_execute", listen)
    yield said
    event.remove(database.engine.sync_engine, "before_cursor_execute", listen)


async def test_what_says_nearly_the_same_is_on_the_page_with_a_link(seat: Open, deps: Deps) -> None:
    place = deps.city.districts[0]
    other = await hand_in(deps, f"{DARK_TOO} Tel. {PHONE}. {LONG}", district=place.id)
    unlike = await hand_in(deps, YOUTH, ("youth",))
    concern = await hand_in(deps, DARK)

    page = await (await (await seat(Role.MODERATOR)).get(f"/moderation/concerns/{concern.number}")).text()

    section = page.partition("Ähnliche Anliegen")[2].partition("</section>")[0]
    assert f'href="/moderation/concerns/{other.number}"' in section
    assert "ähnlich ·" in section and place.name in section and "[Telefonnummer]" in section
    assert LONG[:40] in section and LONG not in section
    assert PHONE not in page and unlike.number not in section


async def test_a_concern_without_alike_ones_has_no_such_section(seat: Open, deps: Deps) -> None:
    concern = await hand_in(deps, DARK)

    assert "Ähnliche" not in await (await (await seat(Role.ADMIN)).get(f"/moderation/concerns/{concern.number}")).text()


async def test_they_stay_beside_the_original_text(seat: Open, deps: Deps) -> None:
    other, concern = await hand_in(deps, DARK_TOO), await hand_in(deps, DARK)
    browser = await seat(Role.MODERATOR)

    page = await (await browser.post(f"/moderation/concerns/{concern.number}/original")).text()

    assert "Ähnliche Anliegen" in page and other.number in page


async def test_a_member_is_offered_only_what_is_on_their_own_list(deps: Deps) -> None:
    mine = await hand_in(deps, DARK_TOO)
    foreign = await hand_in(deps, DARK_TOO, ("theft_burglary",))
    shared = await hand_in(deps, DARK_TOO, ("lighting", "theft_burglary"))
    assert OTHER_WORKGROUP in foreign.workgroups
    concern = await hand_in(deps, DARK)

    assert set(await offered(deps, concern, Role.MEMBER)) == {mine.number, shared.number}
    assert set(await offered(deps, concern)) == {mine.number, shared.number, foreign.number}


async def test_of_many_the_five_closest_are_offered_in_order(deps: Deps) -> None:
    near = [await hand_in(deps, DARK_TOO) for _ in range(6)]
    same = await hand_in(deps, DARK)
    concern = await hand_in(deps, DARK)

    found = (await casework.look(deps, MODERATOR, concern.number)).alike

    assert found[0].concern.number == same.number
    assert [one.concern.number for one in found[1:]] == [one.number for one in reversed(near[2:])]
    assert {one.nearness for one in found} == {Nearness.VERY}


async def test_two_different_districts_are_not_alike(deps: Deps) -> None:
    here, there = deps.city.districts[:2]
    far = await hand_in(deps, "Dunkler Weg, es fehlt eine Laterne", district=there.id)
    near = await hand_in(deps, "Dunkler Weg, es fehlt eine Laterne", district=here.id)
    concern = await hand_in(deps, "Der Weg zur Schule hat keine Lampen.", district=here.id)

    found = await offered(deps, concern)

    assert near.number in found and far.number not in found


async def test_only_the_newest_are_compared(deps: Deps, monkeypatch: pytest.MonkeyPatch) -> None:
    old, new, concern = [await hand_in(deps, text) for text in (DARK_TOO, DARK_TOO, DARK)]
    assert set(await offered(deps, concern)) == {old.number, new.number}

    monkeypatch.setattr(likeness, "COMPARED", 2)

    assert await offered(deps, concern) == [new.number]


async def test_three_are_found_with_as_many_queries_as_one(deps: Deps, database: Database) -> None:
    counts = []
    for more in (1, 2):
        for _ in range(more):
            await hand_in(deps, DARK_TOO)
        concern = await hand_in(deps, DARK)
        with statements(database) as said:
            await casework.look(deps, MODERATOR, concern.number)
        counts.append(len([statement for statement in said if statement.startswith("SELECT")]))

    assert counts[0] == counts[1]


async def test_no_text_is_loaded_to_compare(deps: Deps, database: Database) -> None:
    await hand_in(deps, DARK_TOO)
    concern = await hand_in(deps, DARK)

    with statements(database) as said:
        await casework.look(deps, MODERATOR, concern.number)

    (comparing,) = [statement for statement in said if "concern_meaning" in statement and "LIMIT" in statement]
    assert "redacted" not in comparing and "concern_text" not in comparing


async def meaning_of(deps: Deps, concern: ConcernReading) -> bytes | None:
    async with deps.open_reading() as work:
        return await work.concerns.meaning_of(concern.id)


async def of_number(deps: Deps, number: str) -> ConcernReading:
    async with deps.open_reading() as work:
        found = await work.concerns.one(await work.concerns.id_of(number) or 0)
    assert found is not None
    return found


async def test_with_a_concern_the_meaning_of_its_raw_text_is_stored(deps: Deps) -> None:
    concern = await hand_in(deps, DARK)

    assert await meaning_of(deps, concern) == (await deps.read(DARK)).meaning != b""


async def test_where_the_reader_has_no_encoder_nothing_is_stored_or_offered(deps: Deps) -> None:
    blind = replace(deps, reader=Reader.from_lexicon(deps.city.lexicon()))
    unread, concern = await hand_in(blind, DARK_TOO), await hand_in(deps, DARK)

    assert await meaning_of(deps, unread) is None
    assert await offered(deps, concern) == await offered(deps, unread) == []


async def test_with_a_withdrawn_concern_its_meaning_is_erased(known: Talker, deps: Deps) -> None:
    await known.says(DARK)
    await known.presses("Absenden")
    other, concern = await hand_in(deps, DARK_TOO), await of_number(deps, "2026-000001")
    assert await meaning_of(deps, concern) and await offered(deps, other) == [concern.number]

    await known.commands("meine")
    await known.presses("2026-000001 zurückziehen")
    await known.presses("Ja, zurückziehen")

    assert await meaning_of(deps, concern) is None
    assert await offered(deps, concern) == await offered(deps, other) == []


@pytest.mark.parametrize("concerns_too", [True, False])
async def test_with_a_resident_and_their_concerns_the_meanings_are_erased(
    known: Talker, deps: Deps, concerns_too: bool
) -> None:
    await known.says(DARK)
    await known.presses("Absenden")
    concern = await of_number(deps, "2026-000001")
    assert concern.resident_id is not None and await meaning_of(deps, concern)

    await privacy.erase(deps, concern.resident_id, concerns_too=concerns_too)

    assert (await meaning_of(deps, concern) is None) == concerns_too


async def test_concerns_that_no_encoder_read_or_an_older_one_are_read_by_the_clock(deps: Deps) -> None:
    blind = replace(deps, reader=Reader.from_lexicon(deps.city.lexicon()))
    never = await hand_in(blind, DARK)
    older, current, erased = [await hand_in(deps, text) for text in (DARK_TOO, YOUTH, LONG)]
    async with deps.open_work() as work:
        await work.concerns.erase_text(erased.id)
        assert await work.concerns.set_meaning(older.id, DARK_TOO, b"\0" * 1024)
        assert not await work.concerns.set_meaning(older.id, DARK, b"\0" * 1024)
    before = await meaning_of(deps, current)

    await jobs.read_meanings(deps)
    await jobs.read_meanings(deps)

    for concern, text in ((never, DARK), (older, DARK_TOO)):
        assert await meaning_of(deps, concern) == (await deps.read(text)).meaning
    assert await meaning_of(deps, current) == before
    assert await meaning_of(deps, erased) is None
