"""What must never stand in the log: words of residents in the error of a statement, addresses and bytes of strangers."""

import asyncio
import socket
from pathlib import Path

import pytest
from aiohttp.test_utils import TestServer
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError
from structlog.testing import capture_logs

from storage.database import Database
from tests.attack.payloads import MARK
from tests.roof.test_process import Process

BROKEN = (
    f"X: {MARK}\x00",
    f"Cookie: desk={MARK}\x01",
    f"Content-Length: {MARK}",
    MARK,
    f"Host: {MARK}\xff\r\nExpect: {MARK}",
)


async def test_a_failed_statement_does_not_quote_what_was_to_be_stored(database: Database) -> None:
    with pytest.raises(DBAPIError) as failed:
        async with database.engine.begin() as connection:
            await connection.execute(text("INSERT INTO nowhere (words) VALUES (:words)"), {"words": MARK})

    assert MARK not in str(failed.value)


async def test_a_connection_that_breaks_off_is_no_fault(server: TestServer) -> None:
    head = b"POST /chat HTTP/1.1\r\nHost: x\r\nContent-Type: application/x-www-form-urlencoded\r\nContent-Length: 99\r\n\r\n"
    with capture_logs() as logged:
        for _ in range(3):
            _reader, writer = await asyncio.open_connection("127.0.0.1", server.port)
            writer.write(head + b"text=Am+Bah")
            await writer.drain()
            await asyncio.sleep(0.05)
            writer.close()
        await asyncio.sleep(0.2)

    assert [event["event"] for event in logged] == []


def test_a_broken_request_is_not_quoted_and_its_sender_not_named(tmp_path: Path) -> None:
    process = Process(tmp_path).wait_until_it_answers()
    printed = process.output.read_text()
    try:
        for line in BROKEN:
            with socket.create_connection(("127.0.0.1", process.port), timeout=5) as stranger:
                stranger.sendall(f"GET /foren?ortsteil={MARK}\xfc HTTP/1.1\r\n{line}\r\n\r\n".encode("latin-1"))
                assert b" 400 " in stranger.recv(1000)
    finally:
        process.stop()

    logged = process.output.read_text().removeprefix(printed)
    assert [secret for secret in (MARK, "127.0.0.1", "Traceback") if secret in logged] == []
