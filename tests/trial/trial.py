"""One trial on one database: residents come, the product is killed and restarted, and all that came out is gathered."""

import asyncio
import random
import time
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from handlers.city.loading import load
from nlp.reader import Reader
from tests.fakes.bot_api.remote import RemoteBotApi
from tests.running.databases import Engine, empty_database
from tests.running.ledger import settle
from tests.running.product import Mode, Product, Telegram
from tests.running.residents import FEWEST_TURNS, Traffic, Visit, hand_in, receipts_in
from tests.trial.checks import Evidence
from tests.trial.killing import choose_moments, kill_and_restart
from tests.trial.lists import fetch_lists

AT_ONCE = 20
EVERY_LIST = 5


@dataclass(frozen=True, slots=True)
class Plan:
    """What to try.

    texts       one a resident
    by_command  how many of the lists are also written on the command line, the list of all first
    """

    engine: Engine
    mode: Mode
    texts: Sequence[str]
    kills: int
    seed: int
    by_command: int = EVERY_LIST


@dataclass(frozen=True, slots=True)
class Result:
    """What was found, and how long the residents were at it; `starts` counts the first one too."""

    plan: Plan
    evidence: Evidence
    turns: int
    starts: int
    seconds: float


async def run_trial(plan: Plan, folder: Path) -> Result:
    """Try the product in an empty folder, which afterwards holds its output and the lists."""
    with empty_database(plan.engine, folder) as url:
        async with RemoteBotApi() as api:
            product = Product(folder, url, Telegram(api.url, api.token, plan.mode))
            try:
                return await _run(plan, folder, url, api, product)
            finally:
                await product.kill()


async def _run(plan: Plan, folder: Path, url: str, api: RemoteBotApi, product: Product) -> Result:
    await product.start()
    traffic, began = Traffic(), time.monotonic()
    visits = await _traffic(plan, api, product, traffic)
    ledger = await settle(api, url)
    seconds = time.monotonic() - began
    phones, metrics = await api.all_received(), await product.metrics()
    city = load("rostock")
    lists = await fetch_lists(product, folder, [each.id for each in city.workgroups], plan.by_command)
    starts, stopped_with = product.starts, await product.stop()
    reader = Reader.shipped(city.lexicon())
    evidence = Evidence(
        visits=tuple(replace(visit, receipts=receipts_in(phones[visit.resident])) for visit in visits),
        lists=lists,
        labels={each.id: f"{each.number} {each.label}" for each in city.workgroups},
        ledger=ledger,
        redact=lambda text: reader.read(text).redacted,
        fake=await api.state(),
        metrics=metrics,
        log=product.output.read_text(),
        errors=tuple(product.errors()),
        stopped_with=stopped_with,
    )
    return Result(plan, evidence, traffic.turns, starts, seconds)


async def _traffic(plan: Plan, api: RemoteBotApi, product: Product, traffic: Traffic) -> list[Visit]:
    """Let the residents come, a few at once and each in their order, and the kills fall among them."""
    seeded = random.Random(plan.seed)  # noqa: S311  a trial must be repeatable, not secret
    at_once = asyncio.Semaphore(AT_ONCE)
    moments = choose_moments(seeded, plan.kills, len(plan.texts) * FEWEST_TURNS)

    async def come(text: str) -> Visit:
        async with at_once:
            return await hand_in(api, text, traffic)

    async with asyncio.TaskGroup() as group:
        group.create_task(kill_and_restart(product, traffic, moments, seeded))
        visits = [group.create_task(come(text)) for text in plan.texts]
    return [visit.result() for visit in visits]
