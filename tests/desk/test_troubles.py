"""What went wrong: listed for the administration without a word of residents, tried again, given up, sent again, struck off."""

from datetime import timedelta

import pytest
from sqlmodel import col, func, select, update

from bot.dialog import DIALOG
from handlers.channels.inbound import Inbound
from handlers.channels.intake import TRIES_LIMIT, Taken, take_in
from handlers.deps import Deps
from handlers.dialog.turn import Act, Said
from handlers.moderation import jobs, troubles
from handlers.privacy import actions as privacy
from storage.database import Database
from storage.models import KeptUpdate, Outgoing, OutgoingKind, OutgoingState, Role
from tests.conftest import Talker
from tests.desk.conftest import Open
from tests.factories import StandingClock, broken
from tests.outgoing import put

WORDS = "Am Bahnhof ist es dunkel"
PAGE = "/moderation/stoerungen"
NUMBER = 4711
UPDATE = f"{PAGE}/updates/telegram-{NUMBER}"


async def fail_until_set_aside(deps: Deps, database: Database, inbound: Inbound) -> None:
    """Let an update fail as often as it may; then what was broken is mended."""
    async with broken(database):
        taken = [await take_in(deps, DIALOG, inbound) for _ in range(TRIES_LIMIT)]
    assert taken == [*[Taken.FAILED] * (TRIES_LIMIT - 1), Taken.SET_ASIDE]


async def set_aside(deps: Deps, database: Database, who: Talker, act: Act | None = None) -> None:
    """Let a message of a resident be set aside, and be told so."""
    await fail_until_set_aside(deps, database, Inbound(who.channel, NUMBER, who.address, act or Said(WORDS)))
    [told] = await who.answers()
    assert told.text.startswith("Ihre letzte Nachricht konnten wir")


async def kept(deps: Deps) -> int:
    async with deps.open_reading() as work:
        return (await work._session.exec(select(func.count()).select_from(KeptUpdate))).one()


@pytest.fixture
async def failed(known: Talker, deps: Deps, database: Database) -> Talker:
    """A resident one of whose messages is set aside."""
    await set_aside(deps, database, known)
    return known


@pytest.mark.usefixtures("failed")
async def test_a_set_aside_update_is_listed_without_its_words(seat: Open) -> None:
    browser = await seat(Role.ADMIN)

    page = await (await browser.get(PAGE)).text()

    assert "Error</td>" in page and f'class="number">{TRIES_LIMIT}</td>' in page
    assert f'action="{UPDATE}/retry"' in page and f'action="{UPDATE}/drop"' in page
    assert WORDS not in page
    assert PAGE in await (await browser.get("/moderation")).text()


@pytest.mark.usefixtures("failed")
async def test_only_the_administration_may_look(seat: Open) -> None:
    for role in (Role.MODERATOR, Role.MEMBER):
        browser = await seat(role)
        assert (await browser.get(PAGE)).status == 403
        assert (await browser.post(f"{UPDATE}/drop")).status == 403
        assert PAGE not in await (await browser.get("/moderation")).text()


async def test_what_is_tried_again_is_taken_as_if_it_came_now(failed: Talker, deps: Deps, seat: Open) -> None:
    browser = await seat(Role.ADMIN)

    answer = await browser.post(f"{UPDATE}/retry", allow_redirects=False)

    assert (answer.status, answer.headers["Location"]) == (303, PAGE)
    assert WORDS in "".join(message.text for message in await failed.answers())
    assert await kept(deps) == 0
    assert f'action="{UPDATE}/retry"' not in await (await browser.get(PAGE)).text()
    assert (await browser.post(f"{UPDATE}/retry")).status == 404
    assert await failed.answers() == []


async def test_what_fails_again_stays_and_its_resident_is_not_told_twice(
    failed: Talker, deps: Deps, database: Database, seat: Open
) -> None:
    browser = await seat(Role.ADMIN)

    async with broken(database):
        answer = await browser.post(f"{UPDATE}/retry", allow_redirects=False)

    assert answer.status == 409
    assert f'class="number">{TRIES_LIMIT + 1}</td>' in await (await browser.get(PAGE)).text()
    assert (await failed.answers(), await kept(deps)) == ([], 1)


async def test_all_are_tried_again_after_asking_back_and_what_fails_again_is_counted(
    failed: Talker, deps: Deps, database: Database, seat: Open
) -> None:
    second, unreadable = NUMBER + 1, NUMBER + 2
    for number in (second, unreadable):
        await fail_until_set_aside(deps, database, Inbound(failed.channel, number, failed.address, Said(WORDS)))
    await failed.answers()
    async with deps.open_work() as work:
        of_one = update(KeptUpdate).where(col(KeptUpdate.update_id) == unreadable)
        await work._session.exec(of_one.values(sealed=b"written with another key"))
    browser = await seat(Role.ADMIN)
    assert f'href="{PAGE}/updates/retry"' in await (await browser.get(PAGE)).text()
    assert "3 Nachrichten erneut versuchen" in await (await browser.get(f"{PAGE}/updates/retry")).text()

    said = await (await browser.post(f"{PAGE}/updates/retry")).text()

    assert "2 Nachrichten wurden aufgenommen." in said and "1 Nachricht scheiterte erneut." in said
    assert [update.update_id for update in await troubles.updates(deps, 9)] == [unreadable]
    assert len([message for message in await failed.answers() if WORDS in message.text]) == 2


async def test_without_any_there_is_nothing_to_ask_back(seat: Open) -> None:
    browser = await seat(Role.ADMIN)

    assert (
        '<form method="post" action="/moderation/stoerungen'
        not in await (await browser.get(f"{PAGE}/updates/retry")).text()
    )


async def test_content_nobody_can_read_any_more_is_a_failed_try(failed: Talker, deps: Deps, seat: Open) -> None:
    async with deps.open_work() as work:
        await work._session.exec(update(KeptUpdate).values(sealed=b"written with another key"))
    browser = await seat(Role.ADMIN)

    assert (await browser.post(f"{UPDATE}/retry")).status == 409

    assert f'class="number">{TRIES_LIMIT + 1}</td>' in await (await browser.get(PAGE)).text()
    assert await failed.answers() == []


async def test_what_is_given_up_is_gone_for_good_and_not_taken_by_a_late_repetition(
    failed: Talker, deps: Deps, seat: Open
) -> None:
    browser = await seat(Role.ADMIN)

    await browser.post(f"{UPDATE}/drop")

    assert await kept(deps) == 0
    assert (await browser.post(f"{UPDATE}/drop")).status == 404
    assert (await browser.post(f"{UPDATE}/retry")).status == 404
    repeated = Inbound(failed.channel, NUMBER, failed.address, Said(WORDS))
    assert await take_in(deps, DIALOG, repeated) is Taken.REPEATED


@pytest.mark.parametrize("name", ["telegram-x", "telegram-", "fax-1", "telegram-99999999999999999999", "telegram-²"])
async def test_a_made_up_name_is_not_there(seat: Open, name: str) -> None:
    browser = await seat(Role.ADMIN)
    assert (await browser.post(f"{PAGE}/updates/{name}/retry")).status == 404


async def test_words_go_after_thirty_days_and_the_row_stays(
    failed: Talker, deps: Deps, clock: StandingClock, seat: Open
) -> None:
    clock.advance(timedelta(days=29))
    await jobs.forget_troubles(deps)
    assert await kept(deps) == 1

    clock.advance(timedelta(days=2))
    await jobs.forget_troubles(deps)

    browser = await seat(Role.ADMIN)
    page = await (await browser.get(PAGE)).text()
    assert await kept(deps) == 0
    assert "Wortlaut gelöscht" in page and f'action="{UPDATE}/drop"' in page
    assert (await browser.post(f"{UPDATE}/retry")).status == 404


async def test_words_go_at_once_with_their_resident(failed: Talker, deps: Deps) -> None:
    await privacy.erase(deps, await failed.resident_id(), concerns_too=True)

    assert await kept(deps) == 0


async def test_what_cannot_be_written_down_can_still_be_kept(known: Talker, deps: Deps, database: Database) -> None:
    half_a_letter = "\ud83d"
    await set_aside(deps, database, known, Said(half_a_letter))

    assert await kept(deps) == 1


async def outgoing(
    deps: Deps, who: Talker, state: OutgoingState, kind: OutgoingKind = OutgoingKind.RECEIPT, text: str = WORDS
) -> int:
    async with deps.open_work() as work:
        now = deps.now()
        row = Outgoing(
            resident_id=await who.resident_id(), kind=kind, state=state, body={"text": text}, sends=2, tries=2,
            not_before=now, created_at=now, reason="TimedOut",
        )  # fmt: skip
        await put(work, row)
        return row.id


async def state_of(deps: Deps, number: int) -> tuple[OutgoingState, object]:
    async with deps.open_reading() as work:
        return (await work._session.exec(select(Outgoing.state, Outgoing.body).where(Outgoing.id == number))).one()


@pytest.mark.parametrize("state", [OutgoingState.FAILED, OutgoingState.AMBIGUOUS])
async def test_an_answer_is_sent_again_after_asking_back(
    known: Talker, deps: Deps, seat: Open, state: OutgoingState
) -> None:
    number = await outgoing(deps, known, state)
    browser = await seat(Role.ADMIN)
    address = f"{PAGE}/messages/{number}/again"
    listed = await (await browser.get(PAGE)).text()
    assert (
        f'href="{address}"' in listed
        and "Telegram hat nicht rechtzeitig geantwortet." in listed
        and WORDS not in listed
    )
    asked = await (await browser.get(address)).text()
    assert "vielleicht schon angekommen" in asked and WORDS not in asked

    answer = await browser.post(address, allow_redirects=False)

    assert answer.status == 303
    assert await state_of(deps, number) == (OutgoingState.WAITING, {"text": WORDS})
    assert [(await browser.get(address)).status, (await browser.post(address)).status] == [404, 404]


async def test_what_is_no_answer_is_never_sent_again(known: Talker, deps: Deps, seat: Open) -> None:
    number = await outgoing(deps, known, OutgoingState.AMBIGUOUS, OutgoingKind.REMINDER)
    browser = await seat(Role.ADMIN)
    address = f"{PAGE}/messages/{number}/again"

    assert address not in await (await browser.get(PAGE)).text()
    assert (await browser.post(address)).status == 404
    assert (await state_of(deps, number))[0] is OutgoingState.AMBIGUOUS


async def test_what_is_struck_off_is_listed_no_more_and_its_words_are_forgotten(
    known: Talker, deps: Deps, seat: Open
) -> None:
    number, other = [await outgoing(deps, known, OutgoingState.FAILED) for _ in range(2)]
    browser = await seat(Role.ADMIN)

    await browser.post(f"{PAGE}/messages/{number}/strike")

    page = await (await browser.get(PAGE)).text()
    assert f"messages/{number}/" not in page and f"messages/{other}/" in page
    assert await state_of(deps, number) == (OutgoingState.DROPPED, None)
    assert (await browser.post(f"{PAGE}/messages/{number}/strike")).status == 404
    assert (await browser.post(f"{PAGE}/messages/x/strike")).status == 404


async def test_words_of_an_unsent_answer_go_after_thirty_days(known: Talker, deps: Deps, clock: StandingClock) -> None:
    number = await outgoing(deps, known, OutgoingState.FAILED)
    clock.advance(timedelta(days=31))

    await jobs.forget_troubles(deps)

    assert await state_of(deps, number) == (OutgoingState.FAILED, None)
