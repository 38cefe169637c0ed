"""What `forumsbote check` finds, in sentences for the operator."""

from collections.abc import AsyncIterator
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime
from pathlib import Path

import pytest
from aiohttp import web

from bot.checking import check
from bot.clock import seconds_ahead
from bot.settings import Settings, TelegramMode
from bot.wiring import installation
from handlers.channels.inbound import Inbound
from handlers.dialog.turn import Said
from handlers.residents import actions as residents
from storage import migrating
from storage.database import connect
from storage.models import Channel, Outgoing, OutgoingKind, OutgoingState
from tests.desk.test_troubles import fail_until_set_aside
from tests.fakes.bot_api import FakeBotApi
from tests.outgoing import put

WORDS = "Am Bahnhof ist es dunkel"


@pytest.fixture
async def api() -> AsyncIterator[FakeBotApi]:
    async with FakeBotApi(username="forumsbote_bot") as api:
        yield api


@pytest.fixture
def settings(tmp_path: Path, api: FakeBotApi) -> Settings:
    return Settings(
        database_url=f"sqlite+aiosqlite:///{tmp_path}/forum.db",
        models=tmp_path / "models",
        telegram_token=api.token,
        telegram_api_url=api.url,
    )


async def migrate(settings: Settings) -> None:
    database = connect(settings.database_url)
    await migrating.upgrade(database)
    await database.close()


async def found(settings: Settings) -> dict[bool, list[str]]:
    """Return the sentences by whether all is well."""
    findings = await check(settings)
    return {good: [finding.words for finding in findings if finding.good is good] for good in (True, False)}


async def test_a_whole_installation_has_nothing_to_complain_of(settings: Settings, api: FakeBotApi) -> None:
    await migrate(settings)

    lines = await found(settings)

    assert lines[False] == []
    assert "Telegram kennt uns als @forumsbote_bot, und 0 Nachrichten warten." in lines[True]
    assert "Die Uhr stimmt mit der von Telegram überein." in lines[True]
    assert f"Die Datenbank ist erreichbar und auf dem neuesten Stand {migrating.head()}." in lines[True]
    assert "In Kraft ist das mitgelieferte Sprachmodell." in lines[True]
    assert api.violations == []


async def test_every_line_is_one_sentence(settings: Settings) -> None:
    await migrate(settings)

    lines = await found(settings)

    assert [line for line in lines[True] if line.count(". ") or not line.endswith(".")] == []


async def test_an_empty_database_is_named_with_the_way_out(settings: Settings) -> None:
    lines = await found(settings)
    assert [f"Die Datenbank ist leer, nötig ist {migrating.head()}: forumsbote db upgrade"] == lines[False]


async def test_what_waits_for_a_person_is_named_and_nobody_else(settings: Settings) -> None:
    async with installation(settings) as opened:
        deps = opened.deps
        inbound = Inbound(Channel.TELEGRAM, 4711, "12345678", Said(WORDS))
        await fail_until_set_aside(deps, opened.database, inbound)
        resident_id = await residents.find(deps, Channel.TELEGRAM, "12345678")
        assert resident_id is not None
        async with deps.open_work() as work:
            row = Outgoing(
                resident_id=resident_id, kind=OutgoingKind.REMINDER, state=OutgoingState.AMBIGUOUS,
                reason="TimedOut", not_before=deps.now(), created_at=deps.now(),
            )  # fmt: skip
            await put(work, row)

    bad = (await found(settings))[False]

    assert bad[0] == "Nicht aufgenommene Nachrichten von Einwohner:innen: 1."
    assert bad[1].startswith("Nachricht telegram-4711 scheiterte nach 5 Versuchen am ")
    assert bad[2] == "Nachrichten, die scheiterten oder vielleicht nicht ankamen: 1."
    assert bad[3].endswith(" UTC ist vielleicht angekommen (TimedOut).")
    assert len(bad) == 4
    assert not any(secret in "".join(bad) for secret in (WORDS, "12345678", str(resident_id)))


async def test_a_webhook_elsewhere_is_named(settings: Settings) -> None:
    elsewhere = settings.model_copy(
        update={"telegram_mode": TelegramMode.WEBHOOK, "public_url": "https://forum.example.org"}
    )
    await migrate(settings)

    [line] = (await found(elsewhere))[False]

    assert line.startswith("Telegram kennt keinen Webhook, anders als eingestellt")


@pytest.mark.parametrize(("hours", "way"), [(1, "nach"), (-1, "vor")])
async def test_a_wrong_clock_is_named(tmp_path: Path, hours: int, way: str) -> None:
    async def elsewhen(_request: web.Request, response: web.StreamResponse) -> None:
        response.headers["Date"] = format_datetime(datetime.now(UTC) + timedelta(hours=hours), usegmt=True)

    api = FakeBotApi()
    api.app.on_response_prepare.append(elsewhen)
    async with api:
        settings = Settings(
            database_url=f"sqlite+aiosqlite:///{tmp_path}/forum.db",
            telegram_token=api.token,
            telegram_api_url=api.url,
        )
        await migrate(settings)
        [line] = (await found(settings))[False]

    assert line.startswith("Die Uhr geht gegenüber der von Telegram um 3") and line.endswith(f"Sekunden {way}.")


async def test_a_server_that_names_no_time_is_not_compared() -> None:
    assert await seconds_ahead("http://127.0.0.1:9") is None
