"""What the repository of concerns promises, on both engines."""

from datetime import timedelta

import pytest
from sqlalchemy import event

from handlers.concerns import actions
from handlers.concerns.actions import Submission
from handlers.deps import Deps
from storage.database import Database
from storage.models import Source
from storage.readings.concerns import ConcernFilter
from tests.factories import StandingClock

TEXTS = ("Über die Brücke fahren alle zu schnell.", "Im Park in Schmarl liegt Müll.", "Es ist dunkel am Bahnhof.")


async def hand_in(deps: Deps, *texts: str) -> None:
    for text in texts:
        await actions.submit(deps, Submission(reading=await deps.read(text), source=Source.PAPER))


@pytest.mark.parametrize(
    ("words", "numbers"),
    [
        ("über", [1]),
        ("ÜBER", [1]),
        ("DIE BRÜCKE", [1]),
        ("müll", [2]),
        ("mäll", []),
        ("100%", []),
        ("_", []),
        ("/", []),
        ("  ", [3, 2, 1]),
    ],
)
async def test_words_are_found_whatever_their_case(deps: Deps, words: str, numbers: list[int]) -> None:
    await hand_in(deps, *TEXTS)

    async with deps.open_reading() as work:
        found = await work.concerns.page(ConcernFilter(words=words), offset=0, limit=10)

    assert [concern.id for concern in found] == numbers


async def test_numbers_count_up_without_gaps_and_anew_each_year(deps: Deps, clock: StandingClock) -> None:
    await hand_in(deps, *TEXTS)
    clock.advance(timedelta(days=60))
    await hand_in(deps, TEXTS[0])

    async with deps.open_reading() as work:
        found = await work.concerns.page(ConcernFilter(), offset=0, limit=10)

    assert [concern.number for concern in found] == ["2027-000001", "2026-000003", "2026-000002", "2026-000001"]


async def test_number_of_queries_does_not_grow_with_the_list(deps: Deps, database: Database) -> None:
    counted: list[str] = []
    event.listen(database.engine.sync_engine, "before_cursor_execute", lambda *a: counted.append(a[2]))

    async def queries() -> int:
        counted.clear()
        async with deps.open_reading() as work:
            await work.concerns.page(ConcernFilter(), offset=0, limit=50, raw=True)
        return len([statement for statement in counted if statement.startswith("SELECT")])

    await hand_in(deps, TEXTS[0])
    with_one = await queries()
    await hand_in(deps, *TEXTS[1:])

    assert await queries() == with_one


async def test_batches_hold_everything_in_order(deps: Deps) -> None:
    reading = await deps.read("Der Weg ist dunkel.")
    async with deps.open_work() as work:
        await actions.submit_all(deps, work, [Submission(reading=reading, source=Source.PAPER)] * 1220)

    async with deps.open_reading() as work:
        ids = [concern.id async for batch in work.concerns.batches(ConcernFilter()) for concern in batch]

    assert ids == list(range(1, 1221))
