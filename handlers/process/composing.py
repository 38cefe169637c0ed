"""Compose what is told of the plan at the moment it is sent; None where it is no longer wanted."""

from handlers.deps import Deps
from handlers.dialog.reply import Words
from handlers.process import rules, words
from storage.models import Outgoing, Resident
from storage.unit_of_work import UnitOfWork


async def compose(deps: Deps, work: UnitOfWork, row: Outgoing, resident: Resident) -> Words | None:
    """Return the words of a change for who is still concerned, unless the same phase changed once more since."""
    change = await work.plan.change(row.phase_change_id) if row.phase_change_id is not None else None
    if change is None or change.was is None or not await work.plan.is_concerned(resident.id):
        return None
    if await work.plan.has_later_telling(change.id, change.phase_id, rules.TOLD):
        return None
    return words.course_changed(deps, change.course, change.was, change.became, change.reason)
