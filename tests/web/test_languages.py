"""Public pages and the chat in the language of their reader."""

from collections.abc import AsyncIterator

import pytest
from aiohttp import web
from aiohttp.test_utils import TestClient, TestServer
from lxml.html import HtmlElement, document_fromstring

from bot.dialog import DIALOG
from bot.web import PUBLIC
from handlers.channels.webchat import keys as chat_keys
from handlers.deps import Deps
from handlers.pages.keys import DEPS
from handlers.pages.middlewares import keep_manners
from handlers.pages.site import SITE, Site
from handlers.proof.rules import Tries
from handlers.proof.web import TRIES
from tests.proof.test_receipts import Client

pytestmark = pytest.mark.parametrize("database", ["sqlite"], indirect=True)
PAGES = ("/", "/datenschutz", "/prozess", "/ausgangslage", "/hilfe", "/foren", "/vorgang", "/chat", "/gibt-es-nicht")
ENGLISH = {"Accept-Language": "fr;q=0.9, en-GB;q=0.8, de;q=0.3"}


@pytest.fixture
async def client(deps: Deps) -> AsyncIterator[Client]:
    app = web.Application()
    app[DEPS], app[TRIES] = deps, Tries()
    app[SITE] = Site("Forumsbote", "Hansestadt", deps.public_url, deps.city.info.languages)
    app[chat_keys.DIALOG], app[chat_keys.PRODUCERS] = DIALOG, {}
    keep_manners(app)
    app.add_routes(PUBLIC)
    async with TestClient(TestServer(app)) as client:
        yield client


async def page(client: Client, path: str, **headers: str) -> HtmlElement:
    answer = await client.get(path, headers=headers)
    return document_fromstring(await answer.text())


def chosen(seen: HtmlElement) -> str:
    """Return the entry of the language menu that is the current one."""
    [name] = seen.xpath("//nav[contains(@class, 'tongues')]//*[@aria-current]/text()")
    return str(name)


async def test_every_public_page_offers_every_language_in_its_own_words(client: Client) -> None:
    for path in PAGES:
        seen = await page(client, path)
        names = seen.xpath("//nav[contains(@class, 'tongues')]//li/a/text()")
        assert names == ["Deutsch", "Leichte Sprache", "English"], path
        assert (seen.get("lang"), seen.get("dir"), chosen(seen)) == ("de", "ltr", "Deutsch"), path


async def test_a_chosen_language_is_kept_in_a_cookie_that_says_nothing_else(client: Client) -> None:
    answer = await client.get("/foren?ortsteil=reutershagen&sprache=en")
    cookie = answer.cookies["sprache"]
    assert (cookie.value, cookie["httponly"], cookie["samesite"], cookie["max-age"]) == ("en", True, "Lax", "31536000")
    assert answer.headers["Cache-Control"] == "private"

    for path in PAGES:
        seen = await page(client, path)
        assert (seen.get("lang"), chosen(seen)) == ("en", "English"), path
        assert "Set-Cookie" not in (await client.get(path)).headers


async def test_the_menu_keeps_the_other_parameters_and_cannot_lead_elsewhere(client: Client) -> None:
    seen = await page(client, "/foren?ortsteil=reutershagen&sprache=en")

    links = seen.xpath("//nav[contains(@class, 'tongues')]//a/@href")

    assert links[0] == "?ortsteil=reutershagen&sprache=de"
    assert all(link.startswith("?") for link in links)


async def test_at_first_the_browser_says_which_language_and_caches_know_it(client: Client) -> None:
    answer = await client.get("/", headers=ENGLISH)

    assert "Where do you feel unsafe in Rostock?" in await answer.text()
    assert answer.headers["Content-Language"] == "en"
    assert answer.headers["Vary"] == "Accept-Language, Cookie"
    assert "Set-Cookie" not in answer.headers


@pytest.mark.parametrize("accepted", ["", "fr", "*", "en;q=0, de", "en;q=x", ";;;,,", "xx-" * 400, "tlh, de-AT"])
async def test_what_no_pack_speaks_is_answered_in_german(client: Client, accepted: str) -> None:
    shown = await client.get("/hilfe", headers={"Accept-Language": accepted} if accepted else {})

    assert shown.headers["Content-Language"] in ("de", "en" if accepted == "en;q=x" else "de")


async def test_an_unknown_language_in_an_address_changes_nothing(client: Client) -> None:
    answer = await client.get("/?sprache=tlh")

    assert answer.headers["Content-Language"] == "de"
    assert "Set-Cookie" not in answer.headers


async def test_a_refused_form_and_an_error_speak_english_too(client: Client) -> None:
    wrong = await client.post("/vorgang", data={"number": "1", "code": "x"}, headers=ENGLISH)
    gone = await client.get("/chat/datei/m1", headers=ENGLISH)

    assert "We found nothing for this number" in await wrong.text()
    assert "This file is no longer here." in await gone.text()


async def test_data_of_the_city_is_marked_as_german_on_an_english_page(client: Client) -> None:
    seen = await page(client, "/", **ENGLISH)
    german = await page(client, "/")

    assert seen.xpath("//h3/span[@lang='de' and @dir='auto']")
    assert not german.xpath("//h3/span")


async def test_a_draft_says_so_on_its_pages_and_where_the_text_is_that_holds(client: Client) -> None:
    seen = await page(client, "/?sprache=de-simple")
    [note] = seen.xpath("//p[@id='draft']")

    assert seen.get("lang") == "de"
    assert "Dieser Text in Leichter Sprache ist ein Entwurf." in note.text_content()
    assert note.xpath("a/@href") == ["?sprache=de"]
    assert not (await page(client, "/?sprache=en")).xpath("//p[@id='draft']")


async def test_a_calendar_speaks_the_language_its_own_address_names(client: Client) -> None:
    german = await (await client.get("/foren.ics", headers=ENGLISH)).text()
    english = await client.get("/foren.ics?sprache=en")

    assert "Foren in Rostock" in german
    assert "Forums in Rostock" in await english.text()
    assert english.headers["Cache-Control"] == "public, max-age=300"


async def test_a_chat_begun_on_an_english_page_is_english_and_stays_what_was_chosen_in_it(client: Client) -> None:
    await client.post("/chat", data={"start": ""}, headers=ENGLISH)
    seen = await page(client, "/chat")
    assert "(Chat started)" in seen.text_content()
    assert "Good day! This is Forumsbote" in seen.text_content()

    await client.post("/chat", data={"command": "/sprache de-simple"})
    seen = await page(client, "/chat?sprache=en", **ENGLISH)

    assert chosen(seen) == "Leichte Sprache"
    assert "Ich bin der Forums-Bote." in seen.text_content()
    assert seen.xpath("//nav[contains(@class, 'tongues')]//button/@value")[2] == "/sprache en"


async def test_an_error_in_the_chat_speaks_the_language_of_the_conversation(client: Client) -> None:
    await client.post("/chat", data={"start": ""})
    await client.post("/chat", data={"command": "/sprache en"})

    gone = await client.get("/chat/datei/m999999")
    empty = await client.post("/chat", data={"text": " "})

    assert "This file is no longer here." in await gone.text()
    assert "Please write something before you send it." in await empty.text()
