"""Figures are published once a week, and are the same wherever they are read."""

from datetime import UTC, date, datetime, timedelta

import pytest
from sqlalchemy import select, update
from sqlmodel import col

from handlers.deps import Deps
from handlers.results.actions import FEWEST_NEW, latest, publish_due, week_of
from handlers.results.figures import Count, Figures, read, written
from storage.database import Database
from storage.models import Concern, LedgerEntry, Outcome, Status
from tests.factories import StandingClock
from tests.results.conftest import Take

ON_SQLITE = pytest.mark.parametrize("database", ["sqlite"], indirect=True)
LAST_WEEK = datetime(2026, 11, 18, 12, tzinfo=UTC)
NEXT_MONDAY = datetime(2026, 11, 30, 0, 5, tzinfo=UTC)


async def test_a_week_is_published_once_and_stands_as_it_is(deps: Deps, clock: StandingClock, take_in: Take) -> None:
    await take_in(12, "lighting", at=LAST_WEEK)
    await publish_due(deps)
    first = await latest(deps)
    assert first is not None and first.figures.total == 10

    await take_in(20, "lighting", at=LAST_WEEK)
    clock.advance(timedelta(days=1))
    await publish_due(deps)

    assert await latest(deps) == first


@ON_SQLITE
async def test_what_came_in_on_monday_waits_for_the_next_one(deps: Deps, clock: StandingClock, take_in: Take) -> None:
    monday = datetime(2026, 11, 22, 23, 0, tzinfo=UTC)  # midnight in Berlin
    await take_in(30, "lighting", at=monday - timedelta(seconds=1))
    await take_in(30, "lighting", at=monday)
    await publish_due(deps)
    assert (found := await latest(deps)) is not None and found.figures.total == 30

    clock.set(NEXT_MONDAY)
    await publish_due(deps)

    assert (found := await latest(deps)) is not None
    assert (found.figures.total, found.figures.as_of) == (60, date(2026, 11, 30))


@ON_SQLITE
async def test_new_concerns_wait_until_enough_came_in_while_results_of_the_old_ones_go_on(
    deps: Deps, clock: StandingClock, take_in: Take, database: Database
) -> None:
    await take_in(60, "lighting", at=LAST_WEEK)
    await publish_due(deps)
    await take_in(FEWEST_NEW - 1, "lighting")
    async with database.engine.begin() as connection:
        await connection.execute(update(Concern).where(col(Concern.id) <= 20).values(outcome=Outcome.ADOPTED))
    clock.set(NEXT_MONDAY)
    await publish_due(deps)
    assert (found := await latest(deps)) is not None
    assert (found.figures.total, found.figures.received_before) == (60, date(2026, 11, 23))
    assert found.figures.outcomes == (Count("open", 40), Count("adopted", 20))

    await take_in(1, "lighting", at=NEXT_MONDAY)
    clock.advance(timedelta(days=7))
    await publish_due(deps)

    assert (found := await latest(deps)) is not None
    assert (found.figures.total, found.figures.received_before) == (80, date(2026, 12, 7))


@ON_SQLITE
async def test_it_stands_in_the_ledger_with_its_checksum(deps: Deps, database: Database) -> None:
    await publish_due(deps)
    found = await latest(deps)
    assert found is not None and found.figures == Figures(date(2026, 11, 23), date(2026, 11, 23), None)
    async with database.engine.connect() as connection:
        noted = (await connection.execute(select(LedgerEntry.__table__.c.act, LedgerEntry.__table__.c.detail))).all()
    assert noted == [("figures_published", {"as_of": "2026-11-23", "sha256": found.sha256})]


@ON_SQLITE
async def test_small_counts_are_withheld_and_all_others_are_rounded_down(deps: Deps, take_in: Take) -> None:
    lichtenhagen, gross_klein = (one.id for one in deps.city.districts[3:5])
    await take_in(33, "lighting", district=lichtenhagen, at=LAST_WEEK)
    await take_in(28, "noise_nuisance", "lighting", district=gross_klein, at=LAST_WEEK, outcome=Outcome.ADOPTED)
    await take_in(4, "drugs_alcohol", district=gross_klein, at=LAST_WEEK)

    await publish_due(deps)

    found = await latest(deps)
    assert found is not None
    figures = found.figures
    assert figures.total == 60
    assert Count("drugs_alcohol", None) in figures.topics
    shown = [
        one.count for one in (*figures.topics, *figures.areas, *figures.sources, *figures.months, *figures.outcomes)
    ]
    assert all(
        count is None or count % figures.step == 0 for count in (*shown, *(one.count for one in figures.crossed))
    )
    assert {one.topic for one in figures.crossed} == {"lighting", "noise_nuisance"}


@ON_SQLITE
async def test_what_people_changed_is_counted_of_what_they_looked_at(deps: Deps, take_in: Take) -> None:
    await take_in(25, "lighting", at=LAST_WEEK, status=Status.CONFIRMED)
    await take_in(40, "lighting", at=LAST_WEEK)
    await publish_due(deps)
    found = await latest(deps)
    assert found is not None and found.figures.reviewed == (Count("kept", 25), Count("corrected", 0))


@pytest.mark.parametrize(
    ("moment", "monday"),
    [
        (datetime(2026, 11, 23, 11, tzinfo=UTC), date(2026, 11, 23)),
        (datetime(2026, 11, 29, 22, 59, tzinfo=UTC), date(2026, 11, 23)),
        (datetime(2026, 11, 29, 23, 0, tzinfo=UTC), date(2026, 11, 30)),
    ],
)
def test_a_week_begins_on_monday_in_berlin(moment: datetime, monday: date) -> None:
    assert week_of(moment) == monday


def test_the_same_figures_are_the_same_text_and_come_back_as_they_were() -> None:
    figures = Figures(date(2026, 11, 23), date(2026, 11, 23), 20, topics=(Count("lighting", None),))
    assert written(figures) == written(read(written(figures)))
    assert read(written(figures)) == figures
