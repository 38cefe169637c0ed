"""What must never stand in the log: words of residents in the error of a statement, addresses and bytes of strangers."""

import asyncio

import pytest
from aiohttp.test_utils import TestServer
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError

from bot.logs import set_up
from bot.settings import LogFormat
from storage.database import Database
from tests.attack.conftest import raw, status
from tests.attack.payloads import MARK


async def test_a_failed_statement_does_not_quote_what_was_to_be_stored(database: Database) -> None:
    with pytest.raises(DBAPIError) as failed:
        async with database.engine.begin() as connection:
            await connection.execute(text("INSERT INTO nowhere (words) VALUES (:words)"), {"words": MARK})

    assert MARK not in str(failed.value)


@pytest.fixture(params=list(LogFormat))
def logging(request: pytest.FixtureRequest, capsys: pytest.CaptureFixture[str]) -> None:
    """Log as the product does, to where this test can read it."""
    set_up(request.param)
    request.addfinalizer(lambda: set_up(LogFormat.CONSOLE))


@pytest.mark.usefixtures("logging")
async def test_a_broken_request_is_not_quoted_and_its_sender_not_named(
    server: TestServer, capsys: pytest.CaptureFixture[str]
) -> None:
    for line in (f"X: {MARK}\x00", f"Cookie: desk={MARK}\x01", f"Content-Length: {MARK}", f"{MARK}"):
        assert status(await raw(server, f"GET / HTTP/1.1\r\nHost: x\r\n{line}\r\n\r\n".encode())) == 400
    assert status(await raw(server, f"GET /foren?ortsteil={MARK}ü HTTP/1.1\r\nHost: x\r\n\r\n".encode())) == 400

    written = capsys.readouterr().err
    assert [secret for secret in (MARK, "127.0.0.1", "Traceback") if secret in written] == []


@pytest.mark.usefixtures("logging")
async def test_a_connection_that_breaks_off_is_no_fault(server: TestServer, capsys: pytest.CaptureFixture[str]) -> None:
    head = b"POST /chat HTTP/1.1\r\nHost: x\r\nContent-Type: application/x-www-form-urlencoded\r\nContent-Length: 99\r\n\r\n"
    for _ in range(3):
        _reader, writer = await asyncio.open_connection("127.0.0.1", server.port)
        writer.write(head + b"text=Am+Bah")
        await writer.drain()
        await asyncio.sleep(0.05)
        writer.close()
    await asyncio.sleep(0.2)

    assert "page.failed" not in capsys.readouterr().err
