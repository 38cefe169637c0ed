"""Run the fake as a process of its own: `python -m tests.fakes.bot_api --port 8081 --token T --log calls.jsonl --script talk.jsonl`.

A script has one deed a line: {"user": 7000000001, "does": "says", "with": ["Guten Tag"], "after": 0.5}; `after` are seconds since
the line before.
"""

import argparse
import asyncio
import json
import signal
from pathlib import Path

from tests.fakes.bot_api.control import act, add_control
from tests.fakes.bot_api.server import TOKEN, FakeBotApi


async def serve(options: argparse.Namespace) -> None:
    """Serve until SIGTERM or SIGINT; the first line printed is the address."""
    api = FakeBotApi(options.token, time_scale=options.time_scale, log=options.log)
    api.enforce_limits = options.enforce_limits
    api.on_the_way_seconds = options.on_the_way
    add_control(api)
    stop = asyncio.Event()
    for sign in (signal.SIGTERM, signal.SIGINT):
        asyncio.get_running_loop().add_signal_handler(sign, stop.set)
    await api.start(options.port)
    print(api.url, flush=True)
    if options.script is not None:
        await play_script(api, options.script.read_text(encoding="utf-8"))
    await stop.wait()
    await api.close()


async def play_script(api: FakeBotApi, script: str) -> None:
    """Do what the script says, line after line."""
    for line in filter(None, script.splitlines()):
        deed = json.loads(line)
        await asyncio.sleep(deed.get("after", 0))
        act(api, deed["user"], deed["does"], deed.get("with", []))


def read_options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m tests.fakes.bot_api", description=__doc__)
    parser.add_argument("--port", type=int, default=0)
    parser.add_argument("--token", default=TOKEN)
    parser.add_argument("--log", type=Path, help="file that gets one JSON line a call")
    parser.add_argument("--script", type=Path, help="file with one deed a line")
    parser.add_argument(
        "--time-scale", type=float, default=1.0, help="factor on the pauses between webhook repetitions"
    )
    parser.add_argument(
        "--enforce-limits", action="store_true", help="answer 429 above 30 messages a second, or 1 in a chat"
    )
    parser.add_argument(
        "--on-the-way", type=float, default=0.0, help="seconds a send takes to get here, and its answer to get back"
    )
    return parser.parse_args()


if __name__ == "__main__":
    asyncio.run(serve(read_options()))
