"""After a restore: let everybody be gone again who went since the backup, and send nothing a second time."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from uuid import UUID

from bot.journal import Entry
from handlers.concerns import actions as concerns
from handlers.deps import Deps
from handlers.ports import Parting
from handlers.privacy import actions as privacy
from handlers.reminders import jobs as reminders
from handlers.residents import actions as residents
from storage.models import Outcome, Standing

NUMBERS_SKIPPED = 1000


class NotedAlready:
    """Stands in for the journal while it is being applied."""

    def note(self, parting: Parting, resident_id: UUID, concern_id: int | None = None) -> None:
        """Note nothing."""


@dataclass(slots=True)
class Again:
    """How much of the journal had to be done again; `undecided` are numbers of concerns that were decided meanwhile."""

    erased: int = 0
    withdrawn: int = 0
    stopped: int = 0
    undecided: list[str] = field(default_factory=list)


async def part_again(deps: Deps, entries: Sequence[Entry]) -> Again:
    """Apply the journal, in its order, by the same actions as the first time; doing it twice changes nothing."""
    silent, again = replace(deps, journal=NotedAlready()), Again()
    for entry in entries:
        if entry.parting in (Parting.ALL, Parting.PERSON):
            again.erased += await _erase(silent, entry)
        elif entry.parting is Parting.CONCERN:
            await _withdraw(silent, entry, again)
    last_word = {entry.resident_id: entry.parting for entry in entries if entry.concern_id is None}
    for resident_id, parting in last_word.items():
        if parting is Parting.STOPPED:
            again.stopped += await _stop(silent, resident_id)
    return again


async def keep_still(deps: Deps) -> tuple[int, int]:
    """Give up what may have been sent since the backup, and whatever else must not happen twice; returns (dropped, ambiguous).

    A reminder that is due by now was perhaps planned and sent after the backup: its rows are written first, so that it is given up
    like the others and not planned anew.
    """
    await reminders.plan_due(deps)
    async with deps.open_work() as work:
        await work.restored.end_sessions()
        await work.restored.skip_numbers(NUMBERS_SKIPPED)
        return await work.restored.give_up_outgoing(deps.now())


async def _erase(deps: Deps, entry: Entry) -> bool:
    """Erase a resident with their address, for they have had their farewell; False where nobody was left to erase."""
    async with deps.open_work() as work:
        resident = await work.residents.get_for_update(entry.resident_id)
        if resident is None:
            return False
        anew = resident.erased_at is None
        await privacy.erase(deps.within(work), resident.id, concerns_too=entry.parting is Parting.ALL)
        await work.residents.erase(resident.id)
        return anew


async def _withdraw(deps: Deps, entry: Entry, again: Again) -> None:
    """Withdraw a concern; a number that was given again to another one since is left alone."""
    if entry.concern_id is None:
        return
    async with deps.open_work() as work:
        concern = await work.concerns.get_for_update(entry.concern_id)
        if concern is None or concern.resident_id != entry.resident_id or concern.received_at > entry.at:
            return
        if concern.outcome is Outcome.OPEN:
            await concerns.withdraw(deps.within(work), entry.resident_id, entry.concern_id)
            again.withdrawn += 1
        elif concern.outcome is not Outcome.WITHDRAWN:
            again.undecided.append(concern.number)


async def _stop(deps: Deps, resident_id: UUID) -> bool:
    async with deps.open_work() as work:
        resident = await work.residents.get_for_update(resident_id)
        if resident is None or resident.standing is Standing.STOPPED:
            return False
        await residents.stop(deps.within(work), resident_id)
        return True
