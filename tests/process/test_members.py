"""The organisations of the workgroups: from the pack, edited at the desk, shown to everyone without their functions."""

from dataclasses import replace
from datetime import date

import pytest

from handlers.deps import Deps
from handlers.errors import NotFoundError, RefusalError
from handlers.pages.keys import SignedIn
from handlers.steering import members
from handlers.steering.rules import DetailsError
from storage.models import Role
from storage.readings.steering import MemberDetails
from tests.desk.conftest import WORKGROUP
from tests.factories import StandingClock
from tests.process.conftest import Seat

DESK = "/moderation/process/workgroups"
WATER = MemberDetails(organisation="Wasserversorger", kind="utilities", represented_by="Technische Leitung")


async def roll(deps: Deps) -> members.Roll:
    return next(one for one in await members.rolls(deps) if one.workgroup.id == WORKGROUP)


async def test_the_kinds_of_the_pack_are_taken_over_once(deps: Deps, who: SignedIn) -> None:
    await members.add(deps, who, WORKGROUP, WATER)

    first = await members.take_over(deps, who, WORKGROUP)
    again = await members.take_over(deps, who, WORKGROUP)

    kinds = {kind.id for kind in deps.city.process.member_kinds}
    assert (first, again) == (len(kinds) - 1, 0)
    assert {member.kind for member in (await roll(deps)).members} == kinds


async def test_examples_are_marked_and_go_but_not_what_was_worked_on(
    deps: Deps, who: SignedIn, clock: StandingClock
) -> None:
    await members.create_examples(deps)
    every = [member for one in await members.rolls(deps) for member in one.members]
    assert len(every) == len(deps.city.workgroups) * len(deps.city.process.member_kinds)
    assert all(member.example for member in every)
    await members.edit(deps, who, every[0].id, WATER, seen=clock())

    await members.remove_examples(deps)

    left = [member for one in await members.rolls(deps) for member in one.members]
    assert [(member.organisation, member.example) for member in left] == [("Wasserversorger", False)]


async def test_who_left_stands_apart(deps: Deps, who: SignedIn) -> None:
    await members.add(deps, who, WORKGROUP, replace(WATER, since=date(2026, 1, 1), until=date(2026, 11, 22)))
    await members.add(deps, who, WORKGROUP, replace(WATER, organisation="Bleibt", until=date(2026, 11, 23)))

    found = await roll(deps)

    assert [member.organisation for member in found.members] == ["Bleibt"]
    assert [member.organisation for member in found.former] == ["Wasserversorger"]


@pytest.mark.parametrize(
    ("details", "field"),
    [
        (replace(WATER, kind="circus"), "kind"),
        (replace(WATER, since=date(2026, 2, 1), until=date(2026, 1, 1)), "until"),
    ],
)
async def test_what_cannot_be_is_refused(deps: Deps, who: SignedIn, details: MemberDetails, field: str) -> None:
    with pytest.raises(DetailsError) as refusal:
        await members.add(deps, who, WORKGROUP, details)

    assert refusal.value.field == field


async def test_an_unknown_workgroup_or_member_is_not_found(deps: Deps, who: SignedIn, clock: StandingClock) -> None:
    with pytest.raises(NotFoundError):
        await members.add(deps, who, "nobody", WATER)
    with pytest.raises(NotFoundError):
        await members.edit(deps, who, 4711, WATER, seen=clock())
    member_id = await members.add(deps, who, WORKGROUP, WATER)
    with pytest.raises(RefusalError):
        await members.edit(deps, who, member_id, WATER, seen=None)


async def test_the_desk_keeps_the_list(seat: Seat, deps: Deps) -> None:
    desk = await seat(Role.MODERATOR)
    form = {"organisation": "Wasser & Co", "kind": "utilities", "represented_by": "Leitung Netz", "since": "2026-05-01"}

    added = await desk.posts(f"{DESK}/{WORKGROUP}/members/new", form)
    assert "Die Organisation steht auf der Liste." in added.words and "seit 1. Mai 2026" in added.words
    [member] = (await roll(deps)).members

    wrong = await desk.posts(f"{DESK}/{WORKGROUP}/members/new", form | {"until": "2026-04-30"})
    assert wrong.status == 400 and "Der letzte Tag darf nicht vor dem ersten liegen." in wrong.words

    asked = await desk.opens(f"{DESK}/members/{member.id}/remove")
    assert "Das lässt sich nicht rückgängig machen." in asked.words
    assert "von der Liste genommen" in (await desk.posts(f"{DESK}/members/{member.id}/remove")).words
    assert (await roll(deps)).members == ()


async def test_the_public_page_names_organisations_and_no_functions(seat: Seat, deps: Deps, who: SignedIn) -> None:
    await members.add(deps, who, WORKGROUP, WATER)

    page = await (await seat(None)).opens("/prozess")

    assert "Wasserversorger" in page.words and "Technische Leitung" not in page.words


async def test_a_member_of_a_workgroup_reads_the_list(seat: Seat, deps: Deps, who: SignedIn) -> None:
    await members.add(deps, who, WORKGROUP, WATER)

    page = await (await seat(Role.MEMBER)).opens(DESK)

    assert "Technische Leitung" in page.words and "/edit" not in page.html
