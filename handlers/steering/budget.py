"""Keep costs and hours against the budget: what was booked stays, and is corrected by another booking."""

from dataclasses import dataclass, replace
from datetime import date, datetime

import structlog

from handlers.deps import Deps
from handlers.errors import NotFoundError, RefusalError
from handlers.i18n import BERLIN, speaker
from handlers.pages.csv_lines import BOM, guarded, written
from handlers.pages.keys import SignedIn
from handlers.steering import rules, texts
from handlers.steering.rules import DetailsError
from storage.models import BudgetLine, BudgetUnit
from storage.readings.budget import BookingReading, LineDetails, LineReading
from storage.unit_of_work import UnitOfWork

log = structlog.get_logger()

HEADERS = ("Nummer", "Tag", "Posten", "Euro", "Minuten", "Zweck", "Gegenbuchung zu", "Erfasst")
CENTS_IN_EURO = 100
WEEKS_IN_YEAR = 52


@dataclass(frozen=True, slots=True)
class Sums:
    """Planned and used over all lines of a unit."""

    unit: BudgetUnit
    planned: int
    used: int


@dataclass(frozen=True, slots=True)
class Account:
    """A line with its bookings, the latest first."""

    line: LineReading
    bookings: tuple[BookingReading, ...]


async def list_all(deps: Deps) -> tuple[list[LineReading], list[Sums]]:
    """Return every line, and the sums of each unit that has any."""
    async with deps.open_reading() as work:
        lines = await work.budget.lines()
    return lines, [_sums(unit, lines) for unit in BudgetUnit if any(line.unit is unit for line in lines)]


async def get(deps: Deps, line_id: int) -> Account:
    """Return a line with its bookings, or refuse."""
    async with deps.open_reading() as work:
        line = await work.budget.line(line_id)
        if line is None:
            raise NotFoundError(texts.NO_SUCH_LINE)
        return Account(line, tuple(reversed(await work.budget.bookings(line_id))))


async def add_line(deps: Deps, who: SignedIn, details: LineDetails) -> int:
    """Put a line into the budget; returns its number."""
    async with deps.open_work() as work:
        line_id = await work.budget.add_line(details, deps.now())
    log.info("budget.line_added", line_id=line_id, by=who.id)
    return line_id


async def edit_line(deps: Deps, who: SignedIn, line_id: int, details: LineDetails, *, seen: datetime | None) -> None:
    """Change what is planned; the unit stays once something is booked."""
    async with deps.open_work() as work:
        line = await _locked(work, line_id)
        rules.check_seen(line.changed_at, seen)
        if details.unit is not BudgetUnit(line.unit) and await work.budget.bookings(line_id):
            raise DetailsError("unit", texts.UNIT_STAYS)
        await work.budget.rewrite_line(line, details, deps.now())
    log.info("budget.line_edited", line_id=line_id, by=who.id)


async def book(deps: Deps, who: SignedIn, line_id: int, *, on: date, amount: int, purpose: str) -> None:
    """Book cents or minutes on a line."""
    if amount <= 0:
        raise DetailsError("amount", texts.NO_AMOUNT)
    async with deps.open_work() as work:
        line = await _locked(work, line_id)
        booked = await work.budget.book(line, on=on, amount=amount, purpose=purpose, moderator_id=who.id, at=deps.now())
    log.info("budget.booked", line_id=line_id, booking_id=booked, by=who.id)


async def get_booking(deps: Deps, booking_id: int) -> BookingReading:
    """Return a booking that can be taken back, or refuse."""
    async with deps.open_reading() as work:
        return await _to_counter(work, booking_id)


async def counter(deps: Deps, who: SignedIn, booking_id: int, reason: str) -> int:
    """Take a booking back by another one of the opposite amount, today; returns the number of its line."""
    async with deps.open_work() as work:
        line = await _locked(work, (await _to_counter(work, booking_id)).line_id)
        booking = await _to_counter(work, booking_id)  # nobody can counter it any more while we hold the line
        await work.budget.book(
            line,
            on=deps.now().astimezone(BERLIN).date(),
            amount=-booking.amount,
            purpose=reason,
            moderator_id=who.id,
            at=deps.now(),
            counters=booking_id,
        )
    log.info("budget.countered", booking_id=booking_id, by=who.id)
    return booking.line_id


async def as_csv(deps: Deps) -> bytes:
    """Return all bookings as a CSV file; words that people filled in are guarded, amounts are our own digits."""
    async with deps.open_reading() as work:
        bookings = await work.budget.bookings()
    return BOM.encode() + written([HEADERS, *(_row(booking) for booking in bookings)])


async def create_examples(deps: Deps) -> None:
    """Put the pack's budget in as an example."""
    async with deps.open_work() as work:
        for details in _of_pack(deps):
            await work.budget.add_line(details, deps.now(), example=True)


async def remove_examples(deps: Deps) -> None:
    """Take the example lines out; a line something was booked on is none."""
    async with deps.open_work() as work:
        await work.budget.remove_examples()


def _of_pack(deps: Deps) -> list[LineDetails]:
    budget, speaks = deps.city.process.budget, speaker("de")
    if budget is None:
        return []
    own = LineDetails(
        title=speaks.say(texts.OWN_MEANS), unit=BudgetUnit.CENTS, planned=budget.total_eur * CENTS_IN_EURO
    )
    post = LineDetails(
        title=speaks.say(texts.POSTS(posts=budget.posts)),
        unit=BudgetUnit.MINUTES,
        planned=0,
        weeks=budget.post_years * WEEKS_IN_YEAR,
        note=speaks.say(texts.HOURS_TO_FILL),
    )
    grants = LineDetails(title=speaks.say(texts.GRANTS), unit=BudgetUnit.CENTS, planned=0, note=budget.grants)
    lines = [replace(own, note=budget.covers)]
    return lines + ([grants] if budget.grants else []) + ([post] if budget.posts else [])


def _row(booking: BookingReading) -> tuple[str, ...]:
    sign, whole = "-" if booking.amount < 0 else "", abs(booking.amount)
    money = booking.unit is BudgetUnit.CENTS
    return (
        str(booking.id),
        booking.booked_on.strftime("%d.%m.%Y"),
        guarded(booking.line),
        f"{sign}{whole // CENTS_IN_EURO},{whole % CENTS_IN_EURO:02}" if money else "",
        "" if money else f"{sign}{whole}",
        guarded(booking.purpose),
        str(booking.counters or ""),
        booking.at.astimezone(BERLIN).strftime("%d.%m.%Y %H:%M"),
    )


def _sums(unit: BudgetUnit, lines: list[LineReading]) -> Sums:
    counted = [line for line in lines if line.unit is unit]
    return Sums(unit, sum(line.total for line in counted), sum(line.used for line in counted))


async def _locked(work: UnitOfWork, line_id: int) -> BudgetLine:
    line = await work.budget.line_for_update(line_id)
    if line is None:
        raise NotFoundError(texts.NO_SUCH_LINE)
    return line


async def _to_counter(work: UnitOfWork, booking_id: int) -> BookingReading:
    booking = await work.budget.booking(booking_id)
    if booking is None:
        raise NotFoundError(texts.NO_SUCH_BOOKING)
    if booking.counters is not None or booking.countered_by is not None:
        raise RefusalError(texts.COUNTERED_ALREADY)
    return booking
