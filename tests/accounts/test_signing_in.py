"""Coming in by a link that works once, and being out when one has signed out."""

import asyncio
from datetime import timedelta

import pytest
from yarl import URL

from handlers.accounts import actions
from handlers.accounts.signing_in import by_link, link_is_good
from handlers.accounts.visitor import Visitor
from handlers.deps import Deps
from handlers.errors import BadInputError, RefusalError
from handlers.pages.sessions import fingerprint
from storage.database import Database
from storage.models import Role, metadata
from tests.desk.conftest import WORKGROUP, Browser, Open, person, sign_in_as
from tests.factories import StandingClock

LINKS, SESSIONS = metadata.tables["one_time_link"], metadata.tables["desk_session"]
DEAD = "Ein Anmelde-Link gilt einmal und 24 Stunden lang."


async def body_of(browser: Browser, method: str, path: str, status: int) -> str:
    answer = await browser.request(method, path, allow_redirects=False)
    assert answer.status == status
    return await answer.text()


async def test_opening_a_link_does_not_use_it_up(seat: Open, deps: Deps) -> None:
    browser = await seat(None)
    token = await actions.invite(deps, "Ada", Role.ADMIN)

    for _ in range(2):
        assert "Jetzt anmelden" in await body_of(browser, "GET", f"/moderation/anmelden/{token}", 200)
    await body_of(browser, "POST", f"/moderation/anmelden/{token}", 303)

    assert "Übersicht" in await body_of(browser, "GET", "/moderation", 200)


async def test_wrong_used_and_expired_links_get_the_very_same_page(
    seat: Open, deps: Deps, clock: StandingClock
) -> None:
    browser = await seat(None)
    used = await sign_in_as(await seat(None), deps, Role.ADMIN, None)
    expired = await actions.invite(deps, "Eva", Role.ADMIN)
    clock.advance(timedelta(hours=24, seconds=1))

    pages = {
        await body_of(browser, method, f"/moderation/anmelden/{token}", 410)
        for token in (used, expired, "wrong", "%00", "a" * 3000)
        for method in ("GET", "POST")
    }

    assert len(pages) == 1
    assert DEAD in pages.pop()


async def test_two_presses_on_one_link_open_one_session(deps: Deps) -> None:
    token = await actions.invite(deps, "Ada", Role.ADMIN)

    sessions = await asyncio.gather(*(by_link(deps, token, Visitor()) for _ in range(2)))

    assert sorted(session is None for session in sessions) == [False, True]


async def test_a_cookie_kept_from_before_signing_out_is_worth_nothing(seat: Open, deps: Deps) -> None:
    browser = await seat(Role.ADMIN)
    kept = {cookie.key: cookie.value for cookie in browser.session.cookie_jar}
    await body_of(browser, "POST", "/moderation/abmelden", 303)

    thief = await seat(None)
    thief.session.cookie_jar.update_cookies(kept, URL(str(thief.make_url("/"))))

    answer = await thief.get("/moderation", allow_redirects=False)
    assert (answer.status, answer.headers["Location"]) == (303, "/moderation/anmelden")


async def test_a_session_ends_after_twelve_hours(seat: Open, clock: StandingClock) -> None:
    browser = await seat(Role.ADMIN)
    clock.advance(timedelta(hours=11, minutes=59))
    assert (await browser.get("/moderation", allow_redirects=False)).status == 200

    clock.advance(timedelta(minutes=2))

    assert (await browser.get("/moderation", allow_redirects=False)).status == 303


async def test_signing_out_everywhere_ends_every_session_of_this_person_only(seat: Open, deps: Deps) -> None:
    first, other = await seat(Role.MODERATOR), await seat(Role.ADMIN)
    second = await seat(None)
    people = await actions.people(deps)
    me = next(one for one in people if one.role is Role.MODERATOR)
    token = await actions.renew_link(deps, me.id)
    await second.post(f"/moderation/anmelden/{token}", allow_redirects=False)

    await body_of(first, "POST", "/moderation/abmelden/ueberall", 303)

    assert (await second.get("/moderation", allow_redirects=False)).status == 303
    assert (await other.get("/moderation", allow_redirects=False)).status == 200


async def test_only_fingerprints_are_kept(deps: Deps, database: Database) -> None:
    token = await actions.invite(deps, "Ada", Role.ADMIN)
    came = await by_link(deps, token, Visitor())
    assert came is not None

    async with database.engine.connect() as connection:
        kept = [str((await connection.execute(table.select())).all()) for table in (LINKS, SESSIONS)]
    assert fingerprint(token) in kept[0] and fingerprint(came.session) in kept[1]
    assert not any(secret in rows for secret in (token, came.session, came.device) for rows in kept)


async def test_who_is_deactivated_is_out_at_once(seat: Open, deps: Deps) -> None:
    admin, moderator = await seat(Role.ADMIN), await seat(Role.MODERATOR)
    people = {one.role: one for one in await actions.people(deps)}
    link = await actions.renew_link(deps, people[Role.MODERATOR].id)

    await body_of(admin, "POST", f"/moderation/people/{people[Role.MODERATOR].id}/deactivate", 303)

    assert (await moderator.get("/moderation", allow_redirects=False)).status == 303
    assert (await moderator.post(f"/moderation/anmelden/{link}", allow_redirects=False)).status == 410


async def test_nobody_locks_out_themselves_or_the_last_admin(deps: Deps) -> None:
    await actions.invite(deps, "Ada", Role.ADMIN)
    ada = (await actions.people(deps))[0]

    for who in (person(Role.ADMIN, number=ada.id), person(Role.ADMIN, number=ada.id + 1)):
        with pytest.raises(RefusalError):
            await actions.deactivate(deps, who, ada.id)


@pytest.mark.parametrize(
    ("name", "role", "workgroup"),
    [
        ("A", Role.ADMIN, None),
        ("x" * 121, Role.ADMIN, None),
        ("Ada", Role.ADMIN, WORKGROUP),
        ("Ada", Role.MEMBER, None),
        ("Ada", Role.MEMBER, "nothing"),
    ],
)
async def test_a_person_the_desk_cannot_have_is_refused(
    deps: Deps, name: str, role: Role, workgroup: str | None
) -> None:
    with pytest.raises(BadInputError):
        await actions.invite(deps, name, role, workgroup)

    assert await actions.people(deps) == []


async def test_an_invited_person_gets_a_link_that_is_shown_once(seat: Open, deps: Deps) -> None:
    admin = await seat(Role.ADMIN)
    answer = await admin.post(
        "/moderation/people", data={"name": "Jan <b>Jansen</b>", "role": "member", "workgroup": WORKGROUP}
    )
    page = await answer.text()

    assert "Jan &lt;b&gt;Jansen&lt;/b&gt;" in page
    assert "http://127.0.0.1:8080/moderation/anmelden/" in page
    assert "/moderation/anmelden/" not in await (await admin.get("/moderation/people")).text()


async def test_a_refused_invitation_shows_the_form_again(seat: Open) -> None:
    answer = await (await seat(Role.ADMIN)).post("/moderation/people", data={"name": "Jan", "role": "member"})

    assert answer.status == 400
    page = await answer.text()
    assert "Bitte wählen Sie die Arbeitsgruppe des Mitglieds." in page
    assert 'value="Jan"' in page


@pytest.mark.parametrize("number", ["0", "999", "x", "9" * 40, "%00"])
async def test_an_unknown_person_is_not_found(seat: Open, number: str) -> None:
    admin = await seat(Role.ADMIN)

    assert (await admin.post(f"/moderation/people/{number}/link")).status == 404


async def test_a_link_for_the_first_admin_is_given_until_an_admin_has_come_in(deps: Deps) -> None:
    first, second = [await actions.first_admin_token(deps, "Verwaltung") for _ in range(2)]
    assert first and second and first != second
    assert [one.name for one in await actions.people(deps)] == ["Verwaltung"]
    assert await link_is_good(deps, first)

    await by_link(deps, second, Visitor())

    assert await actions.first_admin_token(deps, "Verwaltung") is None
