"""What is done by the clock, by a scheduler that really ticks."""

import asyncio
from datetime import timedelta

from bot import schedule
from handlers.deps import Deps

PATIENCE_SECONDS = 10.0


async def test_a_job_is_done_at_once_when_a_process_begins_however_long_its_pause_is(deps: Deps) -> None:
    done = asyncio.Event()

    async def do(_deps: Deps) -> None:
        done.set()

    scheduler = schedule.start(deps, (schedule.Job("seldom", timedelta(days=1), do),))

    await asyncio.wait_for(done.wait(), PATIENCE_SECONDS)
    scheduler.shutdown(wait=False)
