"""Hours of Telegram at its worst, by a clock that stands still until it is moved: nothing is lost, every wait is obeyed."""

import random
import time
from collections import Counter
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path

from sqlalchemy import text

from bot.wiring import build_post
from handlers.channels.telegram.connection import OurBot
from handlers.channels.telegram.messenger import TelegramMessenger
from handlers.channels.telegram.pace import RecentSends
from handlers.channels.telegram.request import AiohttpRequest, open_session
from handlers.deps import Deps
from handlers.outbox.post import Post
from storage.database import Database, connect
from storage.models import UNFINISHED, OutgoingState
from tests.chaos.audience import HEAD, TITLE, announce, announce_to, deps_over
from tests.factories import StandingClock
from tests.fakes.bot_api import FakeBotApi
from tests.fakes.bot_api.faults import Outage
from tests.outgoing import deliver_due

SECOND, MINUTE_SECONDS = timedelta(seconds=1), 60
ALL = 1_000_000
FLOOD_SECONDS = 58  # nearly the whole minute
DRAIN_LIMIT_SECONDS = 7200
# What may happen in a minute that is no flood, whether it happens to all messages, and whether each arrives all the same. After
# the others nobody knows whether it did, so that only a few may be hit: the rest of the minute is all errors.
FOUL: tuple[tuple[Outage, bool, bool], ...] = (
    (500, True, False), (502, True, False), ("reset", False, False), ("reset", False, True),
    ("garbage", False, False), ("garbage", False, True), ("timeout", False, False), ("timeout", False, True),
)  # fmt: skip
STATES = "SELECT state, COUNT(*) FROM outgoing WHERE kind = 'broadcast' GROUP BY state"


@dataclass(frozen=True, slots=True)
class Weather:
    """What is done: forums are announced to so many, one after another, and for so many minutes the weather is foul.

    few             messages a minute of which nobody knows whether they arrived
    looks_a_second  of the sender; four are as often as the bucket of the rate is full
    gone            Telegram takes nothing at all, and every minute is as bad as the other
    """

    subscribers: int
    minutes: int
    forums: int
    few: int
    looks_a_second: int
    gone: bool = False

    @property
    def name(self) -> str:
        return f"{self.minutes} minutes {'without Telegram' if self.gone else 'of Telegram at its worst'}"


@dataclass(frozen=True, slots=True)
class Result:
    """What came of it.

    told       how often each subscriber was told of each forum: times → how many
    states     rows by state at the end
    impatient  sends that came, after the second in which a wait was told, before it was over; for one chat, for all
    backlog    rows that were left when the weather cleared; drained within so many seconds
    """

    weather: Weather
    told: Counter[int]
    states: dict[str, int]
    impatient: tuple[int, int]
    backlog: int
    drained: int


@asynccontextmanager
async def _post(api: FakeBotApi, clock: StandingClock) -> AsyncIterator[Post]:
    session = open_session()
    request = AiohttpRequest(session, connect_timeout=1, read_timeout=0.3, pool_timeout=1)
    bot = OurBot(api.token, base_url=f"{api.url}/bot", request=request, get_updates_request=request)
    yield build_post(TelegramMessenger(bot, RecentSends(lambda: clock().timestamp())))
    await session.close()


async def run_weather(folder: Path, weather: Weather, seed: int) -> Result:
    """Announce forums, let the weather be foul meanwhile and then clear."""
    clock, url = StandingClock(), f"sqlite+aiosqlite:///{folder / 'forumsbote.db'}"
    async with FakeBotApi(clock=lambda: clock().timestamp()) as api, _post(api, clock) as post:
        chats = [api.user() for _ in range(weather.subscribers)]
        for chat in chats:
            chat.open_to_bot = True
        await announce_to([chat.id for chat in chats], url, clock)
        database = connect(url)
        try:
            deps = deps_over(database, url, clock)
            impatient = await _foul(deps, post, api, clock, weather, random.Random(seed))  # noqa: S311  repeatable
            backlog, drained = await _drain(database, deps, post, clock, weather)
            states = await _states(database)
        finally:
            await database.close()
        told = Counter(
            Counter(message.text.split("\n")[0] for message in chat.received)[HEAD + title]
            for chat in chats
            for title in _titles(weather)
        )
        return Result(weather, told, states, impatient, backlog, drained)


def _titles(weather: Weather) -> list[str]:
    return [TITLE, *(f"{TITLE}, {number}. Termin" for number in range(2, weather.forums + 1))]


async def _foul(
    deps: Deps, post: Post, api: FakeBotApi, clock: StandingClock, weather: Weather, seeded: random.Random
) -> tuple[int, int]:
    """Let it be foul; every third minute it is a flood for all, of every twelve one for one chat only. Returns who did not wait."""
    for_one, for_all, began, later = 0, 0, time.monotonic(), _titles(weather)[1:]
    for minute in range(weather.minutes):
        _tell_progress(minute, weather, began)
        if later and minute and minute % (weather.minutes // weather.forums) == 0:
            await announce(deps, later.pop(0))
        api.recovers()
        flooded = minute % 3 == 2 and not weather.gone
        seen, chat = len(api.calls), seeded.choice(list(api.world.chats)) if flooded and minute % 12 == 5 else None
        if flooded:
            api.flood(chat, FLOOD_SECONDS)
        else:
            _strike(api, weather, seeded)
        for _ in range(MINUTE_SECONDS):
            await _second(deps, post, clock, weather)
        if flooded:
            refused = [call.at for call in api.calls[seen:] if call.status == 429 and chat in (None, call.chat_id)]
            late = sum(at > refused[0] for at in refused)
            for_one, for_all = for_one + late * (chat is not None), for_all + late * (chat is None)
    api.recovers()
    return for_one, for_all


def _strike(api: FakeBotApi, weather: Weather, seeded: random.Random) -> None:
    """Let something happen to the first messages of a minute, and errors to the rest: no minute is to be a good one."""
    if not weather.gone:
        kind, all_of_them, after_effect = seeded.choice(FOUL)
        api.fails("sendMessage", kind, ALL if all_of_them else weather.few, after_effect=after_effect)
    api.fails("sendMessage", 500, ALL)


def _tell_progress(minute: int, weather: Weather, began: float) -> None:
    if minute and minute % (weather.minutes // 6 or 1) == 0:
        gone = time.monotonic() - began
        to_go = gone / minute * (weather.minutes - minute)
        print(f"  minute {minute} of {weather.minutes} after {gone:.0f} s, {to_go:.0f} s to go", flush=True)


async def _second(deps: Deps, post: Post, clock: StandingClock, weather: Weather) -> None:
    for _ in range(weather.looks_a_second):
        while await deliver_due(deps, post):
            pass
        clock.advance(SECOND / weather.looks_a_second)


async def _drain(database: Database, deps: Deps, post: Post, clock: StandingClock, weather: Weather) -> tuple[int, int]:
    backlog = left = await _unfinished(database)
    seconds = 0
    while left and seconds < DRAIN_LIMIT_SECONDS:
        await _second(deps, post, clock, weather)
        seconds += 1
        left = await _unfinished(database)
    return backlog, seconds


async def _states(database: Database) -> dict[str, int]:
    async with database.engine.connect() as connection:
        return {row[0]: row[1] for row in await connection.execute(text(STATES))}


async def _unfinished(database: Database) -> int:
    states = await _states(database)
    return sum(states.get(state, 0) for state in UNFINISHED)


def find_faults(result: Result) -> list[str]:
    """Return everything that is wrong; an empty list is what the chaos is for."""
    return list(_faults(result))


def _faults(result: Result) -> Iterator[str]:
    twice = sum(people for times, people in result.told.items() if times > 1)
    if twice:
        yield f"{twice} were told twice"
    if result.told[0] > result.states.get(OutgoingState.AMBIGUOUS, 0):
        yield f"{result.told[0]} were not told, but only {result.states.get(OutgoingState.AMBIGUOUS, 0)} are listed"
    if any(result.states.get(state) for state in (*UNFINISHED, OutgoingState.FAILED, OutgoingState.DROPPED)):
        yield f"not everything was sent: {result.states}"
    if any(result.impatient):
        yield f"sends that did not wait: {result.impatient[0]} to one chat, {result.impatient[1]} to all"


def row(result: Result) -> dict[str, object]:
    """Return the figures."""
    return {
        "weather": result.weather.name,
        "announcements": result.told.total(),
        "told once": result.told[1],
        "told twice": sum(people for times, people in result.told.items() if times > 1),
        "ambiguous": result.states.get(OutgoingState.AMBIGUOUS, 0),
        "did not wait (chat, all)": result.impatient,
        "backlog": result.backlog,
        "drained within (s)": result.drained,
        "a second": result.backlog / max(1, result.drained),
    }
