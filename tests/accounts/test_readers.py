"""External readers: what they see, what they never get, and that their time is over when it is over."""

from datetime import UTC, date, datetime, timedelta

import pytest
from lxml.html import document_fromstring

from handlers.accounts import actions, rules
from handlers.accounts.rules import UnfitError, end_of, last_day
from handlers.deps import Deps
from handlers.exports import actions as exports
from handlers.exports.files import Format
from storage.models import Role
from storage.readings.concerns import ConcernFilter
from tests.accounts.conftest import PASSWORD, Come, by_link, is_in, knock, posted, words
from tests.desk.conftest import DARK, Browser, Open, hand_in, person
from tests.factories import NOON, StandingClock

RAW, HIDDEN = "0381 4567890", "[Telefonnummer]"
LAST_DAY = date(2027, 1, 31)
AFTER = datetime(2027, 1, 31, 23, 0, tzinfo=UTC)  # midnight in Berlin


async def reader(deps: Deps, browser: Browser, until: date = LAST_DAY) -> int:
    token = await actions.invite(deps, "Frieda Vogelsang", Role.READER, until=until)
    assert await by_link(browser, token) == 303
    return max(one.id for one in await actions.people(deps))


async def test_a_reader_sees_every_list_redacted_and_changes_nothing(seat: Open, deps: Deps) -> None:
    numbers = [(await hand_in(deps, topics=topics)).number for topics in (("lighting",), ("youth",), ())]
    browser = await seat(Role.READER)

    for path in ("/moderation", "/moderation/concerns", *(f"/moderation/concerns/{number}" for number in numbers)):
        page = await (await browser.get(path)).text()
        assert RAW not in page, path
        shown = document_fromstring(page)
        offered = {str(action) for action in shown.xpath("//main//form[@method='post']/@action")}
        assert offered == set(), path
        assert not shown.xpath("//a[contains(@href, '/moderation/forums') or contains(@href, 'telegram')]"), path
    listed = await (await browser.get("/moderation/concerns")).text()
    assert all(str(number) in listed for number in numbers)


@pytest.mark.parametrize("kind", ["csv", "json", "xlsx", "geojson"])
async def test_no_download_of_a_reader_has_an_original_text(seat: Open, deps: Deps, kind: str) -> None:
    await hand_in(deps, DARK)
    browser = await seat(Role.READER)

    answer = await browser.get(f"/moderation/concerns.{kind}")

    assert answer.status == 200
    content = await exports.write_bytes(deps, ConcernFilter(), Format(kind), person(Role.READER))
    for bytes_of in (await answer.read(), content):
        assert RAW.encode() not in bytes_of
    if kind == "csv":
        assert HIDDEN in content.decode("utf-8-sig")


async def test_a_reader_is_out_the_moment_their_last_day_ends(seat: Open, deps: Deps, clock: StandingClock) -> None:
    clock.set(AFTER - timedelta(hours=2))
    browser = await seat(None)
    await reader(deps, browser)
    await posted(browser, "/moderation/zugang/passwort", name="frieda", password=PASSWORD, again=PASSWORD)

    clock.set(AFTER - timedelta(seconds=1))
    assert await is_in(browser)
    clock.set(AFTER)
    assert not await is_in(browser)

    status, said = await knock(await seat(None), "frieda")
    assert status == 403 and "Ihr Zugang endete am 31. Januar 2027." in said
    wrong = await knock(await seat(None), "frieda", "falsch falsch")
    assert wrong[0] == 400 and "31. Januar" not in wrong[1]


async def test_a_link_of_somebody_whose_time_is_over_says_so(seat: Open, deps: Deps, clock: StandingClock) -> None:
    clock.set(AFTER - timedelta(hours=2))
    token = await actions.invite(deps, "Frieda", Role.READER, until=LAST_DAY)
    clock.set(AFTER)
    browser = await seat(None)

    answer = await browser.get(f"/moderation/anmelden/{token}")

    assert answer.status == 403
    assert "Ihr Zugang endete am 31. Januar 2027." in words(document_fromstring(await answer.text()))
    assert await by_link(browser, token) == 410


async def test_an_admin_sees_and_changes_the_end(join: Come, seat: Open, deps: Deps, clock: StandingClock) -> None:
    clock.set(datetime(2026, 11, 23, 20, 0, tzinfo=UTC))
    admin, browser = await join(Role.ADMIN, "ida"), await seat(None)
    number = await reader(deps, browser)
    assert "bis 31. Januar 2027" in await (await admin.browser.get("/moderation/people")).text()
    address = f"/moderation/people/{number}/end"

    assert (await posted(admin.browser, address, until="2026-11-01"))[0] == 400
    assert (await posted(admin.browser, address, until="gestern"))[0] == 400
    assert (await posted(admin.browser, address, until="2026-11-23"))[0] == 303

    clock.set(datetime(2026, 11, 23, 23, 0, tzinfo=UTC))
    assert not await is_in(browser)
    page = await (await admin.browser.get(f"/moderation/people/{number}")).text()
    assert "Nirgends angemeldet." in words(document_fromstring(page))
    assert (await posted(admin.browser, address, until="2026-12-24"))[0] == 303
    assert not await is_in(browser)
    assert await by_link(browser, await actions.renew_link(deps, number)) == 303


@pytest.mark.parametrize(
    ("role", "until", "field"),
    [
        (Role.READER, None, "until"),
        (Role.READER, date(2026, 11, 22), "until"),
        (Role.READER, date(2040, 1, 1), "until"),
        (Role.MODERATOR, LAST_DAY, "until"),
    ],
)
def test_only_readers_have_an_end_and_all_of_them(role: Role, until: date | None, field: str) -> None:
    with pytest.raises(UnfitError) as refused:
        end_of(role, until, NOON)
    assert refused.value.field == field


@pytest.mark.parametrize("day", [date(2027, 1, 31), date(2027, 3, 28), date(2027, 10, 31), date(2026, 11, 23)])
def test_a_last_day_is_a_whole_day_of_berlin(day: date) -> None:
    ends_at = end_of(Role.READER, day, NOON)

    assert ends_at is not None and last_day(ends_at) == day
    assert ends_at.astimezone(rules.BERLIN).time().isoformat() == "00:00:00"
