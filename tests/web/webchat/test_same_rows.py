"""One recorded conversation, once through Telegram's channel and once by the page's forms: the same is stored and said."""

import re
from collections.abc import AsyncIterator, Mapping
from dataclasses import asdict, dataclass
from uuid import UUID

import pytest
from aiohttp.test_utils import TestClient, TestServer

from bot.dialog import DIALOG as REAL_DIALOG
from handlers.channels.webchat.keys import DIALOG
from handlers.deps import Deps
from handlers.pages.sessions import CHAT, fingerprint, new_token
from handlers.residents import actions as residents
from storage.models import Channel
from storage.readings.concerns import ConcernFilter
from tests.factories import StandingClock
from tests.talking import Talker
from tests.web.webchat.conftest import Client, Seen, Visitor, chat_application

CASE_NUMBER = re.compile(r"\d{4}-\d{6}|\b[2-9A-Z]{4}-[2-9A-Z]{4}\b")  # and the code of its receipt
MAY_DIFFER = frozenset({"id", "number", "resident_id", "received_at", "source"})


@dataclass(frozen=True)
class Says:
    text: str


@dataclass(frozen=True)
class Presses:
    label: str


@dataclass(frozen=True)
class Shares:
    latitude: float
    longitude: float


RECORDING = (
    Says("/start"),
    Presses("Einverstanden, los geht’s"),
    Presses("Ja, für meinen Ortsteil"),
    Shares(54.1436, 12.0533),
    Says("Auf dem Weg zur Haltestelle in Lichtenhagen ist es abends sehr dunkel. Fragen Sie Herrn Peter Müller."),
    Presses("Ort ändern"),
    Says("Evershagn"),
    Presses("Evershagen"),
    Presses("Absenden"),
    Says("kurz"),
    Says("Am Bahnhof in Warnemünde wird nachts laut geschrien, =SUMME(1) <b>fett</b> \u202e 😀"),
    Presses("Text ändern"),
    Says("Am Bahnhof in Warnemünde wird jede Nacht laut geschrien."),
    Presses("Absenden"),
    Says("/meine"),
    Says("/stopp"),
)


@pytest.fixture
async def client(deps: Deps) -> AsyncIterator[Client]:
    app = chat_application(deps)
    app[DIALOG] = REAL_DIALOG
    async with TestClient(TestServer(app)) as client:
        yield client


async def play_on_the_page(visitor: Visitor) -> Seen:
    seen = await visitor.looks()
    for act in RECORDING:
        match act:
            case Says(text=text):
                seen = await visitor.sends(text=text)
            case Presses(label=label):
                assert label in seen.buttons, (label, seen.lines[-2:], list(seen.buttons))
                seen = await visitor.sends(press=seen.buttons[label])
            case Shares():
                seen = await visitor.sends(share="1", latitude=str(act.latitude), longitude=str(act.longitude))
    return seen


async def play_in_telegram(talk: Talker) -> list[str]:
    said = []
    for act in RECORDING:
        match act:
            case Says(text=text) if text.startswith("/"):
                answers = await talk.commands(text[1:])
            case Says(text=text):
                answers = await talk.says(text)
            case Presses(label=label):
                answers = await talk.presses(label)
            case Shares():
                answers = await talk.shares(act.latitude, act.longitude)
        said += [answer.text for answer in answers]
    return said


async def concerns_of(deps: Deps, resident_id: UUID) -> list[Mapping[str, object]]:
    """Return a resident's concerns without what may differ: number, channel, moment."""
    async with deps.open_reading() as work:
        found = await work.concerns.page(ConcernFilter(), offset=0, limit=100, raw=True)
    own = (asdict(concern) for concern in found if concern.resident_id == resident_id)
    return [{name: value for name, value in one.items() if name not in MAY_DIFFER} for one in own]


async def settings_of(deps: Deps, resident_id: UUID) -> tuple[object, ...]:
    async with deps.open_reading() as work:
        resident = await work.residents.get(resident_id)
    assert resident is not None
    return resident.language, resident.district, resident.standing, resident.subscribed, resident.consent_version


def without_numbers(words: str) -> str:
    return CASE_NUMBER.sub("#", words)


async def test_a_recorded_conversation_gives_the_same_rows_on_every_channel(
    deps: Deps, client: Client, clock: StandingClock, talk: Talker, visitor: Visitor
) -> None:
    token = new_token()
    client.session.cookie_jar.update_cookies({CHAT.name: token})
    said_in_telegram = await play_in_telegram(talk)
    page = await play_on_the_page(visitor)

    telegram_id = await talk.resident_id()
    web_id = await residents.find(deps, Channel.WEB, fingerprint(token))
    assert web_id is not None
    in_telegram = await concerns_of(deps, telegram_id)
    assert len(in_telegram) == 2
    assert await concerns_of(deps, web_id) == in_telegram
    assert await settings_of(deps, web_id) == await settings_of(deps, telegram_id)
    said_on_page = [without_numbers(words) for who, words in page.lines if who == "ours"]
    assert said_on_page == [without_numbers(words) for words in said_in_telegram]
