"""Keep the lists of the organisations in the workgroups."""

from dataclasses import dataclass
from datetime import date, datetime

import structlog

from handlers.city.pack import Workgroup
from handlers.deps import Deps
from handlers.errors import NotFoundError
from handlers.i18n import BERLIN
from handlers.pages.keys import SignedIn
from handlers.steering import rules, texts
from storage.readings.steering import MemberDetails, MemberReading
from storage.unit_of_work import UnitOfWork

log = structlog.get_logger()


@dataclass(frozen=True, slots=True)
class Roll:
    """A workgroup with its organisations: those that belong to it, and those that left.

    missing  how many of the pack's kinds of organisation are not on the list
    """

    workgroup: Workgroup
    members: tuple[MemberReading, ...]
    former: tuple[MemberReading, ...]
    missing: int


async def rolls(deps: Deps) -> list[Roll]:
    """Return every workgroup of the pack with its organisations."""
    today = deps.now().astimezone(BERLIN).date()
    async with deps.open_reading() as work:
        members = await work.workgroups.members()
    return [
        _roll(deps, each, [one for one in members if one.workgroup == each.id], today) for each in deps.city.workgroups
    ]


async def get(deps: Deps, member_id: int) -> MemberReading:
    """Return an organisation on a list, or refuse."""
    async with deps.open_reading() as work:
        member = await work.workgroups.one(member_id)
    if member is None:
        raise NotFoundError(texts.NO_SUCH_MEMBER)
    return member


def workgroup(deps: Deps, workgroup_id: str) -> Workgroup:
    """Return a workgroup of the pack, or refuse."""
    for known in deps.city.workgroups:
        if known.id == workgroup_id:
            return known
    raise NotFoundError(texts.NO_SUCH_WORKGROUP)


async def add(deps: Deps, who: SignedIn, workgroup_id: str, details: MemberDetails) -> int:
    """Put an organisation on the list of a workgroup; returns its number."""
    rules.check_member(deps.city, details)
    async with deps.open_work() as work:
        member_id = await work.workgroups.add(workgroup(deps, workgroup_id).id, details, deps.now())
    log.info("member.added", member_id=member_id, workgroup=workgroup_id, by=who.id)
    return member_id


async def edit(deps: Deps, who: SignedIn, member_id: int, details: MemberDetails, *, seen: datetime | None) -> None:
    """Change an organisation on a list; `seen` is its `changed_at` as the change was begun."""
    rules.check_member(deps.city, details)
    async with deps.open_work() as work:
        member = await work.workgroups.get_for_update(member_id)
        if member is None:
            raise NotFoundError(texts.NO_SUCH_MEMBER)
        rules.check_seen(member.changed_at, seen)
        await work.workgroups.rewrite(member, details, deps.now())
    log.info("member.edited", member_id=member_id, by=who.id)


async def remove(deps: Deps, who: SignedIn, member_id: int) -> None:
    """Take an organisation off a list where it never belonged; one that left is given its last day instead."""
    async with deps.open_work() as work:
        member = await work.workgroups.get_for_update(member_id)
        if member is None:
            raise NotFoundError(texts.NO_SUCH_MEMBER)
        await work.workgroups.remove(member)
    log.info("member.removed", member_id=member_id, by=who.id)


async def take_over(deps: Deps, who: SignedIn, workgroup_id: str) -> int:
    """Put the pack's kinds of organisation on the list of a workgroup, as far as they are not there; returns how many."""
    chosen = workgroup(deps, workgroup_id)
    async with deps.open_work() as work:
        added = await _add_kinds(deps, work, chosen, example=False)
    log.info("member.taken_over", workgroup=workgroup_id, added=added, by=who.id)
    return added


async def create_examples(deps: Deps) -> None:
    """Put the pack's kinds of organisation on the lists of all workgroups, as examples."""
    async with deps.open_work() as work:
        for each in deps.city.workgroups:
            await _add_kinds(deps, work, each, example=True)


async def remove_examples(deps: Deps) -> None:
    """Take the examples off the lists."""
    async with deps.open_work() as work:
        await work.workgroups.remove_examples()


async def _add_kinds(deps: Deps, work: UnitOfWork, chosen: Workgroup, *, example: bool) -> int:
    there = {member.kind for member in await work.workgroups.members(chosen.id)}
    missing = [kind for kind in deps.city.process.member_kinds if kind.id not in there]
    for kind in missing:
        details = MemberDetails(organisation=kind.title, kind=kind.id)
        await work.workgroups.add(chosen.id, details, deps.now(), example=example)
    return len(missing)


def _roll(deps: Deps, chosen: Workgroup, members: list[MemberReading], today: date) -> Roll:
    left = {member.id for member in members if member.until is not None and member.until < today}
    there = {member.kind for member in members}
    return Roll(
        chosen,
        members=tuple(member for member in members if member.id not in left),
        former=tuple(member for member in members if member.id in left),
        missing=sum(kind.id not in there for kind in deps.city.process.member_kinds),
    )
