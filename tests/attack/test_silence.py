"""What must never stand in the log: words and addresses of residents, words in the error of a statement, bytes of strangers."""

import asyncio
import json
import re
import socket
from pathlib import Path

import aiohttp
import pytest
from aiohttp.test_utils import TestServer
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError
from structlog.testing import capture_logs

from storage.database import Database
from tests.attack.payloads import MARK
from tests.fakes.bot_api.remote import RemoteBotApi
from tests.roof.test_process import Process
from tests.running.product import Mode, Product, Telegram

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
                answer = stranger.recv(1000)
                assert b" 400 " in answer
                assert b"aiohttp" not in answer and b"Python" not in answer
    finally:
        process.stop()

    logged = process.output.read_text().removeprefix(printed)
    assert [secret for secret in (MARK, "127.0.0.1", "Traceback") if secret in logged] == []


SAID = (
    "Am Bahnhof ist es dunkel, fragen Sie Ottokar Zwiebelmann unter 0381 4567890",
    "Eichhörnchenweg",
    "Ihr seid doch alle Arschlöcher im Rathaus",
    "Hilfe, hier brennt es!",
)
TURN = {"event", "level", "timestamp", "channel", "outcome", "act", "step", "seconds"}
SEND = {"event", "level", "timestamp", "channel", "outgoing_id", "kind", "fate", "reason"}
RESIDENT = re.compile(r"[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}")


async def test_a_conversation_leaves_one_line_a_turn_and_a_send_and_not_a_word(tmp_path: Path) -> None:
    async with RemoteBotApi() as api:
        telegram = Telegram(api.url, api.token, Mode.POLLING)
        product = Product(tmp_path, f"sqlite+aiosqlite:///{tmp_path}/forum.db", telegram)
        await product.start()
        try:
            erika = await api.user("Ottilie")
            await _talks_in_telegram(api, erika)
            cookie = await _talks_on_the_page(product.address)
        finally:
            await product.stop()

    logged = product.output.read_text()
    words = {word for text in (*SAID, "Ottilie") for word in re.findall(r"\w{6,}", text)}
    assert [secret for secret in (*words, "4567890", str(erika), cookie) if secret in logged] == []
    assert RESIDENT.search(logged) is None
    events = [json.loads(line) for line in logged.splitlines() if line.startswith("{")]
    turns = [event for event in events if event["event"] == "turn.taken"]
    sends = [event for event in events if event["event"] == "message.delivered"]
    assert {(turn["channel"], turn["outcome"]) for turn in turns} == {("telegram", "done"), ("web", "done")}
    assert len(turns) == 2 + len(SAID) + 1 + len(SAID) and len(sends) >= len(turns)
    assert ("concerns.preview" in {turn["step"] for turn in turns}) and {set(turn) == TURN for turn in turns} == {True}
    assert {set(send) == SEND for send in sends} == {True}


async def _talks_in_telegram(api: RemoteBotApi, erika: int) -> None:
    await api.does(erika, "starts")
    await api.quiet()
    await _hears(api, erika, 1)
    await api.does(erika, "presses", "Einverstanden, los geht’s")
    await api.quiet()
    for words in SAID:
        await api.does(erika, "says", words)
        await api.quiet()
    await _hears(api, erika, 2 + len(SAID))


async def _hears(api: RemoteBotApi, erika: int, messages: int) -> None:
    for _ in range(400):
        if len(await api.received(erika)) >= messages:
            return
        await asyncio.sleep(0.05)
    raise AssertionError("not everything was answered")


async def _talks_on_the_page(address: str) -> str:
    """Begin on the page of the chat and say the same; returns the cookie."""
    jar = aiohttp.CookieJar(unsafe=True)
    async with aiohttp.ClientSession(address, cookie_jar=jar) as browser:
        for fields in ({"start": ""}, *({"text": words} for words in SAID)):
            async with browser.post("/chat", data=fields) as answer:
                assert answer.status == 200
        await asyncio.sleep(1.5)
        return next(iter(jar)).value
