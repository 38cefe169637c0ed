"""A Bot of the library talking to the fake Bot API through our request class, and a small dialogue behind the door."""

from collections.abc import AsyncIterator, Iterator, MutableMapping
from typing import Any

import pytest
from structlog.testing import capture_logs

from handlers.channels.telegram.connection import OurBot
from handlers.channels.telegram.door import Door
from handlers.channels.telegram.request import AiohttpRequest, open_session
from handlers.deps import Deps
from handlers.dialog.table import Dialog
from tests.fakes.bot_api import FakeBotApi
from tests.telegram.small_dialog import small_dialog


@pytest.fixture(autouse=True)
def logged() -> Iterator[list[MutableMapping[str, Any]]]:
    """What was logged, instead of on the console, where tracebacks with every value would take seconds."""
    with capture_logs() as events:
        yield events


@pytest.fixture
async def api() -> AsyncIterator[FakeBotApi]:
    async with FakeBotApi(username="forumsbote_bot") as api:
        yield api


@pytest.fixture
async def bot(api: FakeBotApi) -> AsyncIterator[OurBot]:
    session = open_session()
    request = AiohttpRequest(session, connect_timeout=1, read_timeout=1, pool_timeout=1)
    base, files = f"{api.url}/bot", f"{api.url}/file/bot"
    yield OurBot(api.token, base_url=base, base_file_url=files, request=request, get_updates_request=request)
    await session.close()


@pytest.fixture
def dialog() -> Dialog:
    return small_dialog()


@pytest.fixture
async def door(deps: Deps, dialog: Dialog, bot: OurBot) -> AsyncIterator[Door]:
    door = Door(deps, dialog, bot)
    yield door
    await door.close()
