"""Surveys at the desk, over HTTP."""

from collections.abc import AsyncIterator

import pytest
from aiohttp import FormData, web
from aiohttp.test_utils import TestClient, TestServer
from aiohttp.typedefs import Handler

from handlers.deps import Deps
from handlers.pages.assets import on_static
from handlers.pages.keys import DEPS, MODERATOR, SignedIn
from handlers.pages.middlewares import keep_manners
from handlers.pages.site import SITE, Site
from handlers.surveys import actions
from handlers.surveys import web as pages
from storage.models import Role, SurveyState
from tests.factories import StandingClock
from tests.surveys.conftest import SMALL
from tests.surveys.people import fill_in, stored_survey
from tests.surveys.test_results import answers, id_of

Client = TestClient[web.Request, web.Application]
LIST = "/moderation/surveys"


def application(deps: Deps, role: Role = Role.MODERATOR) -> web.Application:
    @web.middleware
    async def sign_in(request: web.Request, handler: Handler) -> web.StreamResponse:
        request[MODERATOR] = SignedIn(1, "Anna Albers", role, None)
        return await handler(request)

    app = web.Application(middlewares=[sign_in])
    app[SITE] = Site("Forumsbote", "Rostock", deps.public_url)
    app[DEPS] = deps
    keep_manners(app)
    app.add_routes(
        [
            web.get("/static/{name}", on_static),
            web.get(LIST, pages.on_list),
            web.get(f"{LIST}/import", pages.on_import_form),
            web.post(f"{LIST}/import", pages.on_import),
            web.get(LIST + "/{survey}", pages.on_one),
            web.post(LIST + "/{survey}/open", pages.on_open),
            web.post(LIST + "/{survey}/close", pages.on_close),
            web.get(LIST + "/{survey}/questions/{question}", pages.on_texts),
        ]
    )
    return app


@pytest.fixture
async def desk(deps: Deps) -> AsyncIterator[Client]:
    async with TestClient(TestServer(application(deps))) as client:
        yield client


async def page(desk: Client, path: str, status: int = 200) -> str:
    answer = await desk.get(path)
    assert answer.status == status
    return await answer.text()


async def upload(desk: Client, content: bytes) -> tuple[int, str]:
    form = FormData()
    form.add_field("file", content, filename="klein.toml", content_type="application/toml")
    answer = await desk.post(f"{LIST}/import", data=form)
    return answer.status, await answer.text()


async def test_an_empty_list_shows_the_way_on(desk: Client) -> None:
    words = await page(desk, LIST)

    assert "Noch keine Umfragen" in words
    assert f'href="{LIST}/import"' in words


async def test_a_member_is_shown_results_but_no_way_to_change(deps: Deps, survey: int) -> None:
    async with TestClient(TestServer(application(deps, Role.MEMBER))) as client:
        words = await page(client, f"{LIST}/{survey}") + await page(client, LIST)

    assert "Kleine Umfrage" in words
    for way in ("/open", "/close", "/import"):
        assert way not in words


async def test_the_list_counts_begun_and_finished(deps: Deps, desk: Client, survey: int) -> None:
    await fill_in(deps, survey, *answers(deps))
    await fill_in(deps, survey)
    words = await page(desk, LIST)

    assert "Kleine Umfrage" in words
    assert 'class="number">6</td>' in words
    assert 'class="number">2</td>' in words
    assert 'class="number">1</td>' in words


async def test_a_file_is_imported_as_a_draft_and_opened(deps: Deps, desk: Client) -> None:
    status, words = await upload(desk, SMALL.encode())
    assert status == 200
    assert "als Entwurf importiert" in words

    [imported] = await actions.list_all(deps)
    opened = await desk.post(f"{LIST}/{imported.id}/open", data={"closes_at": "2026-12-24T18:00"})
    words = await opened.text()
    assert "Die Umfrage läuft." in words
    assert "Donnerstag, 24. Dezember 2026, 18:00 Uhr" in words


async def test_the_same_file_twice_says_that_nothing_changed(desk: Client, survey: int) -> None:
    assert "es wurde nichts geändert" in (await upload(desk, SMALL.encode()))[1]


async def test_mistakes_in_a_file_are_listed_with_question_and_field(deps: Deps, desk: Client) -> None:
    status, words = await upload(desk, SMALL.replace('type = "scale"', 'type = "<skala>"').encode())

    assert status == 400
    assert "klein.toml, Frage tag, Feld type: muss eines von diesen sein" in words
    assert "1 Fehler in der Datei" in words
    assert await actions.list_all(deps) == []


async def test_an_upload_without_a_file_is_asked_for(desk: Client) -> None:
    for answer in (await upload(desk, b""), await upload(desk, b"\xff\xfe")):
        assert answer[0] == 400
    posted = await desk.post(f"{LIST}/import", data={"file": "no file"})
    assert posted.status == 400
    assert "Bitte wählen Sie eine Datei." in await posted.text()


async def test_a_changed_file_of_an_answered_survey_is_refused(deps: Deps, desk: Client, survey: int) -> None:
    await fill_in(deps, survey)

    status, words = await upload(desk, SMALL.replace("Kleine", "Große").encode())

    assert status == 409
    assert "neue id" in words


@pytest.mark.parametrize("typed", ["2020-01-01T10:00", "gestern", "2027-03-28T02:30", "x" * 5000])
async def test_an_end_that_cannot_be_is_asked_for_again(deps: Deps, desk: Client, survey: int, typed: str) -> None:
    before = await stored_survey(deps, survey)
    answer = await desk.post(f"{LIST}/{survey}/open", data={"closes_at": typed})

    assert answer.status == 400
    assert 'aria-invalid="true"' in await answer.text()
    assert await stored_survey(deps, survey) == before


async def test_a_survey_is_closed_and_opened_again(deps: Deps, desk: Client, survey: int) -> None:
    closed = await desk.post(f"{LIST}/{survey}/close")
    assert "Die Umfrage ist geschlossen." in await closed.text()
    assert (await stored_survey(deps, survey)).state is SurveyState.CLOSED

    await desk.post(f"{LIST}/{survey}/open", data={"closes_at": ""})
    reopened = await stored_survey(deps, survey)
    assert (reopened.state, reopened.closes_at) == (SurveyState.OPEN, None)


async def test_a_survey_whose_end_has_passed_is_called_over(desk: Client, survey: int, clock: StandingClock) -> None:
    clock.set(clock().replace(year=2027))
    assert "beendet" in await page(desk, LIST)


async def test_results_are_shown_from_ten_answers_on(deps: Deps, desk: Client, survey: int) -> None:
    for _ in range(9):
        await fill_in(deps, survey, *answers(deps))
    assert "Bisher weniger als 10 Antworten" in await page(desk, f"{LIST}/{survey}")
    await fill_in(deps, survey, *answers(deps, home="Warnemünde"))

    words = await page(desk, f"{LIST}/{survey}")
    assert "10 abgeschlossene Teilnahmen." in words
    assert '<td class="number">100 %</td>' in words
    of_district = await page(desk, f"{LIST}/{survey}?ortsteil={id_of(deps, 'Lichtenhagen')}")
    assert "9 abgeschlossene Teilnahmen." in of_district
    assert '<td class="number">100 %</td>' not in of_district


async def test_a_survey_has_no_inline_style_or_script(deps: Deps, desk: Client, survey: int) -> None:
    for _ in range(10):
        await fill_in(deps, survey, *answers(deps))
    words = await page(desk, f"{LIST}/{survey}")

    assert "style=" not in words
    assert "<script" not in words


async def test_written_texts_are_paged_escaped_and_blacked_out(deps: Deps, desk: Client, survey: int) -> None:
    *others, _ = answers(deps)
    for number in range(51):
        await fill_in(deps, survey, *others, f"<b>{number}</b> Tel. 0381 1234567")
    question = (await stored_survey(deps, survey)).questions[-1]

    words = await page(desk, f"{LIST}/{survey}/questions/{question.id}")
    assert "&lt;b&gt;50&lt;/b&gt; Tel. [Telefonnummer]" in words
    assert "1234567" not in words
    assert words.count("<blockquote") == 50
    assert (await page(desk, f"{LIST}/{survey}/questions/{question.id}?seite=2")).count("<blockquote") == 1


async def test_what_is_not_there_is_not_found(deps: Deps, desk: Client, survey: int) -> None:
    choice = (await stored_survey(deps, survey)).questions[1]

    for path in ("999", "9" * 40, "-1", "²", "%00", "x"):
        await page(desk, f"{LIST}/{path}", 404)
    await page(desk, f"{LIST}/{survey}/questions/{choice.id}", 404)
    await page(desk, f"{LIST}/{survey}/questions/999", 404)
    assert (await desk.post(f"{LIST}/999/close")).status == 404
    assert (await desk.post(f"{LIST}/999/open")).status == 404
