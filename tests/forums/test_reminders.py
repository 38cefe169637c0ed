"""Reminders: each once, at the right time of the wall clock, and never of what no longer holds."""

import asyncio
from collections.abc import Awaitable, Callable
from dataclasses import replace
from datetime import datetime, timedelta

import pytest

from bot.wiring import COMPOSERS
from handlers.deps import Deps
from handlers.forums import actions, editing, registering
from handlers.i18n import BERLIN
from handlers.outbox.post import Post
from handlers.reminders.jobs import plan_due
from handlers.reminders.rules import reminders
from handlers.residents import actions as residents
from storage.models import Channel, Standing
from tests.factories import StandingClock
from tests.forums.conftest import TOWN_HALL, Move, Postbox
from tests.outgoing import deliver_due

Deliver = Callable[[], Awaitable[list[str]]]
WEEK = "Erinnerung: Bürgerforum im Rathaus steht bevor. Sie sind angemeldet."
DAY = "Erinnerung: Bürgerforum im Rathaus beginnt bald. Sie sind angemeldet."
HOURS = "Erinnerung: Bürgerforum im Rathaus beginnt in höchstens zwei Stunden. Bis gleich!"
MINUTE = timedelta(minutes=1)


def berlin(words: str) -> datetime:
    return datetime.fromisoformat(words).replace(tzinfo=BERLIN)


@pytest.mark.parametrize(
    ("start", "week", "day", "two_hours"),
    [
        ("2026-12-03T18:00", "2026-11-26T18:00", "2026-12-02T18:00", "2026-12-03T16:00"),
        # The night of 2027-03-28: 02:00 becomes 03:00.
        ("2027-03-28T18:00", "2027-03-21T18:00", "2027-03-27T18:00", "2027-03-28T16:00"),
        ("2027-03-29T18:00", "2027-03-22T18:00", "2027-03-28T18:00", "2027-03-29T16:00"),
        ("2027-03-28T03:30", "2027-03-21T03:30", "2027-03-27T03:30", "2027-03-28T00:30"),
        ("2027-03-29T02:30", "2027-03-22T02:30", "2027-03-28T03:30", "2027-03-29T00:30"),
        # The night of 2027-10-31: 03:00 becomes 02:00.
        ("2027-10-31T18:00", "2027-10-24T18:00", "2027-10-30T18:00", "2027-10-31T16:00"),
        ("2027-11-01T18:00", "2027-10-25T18:00", "2027-10-31T18:00", "2027-11-01T16:00"),
        ("2027-10-31T03:30", "2027-10-24T03:30", "2027-10-30T03:30", "2027-10-31T02:30"),
        ("2027-11-01T02:30", "2027-10-25T02:30", "2027-10-31T02:30", "2027-11-01T00:30"),
    ],
)
def test_reminders_keep_the_wall_clock_over_every_change_of_the_clocks(
    start: str, week: str, day: str, two_hours: str
) -> None:
    due = [reminder.due.astimezone(BERLIN).replace(tzinfo=None) for reminder in reminders(berlin(start))]

    assert due == [datetime.fromisoformat(one) for one in (week, day, two_hours)]


def test_two_hours_before_are_two_hours_that_pass() -> None:
    start = berlin("2027-10-31T03:30")

    assert start - reminders(start)[2].due == timedelta(hours=2)


@pytest.mark.parametrize("start", ["2026-12-03T18:00", "2027-03-28T18:00", "2027-10-31T18:00"])
async def test_each_reminder_is_sent_once_and_at_its_minute(
    deps: Deps, move_in: Move, deliver: Deliver, clock: StandingClock, start: str
) -> None:
    begins = berlin(start)
    forum_id = await actions.create(deps, replace(TOWN_HALL, starts_at=begins, ends_at=begins + timedelta(hours=2)))
    await actions.announce(deps, forum_id)
    await registering.register(deps, forum_id, (await move_in(subscribed=False)).resident.id)

    for reminder, said in zip(reminders(begins), (WEEK, DAY, HOURS), strict=True):
        clock.set(reminder.due - MINUTE)
        await plan_due(deps)
        assert await deliver() == []
        clock.set(reminder.due)
        await plan_due(deps)
        assert await deliver() == [said]
        await plan_due(deps)
        assert await deliver() == []
    clock.set(begins + MINUTE)
    assert await plan_due(deps) == 0


async def test_two_processes_that_tick_at_once_plan_each_reminder_once(
    deps: Deps, move_in: Move, clock: StandingClock, announced: int
) -> None:
    for _ in range(3):
        await registering.register(deps, announced, (await move_in()).resident.id)
    clock.set(reminders(TOWN_HALL.starts_at)[0].due)

    planned = await asyncio.gather(*(plan_due(deps) for _ in range(4)))

    assert sum(planned) == 3


async def test_only_who_comes_is_reminded(
    deps: Deps, move_in: Move, clock: StandingClock, deliver: Deliver, box: Postbox
) -> None:
    forum_id = await actions.create(deps, replace(TOWN_HALL, capacity=1))
    await actions.announce(deps, forum_id)
    coming, waiting = await move_in(subscribed=False), await move_in(subscribed=False)
    await move_in(subscribed=False)
    await registering.register(deps, forum_id, coming.resident.id)
    await registering.register(deps, forum_id, waiting.resident.id)
    clock.set(reminders(TOWN_HALL.starts_at)[0].due)

    await plan_due(deps)

    assert await deliver() == [WEEK]
    assert box.letters[0][0] == coming.address


async def test_a_pause_holds_back_announcements_but_not_the_reminder_one_registered_for(
    deps: Deps, move_in: Move, clock: StandingClock, deliver: Deliver
) -> None:
    forum_id = await actions.create(deps, TOWN_HALL)
    person = await move_in(standing=Standing.PAUSED)
    await actions.announce(deps, forum_id)
    assert await deliver() == []
    await registering.register(deps, forum_id, person.resident.id)
    clock.set(reminders(TOWN_HALL.starts_at)[0].due)

    await plan_due(deps)

    assert await deliver() == [WEEK]


async def test_who_unregisters_after_the_planning_is_not_reminded(
    deps: Deps, move_in: Move, clock: StandingClock, deliver: Deliver, announced: int
) -> None:
    gone, stopped = await move_in(), await move_in()
    for person in (gone, stopped):
        await registering.register(deps, announced, person.resident.id)
    clock.set(reminders(TOWN_HALL.starts_at)[0].due)
    await plan_due(deps)

    await registering.unregister(deps, announced, gone.resident.id)
    await residents.stop(deps, stopped.resident.id)

    assert await deliver() == []


async def test_who_registers_after_a_reminder_was_due_gets_only_the_later_ones(
    deps: Deps, move_in: Move, clock: StandingClock, deliver: Deliver, announced: int
) -> None:
    week, day, _ = reminders(TOWN_HALL.starts_at)
    clock.set(week.due + timedelta(days=2))
    await registering.register(deps, announced, (await move_in(subscribed=False)).resident.id)

    assert await plan_due(deps) == 0
    clock.set(day.due)
    await plan_due(deps)
    assert await deliver() == [DAY]


async def test_a_reminder_that_comes_too_late_is_given_up(
    deps: Deps, move_in: Move, clock: StandingClock, deliver: Deliver, announced: int
) -> None:
    await registering.register(deps, announced, (await move_in(subscribed=False)).resident.id)
    week, day, _ = reminders(TOWN_HALL.starts_at)
    clock.set(week.due)
    await plan_due(deps)

    clock.set(day.due + MINUTE)
    await plan_due(deps)

    assert await deliver() == [DAY]


async def test_a_moved_forum_takes_back_the_old_reminder_and_reminds_of_the_new_date(
    deps: Deps, move_in: Move, clock: StandingClock, deliver: Deliver, announced: int
) -> None:
    await registering.register(deps, announced, (await move_in(subscribed=False)).resident.id)
    clock.set(reminders(TOWN_HALL.starts_at)[0].due)
    await plan_due(deps)
    later = replace(
        TOWN_HALL,
        starts_at=TOWN_HALL.starts_at + timedelta(days=14),
        ends_at=TOWN_HALL.ends_at + timedelta(days=14),
    )

    await editing.edit(deps, announced, later)
    await plan_due(deps)
    assert await deliver() == ["Geändert: Bürgerforum im Rathaus"]

    clock.set(reminders(later.starts_at)[0].due)
    await plan_due(deps)
    assert await deliver() == [WEEK]


async def test_a_forum_moved_into_the_coming_days_is_not_also_reminded_of_at_once(
    deps: Deps, move_in: Move, clock: StandingClock, deliver: Deliver, announced: int
) -> None:
    await registering.register(deps, announced, (await move_in(subscribed=False)).resident.id)
    clock.set(reminders(TOWN_HALL.starts_at)[0].due - timedelta(days=1))
    sooner = replace(
        TOWN_HALL, starts_at=TOWN_HALL.starts_at - timedelta(days=5), ends_at=TOWN_HALL.ends_at - timedelta(days=5)
    )

    await editing.edit(deps, announced, sooner)
    await plan_due(deps)

    assert await deliver() == ["Geändert: Bürgerforum im Rathaus"]
    clock.set(reminders(sooner.starts_at)[1].due)
    await plan_due(deps)
    assert await deliver() == [DAY]


async def test_a_cancelled_forum_reminds_nobody(
    deps: Deps, move_in: Move, clock: StandingClock, deliver: Deliver, announced: int
) -> None:
    await registering.register(deps, announced, (await move_in(subscribed=False)).resident.id)
    clock.set(reminders(TOWN_HALL.starts_at)[0].due)
    await plan_due(deps)

    await actions.cancel(deps, announced)
    await plan_due(deps)

    assert await deliver() == ["Abgesagt: Bürgerforum im Rathaus"]


@pytest.mark.parametrize("start", ["2026-12-03T18:00", "2027-03-28T18:00", "2027-10-31T18:00"])
@pytest.mark.parametrize("jump", [timedelta(hours=1), timedelta(hours=-1), timedelta(days=1), timedelta(days=-1)])
async def test_a_clock_that_jumps_and_is_put_right_reminds_of_everything_once(
    deps: Deps,
    move_in: Move,
    clock: StandingClock,
    box: Postbox,
    start: str,
    jump: timedelta,
) -> None:
    begins = berlin(start)
    forum_id = await actions.create(deps, replace(TOWN_HALL, starts_at=begins, ends_at=begins + timedelta(hours=2)))
    await actions.announce(deps, forum_id)
    people = [await move_in(subscribed=False) for _ in range(3)]
    for person in people:
        await registering.register(deps, forum_id, person.resident.id)
    _, day, shortly = reminders(begins)
    post = Post({Channel.TELEGRAM: box}, COMPOSERS, {})

    async def tick(at: datetime) -> None:
        clock.set(at)
        await plan_due(deps)
        while await deliver_due(deps, post):
            pass

    for at in (day.due - 30 * MINUTE, day.due - 30 * MINUTE + jump, day.due - 29 * MINUTE, day.due, day.due + MINUTE):
        await tick(at)
    for at in (shortly.due, shortly.due + jump, shortly.due + MINUTE, begins):
        await tick(at)

    for person in people:
        assert sorted(text.splitlines()[0] for text in box.to(person.address) if WEEK not in text) == sorted(
            (DAY, HOURS)
        )
