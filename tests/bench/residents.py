"""What residents do while it is measured: one deed is one update and the message it leads to."""

import asyncio
import itertools
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from tests.bench.bot_api import Json, LeanBotApi, Phone, RefusedUpdateError, Shown, private

AGREE = "Einverstanden, los geht’s"
SUBSCRIPTION = "Nein, danke"
SEND = "Absenden"
RECEIPT = "Ihr Anliegen hat die Nummer"
PATIENCE_SECONDS = 120.0  # an overloaded machine is slow; what is lost never comes
MADE_UP_BEFORE = 3
FIRST_CHAT = 7_000_000_001


@dataclass(frozen=True, slots=True)
class Deed:
    """Something a resident does.

    update    makes the update from what is on the phone
    led_to    tells whether a message is the answer
    """

    update: Callable[[Phone], Json]
    led_to: Callable[[Shown], bool]


@dataclass(frozen=True, slots=True)
class Turn:
    """One deed done: seconds from its due moment to the acknowledgement and to the answer; an answer that never came is none."""

    acknowledged: float
    answered: float | None


Deeds = Iterator[Deed]


class Resident:
    """Does one deed after another."""

    def __init__(self, api: LeanBotApi, number: int, deeds: Deeds) -> None:
        self._api = api
        self._phone = api.phone(FIRST_CHAT + number)
        self._deeds = deeds

    async def does_next(self, due: float | None = None) -> Turn:
        """Do the next deed; `due` is when it should have begun, if that was not now."""
        deed, begin = next(self._deeds), time.perf_counter() if due is None else due
        arrival = self._phone.expect(deed.led_to)
        await self._api.bring(deed.update(self._phone))
        acknowledged = time.perf_counter() - begin
        try:
            return Turn(acknowledged, await asyncio.wait_for(arrival, PATIENCE_SECONDS) - begin)
        except TimeoutError:
            return Turn(acknowledged, None)


def participation(texts: Iterator[str]) -> Deeds:
    """Agree, then for ever: a command, a concern, and the press that hands it in. Each third update is a text that is tagged.

    The first texts are made up beforehand: to find out that they sound no alarm takes longer than most turns.
    """
    texts = itertools.chain(tuple(itertools.islice(texts, MADE_UP_BEFORE)), texts)
    yield says("/start", with_button(AGREE))
    yield presses(AGREE, with_button(SUBSCRIPTION))
    for text in texts:
        yield says("/hilfe", lambda _: True)
        yield says(text, with_button(SEND))
        yield presses(SEND, lambda shown: RECEIPT in shown.text)


def questions(_texts: Iterator[str]) -> Deeds:
    """Agree, then ask for help for ever: the least a turn can be."""
    yield says("/start", with_button(AGREE))
    yield presses(AGREE, with_button(SUBSCRIPTION))
    while True:
        yield says("/hilfe", lambda _: True)


BEFORE_THE_ROUND, ROUND = 2, 3  # deeds: to agree, and in the round that goes on for ever


def echoes(texts: Iterator[str]) -> Deeds:
    """Say something and hear it again, for ever."""
    for text in texts:
        yield says(text, _is(text))


def says(text: str, led_to: Callable[[Shown], bool]) -> Deed:
    """A message, a command too."""
    entities = [{"type": "bot_command", "offset": 0, "length": len(text)}] if text.startswith("/") else []

    def update(phone: Phone) -> Json:
        return {"message": _message(phone, text) | ({"entities": entities} if entities else {})}

    return Deed(update, led_to)


def presses(label: str, led_to: Callable[[Shown], bool]) -> Deed:
    """A press on a button of the latest message."""
    queries = itertools.count(1)

    def update(phone: Phone) -> Json:
        shown = phone.last
        if label not in shown.buttons:
            raise RefusedUpdateError(f"there is no button {label!r}, but {list(shown.buttons)}")
        below = _message(phone, shown.text) | {"message_id": shown.message_id}
        query = {"id": f"{phone.chat}{shown.message_id}{next(queries)}", "from": _person(phone), "message": below}
        return {"callback_query": query | {"chat_instance": str(phone.chat), "data": shown.buttons[label]}}

    return Deed(update, led_to)


def with_button(label: str) -> Callable[[Shown], bool]:
    return lambda shown: label in shown.buttons


def _is(text: str) -> Callable[[Shown], bool]:
    return lambda shown: shown.text == text


def _message(phone: Phone, text: str) -> Json:
    about = {"message_id": phone.last.message_id + 1, "date": int(time.time()), "chat": private(phone.chat)}
    return {**about, "from": _person(phone), "text": text}


def _person(phone: Phone) -> Json:
    return {"id": phone.chat, "is_bot": False, "first_name": "Erika", "language_code": "de"}
