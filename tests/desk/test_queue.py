"""The queue: one press a concern, claimed while somebody works on it, due by the pack, and undone."""

import asyncio
from collections.abc import Awaitable, Callable
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest

from handlers.accounts import actions as desk
from handlers.accounts import sessions, signing_in
from handlers.accounts.visitor import Visitor
from handlers.city.programme import Deadlines
from handlers.concerns import actions as concerns
from handlers.concerns.actions import Submission
from handlers.deps import Deps
from handlers.errors import NotFoundError, RefusalError
from handlers.moderation import bulk, casework, deadlines, moving, redacting, worklist
from handlers.moderation.bulk import Wish
from handlers.moderation.marking import key_of
from handlers.moderation.moving import Listed
from handlers.moderation.vocabulary import Label, Move
from handlers.pages.keys import SignedIn
from handlers.pages.sessions import fingerprint
from storage.models import Outcome, Role, Source, Status
from storage.readings.concerns import ConcernFilter, ConcernReading
from storage.readings.queue import Order
from tests.consideration.people import moderator, new_author
from tests.desk.conftest import Open, hand_in
from tests.factories import StandingClock

ALL = Listed(ConcernFilter(), Order.NEWEST)


async def stored(deps: Deps, concern: ConcernReading) -> ConcernReading:
    async with deps.open_reading() as work:
        found = await work.concerns.one(concern.id)
    assert found is not None
    return found


async def acts(deps: Deps, concern: ConcernReading) -> list[str]:
    async with deps.open_reading() as work:
        return [event.act for event in await work.concerns.history(concern.id)]


async def untold(deps: Deps, resident_id: object) -> list[str]:
    async with deps.open_work() as work:
        due = await work.tidings.residents_due(deps.now() + timedelta(days=2), limit=9)
    return ["told"] if resident_id in due else []


async def test_one_press_confirms_assigns_tells_and_opens_the_next_of_the_list(deps: Deps) -> None:
    ada, author = await moderator(deps), await new_author(deps)
    oldest, other = await hand_in(deps), await hand_in(deps, topics=("theft_burglary",))
    reading = await deps.read("Am Schulweg ist es abends dunkel, da brauchen wir mehr Laternen.")
    first = await concerns.submit(deps, Submission(resident_id=author, reading=reading, source=Source.WEB))
    lighting = Listed(ConcernFilter(topic="lighting"), Order.NEWEST)

    opened = await moving.pass_on(deps, ada, first.number, lighting)

    assert opened == oldest.number
    assert (await stored(deps, first)).status is Status.ASSIGNED
    assert await acts(deps, first) == ["submitted", "confirmed", "assigned"]
    assert await untold(deps, author) == ["told"]
    assert (await casework.look(deps, ada, oldest.number)).claim is not None
    assert (await stored(deps, other)).status is Status.NEW
    assert await moving.pass_on(deps, ada, oldest.number, lighting) is None


async def test_behind_the_end_of_the_list_it_begins_anew(deps: Deps) -> None:
    ada = await moderator(deps)
    old, new = await hand_in(deps), await hand_in(deps)

    assert await moving.start_next(deps, ada, ALL) == new.number
    assert await moving.start_next(deps, ada, ALL, new.number) == old.number
    assert await moving.start_next(deps, ada, ALL, old.number) == new.number


async def test_a_concern_without_a_workgroup_is_not_passed_on(deps: Deps) -> None:
    ada, unclear = await moderator(deps), await hand_in(deps, topics=())

    with pytest.raises(RefusalError):
        await moving.pass_on(deps, ada, unclear.number, ALL)

    assert (await stored(deps, unclear)).status is Status.NEW


async def test_only_what_was_considered_can_be_closed(deps: Deps) -> None:
    ada, concern = await moderator(deps), await hand_in(deps)
    with pytest.raises(RefusalError):
        await moving.move(deps, ada, concern.number, Move.CLOSE)
    async with deps.open_work() as work:
        locked = await work.concerns.get_for_update(concern.id)
        assert locked is not None
        locked.status, locked.outcome = Status.CONSIDERED, Outcome.ADOPTED

    await moving.move(deps, ada, concern.number, Move.CLOSE)

    assert (await stored(deps, concern)).status is Status.CLOSED
    assert (await acts(deps, concern))[-1] == "closed"


async def test_the_last_step_is_undone_and_its_author_is_told_nothing(deps: Deps, clock: StandingClock) -> None:
    ada, author = await moderator(deps), await new_author(deps)
    reading = await deps.read("Am Schulweg ist es abends dunkel, da brauchen wir mehr Laternen.")
    concern = await concerns.submit(deps, Submission(resident_id=author, reading=reading, source=Source.WEB))
    clock.advance(timedelta(minutes=1))
    await moving.pass_on(deps, ada, concern.number, ALL)
    change = await moving.last_change(deps, ada)
    assert change is not None and change.number == concern.number

    assert await moving.undo(deps, ada, change.id) == concern.number

    assert (await stored(deps, concern)).status is Status.NEW
    assert await untold(deps, author) == []
    assert (await acts(deps, concern))[-1] == "undone"
    assert await moving.last_change(deps, ada) is None
    with pytest.raises(NotFoundError):
        await moving.undo(deps, ada, change.id)


async def test_every_kind_of_change_can_be_undone_though_the_clock_goes_on(deps: Deps, clock: StandingClock) -> None:
    def ticking() -> datetime:
        clock.advance(timedelta(microseconds=1))
        return clock()

    ticks, ada = replace(deps, now=ticking), await moderator(deps)
    concern = await hand_in(ticks)
    key = key_of((await stored(deps, concern)).text)
    for change in (
        moving.move(ticks, ada, concern.number, Move.CONFIRM),
        casework.correct_topics(ticks, ada, concern.number, ["youth"], "lighting"),
        redacting.hide(ticks, ada, concern.number, [0], Label.NAME, key),
        bulk.carry_out_all(
            ticks,
            ada,
            Wish(Move.PASS, ""),
            [concern.number],
            (await bulk.preview(ticks, ada, Wish(Move.PASS, ""), ALL, None)).key,
        ),
    ):
        before = await stored(deps, concern)
        await change
        made = await moving.last_change(ticks, ada)
        assert made is not None
        await moving.undo(ticks, ada, made.id)
        assert await stored(deps, concern) == before


async def test_what_somebody_changed_since_or_what_is_another_persons_is_not_undone(
    deps: Deps, clock: StandingClock
) -> None:
    ada, bea, concern = await moderator(deps), await moderator(deps, "Bea"), await hand_in(deps)
    await moving.move(deps, ada, concern.number, Move.CONFIRM)
    change = await moving.last_change(deps, ada)
    assert change is not None
    with pytest.raises(NotFoundError):
        await moving.undo(deps, bea, change.id)
    clock.advance(timedelta(minutes=1))
    await casework.correct_topics(deps, bea, concern.number, ["youth"], "lighting")

    assert await moving.last_change(deps, ada) is None
    with pytest.raises(RefusalError):
        await moving.undo(deps, ada, change.id)


async def test_after_a_day_nothing_is_kept_to_undo(deps: Deps, clock: StandingClock) -> None:
    ada, bea, concern = await moderator(deps), await moderator(deps, "Bea"), await hand_in(deps)
    await moving.move(deps, ada, concern.number, Move.CONFIRM)
    clock.advance(timedelta(hours=25))
    await moving.move(deps, bea, (await hand_in(deps)).number, Move.CONFIRM)

    assert await moving.last_change(deps, ada) is None


async def test_who_comes_second_reads_who_works_on_it_and_since_when(deps: Deps) -> None:
    ada, bea, concern = await moderator(deps), await moderator(deps, "Bea"), await hand_in(deps)
    await moving.claim(deps, ada, concern.number, take_over=False)

    for attempt in (
        moving.claim(deps, bea, concern.number, take_over=False),
        moving.move(deps, bea, concern.number, Move.CONFIRM),
        casework.correct_topics(deps, bea, concern.number, ["youth"], "lighting"),
    ):
        with pytest.raises(RefusalError) as refused:
            await attempt
        assert dict(refused.value.sentence.values)["name"] == "Ada"
    file = await casework.look(deps, bea, concern.number)
    assert file.claim is not None and (file.claim.name, file.claim.since) == ("Ada", deps.now())


async def test_of_two_at_once_one_gets_it(deps: Deps) -> None:
    ada, bea, concern = await moderator(deps), await moderator(deps, "Bea"), await hand_in(deps)

    results = await asyncio.gather(
        *(moving.claim(deps, who, concern.number, take_over=False) for who in (ada, bea)), return_exceptions=True
    )

    assert sorted(type(result).__name__ for result in results) == ["ClaimedError", "NoneType"]


async def test_two_who_begin_at_once_get_two_concerns(deps: Deps) -> None:
    ada, bea = await moderator(deps), await moderator(deps, "Bea")
    both = {(await hand_in(deps)).number, (await hand_in(deps)).number}

    opened = await asyncio.gather(*(moving.start_next(deps, who, ALL) for who in (ada, bea)))

    assert set(opened) == both


async def test_a_claim_lasts_twenty_minutes_after_the_last_act(deps: Deps, clock: StandingClock) -> None:
    ada, bea, concern = await moderator(deps), await moderator(deps, "Bea"), await hand_in(deps)
    await moving.claim(deps, ada, concern.number, take_over=False)
    clock.advance(timedelta(minutes=19))
    await casework.correct_topics(deps, ada, concern.number, ["youth"], "lighting")
    clock.advance(timedelta(minutes=19))
    with pytest.raises(RefusalError):
        await moving.claim(deps, bea, concern.number, take_over=False)
    clock.advance(timedelta(minutes=2))

    await moving.claim(deps, bea, concern.number, take_over=False)

    file = await casework.look(deps, ada, concern.number)
    assert file.claim is not None and (file.claim.name, file.claim.since) == ("Bea", deps.now())


async def _release(deps: Deps, who: SignedIn, number: str) -> None:
    await moving.release(deps, who, number)


async def _sign_out(deps: Deps, who: SignedIn, _number: str) -> None:
    came = await signing_in.by_link(deps, await desk.renew_link(deps, who.id), Visitor())
    assert came is not None
    await sessions.sign_out(deps, fingerprint(came.session))


async def _leave(deps: Deps, who: SignedIn, _number: str) -> None:
    await sessions.sign_out_everywhere(deps, who.id)


@pytest.mark.parametrize("go", [_release, _sign_out, _leave])
async def test_who_gives_it_free_or_signs_out_works_on_it_no_longer(
    deps: Deps, go: Callable[[Deps, SignedIn, str], Awaitable[None]]
) -> None:
    ada, bea, concern = await moderator(deps), await moderator(deps, "Bea"), await hand_in(deps)
    await moving.claim(deps, ada, concern.number, take_over=False)

    await go(deps, ada, concern.number)

    await moving.claim(deps, bea, concern.number, take_over=False)


async def test_it_is_taken_over_only_where_that_is_said(seat: Open, deps: Deps) -> None:
    concern = await hand_in(deps)
    address = f"/moderation/concerns/{concern.number}"
    first, second = await seat(Role.ADMIN), await seat(Role.MODERATOR)
    await first.post(f"{address}/claim")

    assert (await second.post(f"{address}/pass", allow_redirects=False)).status == 409
    page = await (await second.get(address)).text()
    assert "admin am Tisch arbeitet daran" in page and "Stimmt so" not in page

    await second.post(f"{address}/claim", data={"take_over": "1"})

    page = await (await second.get(address)).text()
    assert "Stimmt so" in page and "reserviert" in page
    assert (await first.post(f"{address}/pass", allow_redirects=False)).status == 409


async def test_the_filters_stay_in_the_address(seat: Open, deps: Deps) -> None:
    second, first = await hand_in(deps), await hand_in(deps)
    browser = await seat(Role.MODERATOR)

    answer = await browser.post(
        f"/moderation/concerns/{first.number}/pass?topic=lighting&sort=newest", allow_redirects=False
    )

    assert answer.headers["Location"] == f"/moderation/concerns/{second.number}?topic=lighting&sort=newest"
    page = await (await browser.get(answer.headers["Location"])).text()
    assert f"/moderation/concerns/{second.number}/pass?topic=lighting&amp;sort=newest" in page
    assert "Ihr letzter Schritt:" in page and first.number in page


def test_due_days_skip_the_weekend_of_the_first_look_only() -> None:
    friday = datetime(2026, 11, 20, 9, 0, tzinfo=UTC)
    times = Deadlines()

    late = deadlines.overdue(times, friday + timedelta(days=6))  # Thursday

    assert deadlines.first_look_by(times, friday.date()).isoformat() == "2026-11-25"
    assert late.unseen_before == datetime(2026, 11, 22, 23, 0, tzinfo=UTC)  # all of the weekend is late, Monday is not
    assert late.open_before == datetime(2026, 9, 30, 22, 0, tzinfo=UTC)


@pytest.mark.parametrize(
    ("received", "place", "by"),
    [
        ("2027-03-25", "DE-MV", "2027-04-01"),  # Good Friday and Easter Monday lie between
        ("2027-03-25", "", "2027-03-30"),
        (
            "2027-03-05",
            "DE-MV",
            "2027-03-11",
        ),  # International Women's Day is one in Mecklenburg-Vorpommern, not in Hamburg
        ("2027-03-05", "DE-HH", "2027-03-10"),
        ("2026-12-23", "DE-MV", "2026-12-29"),  # Christmas Eve is a working day
    ],
)
def test_public_holidays_of_the_state_are_no_working_days(received: str, place: str, by: str) -> None:
    times = Deadlines(public_holidays=place)

    assert deadlines.first_look_by(times, date.fromisoformat(received)).isoformat() == by
    now = datetime.fromisoformat(f"{by}T12:00+02:00")
    assert deadlines.overdue(times, now).unseen_before.date() < date.fromisoformat(received)
    assert deadlines.overdue(times, now + timedelta(days=1)).unseen_before.date() >= date.fromisoformat(received)


async def test_the_list_knows_what_is_late_what_is_mine_and_what_is_due_first(
    deps: Deps, clock: StandingClock, seat: Open
) -> None:
    ada = await moderator(deps)
    seen = await hand_in(deps, "Am Bahnhof ist es dunkel und nass.")
    await casework.look_at_original(deps, ada, seen.number)
    clock.advance(timedelta(days=1))
    unseen = await hand_in(deps, "Am Hafen ist es dunkel und kalt.")
    clock.advance(timedelta(days=8))
    fresh = await hand_in(deps, "Am Markt ist es dunkel und laut.")
    await moving.claim(deps, ada, fresh.number, take_over=False)

    found = await worklist.queue(deps, ada, Listed(ConcernFilter(), Order.DEADLINE), 1)

    assert [row.concern.number for row in found.rows] == [unseen.number, fresh.number, seen.number]
    assert [row.due.is_overdue for row in found.rows] == [True, False, False]
    assert (found.backlog.overdue, found.backlog.by_status) == (1, {Status.NEW: 2, Status.SEEN: 1})
    assert [row.claim is not None for row in found.rows] == [False, True, False]
    beside = await worklist.neighbours(deps, Listed(ConcernFilter(), Order.DEADLINE), fresh)
    assert (beside.before, beside.after) == (unseen.number, seen.number)
    page = await (await (await seat(Role.MODERATOR)).get("/moderation/concerns?ueberfaellig=1")).text()
    assert unseen.number in page and fresh.number not in page and "überfällig" in page
    page = await (await (await seat(Role.MODERATOR)).get("/moderation/concerns?meine=1&source=web&outcome=open")).text()
    assert "Nichts gefunden" in page


@pytest.mark.parametrize("order", list(Order))
async def test_from_one_to_the_next_is_the_order_of_the_list(deps: Deps, clock: StandingClock, order: Order) -> None:
    ada = await moderator(deps)
    for at in range(4):
        concern = await hand_in(deps)
        if at % 2:
            await casework.look_at_original(deps, ada, concern.number)
        clock.advance(timedelta(hours=at % 2))
    listed = Listed(ConcernFilter(), order)
    rows = [row.concern for row in (await worklist.queue(deps, ada, listed, 1)).rows]

    beside = [await worklist.neighbours(deps, listed, concern) for concern in rows]

    numbers = [concern.number for concern in rows]
    assert [one.after for one in beside] == [*numbers[1:], None]
    assert [one.before for one in beside] == [None, *numbers[:-1]]
