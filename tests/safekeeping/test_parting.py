"""What a restored database is made to forget.

The database here is as the backup has it: what is in the journal did not happen to it.
"""

from collections.abc import Awaitable, Callable
from datetime import timedelta

import pytest

from bot import parting
from bot.journal import FileJournal
from handlers.deps import Deps
from handlers.ports import Parting
from handlers.residents.actions import find
from storage.models import Outcome, Outgoing, OutgoingKind, OutgoingState, Role, Standing
from tests.desk.conftest import Open
from tests.factories import StandingClock
from tests.forums.conftest import THIRD_OF_DECEMBER, Move
from tests.talking import Talker

WASTE = "In Schmarl liegt überall Müll auf den Wegen."


async def again(deps: Deps, journal: FileJournal) -> parting.Again:
    return await parting.part_again(deps, journal.read().entries)


@pytest.mark.parametrize(
    ("extent", "text", "outcome"), [(Parting.ALL, "", Outcome.ERASED), (Parting.PERSON, WASTE, Outcome.OPEN)]
)
async def test_who_had_themselves_erased_does_not_come_back(
    known: Talker, deps: Deps, journal: FileJournal, extent: Parting, text: str, outcome: Outcome
) -> None:
    await known.hands_in(WASTE)
    journal.note(extent, await known.resident_id())

    assert await again(deps, journal) == parting.Again(erased=1)

    assert await find(deps, known.channel, known.address) is None
    async with deps.open_reading() as work:
        concern = await work.concerns.one(1, raw=True)
    assert concern is not None
    assert (concern.text, concern.resident_id, concern.outcome) == (text, None, outcome)
    assert await again(deps, journal) == parting.Again()


async def test_the_address_of_who_had_their_farewell_goes_at_once(
    known: Talker, deps: Deps, journal: FileJournal
) -> None:
    await known.commands("loeschen")
    await known.presses("Alles löschen")

    assert await again(deps, journal) == parting.Again()

    assert await find(deps, known.channel, known.address) is None


async def test_a_withdrawn_concern_is_withdrawn_again(known: Talker, deps: Deps, journal: FileJournal) -> None:
    await known.hands_in(WASTE)
    journal.note(Parting.CONCERN, await known.resident_id(), 1)

    assert await again(deps, journal) == parting.Again(withdrawn=1)

    async with deps.open_reading() as work:
        concern = await work.concerns.one(1, raw=True)
    assert concern is not None and (concern.text, concern.outcome) == ("", Outcome.WITHDRAWN)
    assert await again(deps, journal) == parting.Again()


async def test_a_number_that_was_given_anew_is_left_alone(
    known: Talker, deps: Deps, clock: StandingClock, journal: FileJournal
) -> None:
    journal.note(Parting.CONCERN, await known.resident_id(), 1)
    clock.advance(timedelta(days=1))
    await known.hands_in(WASTE)

    assert await again(deps, journal) == parting.Again()


async def test_what_was_decided_and_withdrawn_is_left_to_a_person(
    known: Talker, deps: Deps, journal: FileJournal
) -> None:
    await known.hands_in(WASTE)
    async with deps.open_work() as work:
        concern = await work.concerns.get_for_update(1)
        assert concern is not None
        concern.outcome = Outcome.ADOPTED
    journal.note(Parting.CONCERN, await known.resident_id(), 1)

    assert await again(deps, journal) == parting.Again(undecided=[concern.number])


async def test_who_stopped_stays_stopped_unless_they_came_back(
    move_in: Move,
    deps: Deps,
    journal: FileJournal,
) -> None:
    gone, back = await move_in(), await move_in()
    for person in (gone, back):
        journal.note(Parting.STOPPED, person.resident.id)
    journal.note(Parting.RETURNED, back.resident.id)

    assert await again(deps, journal) == parting.Again(stopped=1)

    async with deps.open_reading() as work:
        standings = [(await work.residents.get(each.resident.id)).standing for each in (gone, back)]  # type: ignore[union-attr]
    assert standings == [Standing.STOPPED, Standing.ACTIVE]
    assert await again(deps, journal) == parting.Again()


async def test_applying_the_journal_notes_nothing_in_it(known: Talker, deps: Deps, journal: FileJournal) -> None:
    await known.hands_in(WASTE)
    journal.note(Parting.ALL, await known.resident_id())

    await again(deps, journal)

    assert len(journal.read().entries) == 1


async def test_what_may_have_been_sent_is_not_sent_again(
    move_in: Move,
    deps: Deps,
    clock: StandingClock,
) -> None:
    person, ids = await move_in(), {}
    hour = timedelta(hours=1)
    rows = {
        "late reply": (OutgoingKind.REPLY, -hour),
        "reply tried again later": (OutgoingKind.REPLY, hour),
        "receipt": (OutgoingKind.RECEIPT, -hour),
        "broadcast": (OutgoingKind.BROADCAST, -hour),
        "reminder to come": (OutgoingKind.REMINDER, hour),
    }
    async with deps.open_work() as work:
        for name, (kind, due) in rows.items():
            made = clock() - hour
            ids[name] = await work.outbox.add(person.resident.id, kind, {"text": name}, at=made, due=clock() + due)

    assert await parting.keep_still(deps) == (3, 1)

    async with deps.open_reading() as work:
        states = {name: (await work._session.get(Outgoing, row_id)).state for name, row_id in ids.items()}  # type: ignore[union-attr]
    assert states == {
        "late reply": OutgoingState.DROPPED,
        "reply tried again later": OutgoingState.DROPPED,
        "receipt": OutgoingState.DROPPED,
        "broadcast": OutgoingState.AMBIGUOUS,
        "reminder to come": OutgoingState.WAITING,
    }


async def test_a_reminder_that_was_due_before_the_restore_is_not_planned_anew(
    announced: int,
    move_in: Move,
    deliver: Callable[[], Awaitable[list[str]]],
    deps: Deps,
    clock: StandingClock,
) -> None:
    person = await move_in()
    async with deps.open_work() as work:
        await work.forums.register(announced, person.resident.id, "coming", clock())
    clock.set(THIRD_OF_DECEMBER - timedelta(hours=20))

    assert await parting.keep_still(deps) == (0, 1)
    assert await parting.reminders.plan_due(deps) == 0
    assert await deliver() == []

    clock.set(THIRD_OF_DECEMBER - timedelta(hours=2))
    await parting.reminders.plan_due(deps)
    assert [line[:42] for line in await deliver()] == ["Erinnerung: Bürgerforum im Rathaus beginnt"]


async def test_numbers_residents_hold_are_not_given_twice(known: Talker, deps: Deps) -> None:
    await known.hands_in(WASTE)
    await parting.keep_still(deps)

    await known.hands_in("In Groß Klein fehlt Licht am Weg zur Schule.")

    assert "2026-001001" in known.last


async def test_every_sign_in_ends(seat: Open, deps: Deps) -> None:
    browser = await seat(Role.ADMIN)
    assert (await browser.get("/moderation", allow_redirects=False)).status == 200

    await parting.keep_still(deps)

    assert (await browser.get("/moderation", allow_redirects=False)).status == 303
