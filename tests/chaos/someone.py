"""One resident as the chaos of updates plays them: what they do next, and all the database knows of them."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import count
from typing import Any
from uuid import UUID

from sqlmodel import col, select
from sqlmodel.sql.expression import SelectOfScalar

from handlers.channels.intake import Inbound
from handlers.deps import Deps
from handlers.dialog.turn import Act, Commanded, Pressed, Said
from handlers.message import from_json
from storage.models import (
    Channel,
    Concern,
    ConcernText,
    ConcernTopic,
    Consent,
    Identity,
    OpenQuestion,
    Outgoing,
    Registration,
    Resident,
)
from storage.unit_of_work import UnitOfWork

CASE_NUMBER = re.compile(r"\d{4}-\d{6}|\b[2-9A-Y]{4}-[2-9A-Y]{4}\b")
"""A case number, or the code that follows from it."""

_addresses, _updates = count(50_000), count(1)


@dataclass(frozen=True, slots=True)
class Press:
    """Press a button of the message so many back; which one is counted round."""

    back: int
    button: int


Step = Said | Commanded | Press


class Someone:
    """One resident, whose presses are of what they were really shown."""

    def __init__(self, deps: Deps) -> None:
        self.address = str(next(_addresses))
        self._deps = deps
        self._digest = deps.vault.digest(Channel.TELEGRAM, self.address)

    async def update(self, step: Step) -> Inbound:
        """Return the update of a step, as it would come however often."""
        act: Act = await self._press(step) if isinstance(step, Press) else step
        return Inbound(Channel.TELEGRAM, next(_updates), self.address, act, "de")

    async def _press(self, press: Press) -> Act:
        shown = [keys for row in await self._outgoing() if (keys := _codes(row))]
        if not shown:
            return Pressed("x")
        codes = shown[max(-1 - press.back, -len(shown))]
        return Pressed(codes[press.button % len(codes)])

    async def _outgoing(self) -> Sequence[Outgoing]:
        async with self._deps.open_work() as work:
            return await self._rows(work, Outgoing, Outgoing.id)

    async def state(self) -> dict[str, Any]:
        """Return all the database knows of this resident, without what differs between any two: keys, tokens, numbers."""
        async with self._deps.open_work() as work:
            ask = work._session.exec
            residents = await ask(select(Resident).where(col(Resident.id).in_(self._ids())))
            concerns = await self._rows(work, Concern, Concern.id)
            ids = [concern.id for concern in concerns]
            raw = await ask(select(ConcernText.text).where(col(ConcernText.concern_id).in_(ids)))
            topics = await ask(
                select(ConcernTopic.topic).where(col(ConcernTopic.concern_id).in_(ids)).order_by(ConcernTopic.topic)
            )
            questions = await self._rows(work, OpenQuestion, OpenQuestion.asked_at)
            registrations = await self._rows(work, Registration, Registration.forum_id)
            return {
                "resident": [each.model_dump(exclude={"id"}) for each in residents],
                "question": [(each.step, _numbers_out(each.draft)) for each in questions],
                "concerns": [(c.redacted, c.district, c.status, c.outcome) for c in concerns],
                "texts": sorted(raw.all()),
                "topics": topics.all(),
                "consents": [(each.act, each.version) for each in await self._rows(work, Consent, Consent.id)],
                "registrations": [(each.forum_id, each.state) for each in registrations],
                "messages": [
                    (row.kind, _words(row), len(_codes(row))) for row in await self._rows(work, Outgoing, Outgoing.id)
                ],
            }

    async def _rows(self, work: UnitOfWork, table: type[Any], order: Any) -> Sequence[Any]:
        query = select(table).where(table.resident_id.in_(self._ids())).order_by(col(order))
        return (await work._session.exec(query)).all()

    def _ids(self) -> SelectOfScalar[UUID]:
        """Return the question for this resident's key: it is another one after they were erased and came again."""
        return select(Identity.resident_id).where(Identity.channel == Channel.TELEGRAM, Identity.digest == self._digest)


def _codes(row: Outgoing) -> list[str]:
    if row.body is None:
        return []
    return [key.code for line in from_json(row.body).keys for key in line if key.code]


def _words(row: Outgoing) -> str:
    return "" if row.body is None else CASE_NUMBER.sub("N", from_json(row.body).text)


def _numbers_out(draft: object) -> str:
    return re.sub(r"\d+", "N", repr(draft))
