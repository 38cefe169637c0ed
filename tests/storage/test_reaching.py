"""A PostgreSQL that moves: the host that may be written to is found, and one that is silent costs no more than its limit."""

import asyncio
from collections.abc import AsyncIterator
from uuid import uuid4

import asyncpg
import pytest
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError

from storage import reaching
from storage.database import connect
from storage.migrating import upgrade
from tests.chaos.cable import Cable
from tests.chaos.servers import Server, address, one_server


@pytest.fixture
async def server() -> AsyncIterator[Server]:
    async with one_server() as server:
        yield server


@pytest.fixture
async def silent() -> AsyncIterator[int]:
    """A port that takes connections and never says a word."""
    listening = await asyncio.start_server(lambda *_: None, "127.0.0.1", 0)
    yield listening.sockets[0].getsockname()[1]
    listening.close()


async def asked(url: str, question: str) -> object:
    database = connect(url)
    try:
        async with database.engine.connect() as connection:
            return (await connection.execute(text(question))).scalar_one()
    finally:
        await database.close()


async def test_a_silent_host_is_passed_over_within_its_limit(
    server: Server, silent: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(reaching, "HOST_LIMIT_SECONDS", 0.2)

    async with asyncio.timeout(5):
        assert await asked(address(silent, server.port), "SELECT inet_server_port()") == server.port


async def test_nobody_waits_for_ever_for_a_connection_that_has_died(
    server: Server, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(reaching, "COMMAND_LIMIT_SECONDS", 0.2)

    with pytest.raises(TimeoutError):
        await asked(address(server.port), "SELECT pg_sleep(60)")


async def test_the_server_lets_go_of_what_a_vanished_process_holds(server: Server) -> None:
    said = await asked(address(server.port), "SHOW idle_in_transaction_session_timeout")

    assert said == reaching.SESSION["idle_in_transaction_session_timeout"]


async def test_what_a_statement_that_came_by_half_has_locked_is_free_after_the_limit(
    server: Server, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(reaching, "TRANSACTION_LIMIT_SECONDS", 0.5)
    database = connect(address(server.port))
    lock = text("SELECT pg_advisory_xact_lock(1)")
    async with database.engine.connect() as vanishing:
        await vanishing.execute(lock)
        driver = (await vanishing.get_raw_connection()).driver_connection
        assert isinstance(driver, asyncpg.Connection)
        await driver.prepare("SELECT 1")  # leaves the server waiting for the rest, as a cable does that is cut here

        async with asyncio.timeout(5), database.engine.begin() as other:
            await other.execute(lock)
        await vanishing.invalidate()
    await database.close()


async def test_who_reads_much_or_makes_tables_anew_may_take_longer_than_who_writes(
    server: Server, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(reaching, "TRANSACTION_LIMIT_SECONDS", 0.3)
    database = connect(address(server.port))
    await upgrade(database)

    async with database.reading() as work:
        await asyncio.sleep(0.6)
        assert await work.residents.get(uuid4()) is None
    with pytest.raises(DBAPIError):
        async with database.work() as work:
            await work.residents.get(uuid4())
            await asyncio.sleep(0.6)
            await work.residents.get(uuid4())
    await database.close()


async def test_no_host_at_all_is_said_as_it_is() -> None:
    with pytest.raises(OSError):
        await asked(address(1, 2), "SELECT 1")


async def test_connections_that_have_silently_died_are_all_given_up_at_the_first_look(
    server: Server, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(reaching, "LOOK_LIMIT_SECONDS", 0.2)
    async with Cable(server.port) as cable:
        database = connect(address(cable.port))
        async with database.engine.connect() as one, database.engine.connect() as other:
            for connection in (one, other):
                await connection.execute(text("SELECT 1"))
        cable.forget()

        async with asyncio.timeout(5), database.engine.connect() as one, database.engine.connect() as other:
            for connection in (one, other):
                assert (await connection.execute(text("SELECT 1"))).scalar_one() == 1
        await database.close()
