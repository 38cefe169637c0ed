"""The budget: lines, and bookings that are never changed."""

from dataclasses import asdict
from datetime import date, datetime
from typing import Any

from sqlalchemy import func
from sqlalchemy.orm import aliased
from sqlmodel import col, delete, select

from storage.models import Booking, BudgetLine, BudgetUnit, Moderator
from storage.readings.budget import BookingReading, LineDetails, LineReading
from storage.repositories.base import Repository


class Budget(Repository):
    """Lines of the budget and their bookings."""

    async def lines(self) -> list[LineReading]:
        """Return every line with what was used of it, in the order they were made."""
        return [_line(*row) for row in (await self._session.exec(_lines().order_by(col(BudgetLine.id)))).all()]

    async def line(self, line_id: int) -> LineReading | None:
        found = (await self._session.exec(_lines().where(BudgetLine.id == line_id))).first()
        return _line(*found) if found else None

    async def line_for_update(self, line_id: int) -> BudgetLine | None:
        """Return a line, locked until the work ends."""
        return (await self._session.exec(select(BudgetLine).where(BudgetLine.id == line_id).with_for_update())).first()

    async def add_line(self, details: LineDetails, at: datetime, *, example: bool = False) -> int:
        line = BudgetLine(**asdict(details), example=example, changed_at=at)
        self._session.add(line)
        await self._session.flush()
        return line.id

    async def rewrite_line(self, line: BudgetLine, details: LineDetails, at: datetime) -> None:
        """Put new details into a locked line; what somebody works on is no example any more."""
        for name, value in asdict(details).items():
            setattr(line, name, value)
        line.changed_at, line.example = at, False
        await self._session.flush()

    async def remove_examples(self) -> int:
        return (await self._session.exec(delete(BudgetLine).where(col(BudgetLine.example)))).rowcount

    async def bookings(self, line_id: int | None = None) -> list[BookingReading]:
        """Return the bookings of a line, or of all, in the order they were made."""
        query = _bookings().order_by(col(Booking.id))
        if line_id is not None:
            query = query.where(Booking.line_id == line_id)
        return [_booking(*row) for row in (await self._session.exec(query)).all()]

    async def booking(self, booking_id: int) -> BookingReading | None:
        found = (await self._session.exec(_bookings().where(Booking.id == booking_id))).first()
        return _booking(*found) if found else None

    async def book(
        self,
        line: BudgetLine,
        *,
        on: date,
        amount: int,
        purpose: str,
        moderator_id: int,
        at: datetime,
        counters: int | None = None,
    ) -> int:
        """Book on a locked line, which is no example any more then."""
        booking = Booking(
            line_id=line.id,
            booked_on=on.isoformat(),
            amount=amount,
            purpose=purpose,
            counters=counters,
            moderator_id=moderator_id,
            at=at,
        )
        line.example = False
        self._session.add(booking)
        await self._session.flush()
        return booking.id


def _lines() -> Any:
    used = select(func.coalesce(func.sum(Booking.amount), 0)).where(Booking.line_id == BudgetLine.id)
    booked = select(func.count()).select_from(Booking).where(Booking.line_id == BudgetLine.id)
    return select(
        BudgetLine, used.correlate(BudgetLine).scalar_subquery(), booked.correlate(BudgetLine).scalar_subquery()
    )


def _bookings() -> Any:
    later = aliased(Booking)
    return (
        select(Booking, BudgetLine, Moderator.name, later.id)
        .join(BudgetLine, col(BudgetLine.id) == Booking.line_id)
        .join(Moderator, col(Moderator.id) == Booking.moderator_id, isouter=True)
        .join(later, col(later.counters) == Booking.id, isouter=True)
    )


def _line(line: BudgetLine, used: int, bookings: int) -> LineReading:
    return LineReading(
        id=line.id,
        title=line.title,
        unit=BudgetUnit(line.unit),
        planned=line.planned,
        weeks=line.weeks,
        note=line.note,
        used=int(used),
        bookings=bookings,
        example=line.example,
        changed_at=line.changed_at,
    )


def _booking(booking: Booking, line: BudgetLine, by: str | None, countered_by: int | None) -> BookingReading:
    return BookingReading(
        id=booking.id,
        line_id=line.id,
        line=line.title,
        unit=BudgetUnit(line.unit),
        booked_on=date.fromisoformat(booking.booked_on),
        amount=booking.amount,
        purpose=booking.purpose,
        counters=booking.counters,
        countered_by=countered_by,
        by=by,
        at=booking.at,
    )
