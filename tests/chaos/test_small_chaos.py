"""The chaos in small, so that every change is measured by it; the long one is `make chaos`."""

from pathlib import Path

from tests.chaos.databases import Blow
from tests.chaos.fleet import Shape
from tests.chaos.outage import find_faults, run_outage


async def test_a_killed_primary_is_followed_by_its_standby_and_nothing_acknowledged_is_lost(tmp_path: Path) -> None:
    result = await run_outage(Blow.FAILOVER, Shape(1, 1), 16, tmp_path)

    assert find_faults(result) == []
