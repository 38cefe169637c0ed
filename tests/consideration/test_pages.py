"""The pages of weighing, as two people at the desk use them."""

import re

from handlers.deps import Deps
from storage.models import Outcome, Role
from tests.consideration.people import TWO_SENTENCES, WORDS, hand_in, outcome_of, passage_ids
from tests.desk.conftest import Browser, Open

DECISION = {"reason": "cost", "words": WORDS, "body": "steering_group", "decided_on": "2026-11-20"}
IN_PLAN = DECISION | {"reason": "in_plan"}


async def post(browser: Browser, address: str, **fields: str) -> int:
    answer = await browser.post(f"/moderation/concerns/{address}", data=fields, allow_redirects=False)
    return answer.status


async def page(browser: Browser, number: str) -> str:
    answer = await browser.get(f"/moderation/concerns/{number}/consideration")
    assert answer.status == 200
    return await answer.text()


async def test_one_concern_from_splitting_to_the_balance(deps: Deps, seat: Open) -> None:
    first, second = await seat(Role.MODERATOR), await seat(Role.ADMIN)
    concern = await hand_in(deps)
    here = f"{concern.number}/consideration"

    shown = await page(first, concern.number)
    start = re.search(r'name="start" value="(\d+)"', shown)
    assert start is not None
    assert await post(first, f"{here}/split", start=start.group(1)) == 303
    dark, cyclists = await passage_ids(deps, concern)
    assert (
        await post(first, f"{here}/passages/{dark}/decide", outcome="adopted", **DECISION | {"reason": "in_plan"})
        == 303
    )
    assert await post(first, f"{here}/passages/{cyclists}/decide", outcome="not_adopted", **DECISION) == 303

    assert await outcome_of(deps, concern) is Outcome.OPEN
    assert await post(first, f"{here}/passages/{cyclists}/confirm") == 403
    assert await post(second, f"{here}/passages/{cyclists}/confirm") == 303
    assert await outcome_of(deps, concern) is Outcome.PARTLY
    balance = await (await first.get("/moderation/bilanz")).text()
    assert "Die Bilanz geht auf" in balance
    assert "Der Schlussbericht kann erstellt werden" in balance


async def test_a_refused_decision_comes_back_with_what_was_typed_and_says_what_is_wrong(deps: Deps, seat: Open) -> None:
    browser, concern = await seat(Role.MODERATOR), await hand_in(deps)
    [passage] = await passage_ids(deps, concern)

    answer = await browser.post(
        f"/moderation/concerns/{concern.number}/consideration/passages/{passage}/decide",
        data={"outcome": "not_adopted", **DECISION, "words": "Zu kurz."},
    )

    words = await answer.text()
    assert answer.status == 400
    assert "mit mindestens 20 Zeichen" in words
    assert "Zu kurz.</textarea>" in words


async def test_wrong_decisions_are_refused_by_name(deps: Deps, seat: Open) -> None:
    browser, concern = await seat(Role.MODERATOR), await hand_in(deps)
    [passage] = await passage_ids(deps, concern)
    there = f"/moderation/concerns/{concern.number}/consideration/passages/{passage}/decide"
    wrong = {
        "Grund": {"reason": "in_plan"},
        "wer entschieden hat": {"body": "nobody"},
        "in der Zukunft": {"decided_on": "2031-01-01"},
        "Absatz des Plans": {"paragraph": "77"},
    }

    for named, field in wrong.items():
        answer = await browser.post(there, data={"outcome": "not_adopted", **DECISION, **field})
        assert answer.status == 400
        assert named in await answer.text()
    assert await outcome_of(deps, concern) is Outcome.OPEN


async def test_what_is_joined_is_decided_with_its_lead_and_can_be_taken_out(deps: Deps, seat: Open) -> None:
    browser = await seat(Role.MODERATOR)
    lead, other, third = await hand_in(deps), await hand_in(deps), await hand_in(deps)
    here = f"{lead.number}/consideration"

    assert await post(browser, f"{here}/join", numbers=f"{other.number}, {third.number}") == 303
    assert "2 Anliegen sind damit zusammengeführt" in await page(browser, lead.number)
    assert await post(browser, f"{other.number}/consideration/free") == 303
    [passage] = await passage_ids(deps, lead)
    await post(browser, f"{here}/passages/{passage}/decide", outcome="passed_on", **DECISION | {"reason": "office"})

    assert await outcome_of(deps, lead) is Outcome.PASSED_ON
    assert await outcome_of(deps, other) is Outcome.OPEN
    assert await outcome_of(deps, third) is Outcome.JOINED
    assert f"Zusammengeführt mit {lead.number}" in await page(browser, third.number)


async def test_nothing_is_joined_when_one_of_the_numbers_is_wrong(deps: Deps, seat: Open) -> None:
    browser, lead, other = await seat(Role.MODERATOR), await hand_in(deps), await hand_in(deps)

    assert await post(browser, f"{lead.number}/consideration/join", numbers=f"{other.number} 2026-999999") == 404

    assert await outcome_of(deps, other) is Outcome.OPEN


async def test_a_member_looks_and_does_not_decide(deps: Deps, seat: Open) -> None:
    member = await seat(Role.MEMBER)
    concern = await hand_in(deps, "Am Doberaner Platz fehlen Laternen, es ist abends dunkel.")
    [passage] = await passage_ids(deps, concern)

    shown = await page(member, concern.number)

    assert "Laternen" in shown
    assert "Entscheidung eintragen" not in shown
    assert await post(member, f"{concern.number}/consideration/passages/{passage}/decide", outcome="adopted") == 403


async def test_topics_of_a_split_concern_are_those_of_its_passages(deps: Deps, seat: Open) -> None:
    browser, concern = await seat(Role.MODERATOR), await hand_in(deps, TWO_SENTENCES)
    here = f"{concern.number}/consideration"
    await post(browser, f"{here}/split", start="41")
    first, _ = await passage_ids(deps, concern)

    assert await post(browser, f"{here}/passages/{first}/topics", topic="cleanliness") == 303
    assert await post(browser, f"{concern.number}/topics", topic="lighting", before="") == 409

    async with deps.open_reading() as work:
        found = await work.concerns.one(concern.id)
        [one, other] = await work.considerations.passages_of(concern.id)
    assert found is not None
    assert one.topics == ("cleanliness",)
    assert {topic.id for topic in found.topics} == {*one.topics, *other.topics}


async def test_a_text_module_stands_before_the_own_words(deps: Deps, seat: Open) -> None:
    browser, concern = await seat(Role.MODERATOR), await hand_in(deps)
    [passage] = await passage_ids(deps, concern)
    await browser.post(
        "/moderation/textbausteine", data={"title": "Straßenbau", "words": "Das Tiefbauamt hat die Straße geprüft."}
    )
    shown = await page(browser, concern.number)
    module = re.search(r'<option value="(\d+)">Straßenbau:', shown)
    assert module is not None

    status = await post(
        browser,
        f"{concern.number}/consideration/passages/{passage}/decide",
        **DECISION | {"outcome": "partly", "reason": "part_only", "words": "Es folgt 2027.", "module": module.group(1)},
    )

    assert status == 303
    assert "Das Tiefbauamt hat die Straße geprüft.\nEs folgt 2027." in await page(browser, concern.number)


async def test_who_begins_to_weigh_has_it_and_others_see_it_and_may_take_it_over(deps: Deps, seat: Open) -> None:
    first, second, concern = await seat(Role.ADMIN), await seat(Role.MODERATOR), await hand_in(deps)
    here = f"{concern.number}/consideration"
    [passage] = await passage_ids(deps, concern)

    assert await post(first, f"{here}/begin") == 303

    assert "20 Minuten nach Ihrem letzten Schritt" in await page(first, concern.number)
    shown = await page(second, concern.number)
    assert "admin am Tisch arbeitet daran" in shown and "/decide" not in shown and "/split" not in shown
    assert await post(second, f"{here}/begin") == 409
    assert await post(second, f"{here}/split", start="41") == 409
    assert await post(second, f"{here}/join", numbers=(await hand_in(deps)).number) == 409

    assert await post(second, f"{here}/begin", take_over="1") == 303
    assert "moderator am Tisch arbeitet daran" in await page(first, concern.number)
    assert await post(second, f"{here}/passages/{passage}/decide", outcome="adopted", **IN_PLAN) == 303


async def test_words_typed_while_somebody_else_took_it_are_not_lost(deps: Deps, seat: Open) -> None:
    first, second, concern = await seat(Role.ADMIN), await seat(Role.MODERATOR), await hand_in(deps)
    here = f"/moderation/concerns/{concern.number}/consideration"
    [passage] = await passage_ids(deps, concern)
    await first.post(f"{here}/begin")

    answer = await second.post(f"{here}/passages/{passage}/decide", data={"outcome": "not_adopted", **DECISION})

    words = await answer.text()
    assert answer.status == 409
    assert f"{WORDS}</textarea>" in words and "arbeitet admin am Tisch an diesem Anliegen" in words
    assert await outcome_of(deps, concern) is Outcome.OPEN


async def test_the_first_step_takes_it_the_last_gives_it_free_and_the_second_person_need_not_wait(
    deps: Deps, seat: Open
) -> None:
    first, second, concern = await seat(Role.ADMIN), await seat(Role.MODERATOR), await hand_in(deps)
    here = f"{concern.number}/consideration"
    await post(first, f"{here}/split", start="41")
    dark, cyclists = await passage_ids(deps, concern)

    assert await post(first, f"{here}/passages/{dark}/decide", outcome="not_adopted", **DECISION) == 303
    assert await post(second, f"{here}/passages/{cyclists}/decide", outcome="adopted", **IN_PLAN) == 409
    assert "/confirm" in await page(second, concern.number)
    assert await post(second, f"{here}/passages/{dark}/confirm") == 303
    assert await post(first, f"{here}/passages/{cyclists}/decide", outcome="adopted", **IN_PLAN) == 303

    assert "arbeitet daran" not in await page(second, concern.number)
    assert await post(second, f"{here}/passages/{cyclists}/take-back") == 303


async def test_what_somebody_is_weighing_is_joined_to_nothing(deps: Deps, seat: Open) -> None:
    first, second = await seat(Role.ADMIN), await seat(Role.MODERATOR)
    lead, other = await hand_in(deps), await hand_in(deps)
    await post(first, f"{other.number}/consideration/begin")

    assert await post(second, f"{lead.number}/consideration/join", numbers=other.number) == 409
    assert await outcome_of(deps, other) is Outcome.OPEN
    assert await post(first, f"{lead.number}/consideration/join", numbers=other.number) == 303
