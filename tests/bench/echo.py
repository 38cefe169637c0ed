"""The yardstick for turns: python-telegram-bot as it comes, which repeats what it is told and stores nothing.

Its own Application, queue, handler and HTTP client; its web server needs a package that is not installed here, so a bare route
hands updates to the same queue and answers at once, as that server does. Run as `python -m tests.bench.echo API PORT TOKEN`.
"""

import asyncio
import signal
import sys
from typing import Any

from aiohttp import web
from telegram import Update
from telegram.ext import Application, ApplicationBuilder, ContextTypes, MessageHandler, filters

PATH = "/echo"


async def echo(update: Update, _context: ContextTypes.DEFAULT_TYPE) -> None:
    """Say the same."""
    if update.message is not None:
        await update.message.reply_text(update.message.text or "")


async def serve(api: str, port: int, token: str) -> None:
    """Serve until SIGTERM."""
    stop = asyncio.Event()
    asyncio.get_running_loop().add_signal_handler(signal.SIGTERM, stop.set)
    application = ApplicationBuilder().token(token).base_url(f"{api}/bot").updater(None).build()
    application.add_handler(MessageHandler(filters.TEXT, echo))
    async with application:
        await application.start()
        runner = web.AppRunner(_site(application), access_log=None)
        await runner.setup()
        await web.TCPSite(runner, "127.0.0.1", port).start()
        await application.bot.set_webhook(f"http://127.0.0.1:{port}{PATH}")
        await stop.wait()
        await runner.cleanup()
        await application.stop()


def _site(application: "Application[Any, Any, Any, Any, Any, Any]") -> web.Application:
    async def take(request: web.Request) -> web.Response:
        await application.update_queue.put(Update.de_json(await request.json(), application.bot))
        return web.Response()

    site = web.Application()
    site.router.add_post(PATH, take)
    return site


if __name__ == "__main__":
    asyncio.run(serve(sys.argv[1], int(sys.argv[2]), sys.argv[3]))
