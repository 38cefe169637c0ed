"""The fake as a process of its own."""

import json
from pathlib import Path

from handlers.channels.telegram.connection import open_bot
from handlers.channels.telegram.request import open_session
from tests.fakes.bot_api.remote import RemoteBotApi


async def test_the_process_is_played_from_outside(tmp_path: Path) -> None:
    async with RemoteBotApi(log=tmp_path / "calls.jsonl") as api:
        session = open_session()
        bot = open_bot(api.token, session, api.url)
        erika = await api.user("Erika")
        await api.does(erika, "starts", "plakat")
        await api.all_say([(erika, "eins"), (8_000_000_001, "zwei")])

        texts = [u["message"]["text"] for u in await bot.raw_updates(offset=0, wait_seconds=1, kinds=("message",))]
        await bot.send_message(erika, "Guten Tag")
        await bot.send_message(8_000_000_001, "Auch Ihnen")
        state = await api.state()
        received = await api.all_received()
        await session.close()

    assert texts == ["/start plakat", "eins", "zwei"]
    assert received == {erika: ["Guten Tag"], 8_000_000_001: ["Auch Ihnen"]}
    assert (state["pending"], state["sent"], state["violations"]) == (3, 2, [])
    log = [json.loads(line) for line in (tmp_path / "calls.jsonl").read_text().splitlines()]
    assert [(line["method"], line["status"]) for line in log] == [("sendMessage", 200)] * 2
