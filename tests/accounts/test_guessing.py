"""Guessing, as one who does it would: slowed down from one address and from many, and nobody innocent with it."""

import asyncio
from datetime import timedelta
from time import perf_counter

import pytest
from sqlalchemy import func, select

from handlers.accounts import jobs, slowing
from handlers.accounts.slowing import ANYWHERE, NEAR, charged
from handlers.accounts.visitor import Visitor
from handlers.deps import Deps
from handlers.hashing import Hashing
from handlers.pages.callers import network_of
from storage.database import Database
from storage.models import Role, metadata
from storage.readings.accounts import BrakeReading
from tests.accounts.conftest import PASSWORD, Come, enter, is_in, knock
from tests.desk.conftest import Browser, Open
from tests.factories import StandingClock

BRAKES = metadata.tables["sign_in_brake"]
IN = (303, "/moderation")
TRIES = 300
HERE, THERE = "198.51.100.7", "203.0.113.9"


def looked_at(deps: Deps) -> int:
    """Return how many passwords were compared so far, and not just turned away."""
    counts = {tuple(s.labels.values()): s.value for s in deps.meters.sign_ins.family().samples}
    return int(counts.get(("password", "failed"), 0) + counts.get(("password", "done"), 0))


async def guess(browsers: list[Browser], tries: int, name: str = "ada", many: bool = False) -> list[tuple[int, str]]:
    """Try wrong passwords, as many at once as there are browsers; from one address, or each from another network."""

    async def some(browser: Browser, numbers: range) -> list[tuple[int, str]]:
        return [
            await knock(browser, name, f"falsch {number}", f"10.{number // 250}.{number % 250}.1" if many else THERE)
            for number in numbers
        ]

    shares = [range(place, tries, len(browsers)) for place in range(len(browsers))]
    done = await asyncio.gather(*(some(browser, share) for browser, share in zip(browsers, shares, strict=True)))
    return [answer for share in done for answer in share]


async def test_hundreds_of_tries_from_one_address_are_looked_at_five_times(join: Come, seat: Open, deps: Deps) -> None:
    await join(Role.MEMBER)

    answers = await guess([await seat(None) for _ in range(10)], TRIES)

    assert len(set(answers)) == 1
    assert looked_at(deps) == NEAR.free


async def test_hundreds_of_tries_from_many_addresses_are_looked_at_a_hundred_times(
    join: Come, seat: Open, deps: Deps
) -> None:
    person = await join(Role.MEMBER)

    await guess([await seat(None) for _ in range(10)], TRIES, many=True)

    assert looked_at(deps) == ANYWHERE.free
    # Who signed in with this browser before is let in at once; a new browser waits for a moment, or takes a link.
    await person.browser.post("/moderation/abmelden")
    assert await knock(person.browser, address=HERE) == IN
    assert (await knock(await seat(None), address=HERE))[0] == 400
    person.clock.advance(timedelta(minutes=1))
    assert await knock(await seat(None), address=HERE) == IN


async def test_strangers_slow_nobody_down_elsewhere_nor_with_another_name(join: Come, seat: Open) -> None:
    await join(Role.MEMBER)
    await join(Role.MEMBER, "eva")
    await guess([await seat(None)], 20)

    assert (await knock(await seat(None), address=THERE))[0] == 400
    assert await knock(await seat(None), "eva", address=THERE) == IN
    assert await knock(await seat(None), address=HERE) == IN


async def test_the_wait_ends_and_a_right_password_makes_all_forgotten(join: Come, seat: Open, deps: Deps) -> None:
    person = await join(Role.MEMBER)
    browser = await seat(None)
    await guess([browser], NEAR.free)
    assert (await knock(browser, address=THERE))[0] == 400

    person.clock.advance(NEAR.wait)
    assert await knock(browser, address=THERE) == IN

    stranger = await seat(None)
    before = looked_at(deps)
    await guess([stranger], NEAR.free)
    assert looked_at(deps) == before + NEAR.free


async def test_a_cookie_of_somebody_else_or_a_made_up_one_helps_nobody(join: Come, seat: Open, deps: Deps) -> None:
    await join(Role.MEMBER)
    other = await join(Role.MEMBER, "eva")
    before = looked_at(deps)

    await guess([other.browser], 20)

    assert looked_at(deps) == before + NEAR.free


async def test_guessing_with_a_known_browser_is_slowed_down_too(join: Come, deps: Deps) -> None:
    person = await join(Role.MEMBER)
    before = looked_at(deps)

    await guess([person.browser], 20)

    assert looked_at(deps) == before + NEAR.free


async def test_codes_cannot_be_guessed_either(join: Come, seat: Open, deps: Deps) -> None:
    person, browser = await join(), await seat(None)
    await knock(browser, address=THERE)

    for number in range(50):
        assert await enter(browser, f"{number:06}", THERE) == 400

    counts = {tuple(s.labels.values()): s.value for s in deps.meters.sign_ins.family().samples}
    assert counts["code", "failed"] == NEAR.free and counts["code", "slowed"] == 50 - NEAR.free
    # Knowing the password does not end the wait.
    assert (await knock(await seat(None), address=THERE))[0] == 400
    assert await enter(browser, person.next_code(), HERE) == 303


async def test_guessing_from_within_a_session_is_slowed_down(join: Come, seat: Open) -> None:
    person = await join()
    for number in range(NEAR.free):
        assert (await person.posts("/moderation/zugang/ersatzcodes", proof=f"{number:06}"))[0] == 400

    assert (await person.posts("/moderation/zugang/ersatzcodes", proof=person.code()))[0] == 400
    person.clock.advance(NEAR.wait)
    assert (await person.posts("/moderation/zugang/ersatzcodes", proof=person.code()))[0] == 200


async def test_a_crowd_of_strangers_does_not_keep_known_browsers_waiting(join: Come, seat: Open, deps: Deps) -> None:
    person = await join(Role.MEMBER)
    deps.hashing.waiting += 100

    assert (await knock(await seat(None), address=HERE))[0] == 400
    assert await knock(person.browser, address=HERE) == IN


async def test_several_processes_agree(deps: Deps) -> None:
    """The count is in the database: a hundred at once, over connections of their own, are charged one after another."""
    visitor = Visitor(network=network_of(HERE))

    admitted = await asyncio.gather(*(slowing.admit(deps, "ada", visitor) for _ in range(40)))

    assert sum(one is not None for one in admitted) == NEAR.free


async def test_neither_names_nor_addresses_are_kept_and_the_key_changes_every_day(
    seat: Open, deps: Deps, database: Database, clock: StandingClock
) -> None:
    kept = []
    for _day in range(2):
        await guess([await seat(None)], 2, "ottokar@example.org")
        async with database.engine.connect() as connection:
            kept.append({str(row.key) for row in (await connection.execute(BRAKES.select())).all()})
            everything = str((await connection.execute(BRAKES.select())).all())
        assert "ottokar" not in everything and "203.0" not in everything
        clock.advance(timedelta(days=1))

    assert len(kept[0]) == 2 and len(kept[1]) == 3  # the name from everywhere again, and the network under a new key
    await jobs.forget_sign_ins(deps)
    async with database.engine.connect() as connection:
        assert (await connection.execute(select(func.count()).select_from(BRAKES))).scalar_one() == 0


def test_waits_double_up_to_a_quarter_of_an_hour(clock: StandingClock) -> None:
    brake = BrakeReading("x", 0, clock(), clock())
    waits = []
    for _ in range(14):
        brake = charged(brake, NEAR, clock())
        waits.append(int((brake.until - clock()).total_seconds()))
    assert waits == [0, 0, 0, 0, 30, 60, 120, 240, 480, 900, 900, 900, 900, 900]

    clock.advance(timedelta(hours=24))
    assert charged(brake, NEAR, clock()).tries == 1


@pytest.mark.parametrize(
    ("address", "network"),
    [
        ("192.0.2.77", "192.0.2.0/24"),
        ("::ffff:192.0.2.77", "192.0.2.0/24"),
        ("2001:db8:1:2:3:4:5:6", "2001:db8:1::/48"),
        ("nonsense", ""),
        ("", ""),
    ],
)
def test_the_beginning_of_an_address_is_what_a_household_shares(address: str, network: str) -> None:
    assert network_of(address) == network


async def test_an_unknown_name_takes_as_long_as_a_known_one(join: Come, deps: Deps) -> None:
    """Not a matter of fractions: without the comparison with nobody's hash it would take a twentieth."""
    hashing = Hashing()
    stored = await hashing.hash(PASSWORD)
    times = {}
    for name, compared in (("known", stored), ("unknown", None)):
        took = []
        for _ in range(3):
            begun = perf_counter()
            assert not await hashing.fits("falsch falsch", compared)
            took.append(perf_counter() - begun)
        times[name] = min(took)
    assert 0.4 < times["unknown"] / times["known"] < 2.5


async def test_two_passwords_are_hashed_at_once_and_the_loop_goes_on() -> None:
    hashing, beats = Hashing(), 0

    async def beat() -> None:
        nonlocal beats
        while True:
            await asyncio.sleep(0.005)
            beats += 1

    beating = asyncio.create_task(beat())
    hashed = await asyncio.gather(*(hashing.hash(PASSWORD) for _ in range(6)))
    beating.cancel()

    assert len(set(hashed)) == 6 and all(one.startswith("$argon2id$v=19$m=32768,t=3,p=1$") for one in hashed)
    assert beats > 10
    assert hashing.waiting == 0


async def test_a_browser_that_only_knows_the_password_is_nowhere(join: Come, seat: Open) -> None:
    await join()
    browser = await seat(None)
    await knock(browser)

    assert not await is_in(browser)
    cookies = {cookie.key for cookie in browser.session.cookie_jar}
    assert cookies == {"desk_half_way"}
