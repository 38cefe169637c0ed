"""The people at the desk as the administration sees and changes them."""

import asyncio
import re

import pytest
from lxml.html import document_fromstring
from structlog.testing import capture_logs

from handlers.accounts import actions
from handlers.accounts.sessions import as_signed_in
from handlers.deps import Deps
from handlers.ledger import actions as ledger
from storage.models import Role
from tests.accounts.conftest import Come, by_link, is_in, knock, posted
from tests.consideration.people import new_author
from tests.desk.conftest import WORKGROUP, Open
from tests.house.sources import listed


async def test_the_list_says_role_end_last_sign_in_and_second_factor(join: Come, deps: Deps) -> None:
    admin = await join(Role.ADMIN, "ida")
    await join(Role.MEMBER, "eva")
    await actions.invite(deps, "Nie Da", Role.MODERATOR)

    page = document_fromstring(await (await admin.browser.get("/moderation/people")).text())

    rows = sorted(" ".join(row.text_content().split()) for row in page.xpath("//tbody/tr"))
    assert rows == [
        "Frieda Vogelsang Mitglied der Arbeitsgruppe AG 1 Sicherheitsrelevante Infrastruktur 23.11.2026, 12:00 – ohne Enddatum",
        "Frieda Vogelsang Verwaltung – 23.11.2026, 12:00 eingerichtet ohne Enddatum",
        "Nie Da Moderation – nie – ohne Enddatum",
    ], listed(rows)


async def test_a_lost_second_factor_is_removed_and_that_is_logged(join: Come, deps: Deps) -> None:
    person, admin = await join(), await join(Role.ADMIN, "ida")

    with capture_logs() as logged:
        await posted(admin.browser, f"/moderation/people/{person.id}/second-factor/reset")

    (event,) = [event for event in logged if event["event"] == "moderator.second_factor_removed"]
    assert (event["moderator_id"], event["by"]) == (person.id, admin.id)
    assert not await is_in(person.browser)
    assert not (await actions.account(deps, person.id)).secured


async def test_whose_access_is_taken_away_is_out_and_their_name_is_free(join: Come, seat: Open) -> None:
    person, admin = await join(Role.MEMBER), await join(Role.ADMIN, "ida")

    await posted(admin.browser, f"/moderation/people/{person.id}/deactivate")

    assert not await is_in(person.browser)
    assert (await knock(await seat(None)))[0] == 400
    again = await join(Role.MEMBER)
    assert again.name == person.name


@pytest.mark.parametrize("number", ["0", "999", "x", "9" * 40, "%00"])
async def test_an_unknown_person_is_not_found_anywhere(seat: Open, number: str) -> None:
    admin = await seat(Role.ADMIN)
    assert (await admin.get(f"/moderation/people/{number}")).status == 404
    for path in ("link", "end", "deactivate", "second-factor/reset", "sessions/close"):
        status, _page = await posted(admin, f"/moderation/people/{number}/{path}", until="2026-12-24")
        assert status == 404, path


async def test_another_role_holds_at_once_and_the_ledger_knows_who_gave_it(join: Come, deps: Deps) -> None:
    person, admin = await join(Role.MEMBER), await join(Role.ADMIN, "ida")
    unused = await actions.renew_link(deps, person.id)
    there = f"/moderation/people/{person.id}/role"

    form = document_fromstring(await (await admin.browser.get(there)).text())
    status, _ = await posted(admin.browser, there, role="moderator")

    assert form.xpath("//select[@name='role']/option[@selected]/@value") == ["member"]
    assert form.xpath("//select[@name='workgroup']/option[@selected]/@value") == [WORKGROUP]
    assert status == 303 and not await is_in(person.browser)
    assert await by_link(person.browser, unused) != 303
    # A password alone is not enough for the new role: by link, and then the second factor.
    assert (await knock(person.browser))[0] == 403
    await by_link(person.browser, await actions.renew_link(deps, person.id))
    assert (await person.browser.get("/moderation/forums/new")).status == 200
    now = (await actions.account(deps, person.id)).person
    assert (now.role, now.workgroup) == (Role.MODERATOR, None)
    assert (await noted(deps))[-1] == (
        "role_changed",
        f"moderator:{admin.id}",
        {"moderator": person.id, "before": f"member:{WORKGROUP}", "after": "moderator"},
    )


@pytest.mark.parametrize(
    ("fields", "wrong"),
    [
        ({"role": "member"}, "workgroup"),
        ({"role": "member", "workgroup": "nobody"}, "workgroup"),
        ({"role": "moderator", "workgroup": WORKGROUP}, "workgroup"),
        ({"role": "reader"}, "until"),
        ({"role": "reader", "until": "2020-01-01"}, "until"),
        ({"role": "admin", "until": "2026-12-24"}, "until"),
        ({"role": "emperor"}, "role"),
    ],
)
async def test_a_role_that_cannot_be_is_refused_at_its_field(
    seat: Open, deps: Deps, fields: dict[str, str], wrong: str
) -> None:
    admin = await seat(Role.ADMIN)
    await seat(Role.MODERATOR)
    person = next(one for one in await actions.people(deps) if one.role is Role.MODERATOR)

    status, page = await posted(admin, f"/moderation/people/{person.id}/role", **fields)

    assert status == 400 and page.xpath(f"//*[@id='f-{wrong}-wrong']")
    assert (await actions.account(deps, person.id)).person == person


async def test_the_last_admin_stays_one_and_may_go_when_there_is_another(seat: Open, deps: Deps) -> None:
    first = await seat(Role.ADMIN)
    [me] = await actions.people(deps)
    there = f"/moderation/people/{me.id}/role"

    assert (await posted(first, there, role="moderator"))[0] == 409
    assert await is_in(first)

    await seat(Role.ADMIN)
    assert (await posted(first, there, role="moderator"))[0] == 303
    assert not await is_in(first)


async def test_two_admins_who_demote_each_other_at_once_leave_one(deps: Deps, seat: Open) -> None:
    browsers = [await seat(Role.ADMIN), await seat(Role.ADMIN)]
    numbers = [person.id for person in await actions.people(deps)]

    await asyncio.gather(
        *(
            posted(browser, f"/moderation/people/{number}/role", role="moderator")
            for browser, number in zip(browsers, reversed(numbers), strict=True)
        )
    )

    assert [person.role for person in await actions.people(deps)].count(Role.ADMIN) == 1


async def test_who_becomes_a_reader_has_an_end_and_no_chat(seat: Open, deps: Deps) -> None:
    admin = await seat(Role.ADMIN)
    await seat(Role.MODERATOR)
    person = next(one for one in await actions.people(deps) if one.role is Role.MODERATOR)
    chat = await new_author(deps)
    token = await actions.start_linking_chat(deps, as_signed_in(person))
    await actions.link_chat(deps, token, chat)

    assert (await posted(admin, f"/moderation/people/{person.id}/role", role="reader", until="2026-12-24"))[0] == 303

    now = (await actions.account(deps, person.id)).person
    assert now.role is Role.READER and now.ends_at is not None
    assert await actions.behind_chat(deps, chat) is None


async def test_the_ledger_knows_who_made_a_link_for_whom_and_not_the_link(seat: Open, deps: Deps) -> None:
    admin = await seat(Role.ADMIN)
    [me] = await actions.people(deps)

    _, first = await posted(admin, "/moderation/people", name="Nie Da", role="moderator")
    person = next(one for one in await actions.people(deps) if one.id != me.id)
    _, second = await posted(admin, f"/moderation/people/{person.id}/link")

    made = ("link_made", f"moderator:{me.id}", {"moderator": person.id})
    entries = await noted(deps)
    assert entries == [made, made]
    for page in (first, second):
        [link] = re.findall(r"/moderation/anmelden/([\w-]+)", page.text_content())
        assert link not in repr(entries)


async def noted(deps: Deps) -> list[tuple[str, str, object]]:
    """Return the acts in the ledger, chained, the oldest first."""
    await ledger.chain_new(deps)
    async with deps.open_reading() as work:
        return [(entry.act, entry.actor, entry.detail) async for batch in work.ledger.batches() for entry in batch]
