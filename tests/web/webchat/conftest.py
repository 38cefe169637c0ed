"""The chat's page over a small dialogue of its own: what is tested here is the channel, not what is said in it."""

from collections.abc import AsyncIterator, Mapping
from dataclasses import dataclass
from datetime import timedelta

import pytest
from aiohttp import web
from aiohttp.test_utils import TestClient, TestServer
from lxml.html import HtmlElement, document_fromstring

from handlers.channels.webchat.keys import DIALOG, PRODUCERS
from handlers.channels.webchat.web import on_chat, on_file, on_help, on_log, on_post
from handlers.deps import Deps
from handlers.dialog.payloads import Payload, payload
from handlers.dialog.reply import Button, Reply, Words, ask, done, say
from handlers.dialog.table import Command, Dialog
from handlers.dialog.turn import Shared, Turn
from handlers.i18n import phrase, verbatim
from handlers.message import Enclosure
from handlers.pages.assets import on_static
from handlers.pages.keys import DEPS
from handlers.pages.middlewares import keep_manners
from handlers.pages.site import SITE, Site
from tests.factories import StandingClock

SECOND = timedelta(seconds=1)


@payload("twyes")
@dataclass(frozen=True, slots=True)
class Yes(Payload):
    n: int


async def on_start(turn: Turn, _: Deps) -> Reply:
    return say(verbatim(f"Willkommen {turn.text}. Mehr: /hilfe oder https://example.org/a."))


async def on_text(turn: Turn, _: Deps) -> Reply:
    if turn.text == "fail":
        raise LookupError("on purpose")
    return ask(
        verbatim(f"Meinen Sie <b>{turn.text}</b>?"),
        step="test.again",
        draft=turn.text,
        buttons=((Button(verbatim("Ja"), Yes(1)), Button(verbatim("Karte"), url="https://example.org/")),),
        location=True,
    )


async def on_yes(turn: Turn, _: Deps) -> Reply:
    return done(verbatim(f"Gespeichert {turn.pressed(Yes).n}"))


async def on_location(turn: Turn, _: Deps) -> Reply:
    assert isinstance(turn.act, Shared)
    return say(verbatim(f"Ort {turn.act.latitude} {turn.act.longitude}"))


async def on_file_wish(_: Turn, __: Deps) -> Reply:
    return Reply((Words((verbatim("Bitte sehr"),), enclosure=Enclosure("letters", "brief.txt", {"word": "Hallo"})),))


async def letters(_: Deps, arguments: Mapping[str, str | None]) -> bytes:
    return (arguments["word"] or "").encode()


async def on_danger(turn: Turn, _: Deps) -> Reply | None:
    if "Messer" not in turn.text:
        return None
    return Reply((Words((verbatim("Bitte rufen Sie 110."),)),), forget=True)


async def never(_: Turn, __: Deps) -> None:
    return None


DIALOG_TABLE = Dialog(
    commands={
        "start": Command(on_start, phrase("Help"), before_consent=True, in_menu=False),
        "hilfe": Command(on_start, phrase("Help"), ("help",)),
        "datei": Command(on_file_wish, phrase("Privacy")),
    },
    steps={"test.again": on_text},
    presses={Yes: on_yes},
    free_text=on_text,
    location=on_location,
    unreadable=on_text,
    alarm=on_danger,
    gate=never,
)

Client = TestClient[web.Request, web.Application]


def chat_application(deps: Deps) -> web.Application:
    app = web.Application()
    app[SITE] = Site("Forumsbote", "Hansestadt", deps.public_url)
    app[DEPS], app[DIALOG], app[PRODUCERS] = deps, DIALOG_TABLE, {"letters": letters}
    keep_manners(app)
    app.router.add_get("/static/{name}", on_static)
    app.router.add_get("/chat", on_chat)
    app.router.add_post("/chat", on_post)
    app.router.add_get("/chat/neues", on_log)
    app.router.add_get("/chat/datei/{line}", on_file)
    app.router.add_get("/hilfe", on_help)
    return app


@pytest.fixture
async def client(deps: Deps) -> AsyncIterator[Client]:
    async with TestClient(TestServer(chat_application(deps))) as client:
        yield client


@pytest.fixture
def visitor(client: Client, clock: StandingClock) -> "Visitor":
    return Visitor(client, clock)


@dataclass
class Visitor:
    """A person with a browser that runs no JavaScript: it only fills in forms and presses what it sees."""

    client: Client
    clock: StandingClock

    async def looks(self, path: str = "/chat") -> "Seen":
        answer = await self.client.get(path)
        return Seen(await answer.text(), answer.status)

    async def sends(self, **fields: str) -> "Seen":
        self.clock.advance(SECOND)
        answer = await self.client.post("/chat", data=fields)
        return Seen(await answer.text(), answer.status)

    async def begins(self) -> "Seen":
        return await self.sends(start="")


@dataclass(frozen=True)
class Seen:
    """A page as a person sees it."""

    words: str
    status: int

    @property
    def page(self) -> HtmlElement:
        return document_fromstring(self.words)

    @property
    def lines(self) -> list[tuple[str, str]]:
        """Who said what, in the order of the page."""
        return [
            (line.get("class"), line.find_class("words")[0].text_content())
            for line in self.page.xpath("//*[@id='log']/li")
        ]

    @property
    def buttons(self) -> dict[str, str]:
        """The buttons of the conversation by their label, with their code."""
        keys = self.page.xpath("//*[@id='log']//button[@name='press']")
        return {key.text_content(): key.get("value") for key in keys}

    @property
    def nonce(self) -> str:
        return str(self.page.xpath("//input[@name='page']/@value")[0])

    @property
    def field(self) -> str:
        # A browser leaves out a line end right after the opening tag; the parser here does not.
        return str(self.page.get_element_by_id("f-text").value).removeprefix("\n")

    @property
    def complaints(self) -> list[str]:
        return [item.text_content() for item in self.page.xpath("//*[@id='errors']//li")]
