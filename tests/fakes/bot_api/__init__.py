"""A strict fake of Telegram's Bot API over real HTTP: `async with FakeBotApi() as api:`, or `python -m tests.fakes.bot_api`."""

from tests.fakes.bot_api.people import Button, FakeChannel, FakeChat, FakeUser, Received
from tests.fakes.bot_api.server import TOKEN, Call, FakeBotApi

__all__ = ["TOKEN", "Button", "Call", "FakeBotApi", "FakeChannel", "FakeChat", "FakeUser", "Received"]
