"""Count what waits at the desk."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass

from aiohttp import web

from handlers.deps import Deps
from handlers.moderation import rules
from handlers.pages.keys import SignedIn
from storage.models import Outcome, Role, Status
from storage.readings.concerns import ConcernFilter


@dataclass(frozen=True, slots=True)
class ListCount:
    """The list of a workgroup: its concerns, and how many of them have no outcome yet."""

    id: str
    number: str
    label: str
    total: int
    open: int


@dataclass(frozen=True, slots=True)
class Overview:
    """What waits; a member sees only the list of their own workgroup, so the sums are None for them."""

    lists: tuple[ListCount, ...]
    new: int | None
    open: int | None
    total: int | None
    unassigned: int | None


@dataclass(frozen=True, slots=True)
class Examples:
    """The example content of a fresh installation: whether it is there, and how to remove it."""

    present: Callable[[Deps], Awaitable[bool]]
    remove: Callable[[Deps], Awaitable[None]]


EXAMPLES = web.AppKey("EXAMPLES", Examples)


async def overview(deps: Deps, who: SignedIn) -> Overview:
    """Count as far as this person may look."""
    async with deps.open_reading() as work:
        count, listed = work.concerns.count, await work.concerns.count_by_workgroup()
        lists = [
            ListCount(workgroup.id, workgroup.number, workgroup.label, *listed.get(workgroup.id, (0, 0)))
            for workgroup in deps.city.workgroups
            if rules.may_see(who, (workgroup.id,))
        ]
        if who.role is Role.MEMBER:
            return Overview(tuple(lists), None, None, None, None)
        return Overview(
            tuple(lists),
            new=await count(ConcernFilter(status=Status.NEW)),
            open=await count(ConcernFilter(outcome=Outcome.OPEN)),
            total=await count(ConcernFilter()),
            unassigned=await count(ConcernFilter(unassigned=True, outcome=Outcome.OPEN)),
        )
