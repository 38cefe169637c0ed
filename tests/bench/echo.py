"""The yardsticks for turns: bots that repeat what they are told and store nothing.

stock    python-telegram-bot as it comes: its own Application, queue, handler and HTTP client
request  the same library over our own aiohttp-based request class
raw      aiohttp alone, without any library for bots

The library's web server needs a package that is not installed here, so a bare route hands updates to the same queue and answers
at once, as that server does. Run as `python -m tests.bench.echo KIND API PORT TOKEN`.
"""

import asyncio
import signal
import sys
from collections.abc import AsyncIterator, Callable
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from typing import Any

import aiohttp
from aiohttp import web
from telegram import Update
from telegram.ext import Application, ApplicationBuilder, ContextTypes, MessageHandler, filters

from handlers.channels.telegram.request import AiohttpRequest, open_session

PATH = "/echo"
Take = Callable[[Any], None]
"""Takes an update as it came, and answers it later."""
Bot = Callable[[str, str], AbstractAsyncContextManager[Take]]


@asynccontextmanager
async def stock(api: str, token: str) -> AsyncIterator[Take]:
    """The library with its own client."""
    application = ApplicationBuilder().token(token).base_url(f"{api}/bot").updater(None).build()
    async with _running(application) as take:
        yield take


@asynccontextmanager
async def over_our_request(api: str, token: str) -> AsyncIterator[Take]:
    """The library with our client."""
    async with open_session() as session:
        builder = ApplicationBuilder().token(token).base_url(f"{api}/bot").updater(None)
        application = builder.request(AiohttpRequest(session)).get_updates_request(AiohttpRequest(session)).build()
        async with _running(application) as take:
            yield take


@asynccontextmanager
async def raw(api: str, token: str) -> AsyncIterator[Take]:
    """No library: the update is a dict, the answer a form."""
    underway: set[asyncio.Task[None]] = set()
    async with aiohttp.ClientSession(f"{api}/bot{token}/", connector=aiohttp.TCPConnector(limit=0)) as session:

        async def repeat(message: Any) -> None:
            said = {"chat_id": message["chat"]["id"], "text": message["text"]}
            async with session.post("sendMessage", data=said) as answer:
                await answer.json()

        def take(update: Any) -> None:
            task = asyncio.create_task(repeat(update["message"]))
            underway.add(task)
            task.add_done_callback(underway.discard)

        yield take


BOTS: dict[str, Bot] = {"stock": stock, "request": over_our_request, "raw": raw}


@asynccontextmanager
async def _running(application: "Application[Any, Any, Any, Any, Any, Any]") -> AsyncIterator[Take]:
    application.add_handler(MessageHandler(filters.TEXT, _echo))
    async with application:
        await application.start()
        yield lambda update: application.update_queue.put_nowait(Update.de_json(update, application.bot))
        await application.stop()


async def _echo(update: Update, _context: ContextTypes.DEFAULT_TYPE) -> None:
    if update.message is not None:
        await update.message.reply_text(update.message.text or "")


async def serve(bot: Bot, api: str, port: int, token: str) -> None:
    """Serve until SIGTERM."""
    stop = asyncio.Event()
    asyncio.get_running_loop().add_signal_handler(signal.SIGTERM, stop.set)
    async with bot(api, token) as take, aiohttp.ClientSession() as session:
        runner = web.AppRunner(_site(take), access_log=None)
        await runner.setup()
        await web.TCPSite(runner, "127.0.0.1", port).start()
        await session.post(f"{api}/bot{token}/setWebhook", data={"url": f"http://127.0.0.1:{port}{PATH}"})
        await stop.wait()
        await runner.cleanup()


def _site(take: Take) -> web.Application:
    async def on_update(request: web.Request) -> web.Response:
        take(await request.json())
        return web.Response()

    site = web.Application()
    site.router.add_post(PATH, on_update)
    return site


if __name__ == "__main__":
    asyncio.run(serve(BOTS[sys.argv[1]], sys.argv[2], int(sys.argv[3]), sys.argv[4]))
