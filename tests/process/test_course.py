"""The course of the process changes: the plan follows, and everyone concerned is told once, with the reason."""

import asyncio
from collections.abc import Awaitable, Callable
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest

from handlers.concerns import actions as concerns
from handlers.deps import Deps
from handlers.errors import NotFoundError, RefusalError
from handlers.forums import registering
from handlers.pages.keys import SignedIn
from handlers.process import changing
from handlers.process.actions import create_example, remove_examples
from handlers.process.rules import PhaseDetailsError
from handlers.residents import actions as residents
from storage.models import Course, PhaseState, Standing
from tests.factories import StandingClock
from tests.forums.conftest import Move, Postbox
from tests.forums.conftest import announced as announced
from tests.process.conftest import PHASE, hand_in
from tests.talking import Talker

Deliver = Callable[[], Awaitable[list[str]]]
REASON = "Die Bürgerschaft berät erst im Mai."
LATER = replace(PHASE, starts_on=date(2027, 5, 1))
STOPPED = replace(PHASE, state=PhaseState.STOPPED)


@pytest.fixture
async def phase(deps: Deps, who: SignedIn) -> int:
    """One phase of a real plan, in its first version."""
    return await changing.add(deps, who, PHASE)


async def test_a_moved_phase_is_told_to_everyone_concerned_and_nobody_else(
    deps: Deps, who: SignedIn, phase: int, announced: int, move_in: Move, deliver: Deliver, box: Postbox
) -> None:
    subscriber = await move_in()
    author = await move_in(subscribed=False)
    await hand_in(deps, author.resident.id)
    guest = await move_in(subscribed=False)
    await registering.register(deps, announced, guest.resident.id)
    resting = await move_in(standing=Standing.PAUSED)
    await move_in(subscribed=False)
    gone = await move_in(standing=Standing.STOPPED)
    await hand_in(deps, gone.resident.id)

    done = await changing.change(deps, who, phase, LATER, reason=REASON, seen=1)
    await deliver()

    assert (done.course, done.told) == (Course.MOVED, 4)
    told = {subscriber.address, author.address, guest.address, resting.address}
    assert {address for address, _ in box.letters} == told and len(box.letters) == 4
    [text] = box.to(subscriber.address)
    assert text == (
        "Der Zeitplan für „Masterplan Kommunale Sicherheit“ ändert sich.\n\n"
        "„Masterplanprozess“ wird verschoben. Neu: 1. Mai 2027 bis 31. Oktober 2027. "
        "Bisher: 1. März 2027 bis 31. Oktober 2027.\n\n"
        f"Der Grund: {REASON}\n\n"
        "Was Sie uns gesagt haben, bleibt erhalten. /zeitplan zeigt den ganzen Plan."
    )


async def test_it_is_told_in_the_language_of_the_reader(
    deps: Deps, who: SignedIn, phase: int, move_in: Move, deliver: Deliver
) -> None:
    person = await move_in()
    async with deps.open_work() as work:
        resident = await work.residents.get_for_update(person.resident.id)
        assert resident is not None
        resident.language = "en"

    await changing.change(deps, who, phase, STOPPED, reason=REASON, seen=1)

    assert await deliver() == ["The timetable of “Masterplan Kommunale Sicherheit” changes."]


async def test_who_took_everything_back_is_not_concerned(
    deps: Deps, who: SignedIn, phase: int, move_in: Move, deliver: Deliver
) -> None:
    person = await move_in(subscribed=False)
    concern = await hand_in(deps, person.resident.id)
    await concerns.withdraw(deps, person.resident.id, concern.id)

    assert (await changing.change(deps, who, phase, LATER, reason=REASON, seen=1)).told == 0


async def test_who_takes_it_back_before_the_message_leaves_is_not_told(
    deps: Deps, who: SignedIn, phase: int, move_in: Move, deliver: Deliver
) -> None:
    person = await move_in(subscribed=False)
    concern = await hand_in(deps, person.resident.id)
    await changing.change(deps, who, phase, LATER, reason=REASON, seen=1)

    await concerns.withdraw(deps, person.resident.id, concern.id)

    assert await deliver() == []


async def test_stopp_wins_over_a_message_that_waits(
    deps: Deps, who: SignedIn, phase: int, move_in: Move, deliver: Deliver
) -> None:
    person = await move_in()
    await changing.change(deps, who, phase, LATER, reason=REASON, seen=1)

    await residents.stop(deps, person.resident.id)

    assert await deliver() == []


async def test_nobody_is_told_at_night(
    deps: Deps, who: SignedIn, phase: int, move_in: Move, deliver: Deliver, clock: StandingClock
) -> None:
    await move_in()
    clock.set(datetime(2026, 11, 23, 21, 30, tzinfo=UTC))
    await changing.change(deps, who, phase, LATER, reason=REASON, seen=1)
    assert await deliver() == []

    clock.set(datetime(2026, 11, 24, 7, 1, tzinfo=UTC))

    assert len(await deliver()) == 1


async def test_of_two_changes_in_one_night_only_the_last_is_told(
    deps: Deps, who: SignedIn, phase: int, move_in: Move, deliver: Deliver, box: Postbox
) -> None:
    person = await move_in()
    await changing.change(deps, who, phase, LATER, reason="Erster Grund", seen=1)
    await changing.change(deps, who, phase, STOPPED, reason="Zweiter Grund", seen=2)

    await deliver()

    [text] = box.to(person.address)
    assert "Zweiter Grund" in text and "angehalten" in text


async def test_two_desks_at_once_tell_once(
    deps: Deps, who: SignedIn, phase: int, move_in: Move, deliver: Deliver
) -> None:
    await move_in()
    both = [changing.change(deps, who, phase, LATER, reason=REASON, seen=1) for _ in range(2)]

    done = await asyncio.gather(*both, return_exceptions=True)

    assert [type(one).__name__ for one in done if isinstance(one, BaseException)] == ["RefusalError"]
    assert len(await deliver()) == 1


async def test_words_and_tasks_are_changed_without_telling(
    deps: Deps, who: SignedIn, phase: int, move_in: Move, deliver: Deliver
) -> None:
    await move_in()

    done = await changing.change(deps, who, phase, replace(PHASE, title="Prozess"), reason="", seen=1)

    assert (done.course, await deliver()) == (Course.EDITED, [])
    assert (await changing.get(deps, phase)).title == "Prozess"


async def test_what_was_stopped_goes_on_again(deps: Deps, who: SignedIn, phase: int, move_in: Move) -> None:
    await move_in()
    await changing.change(deps, who, phase, STOPPED, reason=REASON, seen=1)

    done = await changing.change(deps, who, phase, LATER, reason="Es geht weiter.", seen=2)

    assert (done.course, done.told) == (Course.RESUMED, 1)


@pytest.mark.parametrize(
    ("details", "reason", "field"),
    [
        (LATER, "", "reason"),
        (STOPPED, "", "reason"),
        (replace(PHASE, state=PhaseState.DONE), "", "reason"),
        (replace(PHASE, ends_on=date(2027, 2, 28)), REASON, "ends_on"),
    ],
)
async def test_a_change_that_cannot_be_is_refused_at_its_field(
    deps: Deps, who: SignedIn, phase: int, details: object, reason: str, field: str
) -> None:
    with pytest.raises(PhaseDetailsError) as refusal:
        await changing.change(deps, who, phase, details, reason=reason, seen=1)  # type: ignore[arg-type]  # a parameter

    assert refusal.value.field == field
    assert [one.change.course for one in await changing.history(deps, phase)] == [Course.ADDED]


async def test_a_change_of_what_somebody_else_changed_is_refused(deps: Deps, who: SignedIn, phase: int) -> None:
    await changing.change(deps, who, phase, LATER, reason=REASON, seen=1)

    with pytest.raises(RefusalError):
        await changing.change(deps, who, phase, STOPPED, reason=REASON, seen=1)
    with pytest.raises(NotFoundError):
        await changing.get(deps, phase + 1)


async def test_the_history_keeps_both_sides_the_reason_and_who_was_told(
    deps: Deps, who: SignedIn, phase: int, move_in: Move, deliver: Deliver, clock: StandingClock
) -> None:
    await move_in()
    clock.advance(timedelta(hours=1))
    await changing.change(deps, who, phase, LATER, reason=REASON, seen=1)
    await deliver()

    latest, first = await changing.history(deps, phase)

    assert (first.change.course, first.change.was, first.change.became) == (Course.ADDED, None, PHASE)
    assert (latest.change.was, latest.change.became, latest.change.reason) == (PHASE, LATER, REASON)
    assert (latest.change.by, latest.change.told, latest.sent, latest.waiting) == ("Ada am Tisch", 1, 1, 0)


async def test_an_example_gives_way_to_the_real_plan_quietly_or_not(
    deps: Deps, who: SignedIn, move_in: Move, deliver: Deliver
) -> None:
    await create_example(deps)
    await move_in()
    first, second, _third = await changing.list_all(deps)

    quiet = await changing.change(deps, who, first.id, LATER, reason=REASON, seen=1, quietly=True)
    loud = await changing.change(deps, who, second.id, LATER, reason=REASON, seen=1)
    again = await changing.change(deps, who, first.id, PHASE, reason=REASON, seen=2, quietly=True)

    assert (quiet.told, loud.told, again.told) == (0, 1, 1)
    await remove_examples(deps)
    assert [one.example for one in await changing.list_all(deps)] == [False, False]


async def test_the_chat_follows_the_plan(deps: Deps, who: SignedIn, phase: int, known: Talker) -> None:
    await changing.change(deps, who, phase, STOPPED, reason=REASON, seen=1)

    [answer] = await known.commands("zeitplan")

    assert "✕ gestoppt – Masterplanprozess" in answer.text
