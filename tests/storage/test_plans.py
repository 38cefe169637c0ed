"""What is asked for all the time is found by an index, however large the tables are."""

from collections.abc import AsyncIterator

import pytest

from storage.database import Database
from tests.bench.plans import DOCUMENT, HOT, Hot, Plan, fill, plans

CONCERNS, RESIDENTS = 300, 300
# In small tables PostgreSQL reads everything, as long as it is not told that this is dear.
WHERE_IT_CAN = {"sqlite": (), "postgresql": ("SET LOCAL enable_seqscan = off",)}


@pytest.fixture
async def planned(database: Database) -> AsyncIterator[dict[Hot, list[Plan]]]:
    """The plans of everything that is asked for all the time."""
    filled = await fill(database, CONCERNS, RESIDENTS)
    settings = WHERE_IT_CAN[database.engine.dialect.name]
    yield {hot: await plans(database, filled, hot, settings=settings) for hot in HOT}


async def test_no_large_table_is_read_from_end_to_end(planned: dict[Hot, list[Plan]]) -> None:
    read = {hot.name: plan.reads_whole() for hot, found in planned.items() if not hot.whole for plan in found}

    assert {name: steps for name, steps in read.items() if steps} == {}
    assert all(planned.values())


async def test_the_watch_sees_what_reads_everything(planned: dict[Hot, list[Plan]], database: Database) -> None:
    if not database.is_sqlite:
        pytest.skip("where it is told that this is dear, PostgreSQL counts in an index")
    [counted] = next(found for hot, found in planned.items() if hot.name == "Count messages by state")

    assert [step.split()[:2] for step in counted.reads_whole()] == [["SCAN", "outgoing"]]


def test_the_document_has_a_section_for_each() -> None:
    shown = DOCUMENT.read_text(encoding="utf-8")

    assert [hot.name for hot in HOT if f"\n## {hot.name}\n" not in shown] == []
