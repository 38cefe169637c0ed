"""Who has number and code sees how far a concern is; nobody else finds anything out, and nobody sees text or person."""

import re
from collections.abc import AsyncIterator, Callable
from datetime import timedelta

import pytest
import structlog
from aiohttp import web
from aiohttp.test_utils import TestClient, TestServer

from handlers.concerns import actions as concerns
from handlers.concerns import receipts
from handlers.concerns.actions import Submission
from handlers.consideration import deciding
from handlers.deps import Deps
from handlers.ledger import actions as ledger
from handlers.pages.keys import DEPS
from handlers.pages.middlewares import keep_manners
from handlers.pages.site import SITE, Site
from handlers.proof.rules import MOST_FROM_ALL, MOST_FROM_ONE_PLACE, Tries, number_of
from handlers.proof.web import TRIES, on_form, on_receipt
from storage.models import Outcome, Role, Source
from storage.readings.concerns import ConcernReading
from tests.consideration.people import WORDS, decision, hand_in, moderator, new_author, passage_ids
from tests.desk.conftest import person
from tests.factories import NOON, StandingClock, vault
from tests.talking import Talker

Client = TestClient[web.Request, web.Application]
NUMBER = "2026-000001"


@pytest.fixture
async def client(deps: Deps) -> AsyncIterator[Client]:
    app = web.Application()
    app[DEPS], app[TRIES] = deps, Tries()
    app[SITE] = Site("Forumsbote", "Hansestadt", deps.public_url)
    keep_manners(app)
    app.add_routes(
        [
            web.get("/vorgang", on_form),
            web.post("/vorgang", on_receipt),
            web.get("/static/{name}", on_form),
        ]
    )
    async with TestClient(TestServer(app)) as client:
        yield client


async def look(client: Client, number: str, code: str, *, via: str = "") -> tuple[int, str]:
    headers = {"X-Forwarded-For": via} if via else {}
    answer = await client.post("/vorgang", data={"number": number, "code": code}, headers=headers)
    assert answer.headers["Cache-Control"] == "no-store"
    return answer.status, await answer.text()


def test_a_code_is_always_the_same_and_of_its_number_only() -> None:
    codes = [receipts.code_of(vault(), f"2026-{number:06d}") for number in range(1, 500)]

    assert codes == [receipts.code_of(vault(), f"2026-{number:06d}") for number in range(1, 500)]
    assert len(set(codes)) == len(codes)
    assert all(re.fullmatch("[23456789CDFHJKMNPQRTVWXY]{4}-[23456789CDFHJKMNPQRTVWXY]{4}", code) for code in codes)


@pytest.mark.parametrize("how", [str.lower, lambda code: code.replace("-", " "), lambda code: f" {code} "])
def test_a_code_may_be_typed_as_people_type(how: Callable[[str], str]) -> None:
    assert receipts.matches(vault(), NUMBER, how(receipts.code_of(vault(), NUMBER)))


def test_a_figure_read_as_a_letter_is_that_figure() -> None:
    for number in range(1, 100):
        case = f"2026-{number:06d}"
        misread = receipts.code_of(vault(), case).translate(str.maketrans("8652", "BGSZ"))
        assert receipts.matches(vault(), case, misread)


@pytest.mark.parametrize("typed", ["2026-000123", "2026-123", " 2026 000123 ", "2026/123", "2026000123"])
def test_a_number_may_be_typed_as_people_type(typed: str) -> None:
    assert number_of(typed) == "2026-000123"


@pytest.mark.parametrize("typed", ["", "abc", "26-123", "2026-000123-4", "２０２６-000123"])
def test_what_can_be_no_number_is_none(typed: str) -> None:
    assert number_of(typed) == ""


async def decided(deps: Deps) -> ConcernReading:
    concern = await hand_in(deps, resident_id=await new_author(deps))
    who = await moderator(deps)
    [passage] = await passage_ids(deps, concern)
    await deciding.decide(deps, who, concern.number, passage, decision(Outcome.PARTLY))
    await ledger.chain_new(deps)
    return concern


async def test_number_and_code_show_state_days_reason_and_marks_without_text_or_person(
    deps: Deps, client: Client
) -> None:
    concern = await decided(deps)
    before = await (await client.get("/vorgang")).text()

    status, page = await look(client, concern.number, receipts.code_of(deps.vault, concern.number))

    async with deps.open_reading() as work:
        entries = await work.ledger.of_concern(concern.id)
        _, head = await work.ledger.head()
    assert status == 200
    assert "Es wurde zum Teil übernommen." in page and "Lenkungskreis" in page and "20. November 2026" in page
    assert [reason.words for reason in deps.city.reasons if reason.words in page] != []
    assert all(entry.mac is not None and entry.mac.hex() in page for entry in entries)
    assert head.hex() in page and head.hex() in before
    told = ("Doberaner", "Radfahrer", "dunkel", WORDS, "Tiefbauamt", "Ada", str(concern.resident_id))
    assert [words for words in told if words in page] == []


async def test_a_wrong_code_and_an_unknown_number_look_alike(deps: Deps, client: Client) -> None:
    concern = await decided(deps)
    foreign = receipts.code_of(deps.vault, "2026-000999")

    wrong = await look(client, concern.number, foreign)
    unknown = await look(client, "2026-000998", foreign)
    nonexistent = await look(client, "2026-000999", foreign)

    assert wrong[0] == unknown[0] == nonexistent[0] == 404
    assert wrong[1].replace(concern.number, "N") == unknown[1].replace("2026-000998", "N")
    assert unknown[1].replace("2026-000998", "N") == nonexistent[1].replace("2026-000999", "N")


async def test_who_guesses_is_held_up_but_not_their_neighbours_and_not_for_ever(
    deps: Deps, client: Client, clock: StandingClock
) -> None:
    concern = await decided(deps)
    code = receipts.code_of(deps.vault, concern.number)
    for number in range(MOST_FROM_ONE_PLACE):
        await look(client, concern.number, "23456789", via=f"203.0.113.{number}")

    held_up = await look(client, concern.number, code, via="203.0.113.200")
    neighbour = await look(client, concern.number, code, via="198.51.100.7")
    clock.advance(timedelta(hours=1))
    later = await look(client, concern.number, code, via="203.0.113.200")

    assert (held_up[0], neighbour[0], later[0]) == (429, 200, 200)


async def test_right_codes_are_not_counted(deps: Deps, client: Client) -> None:
    concern = await decided(deps)
    code = receipts.code_of(deps.vault, concern.number)

    assert {(await look(client, concern.number, code))[0] for _ in range(MOST_FROM_ONE_PLACE + 5)} == {200}


def test_all_places_together_have_their_measure_and_no_address_is_kept() -> None:
    tries = Tries()
    for number in range(MOST_FROM_ALL):
        tries.note_wrong(f"10.{number // 200}.{number % 200}.7", NOON)

    assert tries.are_too_many("192.0.2.1", NOON)
    assert not re.search(r"10\.\d", repr(vars(tries)))


def test_a_network_of_version_six_is_one_place_and_a_mapped_address_is_of_version_four() -> None:
    tries = Tries()
    for number in range(MOST_FROM_ONE_PLACE):
        tries.note_wrong(f"2001:db8:1:{number:x}::{number:x}", NOON)
        tries.note_wrong("::ffff:203.0.113.5", NOON)

    assert tries.are_too_many("2001:db8:1:ffff::1", NOON) and tries.are_too_many("203.0.113.9", NOON)
    assert not tries.are_too_many("2001:db8:2::1", NOON) and not tries.are_too_many("::ffff:203.0.114.5", NOON)


async def test_neither_number_nor_code_is_logged(deps: Deps, client: Client) -> None:
    concern = await decided(deps)
    code = receipts.code_of(deps.vault, concern.number)

    with structlog.testing.capture_logs() as logs:
        await look(client, concern.number, code)
        await look(client, concern.number, "23456789")

    assert [line["event"] for line in logs] == ["receipt.shown", "receipt.unknown"]
    assert concern.number not in str(logs) and code not in str(logs)


async def test_the_receipt_and_the_path_carry_the_code(deps: Deps, known: Talker) -> None:
    [receipt] = await known.hands_in("Am Doberaner Platz ist es abends dunkel.")
    [found] = re.findall(r"\d{4}-\d{6}", receipt.text)
    await known.commands("meine")
    [path] = await known.presses("Was wurde aus")

    code = receipts.code_of(deps.vault, found)
    assert code in receipt.text and code in path.text and f"{deps.public_url}/vorgang" in receipt.text


async def test_only_what_was_entered_by_hand_shows_its_code_to_the_desk(deps: Deps) -> None:
    written = await hand_in(deps)
    card = await concerns.submit(
        deps, Submission(reading=await deps.read("Es fehlt ein Zebrastreifen."), source=Source.PAPER)
    )

    assert person(Role.MODERATOR).role is Role.MODERATOR
    assert receipts.of_card(deps, written) == ""
    assert receipts.of_card(deps, card) == receipts.code_of(deps.vault, card.number)


async def test_who_writes_an_address_of_their_own_before_that_of_our_proxy_is_slowed_down_all_the_same(
    client: Client,
) -> None:
    wrong = {"number": "2026-000001", "code": "2222-2222"}
    for n in range(MOST_FROM_ONE_PLACE):
        forged = [("X-Forwarded-For", f"198.51.{n}.1"), ("X-Forwarded-For", "203.0.113.9")]
        await client.post("/vorgang", data=wrong, headers=forged)

    assert client.app is not None
    assert client.app[TRIES].are_too_many("203.0.113.9", NOON)
