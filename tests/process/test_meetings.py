"""Meetings and decisions: written down, linked to concerns by case number, kept on an open list, shown to who may read them."""

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import replace
from datetime import date, timedelta

import pytest

from handlers.deps import Deps
from handlers.errors import NotFoundError, RefusalError
from handlers.pages.keys import SignedIn
from handlers.steering import meetings
from handlers.steering.rules import DetailsError
from storage.models import DecisionKind, DecisionState, Role
from storage.readings.steering import DecisionDetails, MeetingDetails
from tests.desk.conftest import OTHER_WORKGROUP, WORKGROUP
from tests.desk.conftest import hand_in as hand_in_with_topics
from tests.factories import StandingClock
from tests.forums.conftest import count_queries as count_queries
from tests.process.conftest import Seat, hand_in

DESK = "/moderation/process"
STEERING = MeetingDetails(body="steering_group", held_on=date(2026, 12, 1), place="Rathaus", agenda="Beleuchtung")
LIGHT = DecisionDetails(
    kind=DecisionKind.OPERATIVE, text="Die Lampen werden erneuert.", in_charge="Tiefbauamt", due=date(2027, 1, 15)
)
MEMBER = SignedIn(9, "Mia", Role.MEMBER, WORKGROUP)
DECISION_FORM = {"kind": "operative", "text": "Die Lampen werden erneuert.", "due": "2027-01-15", "state": "open"}


@pytest.fixture
async def meeting(deps: Deps, who: SignedIn) -> int:
    return await meetings.add(deps, who, STEERING)


async def test_a_meeting_keeps_its_decisions_with_their_concerns(deps: Deps, who: SignedIn, meeting: int) -> None:
    first, second = await hand_in(deps), await hand_in(deps)

    decision_id = await meetings.decide(deps, who, meeting, LIGHT, f"{second.number}; {first.number},{first.number}")

    found = await meetings.get(deps, who, meeting)
    [decision] = found.decisions
    assert (found.meeting.body, found.meeting.decisions) == ("steering_group", 1)
    assert decision.id == decision_id
    assert [one.name for one in decision.about] == [first.number, second.number]
    assert (decision.kind, decision.due, decision.state) == (LIGHT.kind, LIGHT.due, DecisionState.OPEN)


async def test_the_decisions_about_a_concern_can_be_asked_for(deps: Deps, who: SignedIn, meeting: int) -> None:
    concern, other = await hand_in(deps), await hand_in(deps)
    earlier = await meetings.add(deps, who, replace(STEERING, held_on=date(2026, 11, 1)))
    await meetings.decide(deps, who, meeting, LIGHT, concern.number)
    await meetings.decide(deps, who, earlier, replace(LIGHT, text="Zuerst"), f"{concern.number} {other.number}")

    async with deps.open_reading() as work:
        found = await work.meetings.decisions_of(concern.id, ())

    assert [one.text for one in found] == ["Zuerst", LIGHT.text]


@pytest.mark.parametrize("typed", ["2026-999999", "12", "2026-000001; drop"])
async def test_a_case_number_nobody_has_is_refused(deps: Deps, who: SignedIn, meeting: int, typed: str) -> None:
    await hand_in(deps)

    with pytest.raises(DetailsError) as refusal:
        await meetings.decide(deps, who, meeting, LIGHT, typed)

    assert refusal.value.field == "concerns"
    assert (await meetings.get(deps, who, meeting)).decisions == ()


async def test_a_decision_is_changed_and_its_concerns_with_it(
    deps: Deps, who: SignedIn, meeting: int, clock: StandingClock
) -> None:
    concern, other = await hand_in(deps), await hand_in(deps)
    decision_id = await meetings.decide(deps, who, meeting, LIGHT, concern.number)
    seen = clock()
    clock.advance(timedelta(minutes=1))

    done = replace(LIGHT, state=DecisionState.DONE)
    await meetings.edit_decision(deps, who, decision_id, done, other.number, seen=seen)

    decision = await meetings.get_decision(deps, decision_id)
    assert (decision.state, [one.name for one in decision.about]) == (DecisionState.DONE, [other.number])
    with pytest.raises(RefusalError):
        await meetings.edit_decision(deps, who, decision_id, LIGHT, "", seen=seen)


async def test_the_open_list_has_what_is_due_first_and_no_day_last(deps: Deps, who: SignedIn, meeting: int) -> None:
    for text, due, state in (
        ("ohne Tag", None, DecisionState.OPEN),
        ("später", date(2027, 3, 1), DecisionState.OPEN),
        ("zuerst", date(2026, 11, 1), DecisionState.OPEN),
        ("erledigt", date(2026, 10, 1), DecisionState.DONE),
    ):
        await meetings.decide(deps, who, meeting, replace(LIGHT, text=text, due=due, state=state), "")

    total, found = await meetings.decisions(deps, who, DecisionState.OPEN, offset=0, limit=50)

    assert (total, [one.text for one in found]) == (3, ["zuerst", "später", "ohne Tag"])


async def test_a_member_reads_the_bodies_and_their_own_workgroup_only(deps: Deps, who: SignedIn, meeting: int) -> None:
    own = await meetings.add(deps, who, replace(STEERING, body=WORKGROUP))
    other = await meetings.add(deps, who, replace(STEERING, body=OTHER_WORKGROUP))
    await meetings.decide(deps, who, other, LIGHT, "")

    total, found = await meetings.list_all(deps, MEMBER, offset=0, limit=50)

    assert (total, {one.id for one in found}) == (2, {meeting, own})
    assert await meetings.decisions(deps, MEMBER, None, offset=0, limit=50) == (0, [])
    with pytest.raises(NotFoundError):
        await meetings.get(deps, MEMBER, other)


async def test_a_member_sees_only_case_numbers_of_their_own_list(deps: Deps, who: SignedIn, meeting: int) -> None:
    theirs = await hand_in_with_topics(deps, topics=("lighting",))
    others = await hand_in_with_topics(deps, topics=("theft_burglary",))
    assert (WORKGROUP in theirs.workgroups, WORKGROUP in others.workgroups) == (True, False)
    await meetings.decide(deps, who, meeting, LIGHT, f"{theirs.number} {others.number}")

    [decision] = (await meetings.get(deps, MEMBER, meeting)).decisions

    assert [one.name for one in decision.about] == [theirs.number]
    with pytest.raises(NotFoundError):
        await meetings.decisions_about(deps, MEMBER, theirs.number)


async def test_a_meeting_that_decided_something_stays(deps: Deps, who: SignedIn, meeting: int) -> None:
    empty = await meetings.add(deps, who, STEERING)
    await meetings.decide(deps, who, meeting, LIGHT, "")

    await meetings.discard(deps, who, empty)
    with pytest.raises(RefusalError):
        await meetings.discard(deps, who, meeting)

    assert [one.id for one in (await meetings.list_all(deps, who, offset=0, limit=50))[1]] == [meeting]


async def test_the_desk_writes_a_meeting_down_from_its_form_to_its_decision(seat: Seat, deps: Deps) -> None:
    concern = await hand_in(deps)
    desk = await seat(Role.MODERATOR)
    form = {"body": "steering_group", "held_on": "2026-12-01", "place": "Rathaus <1>", "minutes": "Eins\n\nZwei"}

    page = await desk.posts(f"{DESK}/meetings/new", form)

    assert "Die Sitzung ist festgehalten." in page.words and "Lenkungskreis" in page.words
    assert "Rathaus &lt;1&gt;" in page.html
    home = page.path.partition("?")[0]

    wrong = await desk.posts(f"{home}/decisions/new", DECISION_FORM | {"concerns": "2026-424242"})
    assert wrong.status == 400 and "Diese Vorgangsnummern gibt es nicht: 2026-424242" in wrong.words

    page = await desk.posts(f"{home}/decisions/new", DECISION_FORM | {"concerns": concern.number})
    assert "Der Beschluss ist festgehalten." in page.words
    assert f'href="/moderation/concerns/{concern.number}"' in page.html

    about = await desk.opens(f"{DESK}/decisions?anliegen={concern.number}")
    assert "Die Lampen werden erneuert." in about.words
    assert (await desk.opens(f"{DESK}/decisions?anliegen=2026-424242")).status == 404


async def test_what_is_overdue_is_marked(seat: Seat, deps: Deps, who: SignedIn, meeting: int) -> None:
    await meetings.decide(deps, who, meeting, replace(LIGHT, due=date(2026, 11, 22)), "")
    desk = await seat(Role.MODERATOR)

    assert "überfällig" in (await desk.opens(f"{DESK}/decisions")).words
    assert "Keine solchen Beschlüsse" in (await desk.opens(f"{DESK}/decisions?status=done")).words
    assert "Die Lampen" in (await desk.opens(f"{DESK}/decisions?status=all")).words


@pytest.mark.parametrize("given", [{"body": "nobody"}, {"held_on": ""}, {"held_on": "gestern"}, {"place": "x" * 201}])
async def test_what_is_wrong_with_a_meeting_stands_at_its_field(seat: Seat, given: Mapping[str, str]) -> None:
    desk = await seat(Role.ADMIN)

    page = await desk.posts(f"{DESK}/meetings/new", {"body": "steering_group", "held_on": "2026-12-01"} | dict(given))

    assert page.status == 400 and f'id="f-{next(iter(given))}-wrong"' in page.html


async def test_an_empty_meeting_is_removed_after_asking_back(seat: Seat, deps: Deps, meeting: int) -> None:
    desk = await seat(Role.MODERATOR)

    asked = await desk.opens(f"{DESK}/meetings/{meeting}/discard")
    done = await desk.posts(f"{DESK}/meetings/{meeting}/discard")

    assert "Das lässt sich nicht rückgängig machen." in asked.words
    assert "Noch keine Sitzungen" in done.words


async def test_a_member_writes_nothing(seat: Seat, meeting: int) -> None:
    desk = await seat(Role.MEMBER)

    page = await desk.opens(f"{DESK}/meetings/{meeting}")

    assert page.status == 200 and "/edit" not in page.html
    assert (await desk.posts(f"{DESK}/meetings/{meeting}/edit", {})).status == 403


async def test_lists_ask_as_often_for_three_as_for_one(
    deps: Deps, who: SignedIn, meeting: int, count_queries: Callable[[Awaitable[object]], Awaitable[int]]
) -> None:
    concern = await hand_in(deps)
    asked = []
    for decisions in (1, 2):
        for _ in range(decisions):
            await meetings.decide(deps, who, meeting, LIGHT, concern.number)
        asked.append(await count_queries(meetings.decisions(deps, who, None, offset=0, limit=50)))

    assert asked[0] == asked[1] <= 5
