"""The queue and one concern: what each role sees and does."""

import asyncio
from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import event

from handlers.deps import Deps
from handlers.errors import NotFoundError, RefusalError
from handlers.moderation import casework, moving, worklist
from handlers.moderation.marking import carry_over
from handlers.moderation.moving import Listed
from handlers.moderation.vocabulary import Move
from storage.database import Database
from storage.models import Role, Status, TagOrigin
from storage.readings.concerns import ConcernFilter, ConcernReading
from storage.readings.queue import Order
from tests.desk.conftest import DARK, DARK_REDACTED, OTHER_WORKGROUP, WORKGROUP, Open, hand_in, person
from tests.factories import StandingClock

PHONE = "0381 4567890"
MODERATOR = person(Role.MODERATOR)


async def stored(deps: Deps, number: str) -> ConcernReading:
    async with deps.open_reading() as work:
        concern_id = await work.concerns.id_of(number)
        found = await work.concerns.one(concern_id or 0)
    assert found is not None
    return found


async def test_the_queue_shows_the_redacted_text_to_every_role(seat: Open, deps: Deps) -> None:
    concern = await hand_in(deps)

    for role in Role:
        page = await (await (await seat(role)).get("/moderation/concerns")).text()
        assert concern.number in page and "[Telefonnummer]" in page
        assert PHONE not in page


async def test_the_original_is_shown_on_demand_and_each_look_is_noted(seat: Open, deps: Deps) -> None:
    concern = await hand_in(deps)
    browser = await seat(Role.MODERATOR)
    address = f"/moderation/concerns/{concern.number}"
    assert PHONE not in await (await browser.get(address)).text()

    page = await (await browser.post(f"{address}/original")).text()

    assert PHONE in page
    assert "Originaltext angesehen" in await (await browser.get(address)).text()
    assert (await stored(deps, concern.number)).status is Status.SEEN


async def test_a_member_sees_their_own_list_and_nothing_else(seat: Open, deps: Deps) -> None:
    mine = await hand_in(deps, "Am Bahnhof ist es dunkel und feucht.", ("lighting",))
    foreign = await hand_in(deps, "In der Straße wird oft eingebrochen.", ("theft_burglary",))
    browser = await seat(Role.MEMBER)

    page = await (await browser.get("/moderation/concerns")).text()
    assert mine.number in page and foreign.number not in page
    assert (await browser.get(f"/moderation/concerns/{mine.number}")).status == 200
    assert (await browser.get(f"/moderation/concerns/{foreign.number}")).status == 404
    assert (await browser.get(f"/moderation/concerns?workgroup={OTHER_WORKGROUP}")).status == 403
    assert (await browser.get("/moderation/concerns?workgroup=none")).status == 403
    page = await (await browser.get("/moderation")).text()
    assert WORKGROUP in page and OTHER_WORKGROUP not in page


async def test_the_page_of_a_member_offers_no_work_and_no_names(seat: Open, deps: Deps) -> None:
    concern = await hand_in(deps)
    await (await seat(Role.MODERATOR)).post(f"/moderation/concerns/{concern.number}/original")

    page = await (await (await seat(Role.MEMBER)).get(f"/moderation/concerns/{concern.number}")).text()

    assert "Originaltext zeigen" not in page and "Themen berichtigen" not in page
    assert "moderator am Tisch" not in page


@pytest.mark.parametrize("number", ["2026-999999", "x", "%00", "2026-000001%00", "9" * 300, "..%2f"])
async def test_a_number_that_is_none_is_not_found(seat: Open, number: str) -> None:
    assert (await (await seat(Role.ADMIN)).get(f"/moderation/concerns/{number}")).status == 404


UNLIT = "Am Schulweg ist es abends dunkel, da brauchen wir mehr Laternen."


async def test_the_words_that_led_to_a_topic_are_marked(seat: Open, deps: Deps) -> None:
    concern = await hand_in(deps, f"Meine Nummer ist 0381 4567890. {UNLIT}", topics=None)
    assert concern.topics

    page = await (await (await seat(Role.MODERATOR)).get(f"/moderation/concerns/{concern.number}")).text()

    assert "<mark>dunkel</mark>" in page and "<mark>Laternen</mark>" in page


async def test_what_residents_write_is_never_markup(seat: Open, deps: Deps) -> None:
    concern = await hand_in(deps, "<script>alert(1)</script> am dunklen Platz")
    browser = await seat(Role.MODERATOR)

    for path in ("/moderation/concerns", f"/moderation/concerns/{concern.number}"):
        assert "<script>alert" not in await (await browser.get(path)).text()


async def test_corrected_topics_bring_their_workgroups_and_keep_what_was_there(deps: Deps) -> None:
    concern = await hand_in(deps, topics=None)
    assert [topic.id for topic in concern.topics] == ["lighting"]

    await casework.correct_topics(deps, MODERATOR, concern.number, ["lighting", "youth"], "lighting")

    after = await stored(deps, concern.number)
    assert {topic.id: topic.origin for topic in after.topics} == {
        "lighting": TagOrigin.MODEL,
        "youth": TagOrigin.MODERATOR,
    }
    assert after.topics[0].evidence == concern.topics[0].evidence
    assert set(after.workgroups) == {WORKGROUP, OTHER_WORKGROUP}
    assert after.status is Status.SEEN


async def test_the_last_correction_is_undone_once(deps: Deps) -> None:
    concern = await hand_in(deps, topics=None)
    await casework.correct_topics(deps, MODERATOR, concern.number, ["youth"], "lighting")

    await casework.undo_correction(deps, MODERATOR, concern.number)

    after = await stored(deps, concern.number)
    assert (after.topics, after.workgroups) == (concern.topics, concern.workgroups)
    with pytest.raises(RefusalError):
        await casework.undo_correction(deps, MODERATOR, concern.number)


async def test_of_two_corrections_at_once_one_is_asked_to_look_again(deps: Deps) -> None:
    concern = await hand_in(deps)

    results = await asyncio.gather(
        casework.correct_topics(deps, MODERATOR, concern.number, ["youth"], "lighting"),
        casework.correct_topics(deps, person(Role.ADMIN), concern.number, ["animals"], "lighting"),
        return_exceptions=True,
    )

    assert sorted(type(result).__name__ for result in results) == ["NoneType", "RefusalError"]


async def test_a_member_cannot_touch_a_concern_even_past_the_gate(deps: Deps) -> None:
    concern = await hand_in(deps)
    stranger = person(Role.MEMBER, OTHER_WORKGROUP)

    for attempt in (
        casework.look(deps, stranger, concern.number),
        casework.look_at_original(deps, stranger, concern.number),
        moving.move(deps, stranger, concern.number, Move.CONFIRM),
    ):
        with pytest.raises(NotFoundError):
            await attempt


async def test_topics_are_confirmed_only_where_a_workgroup_gets_the_concern(deps: Deps) -> None:
    unclear, clear = await hand_in(deps, topics=("other",)), await hand_in(deps)

    with pytest.raises(RefusalError):
        await moving.move(deps, MODERATOR, unclear.number, Move.CONFIRM)
    await moving.move(deps, MODERATOR, clear.number, Move.CONFIRM)
    await moving.move(deps, MODERATOR, clear.number, Move.CONFIRM)

    assert (await stored(deps, clear.number)).status is Status.CONFIRMED
    history = (await casework.look(deps, MODERATOR, clear.number)).history
    assert [happening.act for happening in history] == ["submitted", "confirmed"]


async def test_unknown_topics_are_refused(seat: Open, deps: Deps) -> None:
    concern = await hand_in(deps)
    browser = await seat(Role.MODERATOR)

    answer = await browser.post(
        f"/moderation/concerns/{concern.number}/topics", data={"topic": "made-up", "before": "lighting"}
    )

    assert answer.status == 400
    assert [topic.id for topic in (await stored(deps, concern.number)).topics] == ["lighting"]


async def test_filters_narrow_the_queue(seat: Open, deps: Deps, clock: StandingClock) -> None:
    clock.set(datetime(2026, 11, 22, 22, 59, tzinfo=UTC))  # 23:59 in Berlin
    place = deps.city.districts[0]
    early = await hand_in(deps, "Am Bahnhof ist es dunkel.", ("lighting",), district=place.id)
    clock.advance(timedelta(minutes=2))
    late = await hand_in(deps, "In der Straße wird 100% oft eingebrochen.", ("theft_burglary",))
    unclear = await hand_in(deps, "Etwas ganz anderes ist geschehen.", ())
    browser = await seat(Role.MODERATOR)

    async def found(query: str) -> set[str]:
        page = await (await browser.get(f"/moderation/concerns?{query}")).text()
        return {number for number in (early.number, late.number, unclear.number) if number in page}

    assert await found("workgroup=infrastructure") == {early.number}
    assert await found("workgroup=none") == {unclear.number}
    assert await found("topic=theft_burglary") == {late.number}
    assert await found("bis=2026-11-22") == {early.number}
    assert await found("von=23.11.2026&bis=23.11.2026") == {late.number, unclear.number}
    assert await found("status=confirmed") == set()
    assert await found("text=BAHNHOF") == {early.number}
    assert await found("text=%25") == {late.number}
    assert await found(f"ortsteil={place.id}") == await found(f"ortsteil={place.name}") == {early.number}


@pytest.mark.parametrize(
    ("query", "complaint"),
    [
        ("von=gestern", "Bitte geben Sie ein Datum ein"),
        ("von=0001-01-01", "Bitte geben Sie ein Datum ein"),
        ("bis=9999-12-31", "Bitte geben Sie ein Datum ein"),
        ("von=2026-12-02&bis=2026-12-01", "Der letzte Tag liegt vor dem ersten."),
        ("status=lost", "Bitte wählen Sie eine der angegebenen Antworten."),
        ("workgroup=police", "Eine Arbeitsgruppe „police“ gibt es nicht."),
        ("topic=x", "Ein Thema „x“ gibt es nicht."),
        ("ortsteil=Berlin-Mitte", "Einen Ortsteil „Berlin-Mitte“ gibt es nicht."),
        ("text=" + "x" * 201, "Bitte schreiben Sie höchstens 200 Zeichen."),
    ],
)
async def test_a_filter_that_cannot_be_used_is_said_at_its_field(seat: Open, query: str, complaint: str) -> None:
    browser = await seat(Role.MODERATOR)

    for path in ("/moderation/concerns", "/moderation/concerns.csv"):
        answer = await browser.get(f"{path}?{query}")
        assert answer.status == 400
        page = await answer.text()
        assert complaint in page
        assert query.rpartition("&")[2].partition("=")[0] in page


async def test_a_long_queue_comes_in_pages_that_keep_the_filters(seat: Open, deps: Deps) -> None:
    for _ in range(51):
        await hand_in(deps, "Am Bahnhof ist es dunkel.")
    browser = await seat(Role.MODERATOR)

    first = await (await browser.get("/moderation/concerns?topic=lighting")).text()
    second = await (await browser.get("/moderation/concerns?topic=lighting&seite=2")).text()

    assert "51 Anliegen" in first and "topic=lighting&amp;seite=2" in first
    assert "2026-000001" in second and "2026-000001" not in first
    assert "2026-000001" in await (await browser.get("/moderation/concerns?seite=99")).text()


async def test_three_rows_need_as_many_queries_as_one(deps: Deps, database: Database) -> None:
    counts = []
    for _ in range(2):
        await hand_in(deps)
        statements: list[str] = []
        listen = lambda *arguments, into=statements: into.append(str(arguments[2]))  # noqa: E731  (has to be removed again)
        event.listen(database.engine.sync_engine, "before_cursor_execute", listen)
        await worklist.queue(deps, MODERATOR, Listed(ConcernFilter(), Order.NEWEST), 1)
        event.remove(database.engine.sync_engine, "before_cursor_execute", listen)
        counts.append(len([statement for statement in statements if statement.startswith("SELECT")]))
        await hand_in(deps)

    assert counts[0] == counts[1]


def test_evidence_is_marked_in_the_redacted_text_at_the_same_words() -> None:
    from_raw = [(DARK.index("dunkel"), DARK.index("dunkel") + 6), (DARK.index("Rückruf"), DARK.index("Rückruf") + 7)]

    moved = carry_over([*from_raw, (DARK.index("4567"), DARK.index("4567") + 4)], DARK, DARK_REDACTED)

    assert [DARK_REDACTED[start:end] for start, end in moved] == ["dunkel", "Rückruf"]


def test_evidence_behind_a_replaced_word_moves_with_it() -> None:
    raw, redacted = "Herr Ali Öz, Tel. 0381 123456: dunkel", "[Name], Tel. [Telefonnummer]: dunkel"
    at = raw.index("dunkel")

    assert [redacted[start:end] for start, end in carry_over([(at, at + 6)], raw, redacted)] == ["dunkel"]


async def test_where_the_service_named_no_topic_its_guess_is_one_press_away(seat: Open, deps: Deps) -> None:
    concern = await hand_in(deps, UNLIT, topics=())
    browser = await seat(Role.MODERATOR)
    page = await (await browser.get(f"/moderation/concerns/{concern.number}")).text()
    assert "Der Dienst ist nicht sicher. Vielleicht geht es um:" in page

    await browser.post(f"/moderation/concerns/{concern.number}/topics", data={"topic": "lighting", "before": ""})

    after = await (await browser.get(f"/moderation/concerns/{concern.number}")).text()
    assert "Der Dienst ist nicht sicher" not in after
    async with deps.open_reading() as work:
        found = await work.concerns.one(concern.id)
    assert found is not None and [topic.id for topic in found.topics] == ["lighting"]
