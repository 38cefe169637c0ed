"""Sessions: where one is signed in, how long, and how they are ended; and cookies as a thief would use them."""

from datetime import timedelta

import pytest
from lxml.html import HtmlElement, document_fromstring
from sqlalchemy import func, select
from yarl import URL

from handlers.accounts import actions, jobs
from handlers.accounts.visitor import browser_of, system_of
from handlers.deps import Deps
from storage.database import Database
from storage.models import Role, metadata
from tests.accounts.conftest import Come, by_link, enter, is_in, knock, posted
from tests.desk.conftest import Browser, Open
from tests.factories import StandingClock

FIREFOX = "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0"
EDGE = "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0 Safari/537.36 Edg/140.0"
IPHONE = "Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) AppleWebKit/605.1.15 Version/18.0 Mobile/15E148 Safari/604.1"
CHROME = (
    "Mozilla/5.0 (Linux; Android 15; Pixel) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0 Mobile Safari/537.36"
)


@pytest.mark.parametrize(
    ("agent", "browser", "system"),
    [
        (FIREFOX, "Firefox", "Linux"),
        (EDGE, "Edge", "Windows"),
        (IPHONE, "Safari", "iPhone"),
        (CHROME, "Chrome", "Android"),
        ("curl/8.0", "", ""),
        ("", "", ""),
    ],
)
def test_browsers_are_named_in_plain_words(agent: str, browser: str, system: str) -> None:
    assert (browser_of(agent), system_of(agent)) == (browser, system)


async def test_sessions_are_listed_and_this_one_is_marked(join: Come, seat: Open) -> None:
    person, other = await join(Role.MEMBER), await seat(None)
    other.session.headers["User-Agent"] = EDGE
    await knock(other)

    page = (await shown(other, "/moderation/zugang")).xpath("//table")[0]

    rows = [" ".join(row.text_content().split()) for row in page.xpath(".//tbody/tr")]
    assert len(rows) == 2
    assert [row for row in rows if "Edge unter Windows diese hier" in row and "mit Passwort" in row]
    assert [row for row in rows if "unbekannter Browser" in row and "mit Link" in row]
    assert await is_in(person.browser)


async def test_one_session_is_closed_and_only_of_ones_own(join: Come, seat: Open) -> None:
    person, stranger, other = await join(Role.MEMBER), await join(Role.MEMBER, "eva"), await seat(None)
    await knock(other)
    digests = (await shown(other, "/moderation/zugang")).xpath("//input[@name='session']/@value")
    foreign = (await shown(stranger.browser, "/moderation/zugang")).xpath("//input[@name='session']/@value")

    assert (await posted(other, "/moderation/zugang/sitzung", session=str(foreign[0])))[0] == 404
    for digest in digests:
        await posted(person.browser, "/moderation/zugang/sitzung", session=str(digest))

    assert await is_in(stranger.browser)
    assert not await is_in(person.browser) or not await is_in(other)


async def test_all_others_are_closed_at_once(join: Come, seat: Open) -> None:
    person, other = await join(Role.MEMBER), await seat(None)
    await knock(other)

    await posted(person.browser, "/moderation/zugang/andere-sitzungen")

    assert await is_in(person.browser) and not await is_in(other)


async def test_an_admin_closes_the_sessions_of_others(join: Come, seat: Open) -> None:
    person, admin, other = await join(Role.MEMBER), await join(Role.ADMIN, "ida"), await seat(None)
    await knock(other)
    page = await shown(admin.browser, f"/moderation/people/{person.id}")
    first = str(page.xpath("//table//input[@name='session']/@value")[0])
    address = f"/moderation/people/{person.id}/sessions/close"

    assert (await posted(admin.browser, address, session=first))[0] == 303
    assert [await is_in(browser) for browser in (person.browser, other)].count(True) == 1
    assert (await posted(admin.browser, address, session="all"))[0] == 303

    assert not await is_in(person.browser) and not await is_in(other)
    assert (await posted(admin.browser, address, session=first))[0] == 404


async def test_a_session_by_password_lasts_seven_days_and_twelve_hours_without_use(
    join: Come, seat: Open, clock: StandingClock
) -> None:
    await join(Role.MEMBER)
    used, unused = await seat(None), await seat(None)
    await knock(used)
    await knock(unused)

    for _ in range(15):
        clock.advance(timedelta(hours=11))
        assert await is_in(used)
    assert not await is_in(unused)
    clock.advance(timedelta(hours=3, minutes=1))
    assert not await is_in(used)


async def test_a_session_by_link_ends_after_twelve_hours_however_busy(seat: Open, clock: StandingClock) -> None:
    browser = await seat(Role.ADMIN)
    for _ in range(2):
        clock.advance(timedelta(hours=5, minutes=59))
        assert await is_in(browser)

    clock.advance(timedelta(minutes=3))

    assert not await is_in(browser)


async def test_what_has_run_out_is_forgotten(join: Come, deps: Deps, database: Database, clock: StandingClock) -> None:
    await join(Role.MEMBER)
    clock.advance(timedelta(days=200))

    await jobs.forget_sign_ins(deps)

    async with database.engine.connect() as connection:
        for name in ("desk_session", "known_device", "pending_sign_in"):
            table = metadata.tables[name]
            assert (await connection.execute(select(func.count()).select_from(table))).scalar_one() == 0


async def test_every_sign_in_gets_a_new_token_and_ends_the_one_before(join: Come, seat: Open) -> None:
    """A cookie planted before somebody signs in is worth nothing afterwards (session fixation)."""
    await join(Role.MEMBER)
    browser = await seat(None)
    planted = "A" * 43
    here = URL(str(browser.make_url("/")))
    browser.session.cookie_jar.update_cookies({"desk": planted, "desk_half_way": planted, "desk_device": planted}, here)
    await knock(browser)
    first = cookie(browser, "desk")
    await knock(browser)
    second = cookie(browser, "desk")

    assert len({planted, first, second}) == 3
    for token, expected in ((planted, False), (first, False), (second, True)):
        assert await is_in(await thief(seat, desk=token)) is expected


async def test_a_cookie_from_half_way_is_no_session_and_ends_with_the_code(join: Come, seat: Open) -> None:
    person, browser = await join(), await seat(None)
    await knock(browser)
    half_way = cookie(browser, "desk_half_way")
    assert not await is_in(await thief(seat, desk=half_way))
    assert await enter(browser, person.next_code()) == 303

    assert await enter(await thief(seat, desk_half_way=half_way), person.next_code()) == 400


async def test_the_cookie_of_a_browser_lets_nobody_in(join: Come, seat: Open) -> None:
    person = await join()
    device = cookie(person.browser, "desk_device")

    assert not await is_in(await thief(seat, desk=device, desk_half_way=device, desk_device=device))


async def test_after_signing_out_no_copy_of_a_cookie_works(join: Come, seat: Open) -> None:
    person = await join(Role.MEMBER)
    kept = cookie(person.browser, "desk")
    await person.browser.post("/moderation/abmelden")

    assert not await is_in(await thief(seat, desk=kept))


@pytest.mark.parametrize(
    "path",
    [
        "/moderation/anmelden",
        "/moderation/anmelden/code",
        "/moderation/zugang/passwort",
        "/moderation/zugang/zweiter-faktor",
        "/moderation/zugang/zweiter-faktor/bestaetigen",
        "/moderation/zugang/ersatzcodes",
        "/moderation/zugang/sitzung",
        "/moderation/people/1/second-factor/reset",
        "/moderation/people/1/end",
    ],
)
async def test_another_site_cannot_send_these_forms(seat: Open, path: str) -> None:
    browser = await seat(Role.ADMIN)
    for headers in ({"Origin": "https://evil.example"}, {"Sec-Fetch-Site": "cross-site"}):
        assert (await browser.post(path, headers=headers, allow_redirects=False)).status == 403


async def test_cookies_are_out_of_reach_of_scripts_and_other_sites(join: Come, seat: Open) -> None:
    await join(Role.MEMBER)
    answer = await (await seat(None)).post(
        "/moderation/anmelden",
        data={"name": "ada", "password": "ein Leuchtturm mit sieben Fenstern"},
        allow_redirects=False,
    )

    for name in ("desk", "desk_device"):
        morsel = answer.cookies[name]
        assert (morsel["httponly"], morsel["samesite"], morsel["path"]) == (True, "Lax", "/")


async def test_a_link_lets_in_whoever_has_a_password_too(join: Come, seat: Open, deps: Deps) -> None:
    person, browser = await join(), await seat(None)

    assert await by_link(browser, await actions.renew_link(deps, person.id)) == 303

    assert await is_in(browser) and await is_in(person.browser)


def cookie(browser: Browser, name: str) -> str:
    return next(cookie.value for cookie in browser.session.cookie_jar if cookie.key == name)


async def thief(seat: Open, **cookies: str) -> Browser:
    """Open another browser with stolen cookies."""
    browser = await seat(None)
    browser.session.cookie_jar.update_cookies(cookies, URL(str(browser.make_url("/"))))
    return browser


async def shown(browser: Browser, path: str) -> HtmlElement:
    return document_fromstring(await (await browser.get(path)).text())
