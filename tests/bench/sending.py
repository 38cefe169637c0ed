"""A broadcast out of the outbox, at the usual rate and at the paid one, while residents go on writing."""

import asyncio
import time
from collections.abc import Iterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from typing import Any

from sqlalchemy import insert
from telegram import Bot
from telegram.request import HTTPXRequest

from bot.vault import AddressVault
from bot.wiring import now
from handlers.outbox.rules import BULK_SHARE
from storage.database import Database
from storage.models import Channel, OutgoingKind, OutgoingState, metadata
from storage.repositories.outbox import RANKS
from tests.bench.bot_api import TOKEN, LeanBotApi
from tests.bench.cores import on_core, two_cores
from tests.bench.figures import Row, percentile
from tests.bench.filling import fill_subscribers, migrated
from tests.bench.load import arrive
from tests.bench.processes import SECRET_KEY, BenchError, made
from tests.bench.residents import Resident, participation
from tests.bench.sizes import Size
from tests.bench.turns import product
from tests.chaos.fleet import seconds_until_ten

FIRST_CHAT = 9_000_000_000
PAID_RATE = 1000.0
USUAL_RATE = 25.0
TALKERS, PAUSE_SECONDS = 12, 4.0
LOOP = "python-telegram-bot's send_message, one after another"
CHUNK = 5_000
STUCK_SECONDS = 30.0


@dataclass(frozen=True, slots=True)
class Sent:
    """A broadcast that arrived: moments of its messages, and seconds to the answers residents got meanwhile."""

    moments: tuple[float, ...]
    answers: tuple[float, ...]

    @property
    def per_second(self) -> float:
        """Messages a second between the first and the last; the full bucket at the beginning is left out."""
        return (len(self.moments) - 1) / (self.moments[-1] - self.moments[0])

    @property
    def most_in_a_second(self) -> int:
        """Return how many arrived within one second at most."""
        begin, most = 0, 0
        for end, moment in enumerate(self.moments):
            while moment - self.moments[begin] >= 1.0:
                begin += 1
            most = max(most, end - begin + 1)
        return most


async def measure_sending(folder: Path, size: Size) -> list[Row]:
    """Measure both rates, and the library's own loop."""
    usual = await _broadcast(made(folder / "usual"), size.recipients, USUAL_RATE)
    paid = await _broadcast(made(folder / "paid"), size.many_recipients, PAID_RATE)
    loop = await _bare_loop(size.many_recipients // 4)
    return [
        *_rows(usual, USUAL_RATE, "≥ 0.99"),
        *_rows(paid, PAID_RATE, "≥ 0.99"),
        Row(f"Messages a second at {PAID_RATE:.0f}/s", paid.per_second, "/s", LOOP, loop, "more"),
    ]


def _rows(sent: Sent, rate: float, target: str) -> list[Row]:
    permitted = rate * BULK_SHARE
    work = f"Broadcast to {len(sent.moments):,} at {rate:.0f}/s"
    return [
        Row(f"{work}: messages a second", sent.per_second, "/s", f"permitted to broadcasts ({BULK_SHARE:.0%} of it)",
            permitted, "more", target),
        Row(f"{work}: most within a second", sent.most_in_a_second, "", "the rate", rate, "less", "≤ 1.25"),
        Row(f"{work}: answers meanwhile, p50", percentile(sent.answers, 0.5) * 1000, "ms", "limit", 1000, "less"),
        Row(f"{work}: answers meanwhile, p99", percentile(sent.answers, 0.99) * 1000, "ms", "limit", 1000, "less", "≤ 1 s"),
    ]  # fmt: skip


async def _broadcast(folder: Path, recipients: int, rate: float) -> Sent:
    measured_core, driving_core = two_cores()
    moments: list[float] = []
    with on_core(driving_core):
        # At ten in the morning, whenever this is run: at night nothing unasked goes out.
        by_day = ("-m", "tests.chaos.daytime", str(seconds_until_ten()))
        async with LeanBotApi() as api, product(api, folder, measured_core, rate, by_day) as process:
            api.on_sent = lambda chat: moments.append(time.perf_counter()) if chat > FIRST_CHAT else None
            talkers = await arrive(api, TALKERS, participation, before=3, round_of=3)
            async with _writing(talkers) as answers:
                async with migrated(folder) as database:
                    await _fill(database, recipients)
                await _until_all(moments, recipients, process)
    return Sent(tuple(moments), tuple(answers))


@asynccontextmanager
async def _writing(talkers: list[Resident]) -> Any:
    answers: list[float] = []
    stop = asyncio.Event()

    async def write(talker: Resident) -> None:
        while not stop.is_set():
            turn = await talker.does_next()
            if turn.answered is None:
                raise BenchError("a resident was never answered during a broadcast")
            answers.append(turn.answered)
            await asyncio.sleep(PAUSE_SECONDS)

    async with asyncio.TaskGroup() as group:
        for talker in talkers:
            group.create_task(write(talker))
        yield answers
        stop.set()


async def _until_all(moments: list[float], many: int, process: Any) -> None:
    seen, since = -1, time.perf_counter()
    while len(moments) < many:
        if len(moments) != seen:
            seen, since = len(moments), time.perf_counter()
        if time.perf_counter() - since > STUCK_SECONDS or process.returncode is not None:
            raise BenchError(f"{len(moments)} of {many} messages arrived, then no more")
        await asyncio.sleep(0.05)


async def _fill(database: Database, recipients: int) -> None:
    """Store subscribers with an address each, and a broadcast for every one of them, due now."""
    vault, at = AddressVault(SECRET_KEY), now() + timedelta(seconds=seconds_until_ten())
    ids = await fill_subscribers(database, recipients)
    async with database.engine.begin() as connection:
        for begin in range(0, recipients, CHUNK):
            part = list(enumerate(ids[begin : begin + CHUNK], start=FIRST_CHAT + begin + 1))
            await connection.execute(
                insert(metadata.tables["identity"]),
                [
                    {
                        "resident_id": resident,
                        "channel": Channel.TELEGRAM,
                        "digest": vault.digest(Channel.TELEGRAM, str(chat)),
                        "sealed": vault.seal(str(chat)),
                        "created_at": at,
                    }
                    for chat, resident in part
                ],
            )
            await connection.execute(
                insert(metadata.tables["outgoing"]), [_message(resident, at) for _, resident in part]
            )


def _message(resident: Any, at: Any) -> dict[str, Any]:
    return {
        "resident_id": resident,
        "kind": OutgoingKind.BROADCAST,
        "state": OutgoingState.WAITING,
        "rank": RANKS[OutgoingKind.BROADCAST],
        "body": {"text": "Am 3. Dezember ist Bürgerforum im Rathaus."},
        "not_before": at,
        "expires_at": at + timedelta(days=1),
        "tries": 0,
        "sends": 0,
        "fence": 0,
        "created_at": at,
    }


async def _bare_loop(many: int) -> float:
    """Return how many messages a second the library sends by itself, with its own client and nothing else."""
    measured_core, driving_core = two_cores()
    del measured_core
    with on_core(driving_core):
        async with LeanBotApi() as api, Bot(TOKEN, base_url=f"{api.url}/bot", request=HTTPXRequest()) as bot:
            begin = time.perf_counter()
            for chat in _chats(many):
                await bot.send_message(chat, "Am 3. Dezember ist Bürgerforum im Rathaus.")
            return many / (time.perf_counter() - begin)


def _chats(many: int) -> Iterator[int]:
    return iter(range(FIRST_CHAT + 1, FIRST_CHAT + 1 + many))
