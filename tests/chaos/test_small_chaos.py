"""The chaos in small, so that every change is measured by it; the long one is `make chaos`."""

from pathlib import Path

import pytest

from tests.chaos import kills, outage, sequences
from tests.chaos.databases import Blow
from tests.chaos.fleet import Shape
from tests.running.databases import Engine


async def test_a_killed_primary_is_followed_by_its_standby_and_nothing_acknowledged_is_lost(tmp_path: Path) -> None:
    result = await outage.run_outage(Blow.FAILOVER, Shape(1, 1), 8, tmp_path)

    assert outage.find_faults(result) == []


async def test_a_killed_process_loses_nothing_and_tells_nobody_twice(tmp_path: Path) -> None:
    plan = kills.Plan(Engine.SQLITE, Shape(), kills=2, subscribers=40, seed=2)

    result = await kills.run_kills(plan, tmp_path)

    assert kills.find_faults(result) == []


@pytest.mark.parametrize("engine", Engine)
def test_updates_that_come_again_in_every_way_leave_what_they_leave_once(engine: Engine, tmp_path: Path) -> None:
    told = sequences.tell_stories(engine, tmp_path, number=4, many=12)

    assert sequences.find_faults(told) == []
