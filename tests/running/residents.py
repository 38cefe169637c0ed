"""The residents of the trial: each hands in one text from their own phone, turn after turn, and waits for the answer to each."""

import asyncio
import re
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from tests.fakes.bot_api.remote import RemoteBotApi

AGREE = "Einverstanden, los geht’s"
SUBSCRIPTION = "Nein, danke"
SEND = "Absenden"
NO_DANGER = "Keine akute Gefahr: als Anliegen abgeben"
ANYWAY = "Trotzdem als Anliegen abgeben"
ONCE_MORE = "schreiben Sie uns bitte noch einmal"
RECEIPT = re.compile(r"Ihr Anliegen hat die Nummer (\d{4}-\d{6})")
FEWEST_TURNS = 4
PATIENCE_SECONDS = 180.0
LOOK_SECONDS = 0.1

Message = dict[str, Any]


class ImpatientError(Exception):
    """Nothing that was waited for came."""


@dataclass
class Traffic:
    """How many turns all residents took so far; who wants may wait for a number of them."""

    turns: int = 0
    _news: asyncio.Event = field(default_factory=asyncio.Event)

    def note_turn(self) -> None:
        self.turns += 1
        self._news.set()

    async def reach(self, turns: int) -> None:
        """Wait until so many turns were taken."""
        while self.turns < turns:
            self._news.clear()
            await self._news.wait()


@dataclass(frozen=True, slots=True)
class Visit:
    """What came of one resident.

    receipts  the case numbers of all receipts on their phone, a repeated one as often as it came
    alarmed   they were shown the emergency numbers first
    stuck     what they waited for in vain, "" when all went well
    """

    resident: int
    text: str
    alarmed: bool = False
    stuck: str = ""
    receipts: tuple[str, ...] = ()


class Phone:
    """One resident's side of the chat."""

    def __init__(self, api: RemoteBotApi, resident: int, traffic: Traffic) -> None:
        self._api = api
        self._resident = resident
        self._traffic = traffic

    async def says(self, text: str) -> None:
        await self._does("says", text)

    async def presses(self, label: str) -> None:
        await self._does("presses", label)

    async def _does(self, deed: str, *what: str) -> None:
        await self._api.does(self._resident, deed, *what)
        self._traffic.note_turn()

    async def sees(self, *wanted: str) -> str:
        """Wait for a message with one of these words, or a button that says them, and return which; ImpatientError if none comes."""
        return await self._waits(
            lambda messages: next((each for each in wanted if _shows(messages, each)), None), wanted
        )

    async def _waits(self, found: Callable[[list[Message]], str | None], wanted: tuple[str, ...]) -> str:
        until = time.monotonic() + PATIENCE_SECONDS
        while time.monotonic() < until:
            seen = found(await self._api.received(self._resident))
            if seen is not None:
                return seen
            await asyncio.sleep(LOOK_SECONDS)
        raise ImpatientError(" or ".join(wanted))


def _shows(messages: list[Message], words: str) -> bool:
    return any(
        words in message["text"] or any(words == button["label"] for row in message["rows"] for button in row)
        for message in messages
    )


async def hand_in(api: RemoteBotApi, text: str, traffic: Traffic) -> Visit:
    """Come as a new resident, agree, hand the text in, and return what came of it."""
    resident = await api.user(f"Resident {text[:1]}")
    phone, alarmed = Phone(api, resident, traffic), False
    try:
        await phone.says("/start")
        await phone.sees(AGREE)
        await phone.presses(AGREE)
        await phone.sees(SUBSCRIPTION)
        await phone.says(text)
        shown = await phone.sees(NO_DANGER, ANYWAY, SEND)
        alarmed = shown == NO_DANGER
        if shown != SEND:
            await phone.presses(shown)
            if await phone.sees(ONCE_MORE, SEND) == ONCE_MORE:
                await phone.says(text)
                await phone.sees(SEND)
        await phone.presses(SEND)
        await phone.sees("Ihr Anliegen hat die Nummer")
    except ImpatientError as vain:
        return Visit(resident, text, alarmed, stuck=str(vain))
    return Visit(resident, text, alarmed)


def receipts_in(texts: list[str]) -> tuple[str, ...]:
    """Return the case numbers of the receipts among the messages of one phone."""
    return tuple(found[1] for text in texts if (found := RECEIPT.search(text)))
