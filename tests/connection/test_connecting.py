"""Telegram and the web chat become one resident by a code, on both engines."""

import asyncio
import re
from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta

import pytest
from sqlmodel import select

from bot.dialog import DIALOG
from bot.journal import FileJournal
from bot.parting import part_again
from bot.wiring import build_post
from handlers.channels.inbound import Inbound
from handlers.channels.intake import Taken, take_in
from handlers.connection import codes
from handlers.deps import Deps
from handlers.dialog.turn import Commanded, Pressed
from handlers.message import Message, to_json
from handlers.ports import Fate, Sending
from storage.models import (
    Channel,
    Concern,
    FormerNumber,
    Forum,
    ForumKind,
    ForumScope,
    LedgerEntry,
    Moderator,
    Outgoing,
    OutgoingKind,
    OutgoingState,
    Registration,
    RegistrationState,
    Resident,
    Response,
    Role,
    Standing,
    Survey,
    metadata,
)
from storage.models.base import Table
from storage.repositories.uniting import ONE_AT_MOST, SIDE_BY_SIDE
from tests.factories import StandingClock
from tests.outgoing import deliver_due
from tests.talking import Talker

CODE = re.compile(r"Ihr Code: (\S+)")
TEXT = "Am Bahnhof Lütten Klein ist es nachts unheimlich."
OTHER_TEXT = "In Lichtenhagen rasen abends die Autos durch die Spielstraße."


@pytest.fixture
async def web(talker: Callable[..., Talker]) -> Talker:
    return await met(talker(Channel.WEB))


@pytest.fixture
async def telegram(talker: Callable[..., Talker]) -> Talker:
    return await met(talker(Channel.TELEGRAM))


async def met(talk: Talker) -> Talker:
    await talk.commands("start")
    await talk.presses("Einverstanden, los geht’s")
    return talk


async def code_of(talk: Talker) -> str:
    [answer] = await talk.commands("verbinden")
    found = CODE.search(answer.text)
    assert found is not None, answer.text
    return found[1]


async def connect(typing: Talker, showing: Talker) -> None:
    await typing.commands("verbinden", await code_of(showing))
    await typing.presses("Ja, verbinden")
    assert typing.last.startswith("Verbunden."), typing.last


async def rows(deps: Deps, table: type[Table]) -> list[Table]:
    async with deps.open_reading() as work:
        return list((await work._session.exec(select(table))).all())


async def put(deps: Deps, *given: Table) -> None:
    async with deps.open_work() as work:
        for one in given:
            work._session.add(one)
            await work.flush()


async def test_both_chats_are_one_resident_and_nothing_handed_in_is_lost(
    deps: Deps, web: Talker, telegram: Talker
) -> None:
    await web.hands_in(TEXT)
    await telegram.hands_in(OTHER_TEXT)
    before = {(row.number, row.source) for row in await rows(deps, Concern)}
    entries = [entry.id for entry in await rows(deps, LedgerEntry)]

    await connect(typing=telegram, showing=web)

    assert await web.resident_id() == await telegram.resident_id()
    assert len(await rows(deps, Resident)) == 1
    assert {(row.number, row.source) for row in await rows(deps, Concern)} == before
    assert [entry.id for entry in await rows(deps, LedgerEntry)] == entries
    for talk in (web, telegram):
        said = " ".join(message.text for message in await talk.commands("meine"))
        assert "2026-000001" in said and "2026-000002" in said


async def test_before_the_yes_it_is_said_what_happens_and_a_no_changes_nothing(
    deps: Deps, web: Talker, telegram: Talker
) -> None:
    await web.hands_in(TEXT)
    code = await code_of(web)
    await telegram.commands("verbinden", code.lower().replace("-", " "))
    assert "• 1 Anliegen aus dem anderen Chat kommt hierher." in telegram.last

    await telegram.presses("Nein, lieber nicht")

    assert await web.resident_id() != await telegram.resident_id()
    assert len(await rows(deps, Resident)) == 2


async def test_a_deep_link_carries_the_code_and_waits_for_consent(web: Talker, talker: Callable[..., Talker]) -> None:
    await web.commands("verbinden")
    link = web.key("Telegram öffnen").url
    assert link.startswith("https://t.me/forumsbote_bot?start=connect-")
    stranger = talker(Channel.TELEGRAM)

    await stranger.commands("start", link.partition("start=")[2])
    await stranger.presses("Einverstanden, los geht’s")
    await stranger.presses("Ja, verbinden")

    assert await web.resident_id() == await stranger.resident_id()


async def test_a_code_is_good_once_for_a_quarter_of_an_hour_and_only_the_newest(
    clock: StandingClock, web: Talker, telegram: Talker, talker: Callable[..., Talker]
) -> None:
    first, second = await code_of(web), await code_of(web)
    await telegram.commands("verbinden", first)
    assert telegram.last.startswith("Dieser Code stimmt nicht")
    clock.advance(codes.LASTS + timedelta(seconds=1))
    await telegram.commands("verbinden", second)
    assert telegram.last.startswith("Dieser Code stimmt nicht")

    third = await code_of(web)
    await telegram.commands("verbinden", third)
    await telegram.presses("Ja, verbinden")
    late = await met(talker(Channel.TELEGRAM))
    await late.commands("verbinden", third)

    assert late.last.startswith("Dieser Code stimmt nicht")


async def test_wrong_codes_are_slowed_down_and_the_right_one_then_too(
    clock: StandingClock, web: Talker, telegram: Talker
) -> None:
    code = await code_of(web)
    for _ in range(5):
        await telegram.commands("verbinden", "2222-2222")
    await telegram.commands("verbinden", code)
    assert telegram.last.startswith("Das waren zu viele falsche Codes")

    clock.advance(timedelta(minutes=1))
    await telegram.commands("verbinden", code)

    assert telegram.last.startswith("Der Code stimmt")


async def test_many_browsers_of_one_network_are_slowed_down_together(deps: Deps, talker: Callable[..., Talker]) -> None:
    async def tries(number: int) -> str:
        talk = await met(talker(Channel.WEB))
        wrong = Inbound(
            Channel.WEB, 10**9 + number, talk.address, Commanded("verbinden", "2222-2222"), network="192.0.2.0/24"
        )
        await take_in(deps, DIALOG, wrong)
        await talk.answers()
        return talk.last.partition(".")[0]

    said = [await tries(number) for number in range(22)]

    assert said[:20] == ["Dieser Code stimmt nicht oder gilt nicht mehr"] * 20
    assert said[20:] == ["Das waren zu viele falsche Codes"] * 2


async def test_one_code_used_by_two_at_once_connects_one(
    deps: Deps, web: Talker, talker: Callable[..., Talker]
) -> None:
    both = [await met(talker(Channel.TELEGRAM)) for _ in range(2)]
    code = await code_of(web)
    presses = []
    for number, talk in enumerate(both):
        await talk.commands("verbinden", code)
        presses.append(Inbound(Channel.TELEGRAM, 10**9 + number, talk.address, Pressed(talk.key("Ja, verbinden").code)))

    await asyncio.gather(*(take_in(deps, DIALOG, press) for press in presses))

    mine = await web.resident_id()
    assert [await talk.resident_id() == mine for talk in both].count(True) == 1
    assert len(await rows(deps, Resident)) == 2


async def test_each_typing_the_others_code_at_once_ends_as_one_resident(
    deps: Deps, web: Talker, telegram: Talker
) -> None:
    of_web, of_telegram = await code_of(web), await code_of(telegram)
    presses = []
    for number, (talk, code) in enumerate(((web, of_telegram), (telegram, of_web))):
        await talk.commands("verbinden", code)
        presses.append(Inbound(talk.channel, 10**9 + number, talk.address, Pressed(talk.key("Ja, verbinden").code)))

    taken = await asyncio.gather(*(take_in(deps, DIALOG, press) for press in presses))
    for press, fate in zip(presses, taken, strict=True):
        if fate is Taken.FAILED:
            await take_in(deps, DIALOG, press)
    if await web.resident_id() != await telegram.resident_id():
        await web.presses("Ja, verbinden")

    assert await web.resident_id() == await telegram.resident_id()


async def test_of_what_both_have_one_stays_by_the_rule(
    deps: Deps, clock: StandingClock, web: Talker, telegram: Talker
) -> None:
    kept, gone = await telegram.resident_id(), await web.resident_id()
    now, hour = clock(), timedelta(hours=1)
    dates = {"starts_at": now + 99 * hour, "ends_at": now + 100 * hour, "created_at": now, "changed_at": now}
    kind = {"kind": ForumKind.CITIZEN, "scope": ForumScope.CENTRAL, "districts": [], "access": [], "place": "Rathaus"}
    await put(deps, *(Forum(id=n, slug=f"f{n}", title=f"F{n}", **kind, **dates) for n in (1, 2, 3)))
    await put(deps, *(Survey(id=n, slug=f"s{n}", title=f"S{n}", created_at=now) for n in (1, 2)))
    coming, waiting = RegistrationState.COMING, RegistrationState.WAITING
    await put(
        deps,
        Registration(forum_id=1, resident_id=kept, state=waiting, at=now),
        Registration(forum_id=1, resident_id=gone, state=coming, at=now + hour),
        Registration(forum_id=2, resident_id=kept, state=coming, at=now),
        Registration(forum_id=2, resident_id=gone, state=coming, at=now + hour),
        Registration(forum_id=3, resident_id=gone, state=waiting, at=now),
        Response(survey_id=1, resident_id=kept, started_at=now + hour),
        Response(survey_id=1, resident_id=gone, started_at=now, finished_at=now),
        Response(survey_id=2, resident_id=kept, started_at=now, finished_at=now + hour),
        Response(survey_id=2, resident_id=gone, started_at=now, finished_at=now),
    )
    promise = {
        "kind": OutgoingKind.REMINDER,
        "forum_moment": "day",
        "forum_version": 1,
        "not_before": now,
        "created_at": now,
    }
    await put(
        deps,
        Outgoing(resident_id=kept, forum_id=1, state=OutgoingState.WAITING, **promise),
        Outgoing(resident_id=gone, forum_id=1, state=OutgoingState.SENT, **promise),
        Outgoing(resident_id=kept, forum_id=2, state=OutgoingState.WAITING, **promise),
        Outgoing(resident_id=gone, forum_id=2, state=OutgoingState.WAITING, **promise),
    )

    await connect(typing=telegram, showing=web)

    found = {(one.forum_id, one.resident_id, one.state, one.at) for one in await rows(deps, Registration)}
    assert found == {(1, kept, coming, now + hour), (2, kept, coming, now), (3, kept, waiting, now)}
    answered = {(one.survey_id, one.resident_id, one.finished_at) for one in await rows(deps, Response)}
    assert answered == {(1, kept, now), (2, kept, now + hour)}
    promised = [(row.forum_id, row.state) for row in await rows(deps, Outgoing) if row.forum_id]
    assert sorted(promised) == [(1, OutgoingState.SENT), (2, OutgoingState.WAITING)]


async def test_a_stop_in_one_chat_holds_for_both(deps: Deps, web: Talker, telegram: Talker) -> None:
    await web.commands("stopp")
    await telegram.commands("verbinden", await code_of(web))
    assert "/stopp" in telegram.last

    await telegram.presses("Ja, verbinden")

    assert [one.standing for one in await rows(deps, Resident)] == [Standing.STOPPED]


async def test_what_was_open_in_the_other_chat_goes_on_and_its_buttons_are_good(web: Talker, telegram: Talker) -> None:
    code = await code_of(web)
    await web.says(TEXT)
    send = web.key("Absenden").code

    await telegram.commands("verbinden", code)
    await telegram.presses("Ja, verbinden")
    [answer] = await telegram.presses_code(send)

    assert "2026-000001" in answer.text


class Box:
    """A channel that takes every message."""

    def __init__(self) -> None:
        self.texts: list[str] = []

    async def send(self, address: str, message: Message, language: str) -> Sending:
        self.texts.append(message.text)
        return Sending(Fate.SENT)


async def remind(deps: Deps, talk: Talker, text: str) -> None:
    async with deps.open_work() as work:
        body = to_json(Message(text))
        await work.outbox.add(await talk.resident_id(), OutgoingKind.NOTICE, body, at=deps.now())


async def test_answers_go_where_one_writes_and_reminders_to_telegram_and_the_page_shows_them(
    deps: Deps, clock: StandingClock, web: Talker, telegram: Talker
) -> None:
    box = Box()
    post = build_post(box)  # type: ignore[arg-type]
    await connect(typing=telegram, showing=web)
    await deliver_all(deps, clock, post)
    box.texts.clear()

    await web.commands("kontakt")
    await telegram.commands("zeitplan")
    await remind(deps, web, "Morgen ist das Forum.")
    await deliver_all(deps, clock, post)

    assert "Morgen ist das Forum." in box.texts
    assert [text for text in box.texts if "Verantwortlich" in text] == []
    async with deps.open_reading() as work:
        page = [row.body["text"] for row in await work.outbox.shown_to(await web.resident_id(), 60)]
    assert page[-1] == "Morgen ist das Forum."
    assert any("Verantwortlich" in text for text in page)
    assert not any("Zeitplan" in text for text in page[-3:])


async def deliver_all(deps: Deps, clock: StandingClock, post: object) -> None:
    for _ in range(12):
        clock.advance(timedelta(seconds=2))
        await deliver_due(deps, post)  # type: ignore[arg-type]


async def test_reminders_may_stay_on_the_page_alone(
    deps: Deps, clock: StandingClock, web: Talker, telegram: Talker
) -> None:
    box = Box()
    post = build_post(box)  # type: ignore[arg-type]
    await connect(typing=telegram, showing=web)
    await web.commands("verbinden")
    await web.presses("Nur im Web-Chat")
    await deliver_all(deps, clock, post)
    box.texts.clear()

    await remind(deps, web, "Morgen ist das Forum.")
    await deliver_all(deps, clock, post)

    assert box.texts == []


async def test_taken_apart_everything_stays_where_one_wrote_and_the_other_begins_anew(
    deps: Deps, web: Talker, telegram: Talker
) -> None:
    await web.hands_in(TEXT)
    await connect(typing=telegram, showing=web)

    await web.commands("trennen")
    await web.presses("Ja, trennen")

    assert web.last.startswith("Erledigt.")
    await telegram.commands("start")
    assert await web.resident_id() != await telegram.resident_id()
    assert [row.resident_id for row in await rows(deps, Concern)] == [await web.resident_id()]


async def test_a_chat_of_the_desk_is_not_connected(deps: Deps, web: Talker, telegram: Talker) -> None:
    code = await code_of(web)
    await put(
        deps,
        Moderator(name="A", role=Role.ADMIN, resident_id=await telegram.resident_id(), created_at=deps.now()),
    )

    await telegram.commands("verbinden", code)

    assert telegram.last.startswith("Dieser Chat gehört zu einem Zugang")


async def test_erased_is_everything_of_both_also_after_a_backup_from_before(
    deps: Deps, journal: FileJournal, web: Talker, telegram: Talker
) -> None:
    await web.hands_in(TEXT)
    gone = await web.resident_id()
    await connect(typing=telegram, showing=web)
    await telegram.commands("loeschen")
    await telegram.presses("Alles löschen")

    noted = {entry.resident_id for entry in journal.read().entries}
    assert noted == {gone, await telegram.resident_id()}
    assert [row.resident_id for row in await rows(deps, Concern)] == [None]
    before = replace(deps)
    async with before.open_work() as work:  # as the backup has it: the other one is there still
        work._session.add(Resident(id=gone, created_at=deps.now()))
    again = await part_again(before, [entry for entry in journal.read().entries if entry.resident_id == gone])
    assert again.erased == 1


def test_every_table_that_leads_to_a_resident_is_taken_along_or_named_here() -> None:
    reached = {
        table.name
        for table in metadata.sorted_tables
        for key in table.foreign_keys
        if key.column.table.name == "resident"
    }
    by_rule = {"registration", "response", "outgoing"}
    moved = {str(table.__tablename__) for table in (*SIDE_BY_SIDE, *ONE_AT_MOST)} | by_rule

    assert reached - moved == {"connect_code", "moderator"}


async def test_the_number_that_is_gone_is_remembered(deps: Deps, web: Talker, telegram: Talker) -> None:
    gone = await web.resident_id()
    await connect(typing=telegram, showing=web)

    [former] = await rows(deps, FormerNumber)
    assert (former.id, former.resident_id) == (gone, await telegram.resident_id())


async def test_the_code_alone_is_understood_and_a_sentence_is_none(web: Talker, telegram: Talker) -> None:
    code = await code_of(web)
    await telegram.says(code.lower())
    assert telegram.last.startswith("Der Code stimmt")

    await telegram.presses("Nein, lieber nicht")
    [preview] = await telegram.says("Es brennt oft im Park.")

    assert "So geben wir es weiter" in preview.text


async def test_a_code_alone_that_connects_nothing_says_where_that_of_a_receipt_is_good(telegram: Talker) -> None:
    [answer] = await telegram.says("RJWW-MC3X")

    assert answer.text.startswith("Dieser Code verbindet keine Chats")
    assert "http://127.0.0.1:8080/vorgang" in answer.text


async def test_once_connected_nobody_waits_for_a_code_any_more(web: Talker, telegram: Talker) -> None:
    await connect(typing=telegram, showing=web)

    [answer] = await telegram.says("Überall ist Müll!")

    assert "So geben wir es weiter" in answer.text


async def test_who_was_asked_for_a_code_may_say_something_else(web: Talker) -> None:
    await code_of(web)

    [answer] = await web.says("Überall ist Müll!")

    assert "So geben wir es weiter" in answer.text


async def test_a_code_that_got_too_old_before_the_yes_leaves_no_question_open(
    clock: StandingClock, web: Talker, telegram: Talker
) -> None:
    await telegram.commands("verbinden", await code_of(web))
    clock.advance(codes.LASTS + timedelta(seconds=1))
    await telegram.presses("Ja, verbinden")
    assert telegram.last.startswith("Dieser Code stimmt nicht")

    [answer] = await telegram.says("Überall ist Müll!")

    assert "So geben wir es weiter" in answer.text


async def test_in_telegram_the_address_of_the_web_chat_stands_beside_the_code(telegram: Talker) -> None:
    [answer] = await telegram.commands("verbinden")

    assert "http://127.0.0.1:8080/chat" in answer.text
