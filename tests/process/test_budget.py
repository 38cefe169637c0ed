"""Costs and hours: exact to the cent and the minute, corrected by another booking and never deleted."""

import asyncio
from collections.abc import Mapping
from dataclasses import replace
from datetime import date

import pytest

from handlers.deps import Deps
from handlers.errors import NotFoundError, RefusalError
from handlers.pages.keys import SignedIn
from handlers.steering import amounts, budget
from handlers.steering.rules import DetailsError
from storage.models import BudgetUnit, Role
from storage.readings.budget import LineDetails
from tests.factories import StandingClock
from tests.process.conftest import Seat

DESK = "/moderation/process/budget"
CENTS, MINUTES = BudgetUnit.CENTS, BudgetUnit.MINUTES
MEANS = LineDetails(title="Eigene Mittel", unit=CENTS, planned=2_000_000)
POST = LineDetails(title="Stelle", unit=MINUTES, planned=40 * 60, weeks=104)
DAY = date(2026, 11, 20)


@pytest.mark.parametrize(
    ("unit", "typed", "expected"),
    [
        (CENTS, "20.000", 2_000_000),
        (CENTS, "1.234,56 €", 123_456),
        (CENTS, "1234,5", 123_450),
        (CENTS, "0,01", 1),
        (CENTS, "12.50", 1250),
        (CENTS, "1.23.456", None),
        (CENTS, "12,345", None),
        (CENTS, "-5", None),
        (CENTS, "=1+1", None),
        (CENTS, "99999999", None),
        (CENTS, "٣", None),
        (MINUTES, "7:30", 450),
        (MINUTES, "7,5 h", 450),
        (MINUTES, "7.25", 435),
        (MINUTES, "0,33", 20),
        (MINUTES, "40", 2400),
        (MINUTES, "7:60", None),
        (MINUTES, "", None),
    ],
)
def test_amounts_are_read_as_people_write_them(unit: BudgetUnit, typed: str, expected: int | None) -> None:
    assert amounts.read(unit, typed) == expected


@pytest.mark.parametrize(
    ("unit", "amount", "said"),
    [
        (CENTS, 123_456, "1.234,56 €"),
        (CENTS, -5, "−0,05 €"),
        (MINUTES, 249_600, "4.160:00 h"),
        (MINUTES, -61, "−1:01 h"),
    ],
)
def test_amounts_are_said_as_people_read_them(unit: BudgetUnit, amount: int, said: str) -> None:
    assert amounts.say(unit, amount) == said
    if amount > 0:
        assert amounts.read(unit, amounts.typed(unit, amount)) == amount


async def test_what_is_used_and_left_is_summed_by_unit(deps: Deps, who: SignedIn) -> None:
    means, post = await budget.add_line(deps, who, MEANS), await budget.add_line(deps, who, POST)
    await budget.book(deps, who, means, on=DAY, amount=1_999_999, purpose="Moderation")
    await budget.book(deps, who, means, on=DAY, amount=2, purpose="Porto")
    await budget.book(deps, who, post, on=DAY, amount=455, purpose="Forum vorbereitet")

    lines, sums = await budget.list_all(deps)

    assert [(line.total, line.used, line.left) for line in lines] == [
        (2_000_000, 2_000_001, -1),
        (249_600, 455, 249_145),
    ]
    assert [(one.unit, one.planned, one.used) for one in sums] == [
        (CENTS, 2_000_000, 2_000_001),
        (MINUTES, 249_600, 455),
    ]


async def test_a_booking_is_taken_back_by_another_one_and_both_stay(deps: Deps, who: SignedIn) -> None:
    line_id = await budget.add_line(deps, who, MEANS)
    await budget.book(deps, who, line_id, on=DAY, amount=5000, purpose="Raummiete")
    [booked] = (await budget.get(deps, line_id)).bookings

    await budget.counter(deps, who, booked.id, "falscher Posten")

    account = await budget.get(deps, line_id)
    later, first = account.bookings
    assert (account.line.used, later.amount, later.counters) == (0, -5000, first.id)
    assert (first.amount, first.countered_by, first.purpose) == (5000, later.id, "Raummiete")
    for booking_id in (first.id, later.id):
        with pytest.raises(RefusalError):
            await budget.counter(deps, who, booking_id, "noch einmal")


async def test_two_desks_at_once_take_it_back_once(deps: Deps, who: SignedIn) -> None:
    line_id = await budget.add_line(deps, who, MEANS)
    await budget.book(deps, who, line_id, on=DAY, amount=5000, purpose="Raummiete")
    [booked] = (await budget.get(deps, line_id)).bookings

    done = await asyncio.gather(
        *(budget.counter(deps, who, booked.id, "Irrtum") for _ in range(3)), return_exceptions=True
    )

    assert sum(isinstance(one, RefusalError) for one in done) == 2
    assert (await budget.get(deps, line_id)).line.used == 0


async def test_nothing_is_booked_where_there_is_no_line_or_no_amount(
    deps: Deps, who: SignedIn, clock: StandingClock
) -> None:
    line_id = await budget.add_line(deps, who, MEANS)

    with pytest.raises(NotFoundError):
        await budget.book(deps, who, line_id + 1, on=DAY, amount=1, purpose="x")
    with pytest.raises(DetailsError):
        await budget.book(deps, who, line_id, on=DAY, amount=0, purpose="x")
    await budget.book(deps, who, line_id, on=DAY, amount=1, purpose="x")
    with pytest.raises(DetailsError):
        await budget.edit_line(deps, who, line_id, replace(MEANS, unit=MINUTES), seen=clock())
    with pytest.raises(RefusalError):
        await budget.edit_line(deps, who, line_id, MEANS, seen=None)


async def test_the_file_runs_nothing_and_keeps_amounts_as_numbers(deps: Deps, who: SignedIn) -> None:
    line_id = await budget.add_line(deps, who, replace(MEANS, title="=HYPERLINK(1)"))
    post = await budget.add_line(deps, who, POST)
    await budget.book(deps, who, line_id, on=DAY, amount=123_456, purpose="@SUM(1);2")
    await budget.book(deps, who, post, on=DAY, amount=450, purpose="Forum")
    await budget.counter(deps, who, 1, "-1")

    lines = (await budget.as_csv(deps)).decode("utf-8").split("\r\n")

    assert lines == [
        "\ufeffNummer;Tag;Posten;Euro;Minuten;Zweck;Gegenbuchung zu;Erfasst",
        "1;20.11.2026;'=HYPERLINK(1);1234,56;;\"'@SUM(1);2\";;23.11.2026 12:00",
        "2;20.11.2026;Stelle;;450;Forum;;23.11.2026 12:00",
        "3;23.11.2026;'=HYPERLINK(1);-1234,56;;'-1;1;23.11.2026 12:00",
        "",
    ]


async def test_the_budget_of_the_pack_is_an_example_until_somebody_books_on_it(deps: Deps, who: SignedIn) -> None:
    await budget.create_examples(deps)
    lines, _ = await budget.list_all(deps)
    assert [(line.title, line.total, line.example) for line in lines] == [
        ("Eigene Mittel", 2_000_000, True),
        ("Fördermittel", 0, True),
        ("Stellen: 1", 0, True),
    ]
    await budget.book(deps, who, lines[0].id, on=DAY, amount=1, purpose="x")

    await budget.remove_examples(deps)

    assert [line.title for line in (await budget.list_all(deps))[0]] == ["Eigene Mittel"]


async def test_the_desk_books_and_corrects(seat: Seat) -> None:
    desk = await seat(Role.MODERATOR)
    line = await desk.posts(f"{DESK}/lines/new", {"title": "Eigene Mittel", "unit": "cents", "planned": "20.000"})
    assert "20.000,00 €" in line.words

    booked = await desk.posts(
        f"{DESK}/lines/1/bookings", {"booked_on": "20.11.2026", "amount": "1.234,56", "purpose": "Miete <Saal>"}
    )
    assert "18.765,44 €" in booked.words and "Miete &lt;Saal&gt;" in booked.html

    asked = await desk.opens(f"{DESK}/bookings/1/counter")
    assert "1.234,56 €" in asked.words and "Beide bleiben stehen" in asked.words
    assert (await desk.posts(f"{DESK}/bookings/1/counter", {})).status == 400
    done = await desk.posts(f"{DESK}/bookings/1/counter", {"reason": "doppelt"})
    assert "−1.234,56 €" in done.words and "zurückgenommen durch Nr. 2" in done.words
    assert (await desk.opens(f"{DESK}/bookings/1/counter")).status == 409
    file = await desk.client.get(f"{DESK}.csv")
    assert file.headers["Content-Disposition"] == 'attachment; filename="buchungen.csv"'
    assert "20.000,00 €" in (await desk.opens(DESK)).words


@pytest.mark.parametrize(
    ("given", "field"),
    [
        ({"planned": "viel"}, "planned"),
        ({"unit": "apples"}, "unit"),
        ({"title": ""}, "title"),
        ({"unit": "minutes", "planned": "40"}, "weeks"),
    ],
)
async def test_what_is_wrong_with_a_line_stands_at_its_field(seat: Seat, given: Mapping[str, str], field: str) -> None:
    desk = await seat(Role.ADMIN)

    page = await desk.posts(f"{DESK}/lines/new", {"title": "Stelle", "unit": "cents"} | dict(given))

    assert page.status == 400 and f'id="f-{field}-wrong"' in page.html


async def test_a_booking_without_an_amount_is_refused_at_its_field(seat: Seat, deps: Deps, who: SignedIn) -> None:
    await budget.add_line(deps, who, POST)
    desk = await seat(Role.ADMIN)

    page = await desk.posts(f"{DESK}/lines/1/bookings", {"booked_on": "2026-11-20", "amount": "0", "purpose": "x"})

    assert page.status == 400 and 'id="f-amount-wrong"' in page.html


async def test_members_do_not_see_the_budget(seat: Seat) -> None:
    member = await seat(Role.MEMBER)

    assert (await member.opens(DESK)).status == 403
    assert (await member.opens(f"{DESK}.csv")).status == 403
    assert DESK not in (await member.opens("/moderation/process")).html
