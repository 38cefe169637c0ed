"""A forum from draft to its end: who is told, once, and of what holds now."""

from collections.abc import Awaitable, Callable
from dataclasses import replace
from datetime import timedelta

import pytest

from handlers.deps import Deps
from handlers.errors import NotFoundError, RefusalError
from handlers.forums import actions, editing, registering
from handlers.forums.rules import ForumDetailsError
from handlers.ports import Fate
from handlers.residents import actions as residents
from storage.models import ForumScope, ForumState, Standing
from storage.readings.forums import ForumDetails
from tests.factories import StandingClock
from tests.forums.conftest import EVERSHAGEN, IN_LICHTENHAGEN, LICHTENHAGEN, TOWN_HALL, Move, Postbox

Deliver = Callable[[], Awaitable[list[str]]]
NEW = "Neues Forum: Bürgerforum im Rathaus"
CHANGED = "Geändert: Bürgerforum im Rathaus"
CALLED_OFF = "Abgesagt: Bürgerforum im Rathaus"
LATER = replace(
    TOWN_HALL,
    starts_at=TOWN_HALL.starts_at + timedelta(days=1),
    ends_at=TOWN_HALL.ends_at + timedelta(days=1),
)


async def test_a_draft_is_told_to_nobody_and_shown_nowhere(deps: Deps, move_in: Move, deliver: Deliver) -> None:
    await move_in()
    forum_id = await actions.create(deps, TOWN_HALL)

    assert await deliver() == []
    assert await actions.list_next(deps) == []
    with pytest.raises(NotFoundError):
        await actions.get_public(deps, (await actions.get(deps, forum_id)).slug)


async def test_a_central_forum_is_announced_to_every_active_subscriber_once(
    deps: Deps, move_in: Move, deliver: Deliver
) -> None:
    await move_in(district=LICHTENHAGEN)
    await move_in()
    await move_in(subscribed=False)
    await move_in(standing=Standing.STOPPED)
    await move_in(standing=Standing.PAUSED)
    forum_id = await actions.create(deps, TOWN_HALL)

    assert await actions.count_announced(deps, forum_id) == 2
    assert await actions.announce(deps, forum_id) == 2
    with pytest.raises(RefusalError):
        await actions.announce(deps, forum_id)

    assert await deliver() == [NEW, NEW]
    assert await deliver() == []


async def test_a_district_forum_is_announced_only_to_its_districts(
    deps: Deps, move_in: Move, deliver: Deliver, box: Postbox
) -> None:
    near = await move_in(district=LICHTENHAGEN)
    await move_in(district=EVERSHAGEN)
    await move_in()
    forum_id = await actions.create(deps, IN_LICHTENHAGEN)

    await actions.announce(deps, forum_id)

    await deliver()
    assert [address for address, _ in box.letters] == [near.address]
    assert box.letters[0][1].text == (
        "Neues Forum: Forum Lichtenhagen\n\n"
        "Bürgerforum, offen für alle\n\n"
        "Für Lichtenhagen\n\n"
        "Wann: Donnerstag, 3. Dezember 2026, 18:00 Uhr bis 20:00 Uhr\n"
        "Wo: Begegnungszentrum, Neuer Markt 1\n\n"
        "Barrierefreiheit und Hilfen: stufenloser Zugang, Kinderbetreuung"
    )
    labels = [key.label for row in box.letters[0][1].keys for key in row]
    assert labels == ["Anmelden", "Einzelheiten", "In meinen Kalender"]


async def test_a_moved_forum_is_corrected_for_those_who_were_told_and_told_right_to_the_others(
    deps: Deps, move_in: Move, deliver: Deliver, box: Postbox, clock: StandingClock
) -> None:
    told, registered = await move_in(), await move_in(subscribed=False)
    forum_id = await actions.create(deps, TOWN_HALL)
    await actions.announce(deps, forum_id)
    await deliver()
    await registering.register(deps, forum_id, registered.resident.id)
    late = await move_in()

    clock.advance(timedelta(minutes=1))
    foreseen = await editing.preview_edit(deps, forum_id, LATER)
    changed = await editing.edit(deps, forum_id, LATER)

    assert changed == foreseen
    assert (changed.told.corrected, changed.told.announced) == (2, 1)
    assert await deliver() == [CHANGED, CHANGED, NEW]
    for person in (told, registered, late):
        assert "Freitag, 4. Dezember 2026, 18:00 Uhr" in box.to(person.address)[0]
    assert "Ihre Anmeldung gilt weiter." in box.to(registered.address)[0]
    forum = await actions.get(deps, forum_id)
    assert (forum.version, forum.sequence) == (2, 1)


async def test_an_announcement_that_still_waits_is_replaced_when_the_forum_moves(
    deps: Deps, move_in: Move, deliver: Deliver, box: Postbox
) -> None:
    person = await move_in()
    forum_id = await actions.create(deps, TOWN_HALL)
    await actions.announce(deps, forum_id)

    await editing.edit(deps, forum_id, LATER)

    assert await deliver() == [NEW]
    assert "4. Dezember" in box.to(person.address)[0]


async def test_a_forum_that_moves_twice_before_anybody_heard_is_corrected_once(
    deps: Deps, move_in: Move, deliver: Deliver, box: Postbox
) -> None:
    person = await move_in()
    forum_id = await actions.create(deps, TOWN_HALL)
    await actions.announce(deps, forum_id)
    await deliver()

    await editing.edit(deps, forum_id, LATER)
    await editing.edit(deps, forum_id, replace(LATER, place="Stadthalle"))

    assert await deliver() == [CHANGED]
    assert "Wo: Stadthalle" in box.to(person.address)[0]


async def test_a_send_whose_fate_is_unclear_counts_as_told(
    deps: Deps, move_in: Move, deliver: Deliver, box: Postbox
) -> None:
    await move_in()
    forum_id = await actions.create(deps, TOWN_HALL)
    await actions.announce(deps, forum_id)
    box.fate = Fate.AMBIGUOUS
    await deliver()

    box.fate = Fate.SENT
    await actions.cancel(deps, forum_id)

    assert await deliver() == [CALLED_OFF]


async def test_a_cancelled_forum_is_told_to_everyone_told_and_to_nobody_else(
    deps: Deps, move_in: Move, deliver: Deliver, box: Postbox
) -> None:
    told, stopped = await move_in(), await move_in()
    forum_id = await actions.create(deps, TOWN_HALL)
    await actions.announce(deps, forum_id)
    await deliver()
    await residents.stop(deps, stopped.resident.id)
    await move_in()

    assert await actions.count_told(deps, forum_id) == 1
    assert await actions.cancel(deps, forum_id) == 1

    assert await deliver() == [CALLED_OFF]
    assert box.letters[0][0] == told.address
    assert (await actions.get(deps, forum_id)).state is ForumState.CANCELLED
    assert await actions.list_next(deps) == []


async def test_a_forum_cancelled_before_its_announcement_went_out_is_told_to_nobody(
    deps: Deps, move_in: Move, deliver: Deliver
) -> None:
    await move_in()
    forum_id = await actions.create(deps, TOWN_HALL)
    await actions.announce(deps, forum_id)

    assert await actions.cancel(deps, forum_id) == 0

    assert await deliver() == []


async def test_a_cancelled_forum_cannot_be_changed_or_cancelled_again(deps: Deps, announced: int) -> None:
    await actions.cancel(deps, announced)

    with pytest.raises(RefusalError):
        await editing.edit(deps, announced, LATER)
    with pytest.raises(RefusalError):
        await actions.cancel(deps, announced)


async def test_a_change_of_the_agenda_is_told_to_nobody_but_counts_in_calendars(
    deps: Deps, move_in: Move, deliver: Deliver, announced: int
) -> None:
    await move_in()

    changed = await editing.edit(deps, announced, replace(TOWN_HALL, agenda="Nur Gespräch"))

    assert not changed.moved
    assert await deliver() == []
    forum = await actions.get(deps, announced)
    assert (forum.version, forum.sequence) == (1, 1)


async def test_an_edit_that_changes_nothing_counts_nothing(deps: Deps, announced: int) -> None:
    before = await actions.get(deps, announced)

    await editing.edit(deps, announced, TOWN_HALL)

    assert await actions.get(deps, announced) == before


async def test_further_districts_hear_of_a_forum_for_the_first_time(
    deps: Deps, move_in: Move, deliver: Deliver, box: Postbox
) -> None:
    await move_in(district=LICHTENHAGEN)
    other = await move_in(district=EVERSHAGEN)
    forum_id = await actions.create(deps, IN_LICHTENHAGEN)
    await actions.announce(deps, forum_id)
    await deliver()

    await editing.edit(deps, forum_id, replace(IN_LICHTENHAGEN, districts=(LICHTENHAGEN, EVERSHAGEN)))

    await deliver()
    assert [address for address, _ in box.letters] == [other.address]


async def test_an_announcement_is_given_up_where_it_is_no_longer_wanted(
    deps: Deps, move_in: Move, deliver: Deliver
) -> None:
    stopped, unsubscribed, moved_away, registered = [await move_in(district=LICHTENHAGEN) for _ in range(4)]
    forum_id = await actions.create(deps, IN_LICHTENHAGEN)
    await actions.announce(deps, forum_id)

    await residents.stop(deps, stopped.resident.id)
    await residents.subscribe(deps, unsubscribed.resident.id, wanted=False)
    await residents.live_in(deps, moved_away.resident.id, EVERSHAGEN)
    await registering.register(deps, forum_id, registered.resident.id)

    assert await deliver() == []


async def test_a_change_of_an_outdated_look_is_refused(deps: Deps, announced: int, clock: StandingClock) -> None:
    seen = (await actions.get(deps, announced)).changed_at
    clock.advance(timedelta(minutes=1))
    await editing.edit(deps, announced, replace(TOWN_HALL, agenda="Neu"), seen=seen)

    with pytest.raises(RefusalError):
        await editing.edit(deps, announced, LATER, seen=seen)


async def test_a_forum_in_the_past_is_not_announced_and_not_moved_there(
    deps: Deps, announced: int, clock: StandingClock
) -> None:
    past = replace(TOWN_HALL, starts_at=clock() - timedelta(hours=3), ends_at=clock() - timedelta(hours=1))
    draft = await actions.create(deps, past)

    with pytest.raises(ForumDetailsError):
        await actions.announce(deps, draft)
    with pytest.raises(ForumDetailsError):
        await editing.edit(deps, announced, past)


@pytest.mark.parametrize(
    ("wrong", "field"),
    [
        (replace(TOWN_HALL, ends_at=TOWN_HALL.starts_at), "ends_at"),
        (replace(TOWN_HALL, ends_at=TOWN_HALL.starts_at + timedelta(hours=25)), "ends_at"),
        (replace(TOWN_HALL, scope=ForumScope.DISTRICTS), "districts"),
        (replace(TOWN_HALL, districts=(LICHTENHAGEN,)), "districts"),
    ],
)
async def test_details_that_contradict_themselves_are_refused_at_their_field(
    deps: Deps, wrong: ForumDetails, field: str
) -> None:
    with pytest.raises(ForumDetailsError) as refused:
        await actions.create(deps, wrong)

    assert refused.value.field == field


async def test_only_a_draft_is_discarded(deps: Deps, announced: int) -> None:
    draft = await actions.create(deps, TOWN_HALL)

    await actions.discard(deps, draft)

    with pytest.raises(NotFoundError):
        await actions.get(deps, draft)
    with pytest.raises(RefusalError):
        await actions.discard(deps, announced)


async def test_two_forums_of_one_title_and_day_have_two_addresses(deps: Deps) -> None:
    first, second = [await actions.create(deps, TOWN_HALL) for _ in range(2)]

    assert (await actions.get(deps, first)).slug == "buergerforum-im-rathaus-2026-12-03"
    assert (await actions.get(deps, second)).slug == "buergerforum-im-rathaus-2026-12-03-2"


async def test_the_numbers_of_a_forum_tell_how_far_its_messages_are(
    deps: Deps, move_in: Move, deliver: Deliver
) -> None:
    await move_in()
    forum_id = await actions.create(deps, TOWN_HALL)
    await actions.announce(deps, forum_id)
    await deliver()
    await move_in()
    await editing.edit(deps, forum_id, LATER)

    rows = [(row.moment, row.version, row.waiting, row.sent) for row in await actions.tellings(deps, forum_id)]

    assert rows == [("announced", 1, 0, 1), ("moved", 2, 1, 0), ("announced", 2, 1, 0)]
