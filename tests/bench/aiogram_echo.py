"""The yardstick of the other library: an aiogram webhook echo as its documentation has it, without a database.

It needs a pydantic older than ours, so it lives in an environment of its own, which `make bench` makes. Run there as
`python aiogram_echo.py API PORT TOKEN`.
"""

import asyncio
import signal
import sys

from aiogram import Bot, Dispatcher
from aiogram.client.session.aiohttp import AiohttpSession
from aiogram.client.telegram import TelegramAPIServer
from aiogram.types import Message
from aiogram.webhook.aiohttp_server import SimpleRequestHandler, setup_application
from aiohttp import web

PATH = "/echo"


async def echo(message: Message) -> None:
    await message.answer(message.text or "")


async def serve(api: str, port: int, token: str) -> None:
    """Serve until SIGTERM."""
    stop = asyncio.Event()
    asyncio.get_running_loop().add_signal_handler(signal.SIGTERM, stop.set)
    bot, dispatcher, site = (
        Bot(token, AiohttpSession(api=TelegramAPIServer.from_base(api))),
        Dispatcher(),
        web.Application(),
    )
    dispatcher.message.register(echo)
    SimpleRequestHandler(dispatcher, bot).register(site, path=PATH)
    setup_application(site, dispatcher, bot=bot)
    runner = web.AppRunner(site, access_log=None)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", port).start()
    await bot.set_webhook(f"http://127.0.0.1:{port}{PATH}")
    await stop.wait()
    await runner.cleanup()


if __name__ == "__main__":
    asyncio.run(serve(sys.argv[1], int(sys.argv[2]), sys.argv[3]))
