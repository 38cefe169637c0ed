"""Decisions of meetings about single passages: named by their place, found from both sides, never lost when a text is cut anew."""

from dataclasses import replace
from datetime import timedelta

import pytest

from handlers.consideration import passages
from handlers.consideration.weighing import weigh
from handlers.deps import Deps
from handlers.errors import RefusalError
from handlers.pages.keys import SignedIn
from handlers.privacy import actions as privacy
from handlers.steering import meetings
from handlers.steering.rules import DetailsError
from storage.models import DecisionKind, Outcome, Role
from storage.readings.concerns import ConcernReading
from storage.readings.steering import DecisionDetails
from tests.consideration.people import hand_in as hand_in_two_sentences
from tests.consideration.people import new_author, outcome_of, passage_ids
from tests.desk.conftest import OTHER_WORKGROUP, WORKGROUP
from tests.factories import StandingClock
from tests.process.conftest import Seat
from tests.process.test_meetings import DECISION_FORM, DESK, LIGHT, STEERING
from tests.process.test_meetings import meeting as meeting

SECOND, THIRD = 41, 79
THREE_SENTENCES = "Am Doberaner Platz ist es abends dunkel. Die Radfahrer fahren dort zu schnell. Es fehlen Bänke."


@pytest.fixture
async def split(deps: Deps, who: SignedIn) -> ConcernReading:
    """A concern of three passages."""
    concern = await hand_in_two_sentences(deps, THREE_SENTENCES)
    for start in (SECOND, THIRD):
        await passages.split(deps, who, concern.number, start)
    return concern


async def named(deps: Deps, decision_id: int) -> list[str]:
    return [one.name for one in (await meetings.get_decision(deps, decision_id)).about]


async def test_a_decision_names_a_passage_and_both_lead_to_each_other(
    deps: Deps, seat: Seat, meeting: int, split: ConcernReading
) -> None:
    desk = await seat(Role.MODERATOR)
    _, second, _ = await passage_ids(deps, split)

    page = await desk.posts(
        f"{DESK}/meetings/{meeting}/decisions/new", DECISION_FORM | {"concerns": f"{split.number}/2"}
    )

    there = f"/moderation/concerns/{split.number}/consideration"
    assert f'href="{there}#abschnitt-{second}">{split.number}/2</a>' in page.html
    weighing = await desk.opens(there)
    before, _, after = weighing.html.partition(f'id="abschnitt-{second}"')
    own, _, rest = after.partition("</section>")
    assert f'href="{DESK}/meetings/{meeting}#beschluss-' in own
    assert "beschluss-" not in before + rest
    assert (await desk.opens(f"{DESK}/decisions?anliegen={split.number}/2")).words.count("Die Lampen") == 1
    assert "Die Lampen" not in (await desk.opens(f"{DESK}/decisions?anliegen={split.number}/3")).words
    assert (await desk.opens(f"{DESK}/decisions?anliegen={split.number}/x")).status == 404


@pytest.mark.parametrize("typed", ["{number}/4", "{number}/0", "{number}/", "{number}/-1", "/2", "2026-999999/1"])
async def test_a_passage_that_is_not_there_is_refused(
    deps: Deps, who: SignedIn, meeting: int, split: ConcernReading, typed: str
) -> None:
    with pytest.raises(DetailsError) as refusal:
        await meetings.decide(deps, who, meeting, LIGHT, typed.format(number=split.number))

    assert refusal.value.field == "concerns"


async def test_beside_the_whole_concern_its_passages_are_not_named(
    deps: Deps, who: SignedIn, meeting: int, split: ConcernReading
) -> None:
    decision_id = await meetings.decide(deps, who, meeting, LIGHT, f"{split.number}/3 {split.number}, {split.number}/1")

    assert await named(deps, decision_id) == [split.number]


async def test_a_passage_that_is_merged_away_leaves_its_decisions_to_the_one_before(
    deps: Deps, who: SignedIn, meeting: int, split: ConcernReading
) -> None:
    about_second = await meetings.decide(deps, who, meeting, LIGHT, f"{split.number}/2")
    about_both = await meetings.decide(deps, who, meeting, LIGHT, f"{split.number}/1 {split.number}/2")
    about_third = await meetings.decide(deps, who, meeting, LIGHT, f"{split.number}/3")
    _, second, _ = await passage_ids(deps, split)

    await passages.merge(deps, who, split.number, second)

    assert await named(deps, about_second) == await named(deps, about_both) == [f"{split.number}/1"]
    assert await named(deps, about_third) == [f"{split.number}/2"]
    parts = (await weigh(deps, who, split.number)).parts
    assert [{one.id for one in part.resolutions} for part in parts] == [{about_second, about_both}, {about_third}]


async def test_a_passage_that_is_split_has_its_decisions_in_both_parts(deps: Deps, who: SignedIn, meeting: int) -> None:
    concern = await hand_in_two_sentences(deps, THREE_SENTENCES)
    decision_id = await meetings.decide(deps, who, meeting, LIGHT, f"{concern.number}/1")

    await passages.split(deps, who, concern.number, SECOND)
    assert await named(deps, decision_id) == [f"{concern.number}/1", f"{concern.number}/2"]

    await passages.merge(deps, who, concern.number, (await passage_ids(deps, concern))[1])
    assert await named(deps, decision_id) == [f"{concern.number}/1"]


async def test_a_decision_that_is_just_being_changed_is_looked_at_again_when_passages_are_counted_anew(
    deps: Deps, who: SignedIn, meeting: int, split: ConcernReading, clock: StandingClock
) -> None:
    decision_id = await meetings.decide(deps, who, meeting, LIGHT, f"{split.number}/3")
    seen = (await meetings.get_decision(deps, decision_id)).changed_at
    clock.advance(timedelta(minutes=1))
    await passages.merge(deps, who, split.number, (await passage_ids(deps, split))[1])

    with pytest.raises(RefusalError):
        await meetings.edit_decision(deps, who, decision_id, LIGHT, f"{split.number}/2", seen=seen)

    assert await named(deps, decision_id) == [f"{split.number}/2"]


async def test_an_erased_concern_keeps_its_links_and_no_word(
    deps: Deps, who: SignedIn, meeting: int, seat: Seat
) -> None:
    author = await new_author(deps)
    concern = await hand_in_two_sentences(deps, THREE_SENTENCES, author)
    await passages.split(deps, who, concern.number, SECOND)
    decision_id = await meetings.decide(deps, who, meeting, LIGHT, f"{concern.number}/2")

    await privacy.erase(deps, author, concerns_too=True)

    assert await outcome_of(deps, concern) is Outcome.ERASED
    assert await named(deps, decision_id) == [f"{concern.number}/2"]
    page = await (await seat(Role.MODERATOR)).opens(f"/moderation/concerns/{concern.number}/consideration")
    assert "Die Lampen werden erneuert." in page.words and "Radfahrer" not in page.words


async def test_a_member_sees_no_passage_of_a_concern_of_others_and_no_decision_of_others(
    deps: Deps, who: SignedIn, meeting: int, split: ConcernReading
) -> None:
    async with deps.open_work() as work:
        await work.concerns.retag(split.id, (), (WORKGROUP,))
    theirs = SignedIn(8, "Mia", Role.MEMBER, WORKGROUP)
    other = SignedIn(9, "Ole", Role.MEMBER, OTHER_WORKGROUP)
    await meetings.decide(deps, who, meeting, LIGHT, f"{split.number}/2")
    apart = await meetings.add(deps, who, replace(STEERING, body=OTHER_WORKGROUP))
    hidden = DecisionDetails(kind=DecisionKind.OPERATIVE, text="Nur für uns.")
    await meetings.decide(deps, who, apart, hidden, f"{split.number}/2 {split.number}/3")

    seen = [(await meetings.get(deps, one, meeting)).decisions[0].about for one in (theirs, other)]
    page = await weigh(deps, theirs, split.number)

    assert [[one.name for one in about] for about in seen] == [[f"{split.number}/2"], []]
    assert [[one.text for one in part.resolutions] for part in page.parts] == [[], [LIGHT.text], []]
