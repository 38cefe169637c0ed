"""The public pages and the desk, over HTTP."""

import re
from collections.abc import AsyncIterator, Awaitable, Callable, Mapping
from dataclasses import replace
from datetime import timedelta
from urllib.parse import urlencode

import pytest
from aiohttp import web
from aiohttp.test_utils import TestClient, TestServer
from aiohttp.typedefs import Handler
from icalendar import Calendar

from handlers.broadcast import web as telling
from handlers.deps import Deps
from handlers.forums import actions, desk_web, registering
from handlers.forums import web as pages
from handlers.forums.examples import create_examples
from handlers.pages.assets import on_static
from handlers.pages.keys import DEPS, MODERATOR, SignedIn
from handlers.pages.middlewares import keep_manners
from handlers.pages.pagination import SIZE
from handlers.pages.site import SITE, Site
from storage.models import ForumScope, ForumState, Role
from tests.factories import StandingClock
from tests.forums.conftest import EVERSHAGEN, IN_LICHTENHAGEN, LICHTENHAGEN, TOWN_HALL, Move

Client = TestClient[web.Request, web.Application]
Deliver = Callable[[], Awaitable[list[str]]]
DESK = "/moderation/forums"
FORM = {
    "title": "Forum <b>am</b> Markt",
    "kind": "citizen",
    "scope": "central",
    "starts_at": "2026-12-03T18:00",
    "ends_at": "2026-12-03T20:00",
    "place": "Rathaus",
    "address": "Neuer Markt 1",
    "access": ["step_free", "childcare"],
    "agenda": "Begrüßung\r\nGespräch",
    "capacity": "80",
}


def application(deps: Deps) -> web.Application:
    @web.middleware
    async def sign_in(request: web.Request, handler: Handler) -> web.StreamResponse:
        request[MODERATOR] = SignedIn(1, "Anna Albers", Role.MODERATOR, None)
        return await handler(request)

    app = web.Application(middlewares=[sign_in])
    app[SITE] = Site("Forumsbote", "Rostock", deps.public_url)
    app[DEPS] = deps
    keep_manners(app)
    one = DESK + "/{forum}"
    app.add_routes(
        [
            web.get("/static/{name}", on_static),
            web.get("/foren", pages.on_list),
            web.get("/foren.ics", pages.on_feed),
            web.get("/foren/{slug}.ics", pages.on_calendar),
            web.get("/foren/{slug}/karte.svg", pages.on_map),
            web.get("/foren/{slug}", pages.on_one),
            web.get(DESK, desk_web.on_list),
            web.get(f"{DESK}/new", desk_web.on_new_form),
            web.post(f"{DESK}/new", desk_web.on_new),
            web.get(one, desk_web.on_one),
            web.get(f"{one}/edit", desk_web.on_edit_form),
            web.post(f"{one}/edit", desk_web.on_edit),
            web.post(f"{one}/discard", desk_web.on_discard),
            web.get(f"{one}/announce", telling.on_announce_form),
            web.post(f"{one}/announce", telling.on_announce),
            web.get(f"{one}/cancel", telling.on_cancel_form),
            web.post(f"{one}/cancel", telling.on_cancel),
        ]
    )
    return app


@pytest.fixture
async def site(deps: Deps) -> AsyncIterator[Client]:
    async with TestClient(TestServer(application(deps))) as client:
        yield client


async def page(site: Client, path: str, status: int = 200) -> str:
    answer = await site.get(path)
    assert answer.status == status
    return await answer.text()


async def post(site: Client, path: str, fields: Mapping[str, object], status: int = 303) -> str:
    """Send a form; returns where it leads (303), else the page that came back."""
    body = urlencode(fields, doseq=True)
    answer = await site.post(
        path, data=body, headers={"Content-Type": "application/x-www-form-urlencoded"}, allow_redirects=False
    )
    assert answer.status == status, await answer.text()
    return answer.headers["Location"] if status == 303 else await answer.text()


def hidden(html: str) -> dict[str, list[str]]:
    """Return the hidden fields of a page."""
    found: dict[str, list[str]] = {}
    for name, value in re.findall(r'<input type="hidden" name="([^"]+)" value="([^"]*)">', html):
        found.setdefault(name, []).append(value)
    return found


async def test_an_empty_list_invites_to_subscribe(site: Client) -> None:
    assert "Zurzeit ist kein Forum geplant" in await page(site, "/foren")
    assert "Noch keine Foren" in await page(site, DESK)


async def test_the_public_list_shows_what_is_announced_or_cancelled_and_no_draft(
    site: Client, deps: Deps, announced: int
) -> None:
    await actions.create(deps, replace(TOWN_HALL, title="Geheimer Entwurf"))
    cancelled = await actions.create(deps, replace(TOWN_HALL, title="Ausgefallenes"))
    await actions.announce(deps, cancelled)
    await actions.cancel(deps, cancelled)

    html = await page(site, "/foren")

    assert "Bürgerforum im Rathaus" in html
    assert "Ausgefallenes" in html
    assert "Abgesagt" in html
    assert "Geheimer Entwurf" not in html


async def test_the_public_list_can_be_for_one_district(site: Client, deps: Deps, announced: int) -> None:
    await actions.announce(deps, await actions.create(deps, IN_LICHTENHAGEN))

    for asked in ("lichtenhagen", LICHTENHAGEN, "Lichtenhagen"):
        html = await page(site, f"/foren?ortsteil={asked}")
        assert "Forum Lichtenhagen" in html
        assert "/foren.ics?ortsteil=lichtenhagen" in html
    elsewhere = await page(site, f"/foren?ortsteil={EVERSHAGEN}")
    assert "Forum Lichtenhagen" not in elsewhere
    assert "Bürgerforum im Rathaus" in elsewhere
    assert "Atlantis" in await page(site, "/foren?ortsteil=Atlantis", 404)
    assert "&lt;script&gt;" in await page(site, "/foren?ortsteil=<script>", 404)


async def test_a_public_page_says_all_one_must_know(site: Client, deps: Deps, announced: int) -> None:
    forum = await actions.get(deps, announced)

    html = await page(site, f"/foren/{forum.slug}")

    for words in (
        "Donnerstag, 3. Dezember 2026, 18:00 Uhr",
        "20:00 Uhr",
        "Rathaus, Neuer Markt 1",
        "</svg> stufenloser Zugang</li>",
        "</svg> Kinderbetreuung</li>",
        f"/foren/{forum.slug}/karte.svg",
        f"{deps.public_url}/foren/{forum.slug}</span>",
        f"/chat?start=forum-{announced}",
        f"https://t.me/forumsbote_bot?start=forum-{announced}",
        f"/foren/{forum.slug}.ics",
        "Begrüßung",
    ):
        assert words in html, words


async def test_the_page_of_a_cancelled_or_past_forum_offers_no_registration(
    site: Client, deps: Deps, announced: int, clock: StandingClock
) -> None:
    slug = (await actions.get(deps, announced)).slug
    clock.set(TOWN_HALL.ends_at + timedelta(minutes=1))
    over = await page(site, f"/foren/{slug}")
    await actions.cancel(deps, announced)
    cancelled = await page(site, f"/foren/{slug}")

    assert "Dieses Forum ist vorbei" in over
    assert "Dieses Forum ist abgesagt" in cancelled
    assert "/chat?start=" not in over + cancelled


@pytest.mark.parametrize("suffix", ["", ".ics"])
async def test_a_draft_and_a_made_up_address_are_not_found(site: Client, deps: Deps, suffix: str) -> None:
    draft = await actions.get(deps, await actions.create(deps, TOWN_HALL))

    await page(site, f"/foren/{draft.slug}{suffix}", 404)
    await page(site, f"/foren/gibt-es-nicht{suffix}", 404)


async def test_a_calendar_is_served_as_one(site: Client, deps: Deps, announced: int) -> None:
    forum = await actions.get(deps, announced)

    answer = await site.get(f"/foren/{forum.slug}.ics")

    assert answer.headers["Content-Type"] == "text/calendar; charset=utf-8"
    assert forum.slug in answer.headers["Content-Disposition"]
    assert len(Calendar.from_ical(await answer.read()).walk("VEVENT")) == 1


async def test_the_feed_of_a_district_has_its_forums_and_the_central_ones(
    site: Client, deps: Deps, announced: int
) -> None:
    await actions.announce(deps, await actions.create(deps, IN_LICHTENHAGEN))

    counts = {
        path: len(Calendar.from_ical((await page(site, path)).encode()).walk("VEVENT"))
        for path in ("/foren.ics", "/foren.ics?ortsteil=Lichtenhagen", "/foren.ics?ortsteil=Evershagen")
    }

    assert list(counts.values()) == [2, 2, 1]
    assert "X-WR-CALNAME:Foren in Rostock\\, Lichtenhagen" in await page(site, "/foren.ics?ortsteil=Lichtenhagen")
    await page(site, "/foren.ics?ortsteil=Atlantis", 404)


async def test_a_forum_goes_from_the_form_to_everyone(
    site: Client, deps: Deps, move_in: Move, deliver: Deliver
) -> None:
    await move_in()
    await page(site, f"{DESK}/new")

    created = await post(site, f"{DESK}/new", FORM)
    assert created == f"{DESK}/1?did=created"
    shown = await page(site, created)
    assert "Entwurf" in shown
    assert "Forum &lt;b&gt;am&lt;/b&gt; Markt" in shown

    question = await page(site, f"{DESK}/1/announce")
    assert "1 Person, die solche Ankündigungen bestellt hat, erhält diese Nachricht." in question
    assert "Neues Forum: Forum &lt;b&gt;am&lt;/b&gt; Markt" in question
    assert await post(site, f"{DESK}/1/announce", hidden(question)) == f"{DESK}/1?did=announced"

    assert await deliver() == ["Neues Forum: Forum <b>am</b> Markt"]
    listed = await page(site, DESK)
    assert "Angekündigt" in listed
    assert "0 / 80" in listed


@pytest.mark.parametrize(
    ("changed", "sentence"),
    [
        ({"title": " "}, "Bitte füllen Sie"),
        ({"title": "x" * 201}, "200 Zeichen"),
        ({"kind": "gala"}, "Bitte wählen Sie eine der"),
        ({"starts_at": "bald"}, "Bitte geben Sie"),
        ({"starts_at": "2027-03-28T02:30"}, "gibt es nicht"),
        ({"ends_at": "2026-12-03T17:00"}, "Das Ende muss nach dem Beginn liegen."),
        ({"capacity": "0"}, "Bitte geben Sie"),
        ({"capacity": "viele"}, "Bitte geben Sie"),
        ({"scope": "districts"}, "Bitte wählen Sie die Ortsteile"),
        ({"scope": "districts", "districts": ["ot-99"]}, "Bitte wählen Sie die Ortsteile"),
    ],
)
async def test_a_wrong_entry_is_shown_at_its_field_and_nothing_typed_is_lost(
    site: Client, deps: Deps, changed: dict[str, object], sentence: str
) -> None:
    html = await post(site, f"{DESK}/new", FORM | changed, 400)

    assert sentence in html
    assert 'value="Neuer Markt 1"' in html
    assert (await actions.list_all(deps, offset=0, limit=1))[0] == 0


async def test_a_move_is_confirmed_with_the_number_of_people_before_it_is_done(
    site: Client, deps: Deps, move_in: Move, deliver: Deliver, announced: int
) -> None:
    registered = await move_in(subscribed=False)
    await registering.register(deps, announced, registered.resident.id)
    form = await page(site, f"{DESK}/{announced}/edit")
    fields = FORM | {"title": TOWN_HALL.title, "place": "Stadthalle", "seen": hidden(form)["seen"]}

    question = await post(site, f"{DESK}/{announced}/edit", fields, 200)
    assert "1 Person wusste von diesem Forum und erfährt, was jetzt gilt." in question
    assert (await actions.get(deps, announced)).place == "Rathaus"

    done = await post(site, f"{DESK}/{announced}/edit", hidden(question))

    assert done == f"{DESK}/{announced}?did=moved"
    forum = await actions.get(deps, announced)
    assert (forum.place, forum.version, forum.agenda) == ("Stadthalle", 2, "Begrüßung\nGespräch")
    assert await deliver() == ["Geändert: Bürgerforum im Rathaus"]


async def test_a_change_nobody_is_told_of_is_saved_at_once(site: Client, deps: Deps, announced: int) -> None:
    form = await page(site, f"{DESK}/{announced}/edit")

    done = await post(site, f"{DESK}/{announced}/edit", FORM | {"title": "Neuer Titel", "seen": hidden(form)["seen"]})

    assert done == f"{DESK}/{announced}?did=saved"
    assert (await actions.get(deps, announced)).title == "Neuer Titel"


async def test_what_somebody_else_changed_meanwhile_is_not_overwritten(
    site: Client, deps: Deps, announced: int, clock: StandingClock
) -> None:
    seen = hidden(await page(site, f"{DESK}/{announced}/edit"))["seen"]
    clock.advance(timedelta(minutes=1))
    await post(site, f"{DESK}/{announced}/edit", FORM | {"title": "Erste", "seen": seen})
    clock.advance(timedelta(minutes=1))

    html = await post(site, f"{DESK}/{announced}/edit", FORM | {"title": "Zweite", "seen": seen}, 409)

    assert "Dieses Forum wurde inzwischen geändert." in html
    assert (await actions.get(deps, announced)).title == "Erste"


async def test_a_forum_is_cancelled_after_a_look_at_the_number_of_people(
    site: Client, deps: Deps, move_in: Move, deliver: Deliver, announced: int
) -> None:
    await registering.register(deps, announced, (await move_in(subscribed=False)).resident.id)

    question = await page(site, f"{DESK}/{announced}/cancel")
    assert "1 Person wusste von diesem Forum und erhält diese Nachricht." in question
    await post(site, f"{DESK}/{announced}/cancel", hidden(question))

    assert (await actions.get(deps, announced)).state is ForumState.CANCELLED
    assert await deliver() == ["Abgesagt: Bürgerforum im Rathaus"]
    await page(site, f"{DESK}/{announced}/cancel", 409)
    await post(site, f"{DESK}/{announced}/announce", {}, 409)


async def test_a_draft_is_discarded(site: Client, deps: Deps) -> None:
    forum_id = await actions.create(deps, TOWN_HALL)

    assert await post(site, f"{DESK}/{forum_id}/discard", {}) == DESK

    await page(site, f"{DESK}/{forum_id}", 404)


@pytest.mark.parametrize("path", ["", "/edit", "/announce", "/cancel"])
async def test_a_made_up_forum_is_not_found_at_the_desk(site: Client, path: str) -> None:
    for made_up in ("999999999", "9" * 30, "x", "-1", "%D9%A1"):
        await page(site, f"{DESK}/{made_up}{path}", 404)


async def test_an_example_is_marked_everywhere_and_becomes_real_by_a_change(site: Client, deps: Deps) -> None:
    await create_examples(deps)
    example = (await actions.list_next(deps))[0]
    for path in ("/foren", f"/foren/{example.slug}", DESK, f"{DESK}/{example.id}"):
        assert "Beispiel" in await page(site, path), path

    form = await page(site, f"{DESK}/{example.id}/edit")
    assert "gilt es als echtes Forum" in form
    fields = {"starts_at": "2026-12-10T18:00", "ends_at": "2026-12-10T20:00", "seen": hidden(form)["seen"]}
    await post(site, f"{DESK}/{example.id}/edit", FORM | fields)

    assert not (await actions.get(deps, example.id)).example


async def test_a_district_forum_keeps_its_districts_through_the_form(site: Client, deps: Deps) -> None:
    districts = {"scope": "districts", "districts": [EVERSHAGEN, LICHTENHAGEN]}

    await post(site, f"{DESK}/new", FORM | districts)

    forum = await actions.get(deps, 1)
    assert (forum.scope, forum.districts) == (ForumScope.DISTRICTS, (LICHTENHAGEN, EVERSHAGEN))
    assert f'value="{LICHTENHAGEN}" checked' in await page(site, f"{DESK}/1/edit")


async def test_long_lists_come_in_pages(site: Client, deps: Deps) -> None:
    async with deps.open_work() as work:
        joined = deps.within(work)
        for number in range(51):
            await actions.create(joined, replace(TOWN_HALL, title=f"Forum Nummer {number}"))

    assert (await page(site, DESK)).count("Forum Nummer") == 50
    assert (await page(site, f"{DESK}?seite=2")).count("Forum Nummer") == 1


@pytest.mark.parametrize("database", ["sqlite"], indirect=True)
async def test_a_long_list_of_forums_stands_on_several_pages(site: Client, deps: Deps, clock: StandingClock) -> None:
    async with deps.open_work() as work:
        for number in range(SIZE + 1):
            details = replace(
                TOWN_HALL, title=f"Nummer {number:02d}.", starts_at=TOWN_HALL.starts_at + timedelta(days=number)
            )
            details = replace(details, ends_at=details.starts_at + timedelta(hours=2))
            await work.forums.add(details, slug=f"f{number}", now=clock(), state=ForumState.ANNOUNCED, example=False)

    shown = [re.findall(r"Nummer (\d+)\.", await page(site, path)) for path in ("/foren", "/foren?seite=2")]

    assert shown == [[f"{number:02d}" for number in range(SIZE)], [str(SIZE)]]
