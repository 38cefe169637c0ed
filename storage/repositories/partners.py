"""Partners, and the plain numbers of how often their links were opened."""

from datetime import datetime

from sqlalchemy import case, func
from sqlalchemy import select as select_columns
from sqlmodel import col, select

from storage.inserting import dialect_of, insert
from storage.models import Arrival, Partner, PartnerKind, Way
from storage.readings.partners import OpenedReading, PartnerReading
from storage.repositories.base import Repository


class Partners(Repository):
    """Partners and their numbers; no row leads to anybody."""

    async def all(self) -> list[PartnerReading]:
        """Return every partner by name."""
        query = select(Partner).order_by(col(Partner.name), col(Partner.id))
        return [_reading(partner) for partner in (await self._session.exec(query)).all()]

    async def one(self, partner_id: int) -> PartnerReading | None:
        partner = await self._session.get(Partner, partner_id)
        return _reading(partner) if partner else None

    async def codes(self) -> set[str]:
        return set((await self._session.exec(select(Partner.code))).all())

    async def add(self, name: str, kind: PartnerKind, code: str, at: datetime) -> int:
        partner = Partner(name=name, kind=kind, code=code, created_at=at)
        self._session.add(partner)
        await self._session.flush()
        return partner.id

    async def rewrite(self, partner_id: int, name: str, kind: PartnerKind, *, active: bool) -> None:
        partner = await self._session.get(Partner, partner_id, with_for_update=True)
        if partner is not None:
            partner.name, partner.kind, partner.active = name, kind, active
        await self._session.flush()

    async def count_arrival(self, code: str, way: Way, day: str) -> None:
        """Add one to the day of whoever has this code; where nobody has it, nothing is counted."""
        partner_id = (await self._session.exec(select(Partner.id).where(Partner.code == code))).first()
        if partner_id is None:
            return
        row = insert(dialect_of(self._session), Arrival).values(partner_id=partner_id, day=day, way=way, opened=1)
        counted = row.on_conflict_do_update(
            index_elements=["partner_id", "day", "way"], set_={"opened": col(Arrival.opened) + 1}
        )
        await self._session.exec(counted)

    async def opened(self, partner_id: int, since: str) -> list[OpenedReading]:
        """Return the numbers of a partner by way, from a day on and before it."""
        lately = func.sum(case((col(Arrival.day) >= since, col(Arrival.opened)), else_=0))
        before = func.sum(case((col(Arrival.day) < since, col(Arrival.opened)), else_=0))
        query = (
            select_columns(col(Arrival.way), lately, before)
            .where(col(Arrival.partner_id) == partner_id)
            .group_by(col(Arrival.way))
            .order_by(col(Arrival.way))
        )
        return [OpenedReading(*row) for row in (await self._session.execute(query)).all()]


def _reading(partner: Partner) -> PartnerReading:
    return PartnerReading(
        id=partner.id,
        name=partner.name,
        kind=PartnerKind(partner.kind),
        code=partner.code,
        active=partner.active,
    )
