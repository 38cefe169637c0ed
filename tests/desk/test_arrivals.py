"""Far more people than usual are noticed: once in the log, in the metrics and at the desk; a few, or as many as ever, are not."""

from datetime import timedelta

import pytest
from structlog.testing import capture_logs

from bot.health import _standing
from handlers.deps import Deps
from handlers.residents import actions as residents
from handlers.residents.arrivals import HOUR, LEAST, SHOWN, TIMES_USUAL, arrivals, watch
from storage.models import Channel, Role
from tests.desk.conftest import Open
from tests.factories import StandingClock

WORDS = "Ungewöhnlich viele neue Personen"
MINUTES = timedelta(minutes=5)


async def come(deps: Deps, many: int, prefix: str = "") -> None:
    async with deps.open_work() as work:
        for number in range(many):
            await residents.meet(deps, work, Channel.WEB, f"{prefix}{number}", "de")


async def test_a_surge_is_told_once_and_shown_until_it_is_over(deps: Deps, clock: StandingClock, seat: Open) -> None:
    desk, member = await seat(Role.MODERATOR), await seat(Role.MEMBER)
    await come(deps, LEAST)
    clock.advance(MINUTES)

    with capture_logs() as logged:
        await watch(deps)
        clock.advance(MINUTES)
        await watch(deps)

    assert logged == [{"event": "residents.surge_began", "came": LEAST, "usual": 0.0, "log_level": "warning"}]
    page = await (await desk.get("/moderation")).text()
    assert WORDS in page and f"haben {LEAST} Personen begonnen" in page
    assert WORDS not in await (await member.get("/moderation")).text()
    figures = {family.name: [sample.value for sample in family.samples] for family in await _standing(deps)}
    assert (figures["forumsbote_new_residents"], figures["forumsbote_new_residents_surge"]) == ([LEAST], [True])

    clock.advance(2 * HOUR)
    await watch(deps)
    assert f"haben {LEAST} Personen begonnen" in await (await desk.get("/moderation")).text()

    clock.advance(SHOWN)
    await watch(deps)

    assert WORDS not in await (await desk.get("/moderation")).text()


@pytest.mark.parametrize("database", ["sqlite"], indirect=True)
async def test_as_many_as_ever_are_no_surge(deps: Deps, clock: StandingClock) -> None:
    hours = 24 * 7
    each = LEAST // TIMES_USUAL + 1
    await come(deps, each * hours, "before")
    clock.advance(HOUR + MINUTES)
    await come(deps, each * TIMES_USUAL - 1)
    clock.advance(MINUTES)
    await watch(deps)
    assert not (await arrivals(deps)).surging(clock())

    await come(deps, 1, "one more")
    await watch(deps)

    assert (await arrivals(deps)).usual == each
    assert not (await arrivals(deps)).surging(clock())
    clock.advance(MINUTES)
    await watch(deps)
    assert (await arrivals(deps)).surging(clock())
