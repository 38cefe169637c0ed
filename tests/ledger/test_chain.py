"""The chain of acts: whatever is done to it without the key is found, and several processes may chain at once."""

import asyncio
from dataclasses import replace
from datetime import timedelta

import pytest
from sqlalchemy import text

from bot.vault import AddressVault
from handlers.deps import Deps
from handlers.errors import BadInputError
from handlers.ledger import actions as ledger
from storage.database import Database
from storage.unit_of_work import UnitOfWork
from tests.factories import StandingClock

ACTS = 8
CUT_OFF = "DELETE FROM ledger_entry WHERE position = 8"
# What somebody could do to the tables without the key, and the first position that shows it.
TAMPERINGS = {
    "a changed detail": (["UPDATE ledger_entry SET detail = '{\"rows\": 99}' WHERE position = 3"], 3),
    "a changed act": (["UPDATE ledger_entry SET act = 'withdrawn' WHERE position = 8"], 8),
    "a changed actor": (["UPDATE ledger_entry SET actor = 'moderator:1' WHERE position = 1"], 1),
    "a changed time": (["UPDATE ledger_entry SET at = '2026-11-23 11:00:01.000000' WHERE position = 5"], 5),
    "a removed act": (["DELETE FROM ledger_entry WHERE position = 4"], 4),
    "a removed act, closed up": (
        ["DELETE FROM ledger_entry WHERE position = 7", "UPDATE ledger_entry SET position = 7 WHERE position = 8"],
        7,
    ),
    "two acts that changed places": (
        [
            "UPDATE ledger_entry SET position = 99 WHERE position = 2",
            "UPDATE ledger_entry SET position = 2 WHERE position = 6",
            "UPDATE ledger_entry SET position = 6 WHERE position = 99",
        ],
        2,
    ),
    "an act put in at the end": (
        [
            "INSERT INTO ledger_entry (id, act, actor, at, position, mac) "
            "SELECT 99, 'withdrawn', 'resident', at, 9, mac FROM ledger_entry WHERE position = 8"
        ],
        9,
    ),
    "an end cut off": ([CUT_OFF], 8),
    "no chain at all": (["DELETE FROM ledger_entry"], 1),
    "a mark taken away": (["UPDATE ledger_entry SET mac = NULL WHERE position = 2"], 2),
}


async def note(work: UnitOfWork, deps: Deps, rows: int) -> None:
    detail = {"rows": rows, "format": "csv", "größer": None}
    await work.ledger.note("list_downloaded", "moderator:7", deps.now(), detail)


async def written(deps: Deps, clock: StandingClock, acts: int = ACTS) -> None:
    """Note acts, a second apart, and chain them."""
    for number in range(acts):
        clock.advance(timedelta(seconds=1))
        async with deps.open_work() as work:
            await note(work, deps, number)
    await ledger.chain_new(deps)


async def tamper(database: Database, *statements: str) -> None:
    async with database.engine.begin() as connection:
        for statement in statements:
            if database.is_sqlite:
                await connection.execute(text(statement))
            else:
                await connection.execute(text(statement.replace("SET at = '", "SET at = timestamptz '")))


@pytest.mark.parametrize("name", TAMPERINGS)
async def test_what_was_tampered_with_is_found_at_its_position(
    database: Database, deps: Deps, clock: StandingClock, name: str
) -> None:
    statements, position = TAMPERINGS[name]
    await written(deps, clock)
    assert (await ledger.verify(deps)).broken is None

    await tamper(database, *statements)

    assert (await ledger.verify(deps)).broken == position


async def test_another_key_proves_nothing(deps: Deps, clock: StandingClock) -> None:
    await written(deps, clock)
    other = replace(deps, vault=AddressVault("another secret key for tests, long enough"))

    assert (await ledger.verify(other)).broken == 1


async def test_an_end_that_was_written_down_shows_that_later_acts_were_only_added(
    deps: Deps, clock: StandingClock
) -> None:
    await written(deps, clock)
    noted = (await ledger.verify(deps)).head
    await written(deps, clock)

    proof = await ledger.verify(deps, noted.upper())

    assert (proof.entries, proof.broken, proof.ended_at) == (2 * ACTS, None, ACTS)


async def test_an_end_cut_off_with_its_head_is_found_by_the_end_that_was_written_down(
    database: Database, deps: Deps, clock: StandingClock
) -> None:
    await written(deps, clock)
    noted = (await ledger.verify(deps)).head
    await tamper(
        database,
        CUT_OFF,
        "UPDATE ledger_head SET position = 7, mac = (SELECT mac FROM ledger_entry WHERE position = 7)",
    )

    proof = await ledger.verify(deps, noted)

    assert (proof.broken, proof.ended_at) == (None, None)


async def test_behind_a_break_no_end_is_recognised(database: Database, deps: Deps, clock: StandingClock) -> None:
    await written(deps, clock)
    noted = (await ledger.verify(deps)).head
    await tamper(database, "UPDATE ledger_entry SET act = 'withdrawn' WHERE position = 3")

    assert (await ledger.verify(deps, noted)).ended_at is None


@pytest.mark.parametrize("typed", ["abc", "0" * 63, "g" * 64])
async def test_what_cannot_be_an_end_is_refused(deps: Deps, typed: str) -> None:
    with pytest.raises(BadInputError):
        await ledger.verify(deps, typed)


async def test_several_who_chain_at_once_leave_one_chain_without_a_gap(deps: Deps) -> None:
    for number in range(40):
        async with deps.open_work() as work:
            await note(work, deps, number)

    await asyncio.gather(*(ledger.chain_new(deps) for _ in range(4)))

    proof = await ledger.verify(deps)
    assert (proof.entries, proof.waiting, proof.broken) == (40, 0, None)


async def test_what_is_committed_late_gets_a_later_position(database: Database, deps: Deps) -> None:
    if database.is_sqlite:
        pytest.skip("SQLite has one writer: nothing is committed late")
    async with deps.open_work() as late:
        await note(late, deps, 1)
        async with deps.open_work() as early:
            await note(early, deps, 2)
        await ledger.chain_new(deps)
    await ledger.chain_new(deps)

    async with deps.open_reading() as work:
        order = [entry.detail["rows"] async for batch in work.ledger.batches() for entry in batch]
    assert order == [2, 1]
    assert (await ledger.verify(deps)).broken is None
