"""The public pages about the process, on an empty installation and on one with content."""

from collections.abc import AsyncIterator
from dataclasses import replace
from datetime import date, datetime, timedelta

import pytest
from aiohttp.test_utils import TestClient, TestServer

from bot.journal import KEPT
from handlers.concerns.jobs import ASIDES_KEPT
from handlers.deps import Deps
from handlers.pages.site import SITE
from handlers.process.plan import Progress, plan_on, progress_of
from handlers.process.web import on_accessibility, on_house_rules, on_privacy, on_start_page
from storage.models import ForumKind, ForumScope, ForumState, PhaseState
from storage.readings.forums import ForumDetails
from storage.readings.plan import PhaseReading
from tests.factories import StandingClock
from tests.web.webchat.conftest import Client, Seen, chat_application

ANNOUNCED = ForumState.ANNOUNCED
TODAY = date(2026, 11, 23)


@pytest.fixture
async def client(deps: Deps) -> AsyncIterator[Client]:
    app = chat_application(deps)
    app.router.add_get("/", on_start_page)
    app.router.add_get("/datenschutz", on_privacy)
    app.router.add_get("/barrierefreiheit", on_accessibility)
    app.router.add_get("/hausregeln", on_house_rules)
    async with TestClient(TestServer(app)) as client:
        yield client


async def seen(client: Client, path: str) -> Seen:
    answer = await client.get(path)
    return Seen(await answer.text(), answer.status)


def phase(title: str, days: int, *, example: bool = False, state: PhaseState = PhaseState.PLANNED) -> PhaseReading:
    start = TODAY + timedelta(days=days)
    return PhaseReading(
        id=1,
        version=1,
        title=title,
        starts_on=start,
        ends_on=start + timedelta(days=9),
        tasks="Eins\nZwei",
        state=state,
        example=example,
    )


def forum(at: datetime) -> ForumDetails:
    return ForumDetails(
        title="Forum",
        kind=ForumKind.CITIZEN,
        scope=ForumScope.CENTRAL,
        starts_at=at,
        ends_at=at + timedelta(hours=2),
        place="Rathaus",
    )


async def test_an_empty_installation_invites(client: Client) -> None:
    page = await seen(client, "/")

    assert page.status == 200
    assert "Wo fühlen Sie sich in Rostock unsicher?" in page.words
    assert "Zurzeit ist kein Forum geplant" in page.words
    assert "Der Zeitplan folgt" in page.words
    assert "Beispiel" not in page.words
    assert page.page.xpath("//a[@href='https://t.me/forumsbote_bot']")


async def test_the_plan_shows_where_the_process_stands(client: Client, deps: Deps) -> None:
    async with deps.open_work() as work:
        for one in (phase("spaeter", 10), phase("vorbei", -20, example=True), phase("heute", -5)):
            await work.plan.add(one, key=one.title, example=one.example)

    page = await seen(client, "/")

    steps = page.page.xpath("//ol[@class='timeline']/li")
    assert [(step.get("class"), step.find("h3").text) for step in steps] == [
        ("done", "vorbei"),
        ("now", "heute"),
        ("coming", "spaeter"),
    ]
    assert [step.get("aria-current") for step in steps] == [None, "step", None]
    assert "Hier stehen wir jetzt" in page.words
    assert "Hier stehen noch Beispiele" in page.words


async def test_the_next_three_announced_forums_are_shown(client: Client, deps: Deps, clock: StandingClock) -> None:
    async with deps.open_work() as work:
        for days in (4, 1, 2, 3):
            await work.forums.add(
                forum(clock() + timedelta(days=days)), slug=f"f{days}", now=clock(), state=ANNOUNCED, example=False
            )
        await work.forums.add(forum(clock() + timedelta(days=1)), slug="draft", now=clock(), example=False)

    page = await seen(client, "/")

    assert page.page.xpath("//ol[@class='dated']//a/@href") == ["/foren/f1", "/foren/f2", "/foren/f3"]
    assert "Beispiel" not in page.words


async def test_the_privacy_notice_names_who_is_responsible_and_its_version(client: Client, deps: Deps) -> None:
    page = await seen(client, "/datenschutz")

    assert deps.city.info.operator in page.words
    assert f"Fassung {deps.city.info.privacy_version}" in page.words
    assert "/loeschen" in page.words
    assert "Nach 365 Tagen löschen wir ihn." in page.words
    assert f"Nach {KEPT.days} Tagen löschen wir das." in page.words


@pytest.mark.parametrize("database", ["sqlite"], indirect=True)
async def test_the_statement_on_accessibility_is_a_draft_and_says_where_to_turn(client: Client, deps: Deps) -> None:
    page, statement = await seen(client, "/barrierefreiheit"), deps.city.accessibility

    assert statement is not None
    assert not statement.confirmed
    assert "Diese Erklärung ist ein Entwurf" in page.words
    assert statement.enforced_by in page.words
    assert page.page.xpath("//a[@href='/chat?start=barriere-seite']")
    assert page.page.xpath(f"//a[@href='{statement.enforcement_link}']")


@pytest.mark.parametrize("database", ["sqlite"], indirect=True)
async def test_a_city_without_a_statement_says_so_and_still_listens(deps: Deps) -> None:
    app = chat_application(replace(deps, city=replace(deps.city, accessibility=None)))
    app.router.add_get("/barrierefreiheit", on_accessibility)
    async with TestClient(TestServer(app)) as client:
        page = await seen(client, "/barrierefreiheit")

    assert "Die Erklärung folgt" in page.words
    assert page.page.xpath("//a[@href='/chat?start=barriere-seite']")


@pytest.mark.parametrize("database", ["sqlite"], indirect=True)
async def test_the_house_rules_say_how_long_an_insult_is_kept(client: Client) -> None:
    page = await seen(client, "/hausregeln")

    assert f"kann sie noch {ASIDES_KEPT.days} Tage lang sehen" in page.words
    assert "110" in page.words


@pytest.mark.parametrize("database", ["sqlite"], indirect=True)
async def test_the_imprint_is_linked_where_the_city_has_one(deps: Deps) -> None:
    for imprint in ("", "https://stadt.example/impressum"):
        app = chat_application(deps)
        app[SITE] = replace(app[SITE], imprint=imprint)
        app.router.add_get("/", on_start_page)
        async with TestClient(TestServer(app)) as client:
            page = await seen(client, "/")
        assert page.page.xpath("//footer//a[text()='Impressum']/@href") == [imprint] * bool(imprint)


@pytest.mark.parametrize(
    ("days", "expected"),
    [(-1, Progress.COMING), (0, Progress.NOW), (9, Progress.NOW), (10, Progress.DONE)],
)
def test_both_days_belong_to_a_phase(days: int, expected: Progress) -> None:
    assert progress_of(TODAY + timedelta(days=days), TODAY, TODAY + timedelta(days=9)) is expected


@pytest.mark.parametrize(
    ("state", "expected"),
    [
        (PhaseState.RUNNING, Progress.NOW),
        (PhaseState.DONE, Progress.DONE),
        (PhaseState.STOPPED, Progress.STOPPED),
        (PhaseState.PLANNED, Progress.COMING),
    ],
)
def test_what_the_desk_said_of_a_phase_goes_before_its_days(state: PhaseState, expected: Progress) -> None:
    assert plan_on(TODAY, [phase("a", 5, state=state)])[0].progress is expected


def test_tasks_are_one_a_line() -> None:
    assert plan_on(TODAY, [phase("a", 0)])[0].tasks == ("Eins", "Zwei")
