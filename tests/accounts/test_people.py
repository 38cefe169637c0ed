"""The people at the desk as the administration sees and changes them."""

import pytest
from lxml.html import document_fromstring
from structlog.testing import capture_logs

from handlers.accounts import actions
from handlers.deps import Deps
from storage.models import Role
from tests.accounts.conftest import Come, is_in, knock, posted
from tests.desk.conftest import Open
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
