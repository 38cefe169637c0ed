"""What becomes of a message on its way out, in fair and in foul weather."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from sqlmodel import select

from handlers.deps import Deps
from handlers.outbox import actions, results
from handlers.outbox.actions import BULK_BUCKET_SECONDS, LEASE, Delivery
from handlers.outbox.post import Post
from handlers.outbox.rules import BULK_SHARE
from handlers.residents import actions as residents
from storage.models import Channel, Outgoing, OutgoingKind, OutgoingState, Standing
from storage.repositories.outbox import ANSWER_SENDS, BUCKET_SECONDS, PACE, PACE_BURST, SendResult
from storage.unit_of_work import UnitOfWork
from tests.factories import StandingClock
from tests.fakes.bot_api import FakeBotApi, FakeUser
from tests.outbox.conftest import Enqueue
from tests.outgoing import deliver_due

SECOND = timedelta(seconds=1)


@pytest.fixture
def erika(api: FakeBotApi) -> FakeUser:
    erika = api.user("Erika")
    erika.starts()
    return erika


async def row(deps: Deps, row_id: int) -> Outgoing:
    async with deps.open_reading() as work:
        return (await work._session.exec(select(Outgoing).where(Outgoing.id == row_id))).one()


def texts(user: FakeUser) -> list[str]:
    return [message.text for message in user.received]


async def test_message_is_sent_once_and_its_words_are_forgotten(
    deps: Deps, post: Post, api: FakeBotApi, erika: FakeUser, enqueue: Enqueue
) -> None:
    number = await enqueue(erika, "Guten Tag")

    await deliver_due(deps, post)
    await deliver_due(deps, post)

    assert texts(erika) == ["Guten Tag"]
    sent = await row(deps, number)
    assert (sent.state, sent.body, sent.channel_message) == ("sent", None, str(erika.last.message_id))
    assert api.violations == []


async def test_messages_to_one_person_keep_their_order_and_the_pace_of_a_chat(
    deps: Deps, post: Post, erika: FakeUser, enqueue: Enqueue, clock: StandingClock
) -> None:
    for number in range(5):
        await enqueue(erika, f"Nachricht {number}")
    while await deliver_due(deps, post):
        pass
    assert len(texts(erika)) == PACE_BURST

    for _ in range(2):
        clock.advance(PACE)
        while await deliver_due(deps, post):
            pass

    assert texts(erika) == [f"Nachricht {number}" for number in range(5)]


async def test_a_pace_that_was_rested_from_begins_anew(
    deps: Deps, post: Post, erika: FakeUser, enqueue: Enqueue, clock: StandingClock
) -> None:
    for number in range(2 * PACE_BURST):
        await enqueue(erika, f"Nachricht {number}")
    while await deliver_due(deps, post):
        pass

    clock.advance(PACE_BURST * PACE)
    while await deliver_due(deps, post):
        pass

    assert len(texts(erika)) == 2 * PACE_BURST


async def test_answers_go_before_broadcasts(
    deps: Deps, post: Post, api: FakeBotApi, erika: FakeUser, enqueue: Enqueue, clock: StandingClock
) -> None:
    others = [api.user(f"Person {n}") for n in range(12)]
    for other in others:
        other.starts()
        await enqueue(other, "Ankündigung", OutgoingKind.BROADCAST)
    await enqueue(erika, "Antwort")

    await deliver_due(deps, post)

    assert texts(erika) == ["Antwort"]


async def pass_a_second(deps: Deps, post: Post, clock: StandingClock) -> None:
    """Let the sender look ten times."""
    for _ in range(10):
        clock.advance(SECOND / 10)
        while await deliver_due(deps, post):
            pass


@pytest.mark.parametrize(("kind", "share"), [(OutgoingKind.BROADCAST, BULK_SHARE), (OutgoingKind.REPLY, 1.0)])
async def test_the_rate_of_the_installation_is_held_and_broadcasts_leave_some_of_it(
    deps: Deps, post: Post, api: FakeBotApi, enqueue: Enqueue, clock: StandingClock, kind: OutgoingKind, share: float
) -> None:
    people = [api.user(f"Person {n}") for n in range(70)]
    for person in people:
        person.starts()
        await enqueue(person, "Guten Tag", kind)
    rate = deps.send_rate * share

    await pass_a_second(deps, post, clock)
    first = sum(len(person.received) for person in people)
    await pass_a_second(deps, post, clock)
    second = sum(len(person.received) for person in people) - first

    assert rate <= first <= rate * (1 + BULK_BUCKET_SECONDS)
    assert first <= deps.send_rate * (1 + BUCKET_SECONDS)
    assert rate - 1 <= second <= rate + 1


async def test_results_are_written_once_the_database_is_back(
    deps: Deps, post: Post, erika: FakeUser, enqueue: Enqueue, monkeypatch: pytest.MonkeyPatch
) -> None:
    away = [OSError, OSError]

    @asynccontextmanager
    async def sometimes() -> AsyncIterator[UnitOfWork]:
        if erika.received and away:
            raise away.pop()
        async with deps.open_work() as work:
            yield work

    monkeypatch.setattr(results, "PAUSE_SECONDS", 0.01)
    number = await enqueue(erika, "Antwort")

    await deliver_due(replace(deps, open_work=sometimes), post)

    assert (away, (await row(deps, number)).state) == ([], OutgoingState.SENT)


async def test_a_rate_below_one_a_second_is_slow_but_not_silent(
    deps: Deps, post: Post, erika: FakeUser, enqueue: Enqueue, clock: StandingClock
) -> None:
    slow = replace(deps, send_rate=0.5)
    for word in ("eins", "zwei"):
        await enqueue(erika, word)
    await deliver_due(slow, post)
    clock.advance(SECOND)
    await deliver_due(slow, post)
    assert texts(erika) == ["eins"]

    clock.advance(SECOND)
    await deliver_due(slow, post)

    assert texts(erika) == ["eins", "zwei"]


async def test_a_result_that_cannot_be_written_holds_up_no_other(
    deps: Deps, post: Post, erika: FakeUser, api: FakeBotApi, enqueue: Enqueue, clock: StandingClock,
    monkeypatch: pytest.MonkeyPatch,
) -> None:  # fmt: skip
    monkeypatch.setattr(results, "PAUSE_SECONDS", 0.01)
    monkeypatch.setattr(results, "MOST_TRIES", 3)
    other = api.user("Max")
    other.starts()
    good, bad = await enqueue(erika, "Antwort"), await enqueue(other, "Antwort")
    await vanish(deps, post)

    async def nothing(_work: UnitOfWork) -> None: ...

    async def impossible(_work: UnitOfWork) -> None:
        raise ValueError("never")

    written = results.Results(deps)
    sent = [SendResult(number, 1, OutgoingState.SENT, None, clock()) for number in (good, bad)]
    await asyncio.gather(written.note(sent[0], nothing), written.note(sent[1], impossible))

    assert [(await row(deps, number)).state for number in (good, bad)] == ["sent", "sending"]


async def test_flood_wait_is_obeyed(
    deps: Deps, post: Post, api: FakeBotApi, erika: FakeUser, enqueue: Enqueue, clock: StandingClock
) -> None:
    number = await enqueue(erika, "Guten Tag")
    api.flood(None, 30)
    await deliver_due(deps, post)
    assert (await row(deps, number)).state is OutgoingState.WAITING

    clock.advance(29 * SECOND)
    await deliver_due(deps, post)
    assert texts(erika) == []
    api.recovers()  # the real thirty seconds are not waited for
    clock.advance(2 * SECOND)
    await deliver_due(deps, post)

    assert texts(erika) == ["Guten Tag"]


async def test_who_blocked_us_is_stopped_and_the_rest_is_dropped(
    deps: Deps, post: Post, erika: FakeUser, enqueue: Enqueue
) -> None:
    first, second = await enqueue(erika, "eins"), await enqueue(erika, "zwei", OutgoingKind.BROADCAST)
    erika.blocks()

    await deliver_due(deps, post)

    assert [(await row(deps, n)).state for n in (first, second)] == ["dropped", "dropped"]
    resident_id = await residents.find(deps, Channel.TELEGRAM, str(erika.id))
    assert resident_id is not None
    async with deps.open_reading() as work:
        found = await work.residents.get(resident_id)
    assert found is not None
    assert found.standing is Standing.STOPPED


async def test_server_errors_are_tried_again_later(
    deps: Deps, post: Post, api: FakeBotApi, erika: FakeUser, enqueue: Enqueue, clock: StandingClock
) -> None:
    await enqueue(erika, "Guten Tag")
    api.fails("sendMessage", 500, times=2)
    for _ in range(3):
        await deliver_due(deps, post)
        clock.advance(10 * SECOND)

    assert texts(erika) == ["Guten Tag"]


@pytest.mark.parametrize(
    ("kind", "seen", "state"),
    [
        (OutgoingKind.RECEIPT, 2, "sent"),
        (OutgoingKind.REMINDER, 1, "ambiguous"),
        (OutgoingKind.BROADCAST, 1, "ambiguous"),
    ],
)
async def test_a_send_without_an_answer_is_repeated_only_for_answers(
    deps: Deps,
    post: Post,
    api: FakeBotApi,
    erika: FakeUser,
    enqueue: Enqueue,
    clock: StandingClock,
    kind: OutgoingKind,
    seen: int,
    state: str,
) -> None:
    number = await enqueue(erika, "Guten Tag", kind)
    api.fails("sendMessage", "reset", times=1, after_effect=True)
    for _ in range(3):
        await deliver_due(deps, post)
        clock.advance(10 * SECOND)

    assert (len(erika.received), (await row(deps, number)).state) == (seen, state)


async def vanish(deps: Deps, post: Post) -> int:
    """Claim what is due, begin to send it, and be killed."""
    _, letters = await Delivery(deps, post)._claim(10)
    return len(letters)


async def test_a_sender_killed_in_the_middle_leaves_reminders_ambiguous_and_answers_again(
    deps: Deps, post: Post, erika: FakeUser, api: FakeBotApi, enqueue: Enqueue, clock: StandingClock
) -> None:
    other = api.user("Max")
    other.starts()
    reminder, reply = await enqueue(erika, "Erinnerung", OutgoingKind.REMINDER), await enqueue(other, "Antwort")
    assert await vanish(deps, post) == 2

    clock.advance(LEASE + SECOND)
    await deliver_due(deps, post)

    assert ((await row(deps, reminder)).state, (await row(deps, reply)).state) == ("ambiguous", "sent")
    async with deps.open_reading() as work:
        assert [each.id for each in await work.troubles.unresolved(offset=0, limit=10)] == [reminder]


async def test_a_sender_killed_before_it_sent_costs_nothing_however_often(
    deps: Deps, post: Post, erika: FakeUser, enqueue: Enqueue
) -> None:
    class Killed(BaseException):
        pass

    @asynccontextmanager
    async def until_killed() -> AsyncIterator[UnitOfWork]:
        async with deps.open_work() as work:
            yield work
            raise Killed

    reminder = await enqueue(erika, "Erinnerung", OutgoingKind.REMINDER)
    for _ in range(7):
        with pytest.raises(Killed):
            await Delivery(replace(deps, open_work=until_killed), post)._claim(10)

    await deliver_due(deps, post)

    assert (texts(erika), (await row(deps, reminder)).state) == (["Erinnerung"], "sent")


async def test_an_answer_is_sent_again_after_every_kill_and_listed_when_that_does_not_end(
    deps: Deps, post: Post, erika: FakeUser, enqueue: Enqueue, clock: StandingClock
) -> None:
    reply = await enqueue(erika, "Antwort")
    for _ in range(ANSWER_SENDS):
        assert await vanish(deps, post) == 1
        clock.advance(LEASE + SECOND)

    await deliver_due(deps, post)

    assert (await row(deps, reply)).state is OutgoingState.AMBIGUOUS


async def test_the_only_process_takes_over_at_once(deps: Deps, post: Post, erika: FakeUser, enqueue: Enqueue) -> None:
    await enqueue(erika, "Antwort")
    await vanish(deps, post)

    await actions.take_over(deps)
    await deliver_due(deps, post)

    assert texts(erika) == ["Antwort"]


async def test_a_sender_that_comes_back_late_cannot_write_over_the_new_one(
    deps: Deps, post: Post, erika: FakeUser, enqueue: Enqueue, clock: StandingClock
) -> None:
    number = await enqueue(erika, "Antwort")
    _, [old] = await Delivery(deps, post)._claim(1)
    clock.advance(LEASE + SECOND)
    _, [new] = await Delivery(deps, post)._claim(1)

    async with deps.open_work() as work:
        await work.outbox.note_results([SendResult(number, old.row.fence, OutgoingState.FAILED, "late", clock())])
    assert (await row(deps, number)).state is OutgoingState.SENDING
    async with deps.open_work() as work:
        await work.outbox.note_results([SendResult(number, new.row.fence, OutgoingState.SENT, None, clock())])
    assert (await row(deps, number)).state is OutgoingState.SENT


async def test_nothing_unasked_arrives_at_night_but_answers_do(
    deps: Deps, post: Post, erika: FakeUser, enqueue: Enqueue, clock: StandingClock
) -> None:
    clock.set(datetime(2026, 11, 23, 20, 30, tzinfo=UTC))  # 21:30 in Berlin
    await enqueue(erika, "Ankündigung", OutgoingKind.BROADCAST)
    await enqueue(erika, "Antwort")
    await deliver_due(deps, post)
    assert texts(erika) == ["Antwort"]

    clock.set(datetime(2026, 11, 24, 7, 0, tzinfo=UTC))
    await deliver_due(deps, post)

    assert texts(erika) == ["Antwort", "Ankündigung"]


async def test_what_comes_too_late_is_given_up_with_its_reason(
    deps: Deps, post: Post, erika: FakeUser, enqueue: Enqueue, clock: StandingClock
) -> None:
    number = await enqueue(erika, "Erinnerung", OutgoingKind.REMINDER, expires_at=clock() + SECOND)
    clock.advance(2 * SECOND)

    await deliver_due(deps, post)

    late = await row(deps, number)
    assert (late.state, late.reason, texts(erika)) == ("dropped", "too_late", [])


async def test_refused_message_fails_and_is_listed(
    deps: Deps, post: Post, api: FakeBotApi, erika: FakeUser, enqueue: Enqueue
) -> None:
    number = await enqueue(erika, "Guten Tag")
    api.fails("sendMessage", 400, times=1)

    await deliver_due(deps, post)

    assert (await row(deps, number)).state is OutgoingState.FAILED
    async with deps.open_reading() as work:
        assert [each.id for each in await work.troubles.unresolved(offset=0, limit=10)] == [number]


async def test_a_row_that_cannot_be_prepared_fails_alone(
    deps: Deps, post: Post, api: FakeBotApi, erika: FakeUser, enqueue: Enqueue
) -> None:
    other = api.user("Max")
    other.starts()
    broken = await enqueue(other, "wird ersetzt")
    async with deps.open_work() as work:
        found = (await work._session.exec(select(Outgoing).where(Outgoing.id == broken))).one()
        found.body = {"no": "text"}
    await enqueue(erika, "Guten Tag")

    await deliver_due(deps, post)

    assert texts(erika) == ["Guten Tag"]
    assert ((await row(deps, broken)).state, other.received) == ("failed", [])


async def test_a_clock_that_was_ahead_for_a_moment_does_not_stop_the_sending(
    deps: Deps, post: Post, api: FakeBotApi, enqueue: Enqueue, clock: StandingClock
) -> None:
    people = [api.user(f"Person {n}") for n in range(40)]
    for person in people:
        person.starts()
        await enqueue(person, "Ankündigung", OutgoingKind.BROADCAST)
    right = clock()
    clock.advance(timedelta(hours=1))
    while await deliver_due(deps, post):
        pass

    clock.set(right + SECOND)
    await pass_a_second(deps, post, clock)
    await pass_a_second(deps, post, clock)

    assert sum(len(person.received) for person in people) == 40
