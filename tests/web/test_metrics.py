"""What the operator's monitoring reads: counts of what really happened, and nothing of anybody."""

import re
from collections.abc import AsyncIterator
from datetime import timedelta

import pytest
from aiohttp import web
from aiohttp.test_utils import TestClient, TestServer

from bot import schedule
from bot.dialog import DIALOG
from bot.health import watch_app
from bot.wiring import build_post
from handlers.channels.inbound import Inbound
from handlers.channels.intake import TRIES_LIMIT, take_in
from handlers.deps import Deps
from handlers.dialog.turn import Said
from handlers.residents import actions as residents
from storage.database import Database
from storage.models import Channel, Outgoing, OutgoingKind
from tests.conftest import Talker
from tests.factories import StandingClock, broken
from tests.outgoing import deliver_due, put

LABEL = r'[a-z]+="(?:[^"\\\n]|\\[\\n"])*"'
LINE = re.compile(
    rf"# HELP [a-z_]+ \S.*|# TYPE [a-z_]+ (?:counter|gauge|histogram)|[a-z_]+(?:{{{LABEL}(?:,{LABEL})*}})? [-+0-9.eInfNa]+"
)
Figures = dict[str, float]
Monitoring = TestClient[web.Request, web.Application]


@pytest.fixture
async def monitoring(deps: Deps) -> AsyncIterator[Monitoring]:
    async with TestClient(TestServer(watch_app(deps, None))) as client:
        yield client


async def read(monitoring: Monitoring) -> Figures:
    answer = await monitoring.get("/metrics")
    assert answer.headers["Content-Type"] == "text/plain; version=0.0.4; charset=utf-8"
    lines = [line.rpartition(" ") for line in (await answer.text()).splitlines() if not line.startswith("#")]
    assert len({name for name, _, _ in lines}) == len(lines)
    return {name.removeprefix("forumsbote_"): float(value) for name, _, value in lines}


@pytest.mark.parametrize("database", ["sqlite"], indirect=True)
@pytest.mark.parametrize(
    ("headers", "status"),
    [
        ({}, 200),
        ({"X-Forwarded-For": "10.1.2.3"}, 200),
        ({"X-Forwarded-For": "81.169.1.7"}, 404),
        ({"X-Forwarded-For": "81.169.1.7, 10.1.2.3"}, 404),
        ({"X-Forwarded-For": ""}, 200),
        ({"X-Forwarded-For": "unknown"}, 404),
        ({"Forwarded": "for=81.169.1.7"}, 404),
    ],
)
async def test_exact_figures_of_this_moment_are_for_our_own_network_only(
    monitoring: Monitoring, headers: dict[str, str], status: int
) -> None:
    assert (await monitoring.get("/metrics", headers=headers)).status == status


async def test_turns_are_counted_by_channel_and_outcome(
    known: Talker, deps: Deps, database: Database, monitoring: Monitoring
) -> None:
    said = Inbound(Channel.TELEGRAM, 4711, known.address, Said("Am Bahnhof ist es dunkel"))
    for _ in range(2):
        await take_in(deps, DIALOG, said)
    async with broken(database):
        for _ in range(TRIES_LIMIT):
            await take_in(deps, DIALOG, Inbound(Channel.WEB, 1, "somebody", Said("Guten Tag")))

    figures = await read(monitoring)

    counted = {name: count for name, count in figures.items() if name.startswith("updates_total")}
    assert counted == {
        'updates_total{channel="telegram",outcome="done"}': 3,
        'updates_total{channel="telegram",outcome="repeated"}': 1,
        'updates_total{channel="web",outcome="failed"}': TRIES_LIMIT - 1,
        'updates_total{channel="web",outcome="set_aside"}': 1,
    }
    assert (figures["turn_seconds_count"], figures['turn_seconds_bucket{le="+Inf"}']) == (9, 9)
    assert figures["reading_seconds_count"] >= 2
    assert figures["updates_set_aside"] == 1


async def test_the_oldest_due_message_of_each_rank_shows_its_age(
    known: Talker, deps: Deps, clock: StandingClock, monitoring: Monitoring
) -> None:
    due = (
        (OutgoingKind.REMINDER, 5),
        (OutgoingKind.NOTICE, 60),
        (OutgoingKind.BROADCAST, 20),
        (OutgoingKind.REPLY, -9),
    )
    async with deps.open_work() as work:
        await work.outbox.drop_all_of(await known.resident_id(), "test")
        for kind, seconds in due:
            moment = clock() - timedelta(seconds=seconds)
            row = Outgoing(resident_id=await known.resident_id(), kind=kind, not_before=moment, created_at=moment)
            await put(work, row)

    figures = await read(monitoring)

    ranks = ("answers", "notices", "broadcasts")
    assert [figures[f'outbox_oldest_due_seconds{{rank="{rank}"}}'] for rank in ranks] == [0, 60, 20]
    assert figures["outbox_lag_seconds"] == 60
    assert figures['outbox_rows{state="waiting"}'] == 4


async def test_sends_are_counted_by_kind_and_fate(deps: Deps, monitoring: Monitoring) -> None:
    async with deps.open_work() as work:
        resident = await residents.meet(deps, work, Channel.WEB, "somebody", "de")
        row = Outgoing(
            resident_id=resident.id, kind=OutgoingKind.RECEIPT, body={"text": "Danke"},
            not_before=deps.now(), created_at=deps.now(),
        )  # fmt: skip
        await put(work, row)
    await deliver_due(deps, build_post(None))

    figures = await read(monitoring)

    assert figures['sends_total{kind="receipt",fate="sent"}'] == 1
    assert figures["sends_refused_for_rate_total"] == 0
    assert "sender_looked_seconds" not in figures


async def test_jobs_are_counted_by_outcome(deps: Deps, monitoring: Monitoring) -> None:
    async def well(_deps: Deps) -> None: ...

    async def badly(_deps: Deps) -> None:
        raise OSError

    await schedule.tick(deps, schedule.Job("well", timedelta(1), well))
    await schedule.tick(deps, schedule.Job("badly", timedelta(1), badly))

    figures = await read(monitoring)

    assert figures['jobs_total{job="well",outcome="done"}'] == 1
    assert figures['jobs_total{job="badly",outcome="failed"}'] == 1


async def test_every_line_is_of_the_format_and_every_family_stands_once(
    known: Talker, deps: Deps, monitoring: Monitoring
) -> None:
    await known.says("Am Bahnhof ist es dunkel")
    deps.meters.sender_looked.note(0.0)

    lines = (await (await monitoring.get("/metrics")).text()).splitlines()

    assert [line for line in lines if not LINE.fullmatch(line)] == []
    families = [line.split()[2] for line in lines if line.startswith("# TYPE")]
    assert families == [line.split()[2] for line in lines if line.startswith("# HELP")]
    assert len(set(families)) == len(families) == 16
    assert all(name.startswith("forumsbote_") for name in families)


async def test_nobody_stands_in_the_figures(known: Talker, monitoring: Monitoring) -> None:
    await known.hands_in("Am Bahnhof ist es dunkel")

    text = await (await monitoring.get("/metrics")).text()

    assert known.address not in re.findall('"([^"]*)"', text)
    assert [secret for secret in (str(await known.resident_id()), "Bahnhof") if secret in text] == []
