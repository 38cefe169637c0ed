"""The balance: what was received is what became of it, at every moment; and what still hinders a final report."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from handlers.consideration import texts
from handlers.deps import Deps
from handlers.errors import RefusalError
from storage.models import Outcome
from storage.readings.considerations import WaitingReading
from storage.unit_of_work import UnitOfWork

MOST_NAMED = 100


@dataclass(frozen=True, slots=True)
class Balance:
    """What was received beside what became of it.

    received   concerns the ledger knows to have come in
    concerns   how many ended how, every outcome named; `passages` the same for passages
    proposed   decisions that wait for the eyes of a second person
    objections wishes to have it looked at again that wait for an answer
    """

    received: int
    concerns: Mapping[Outcome, int]
    passages: Mapping[Outcome, int]
    proposed: int
    objections: int

    @property
    def is_even(self) -> bool:
        """Whether nothing that came in is missing."""
        return self.received == sum(self.concerns.values())

    @property
    def open_points(self) -> int:
        """How much hinders a final report."""
        return self.concerns[Outcome.OPEN] + self.proposed + self.objections


async def balance(deps: Deps) -> Balance:
    """Return the balance of this moment."""
    async with deps.open_reading() as work:
        return await balance_of(work)


@dataclass(frozen=True, slots=True)
class Waiting:
    """What waits for somebody at the desk, at most MOST_NAMED of each."""

    proposals: Sequence[WaitingReading]
    objections: Sequence[WaitingReading]


async def waiting(deps: Deps) -> Waiting:
    """Return what waits for the eyes of a second person."""
    async with deps.open_reading() as work:
        found = work.considerations
        return Waiting(
            await found.waiting_proposals(limit=MOST_NAMED), await found.waiting_objections(limit=MOST_NAMED)
        )


async def balance_of(work: UnitOfWork) -> Balance:
    """Return the balance as one transaction sees it."""
    found = await work.considerations.balance()
    return Balance(
        received=found.received,
        concerns={outcome: found.concerns.get(outcome, 0) for outcome in Outcome},
        passages={outcome: found.passages.get(outcome, 0) for outcome in Outcome},
        proposed=found.proposed,
        objections=found.objections,
    )


def check_final(found: Balance) -> None:
    """Refuse a final report while something is open, and say what."""
    if found.open_points:
        raise RefusalError(
            texts.STILL_OPEN(open=found.concerns[Outcome.OPEN], proposed=found.proposed, objections=found.objections)
        )
